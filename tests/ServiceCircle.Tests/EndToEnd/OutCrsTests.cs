using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The forms of the sample town's results in a survey's coordinates, where GDAL and PROJ put the same places.</summary>
public sealed class OutCrsTests(OutCrsTests.SampleInZone sample) : IClassFixture<OutCrsTests.SampleInZone>
{
    /// <summary>CGCS2000, three-degree zone around 111 degrees east, where the sample town is; and a position in it.</summary>
    private const string Zone = "EPSG:4546", At = "110.31,34.91";

    public sealed class SampleInZone : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public SampleInZone()
        {
            foreach ((string name, string[] more) in ((string, string[])[])[("plain", []), ("zone", ["--out-crs", Zone])])
            {
                CommandLine.Outcome run = CommandLine.Run(
                    ["coverage", SampleInAllForms.Study, "-o", _folder.File(name), "--quiet", .. more, "--formats", "gpkg,shp,csv,xlsx,parquet"]);
                Assert.True(run.ExitCode == 0, run.Error);
            }
        }

        public string this[string name] => _folder.File(name);

        public void Dispose() => _folder.Dispose();
    }

    [Theory]
    [InlineData("results.gpkg", "coverage")]
    [InlineData("results.gpkg", "circles")]
    [InlineData("results.gpkg", "facilities")]
    [InlineData("circles.shp", "circles")]
    [InlineData("facilities.csv", "facilities")]
    public void Positions_are_those_of_PROJ_within_a_millimetre(string file, string layer)
    {
        Geometry[] expected = Shapes("expected", sample[$"plain/{layer}.geojson"], [], "-s_srs", "EPSG:4490", "-t_srs", Zone);
        Geometry[] found = file.EndsWith(".csv", StringComparison.Ordinal)
            ? [.. WrittenAsText(sample["zone/" + file])]
            : Shapes("found", sample["zone/" + file], file.EndsWith(".gpkg", StringComparison.Ordinal) ? [layer] : []);
        Assert.True(expected.Sum(g => g.NumPoints) > 20);
        Assert.Equal(expected.Length, found.Length);
        foreach ((Geometry known, Geometry ours) in expected.Zip(found))
        {
            // A Shapefile begins its rings where it likes, and writes one polygon where there may be several.
            Coordinate[] there = [.. known.Coordinates.Order()], here = [.. ours.Coordinates.Order()];
            Assert.Equal(there.Length, here.Length);
            Assert.All(there.Zip(here), pair => Assert.InRange(pair.First.Distance(pair.Second), 0, 0.001));
        }
    }

    [Fact]
    public void Files_say_what_their_coordinates_are()
    {
        foreach (string file in (string[])["results.gpkg", "circles.shp"])
            Assert.Contains("ID[\"EPSG\",4546]]", Tool.RunQuietly("ogrinfo", "-ro", "-al", "-so", sample["zone/" + file]), StringComparison.Ordinal);
    }

    [Fact]
    public void GeoJSON_Parquet_tables_and_what_is_written_anyway_stay_as_they_are()
    {
        string[] moved = ["results.gpkg", "results.qgz", "results.xlsx", "coverage.csv", "facilities.csv", "circles.csv"];
        foreach (string path in Directory.GetFiles(sample["plain"]))
        {
            string name = Path.GetFileName(path);
            if (moved.Contains(name) || Path.GetExtension(name) is ".shp" or ".shx" or ".prj") continue;
            Assert.True(File.ReadAllBytes(path).SequenceEqual(File.ReadAllBytes(sample["zone/" + name])), name);
        }
        Assert.All(moved.Where(m => m != "results.xlsx"), name =>
            Assert.False(File.ReadAllBytes(sample["plain/" + name]).SequenceEqual(File.ReadAllBytes(sample["zone/" + name])), name));
    }

    [Theory]
    [InlineData("streets", "streets.geojson")]
    [InlineData("isochrone", "circles.geojson")]
    [InlineData("facilities", "facilities.geojson")]
    [InlineData("whatif", "whatif")]
    [InlineData("site", "site")]
    [InlineData("doctor", "doctor")]
    public void Every_verb_that_writes_layers_takes_it(string verb, string output)
    {
        string town = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm");
        string[] question = verb switch
        {
            "streets" or "doctor" => [SampleInAllForms.Study],
            "isochrone" => [town, "--at", At, "--minutes", "5"],
            "facilities" => [town],
            "whatif" => [SampleInAllForms.Study, Path.Combine(QuickstartFilesTests.QuickstartFolder(), "scenario.json")],
            _ => [SampleInAllForms.Study, "--category", "elder.daycare", "--objective", "mclp", "--p", "1"],
        };
        CommandLine.Outcome run = CommandLine.Run([verb, .. question, "-o", sample[output], "--quiet", "--formats", "gpkg", "--out-crs", Zone]);
        Assert.True(run.ExitCode == 0, run.Error);
        string package = output.EndsWith(".geojson", StringComparison.Ordinal)
            ? Path.ChangeExtension(sample[output], ".gpkg") : Path.Combine(sample[output], "results.gpkg");
        using var connection = new SqliteConnection($"Data Source={package};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        // Gauss-Krueger of the sample town: eastings around 437 km, northings around 3,865 km.
        command.CommandText = """
            SELECT count(*), sum(g.srs_id = 4546 AND (c.min_x IS NULL OR c.min_x BETWEEN 400000 AND 500000 AND c.min_y BETWEEN 3800000 AND 3900000))
            FROM gpkg_geometry_columns g JOIN gpkg_contents c USING (table_name)
            """;
        using SqliteDataReader row = command.ExecuteReader();
        Assert.True(row.Read());
        Assert.True(row.GetInt32(0) > 0);
        Assert.Equal(row.GetInt32(0), row.GetInt32(1));
    }

    [Theory]
    [InlineData("EPSG:4546", "geojson", 0, "Nothing is written in EPSG:4546")]
    [InlineData("EPSG:4534", "gpkg", 3, "expected a place where EPSG:4534 is used")]
    [InlineData("EPSG:1", "gpkg", 3, "--out-crs")]
    public void A_system_that_serves_nothing_is_told(string crs, string forms, int code, string told)
    {
        CommandLine.Outcome run = CommandLine.Run(
            "coverage", SampleInAllForms.Study, "-o", sample["told"], "--formats", forms, "--out-crs", crs);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<Geometry> WrittenAsText(string csv) =>
        Tables.Read(csv, new TableOptions { Crs = ServiceCircle.Geo.Crs.AsWritten }).Rows.Select(r => r.Geometry!);

    /// <summary>The geometries of a layer as GDAL reads them, or carries them to another system.</summary>
    private Geometry[] Shapes(string name, string file, string[] layer, params string[] options)
    {
        string csv = sample[$"{name}-{Guid.NewGuid():N}.csv"];
        Tool.Run("ogr2ogr", "", ["-f", "CSV", "-lco", "GEOMETRY=AS_WKT", .. options, csv, file, .. layer]);
        Table table = Tables.Read(csv, new TableOptions { Crs = ServiceCircle.Geo.Crs.AsWritten });
        return [.. table.Rows.Select(r => r.Geometry!)];
    }
}
