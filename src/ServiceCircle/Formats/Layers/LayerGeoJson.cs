namespace ServiceCircle.Formats.Layers;

/// <summary>A layer as GeoJSON.</summary>
internal static class LayerGeoJson
{
    /// <summary>Writes all rows as features.</summary>
    public static void Write(Stream stream, Layer layer, GeoJsonMetadata metadata) => GeoJsonWriter.Write(stream, metadata, writer =>
    {
        foreach (LayerRow row in layer.Rows())
        {
            writer.Feature(row.Geometry, json =>
            {
                for (int i = 0; i < row.Values.Length; i++)
                {
                    string name = layer.Columns[i].Name;
                    switch (row.Values[i])
                    {
                        case double number: json.WriteNumber(name, number); break;
                        case long whole: json.WriteNumber(name, whole); break;
                        case bool yes: json.WriteBoolean(name, yes); break;
                        case var text: json.WriteString(name, (string?)text); break;
                    }
                }
            });
        }
    });
}
