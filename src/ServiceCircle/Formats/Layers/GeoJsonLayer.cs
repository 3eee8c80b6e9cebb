using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats.Layers;

/// <summary>A layer from a GeoJSON that <see cref="GeoJsonWriter"/> has written: a line for its head, and one for each feature.</summary>
internal static class GeoJsonLayer
{
    /// <summary>The layer; lists of texts are joined by semicolons, as in the tables.</summary>
    /// <param name="name">The name of the layer.</param>
    /// <param name="open">Opens the file from its start.</param>
    public static Layer Read(string name, Func<Stream> open)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonElement feature in Features(open))
            foreach (JsonProperty property in feature.GetProperty("properties").EnumerateObject())
                columns.TryAdd(property.Name, columns.Count);
        return new Layer(name, [.. columns.Keys], Rows) { DataDate = DateOf(open), IsSpatial = true };

        IEnumerable<LayerRow> Rows()
        {
            foreach (JsonElement feature in Features(open))
            {
                object?[] values = new object?[columns.Count];
                foreach (JsonProperty property in feature.GetProperty("properties").EnumerateObject())
                    values[columns[property.Name]] = ValueOf(property.Value);
                Geometry? geometry = GeoJsonGeometry.Read(feature.GetProperty("geometry"), Crs.Wgs84);
                yield return new LayerRow(geometry, values);
            }
        }
    }

    private static IEnumerable<JsonElement> Features(Func<Stream> open)
    {
        using var reader = new StreamReader(open(), Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = FirstValue(line);
            yield return document.RootElement;
        }
    }

    /// <summary>The feature of a line: before it may stand the comma after the last, behind it the brackets that close the file.</summary>
    private static JsonDocument FirstValue(string line)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line.StartsWith(',') ? line[1..] : line));
        return JsonDocument.ParseValue(ref reader);
    }

    private static string? DateOf(Func<Stream> open)
    {
        using var reader = new StreamReader(open(), Encoding.UTF8);
        string head = reader.ReadLine()!;
        using JsonDocument document = JsonDocument.Parse(head.EndsWith("]}", StringComparison.Ordinal) ? head : head + "]}");
        return document.RootElement.GetProperty("metadata").GetProperty("osm_date").GetString();
    }

    /// <summary>A value as a cell holds it; lists joined by semicolons.</summary>
    internal static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(v => Layer.TextOf(ValueOf(v)))),
        _ => value.GetRawText(),
    };
}
