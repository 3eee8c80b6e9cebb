using System.Text.Json.Nodes;
using NetTopologySuite.IO;
using Parquet;
using Parquet.Schema;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// A layer or a table as Parquet, with the metadata of GeoParquet 1.1 where it has geometries: well-known binary in the column
/// <c>geometry</c>, longitude and latitude of WGS-84.
/// </summary>
internal static class ParquetLayer
{
    /// <summary>Rows that are written at once.</summary>
    private const int GroupRows = 100_000;

    private const string Geometry = "geometry";

    /// <summary>Writes all rows.</summary>
    public static void Write(Stream stream, Layer layer)
    {
        // The package writes as tasks only; a thread waits for them all the same.
        WriteAsync(stream, layer).GetAwaiter().GetResult();
    }

    private static async Task WriteAsync(Stream stream, Layer layer)
    {
        string[] names = [.. layer.Columns.Select(c => c.Name)];
        string geometry = FieldNames.Plain([.. names.Select(n => n.Replace('.', '_')), Geometry])[^1];
        DataField[] fields =
        [
            .. layer.Columns.Select(FieldOf),
            .. layer.IsSpatial ? new[] { new DataField(geometry, typeof(byte[]), true) } : [],
        ];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }).ConfigureAwait(false);
        if (layer.IsSpatial)
            writer.CustomMetadata = new Dictionary<string, string> { ["geo"] = Metadata(layer, geometry).ToJsonString() };
        foreach (LayerRow[] rows in layer.Rows().Chunk(GroupRows).DefaultIfEmpty([]))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < layer.Columns.Count; i++)
                await WriteColumn(group, fields[i], layer.Columns[i].Kind, rows, i).ConfigureAwait(false);
            if (layer.IsSpatial)
                await group.WriteAsync(fields[^1], (byte[]?[])[.. rows.Select(r => BytesOf(r))]).ConfigureAwait(false);
        }
    }

    private static byte[]? BytesOf(LayerRow row) =>
        row.Geometry is { } geometry ? new WKBWriter(ByteOrder.LittleEndian).Write(geometry) : null;

    private static DataField FieldOf(LayerColumn column) => new(column.Name, column.Kind switch
    {
        ValueKind.Whole => typeof(long),
        ValueKind.Number => typeof(double),
        ValueKind.YesNo => typeof(bool),
        _ => typeof(string),
    }, true);

    private static Task WriteColumn(ParquetRowGroupWriter group, DataField field, ValueKind kind, LayerRow[] rows, int i) => kind switch
    {
        ValueKind.Whole => group.WriteAsync<long>(field, rows.Select(r => (long?)r.Values[i]).ToArray()),
        ValueKind.Number => group.WriteAsync<double>(field, rows.Select(r => (double?)r.Values[i]).ToArray()),
        ValueKind.YesNo => group.WriteAsync<bool>(field, rows.Select(r => (bool?)r.Values[i]).ToArray()),
        _ => group.WriteAsync(field, rows.Select(r => (string?)r.Values[i]).ToArray()),
    };

    private static JsonObject Metadata(Layer layer, string geometry)
    {
        (Shapes Shape, string Type)[] all = [(Shapes.Points, "Point"), (Shapes.Lines, "LineString"), (Shapes.Areas, "Polygon")];
        // Of collections nothing is said, which means that there may be any.
        IEnumerable<string> types = layer.Shapes.HasFlag(Shapes.Mixed) ? []
            : all.Where(t => layer.Shapes.HasFlag(t.Shape)).SelectMany(
                t => layer.HasMany ? (string[])[t.Type, "Multi" + t.Type] : [t.Type]);
        var column = new JsonObject { ["encoding"] = "WKB", ["geometry_types"] = JsonValues.Texts(types) };
        if (!layer.Extent.IsNull)
            column["bbox"] = new JsonArray(layer.Extent.MinX, layer.Extent.MinY, layer.Extent.MaxX, layer.Extent.MaxY);
        return new JsonObject
        {
            ["version"] = "1.1.0",
            ["primary_column"] = geometry,
            ["columns"] = new JsonObject { [geometry] = column },
        };
    }
}
