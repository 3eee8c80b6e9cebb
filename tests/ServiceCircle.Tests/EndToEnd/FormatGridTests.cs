using System.Text;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Geo;
using ServiceCircle.Output;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// The same study whatever its tables come in: every format in every coordinate system gives the same <c>summary.json</c>. Shapefiles,
/// GeoPackages, KML and tables of PostGIS are written by GDAL, an old workbook by LibreOffice; the test of a format skips where its writer
/// is not installed.
/// </summary>
public sealed class FormatGridTests : IDisposable
{
    private static readonly string[] Systems = ["wgs84", "gcj02", "bd09", "cgcs2000", "EPSG:4525", "EPSG:4546", "EPSG:32649", "EPSG:3857"];

    /// <summary>ASCII, short enough for a Shapefile.</summary>
    private static readonly (string Column, string Name)[] OfCommunities =
    [
        ("id", "id"), ("name", "name"), ("type", "type"), ("unit", "unit"), ("population", "pop"), ("population_60plus", "p60"),
        ("population_0_2", "p02"), ("population_3_6", "p36"),
    ];

    private static readonly (string Column, string Name)[] OfFacilities =
    [
        ("编号", "id"), ("名称", "name"), ("类别", "cat"), ("床位或托位", "beds"), ("普惠", "incl"), ("启用日期", "opened"), ("建筑面积", "area"),
    ];

    private static readonly string[] Formats =
    [
        "csv", "tsv", "csv-gbk", "xlsx", "xls", "geojson", "gpkg", "shp", "shp-GBK", "shp-GB18030", "shp-CP936", "shp-nocpg", "kml", "dxf",
        "parquet", "postgis",
    ];

    private static readonly Lazy<string> Baseline = new(() =>
    {
        using var grid = new FormatGridTests();
        return grid.Summary(grid.Given("communities", "geojson", "wgs84"), grid.Given("facilities", "geojson", "wgs84"));
    });

    private readonly TemporaryFolder _folder = new();

    static FormatGridTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Grid()
    {
        var grid = new TheoryData<string, string>();
        foreach (string format in Formats)
        {
            // KML and GeoParquet of ours are degrees; what they are shifted by must be said all the same.
            bool isDegrees = format is "kml" or "parquet";
            // LibreOffice takes two seconds, and knows no coordinate systems.
            foreach (string crs in Systems.Where(s => format != "xls" || s is "wgs84" or "EPSG:4546"))
                if (!isDegrees || !Crs.Named(crs)!.IsProjected) grid.Add(format, crs);
        }
        return grid;
    }

    [Theory]
    [MemberData(nameof(Grid))]
    public void The_same_study_gives_the_same_summary(string format, string crs)
    {
        JsonObject communities = Given("communities", format == "dxf" ? "csv" : format, crs), facilities = Given("facilities", format, crs);
        Assert.Equal(Baseline.Value, Summary(communities, facilities));
    }

    /// <summary>What all are compared with is what the sample's own files give, with columns found by their usual names.</summary>
    [Fact]
    public void The_baseline_is_the_sample_itself()
    {
        string path = SampleStudy.Write(_folder, study =>
        {
            study["communities"]!["file"] = Source("communities", "wgs84");
            study["communities"]!.AsObject().Remove("columns");
            study["facilities"]!.AsArray().RemoveAt(1);
            study["plans"] = new JsonArray("hebei", "tj");
        });
        Assert.Equal(StudyFiles.Summary(Study.Run(StudyFile.Load(path))).ToJsonString(), Baseline.Value);
    }

    /// <summary>One of the sample's tables in a format and a system, as a study names it.</summary>
    private JsonObject Given(string what, string format, string crs)
    {
        if (format != "postgis") return new() { ["file"] = Write(what, format, crs), ["crs"] = crs };
        PostgisServer server = PostgisServer.Get();
        string layer = $"{what}_{crs.ToLowerInvariant().Replace(':', '_')}";
        Tool.Run("ogr2ogr", "", "-f", "PostgreSQL", server.Gdal, Source(what, crs), "-nln", layer, "-a_srs", Declared(crs), "-overwrite");
        return new() { ["file"] = server.Address, ["layer"] = layer, ["crs"] = crs };
    }

    /// <summary>What a file in a system can say that it is: a shifted one passes for degrees.</summary>
    private static string Declared(string crs) => Crs.Named(crs)!.Epsg is { } code ? $"EPSG:{code}" : "EPSG:4326";

    /// <summary>Runs the sample's study on two tables.</summary>
    private string Summary(JsonObject communities, JsonObject facilities)
    {
        facilities["columns"] = new JsonObject
        {
            ["category"] = "cat",
            ["capacity"] = "beds",
            ["inclusive"] = "incl",
            ["opened_on"] = "opened",
            ["area_m2"] = "area",
        };
        string path = SampleStudy.Write(_folder, study =>
        {
            study["communities"] = communities;
            study["facilities"] = new JsonArray(facilities, new JsonObject { ["osm"] = true });
            study["plans"] = new JsonArray("hebei", "tj");
        });
        return StudyFiles.Summary(Study.Run(StudyFile.Load(path))).ToJsonString();
    }

    /// <summary>One of the sample's tables as points in a system, as GeoJSON, which says nothing of the system.</summary>
    private string Source(string what, string crs)
    {
        string file = what == "communities" ? "communities.geojson" : "facilities.csv";
        Table table = Tables.Read(Path.Combine(QuickstartFilesTests.QuickstartFolder(), file));
        table = table with { Rows = [.. table.Rows.Select(r => r with { Geometry = r.Geometry?.InteriorPoint })] };
        (string Column, string Name)[] columns = what == "communities" ? OfCommunities : OfFacilities;
        Layer layer = TableLayer.Of(
            table with
            {
                Columns = [.. columns.Select(c => c.Name)],
                Rows = [.. table.Rows.Select(r => r with { Values = [.. columns.Select(c => r.Values[table.IndexOf(c.Column)])] })],
                PositionColumns = [],
            },
            Crs.Named(crs)!);
        string path = _folder.File($"{what}-source.geojson");
        OutputFile.Write(path, stream => LayerGeoJson.Write(stream, layer, new GeoJsonMetadata("test", "1")));
        return path;
    }

    private string Write(string what, string format, string crs)
    {
        string source = Source(what, crs), extension = format.Split('-')[0], path = _folder.File($"{what}.{extension}");
        Crs system = Crs.Named(crs)!;
        switch (format)
        {
            case "geojson": return source;
            case "csv" or "tsv" or "csv-gbk":
                string text = Text(source);
                if (format == "tsv") text = text.Replace(',', '\t');
                File.WriteAllBytes(path, (format == "csv-gbk" ? Encoding.GetEncoding("gbk") : new UTF8Encoding(false)).GetBytes(text));
                return path;
            case "xlsx" or "parquet":
                Own(path, source, system);
                return path;
            case "xls":
                Own(_folder.File($"{what}.xlsx"), source, system);
                Tool.Run(
                    "soffice", "", "--headless", $"-env:UserInstallation=file://{_folder.Path}/office", "--convert-to", "xls", "--outdir",
                    _folder.Path, _folder.File($"{what}.xlsx"));
                return path;
            case "dxf":
                File.WriteAllText(path, Drawing(source));
                return path;
            default:
                string encoding = format == "shp-nocpg" ? "GB18030" : format.Contains('-') ? format.Split('-')[1] : "UTF-8";
                string[] options = extension == "shp" ? ["-lco", $"ENCODING={encoding}"] : [];
                Tool.Run("ogr2ogr", "", ["-a_srs", Declared(crs), .. options, path, source]);
                if (format == "shp-nocpg") File.Delete(Path.ChangeExtension(path, ".cpg"));
                return path;
        }
    }

    private void Own(string path, string source, Crs system)
    {
        Table table = Tables.Read(source, new TableOptions { Crs = system });
        // GeoParquet of ours is in degrees as they stand: what they are is said by the study.
        Layer layer = path.EndsWith(".parquet", StringComparison.Ordinal)
            ? TableLayer.Of(Tables.Read(source, new TableOptions { Crs = Crs.AsWritten }) with { Crs = Crs.Wgs84 }, Crs.Wgs84)
            : TableLayer.Of(table, system);
        foreach ((string name, Action<Stream> write) in LayerFile.Files(path, layer, new GeoJsonMetadata("test", "1")))
            OutputFile.Write(name, write);
    }

    private static string Text(string source)
    {
        Table table = Tables.Read(source, new TableOptions { Crs = Crs.AsWritten });
        var text = new StringBuilder().AppendJoin(',', [.. table.Columns, "x", "y"]).Append('\n');
        foreach (Row row in table.Rows)
        {
            (double x, double y) = (row.Geometry!.Coordinate.X, row.Geometry.Coordinate.Y);
            text.AppendJoin(',', row.Values).Append(FormattableString.Invariant($",{x:R},{y:R}\n"));
        }
        return text.ToString();
    }

    /// <summary>A drawing of blocks with their attributes, as CAD programs keep tables of points.</summary>
    private static string Drawing(string source)
    {
        Table table = Tables.Read(source, new TableOptions { Crs = Crs.AsWritten });
        var text = new StringBuilder("0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1021\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n");
        foreach (Row row in table.Rows)
        {
            string at = FormattableString.Invariant($"10\n{row.Geometry!.Coordinate.X:R}\n20\n{row.Geometry.Coordinate.Y:R}\n");
            text.Append($"0\nINSERT\n8\n设施\n2\nFACILITY\n66\n1\n{at}");
            for (int i = 0; i < table.Columns.Count; i++)
                if (row.Values[i] is { } value) text.Append($"0\nATTRIB\n8\n设施\n{at}2\n{table.Columns[i]}\n1\n{value}\n");
            text.Append("0\nSEQEND\n");
        }
        return text.Append("0\nENDSEC\n0\nEOF\n").ToString();
    }
}
