using System.Globalization;
using System.Security;
using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Geo;

namespace ServiceCircle.Fuzz;

/// <summary>A table of points in the formats of other programs: maps, drawings, columns.</summary>
internal static class OtherPrograms
{
    /// <summary>The files by their extension; a Shapefile's parts each have their own.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files(Table table)
    {
        Layer layer = TableLayer.Of(table, Crs.Wgs84);
        var files = new Dictionary<string, byte[]>
        {
            [".kml"] = Encoding.UTF8.GetBytes(Kml(layer)),
            [".dxf"] = Encoding.UTF8.GetBytes(Dxf(layer)),
        };
        foreach (string format in (string[])["t.gpkg", "t.parquet", "t.shp"])
        {
            foreach ((string name, Action<Stream> write) in LayerFile.Files(format, layer, new GeoJsonMetadata("fuzz", "1")))
            {
                using var bytes = new MemoryStream();
                write(bytes);
                files[Path.GetExtension(name)] = bytes.ToArray();
            }
        }
        return files;
    }

    private static string Kml(Layer layer)
    {
        var text = new StringBuilder("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder><name>homes</name>\n");
        foreach (LayerRow row in layer.Rows())
        {
            text.Append("<Placemark><ExtendedData>");
            foreach ((string name, string value) in Cells(layer, row))
                text.Append($"<Data name=\"{SecurityElement.Escape(name)}\"><value>{SecurityElement.Escape(value)}</value></Data>");
            text.Append($"</ExtendedData><Point><coordinates>{Pair(row, ",")}</coordinates></Point></Placemark>\n");
        }
        return text.Append("</Folder></Document></kml>\n").ToString();
    }

    private static string Dxf(Layer layer)
    {
        var text = new StringBuilder("0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1021\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n");
        foreach (LayerRow row in layer.Rows())
        {
            string at = $"10\n{Pair(row, "\n20\n")}\n";
            text.Append($"0\nINSERT\n8\nhomes\n2\nHOME\n66\n1\n{at}");
            foreach ((string name, string value) in Cells(layer, row)) text.Append($"0\nATTRIB\n8\nhomes\n{at}2\n{name}\n1\n{value}\n");
            text.Append("0\nSEQEND\n");
        }
        return text.Append("0\nENDSEC\n0\nEOF\n").ToString();
    }

    private static IEnumerable<(string Name, string Value)> Cells(Layer layer, LayerRow row) =>
        layer.Columns.Zip(row.Values, (c, v) => (c.Name, Layer.TextOf(v))).Where(c => c.Item2 is not null)!;

    private static string Pair(LayerRow row, string between) => string.Create(
        CultureInfo.InvariantCulture, $"{row.Geometry!.Coordinate.X:R}{between}{row.Geometry.Coordinate.Y:R}");
}
