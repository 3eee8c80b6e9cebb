using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// A layer as Shapefiles (ESRI, 1998): one for each kind of its geometries, since a file has one kind only, with the encoding (UTF-8) and
/// the coordinate system beside it where it can be named, and a table of what its short field names stand for. The same layer gives the
/// same bytes.
/// </summary>
internal static class ShapefileWriter
{
    /// <summary>ESRI's own spelling of WGS-84, which every program knows.</summary>
    private const string Wgs84 = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    private static readonly (Shapes Kind, string Suffix)[] Kinds =
        [(Shapes.Areas, "_polygon"), (Shapes.Lines, "_line"), (Shapes.Points, "_point")];

    /// <summary>
    /// The files of a layer. One of several kinds of geometries becomes several Shapefiles, <c>NAME_polygon</c> and so on; rows without a
    /// geometry are in the first.
    /// </summary>
    /// <param name="layer">A layer with geometries.</param>
    /// <param name="name">Its path without extension.</param>
    /// <param name="titles">What people call its columns.</param>
    public static IEnumerable<(string Name, Action<Stream> Write)> Files(Layer layer, string name, IReadOnlyList<string> titles)
    {
        (Shapes Kind, string Suffix)[] kinds = [.. Kinds.Where(k => Has(layer, k.Kind))];
        // Where all are empty any kind will do.
        if (kinds.Length == 0) kinds = [(Shapes.Areas, "")];
        string[] fields = FieldNames.OfDbf(layer.Columns.Select(c => c.Name));
        foreach ((int i, (Shapes kind, string suffix)) in kinds.Index())
        {
            string stem = name + (kinds.Length > 1 ? suffix : "");
            bool isFirst = i == 0;
            var shapes = new Lazy<ShapeRecords>(() => new ShapeRecords(kind, () => RowsOf(layer, kind, isFirst).Select(r => r.Geometry)));
            yield return (stem + ".shp", stream => shapes.Value.WriteShapes(stream));
            yield return (stem + ".shx", stream => shapes.Value.WriteIndex(stream));
            yield return (stem + ".dbf", stream =>
                DbfWriter.Write(stream, layer.Columns, fields, shapes.Value.Count, RowsOf(layer, kind, isFirst), layer.DataDate));
            if ((layer.Crs == Crs.Wgs84 ? Wgs84 : layer.Crs.Definition) is { } system)
                yield return (stem + ".prj", stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(system)));
            yield return (stem + ".cpg", stream => stream.Write("UTF-8"u8));
            yield return (stem + ".fields.csv", stream => WriteFields(stream, layer, fields, titles));
        }
    }

    /// <summary>Texts that are longer than a field, and so are cut.</summary>
    public static int CutTexts(Layer layer) => layer.Columns.All(c => c.Kind != ValueKind.Text || c.MostBytes <= DbfWriter.MostBytes) ? 0
        : layer.Rows().Sum(row => row.Values.Count(v => v is string text && DbfWriter.IsCut(text)));

    private static bool Has(Layer layer, Shapes kind) => (layer.Shapes & kind) != 0
        || ((layer.Shapes & Shapes.Mixed) != 0 && layer.Rows().Any(r => r.Geometry is { } geometry && Part(geometry, kind) is not null));

    private static IEnumerable<LayerRow> RowsOf(Layer layer, Shapes kind, bool withEmpty)
    {
        foreach (LayerRow row in layer.Rows())
        {
            Geometry? part = row.Geometry is null ? null : Part(row.Geometry, kind);
            if (part is not null || (row.Geometry is null && withEmpty)) yield return row with { Geometry = part };
        }
    }

    /// <summary>What of a geometry is of a kind: all, nothing, or some parts of a collection.</summary>
    private static Geometry? Part(Geometry geometry, Shapes kind)
    {
        if (Layer.ShapesOf(geometry) != Shapes.Mixed) return Layer.ShapesOf(geometry) == kind ? geometry : null;
        IEnumerable<Geometry> all = Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN);
        Geometry[] parts = [.. all.Select(g => Part(g, kind)).OfType<Geometry>()];
        return parts.Length == 0 ? null : geometry.Factory.BuildGeometry(parts);
    }

    private static void WriteFields(Stream stream, Layer layer, string[] fields, IReadOnlyList<string> titles)
    {
        using var csv = new CsvWriter(stream, ["field", "column", "title"], byteOrderMark: true);
        for (int i = 0; i < fields.Length; i++) csv.Cell(fields[i]).Cell(layer.Columns[i].Name).Cell(titles[i]).EndRow();
    }
}
