using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The sample's study with people from a raster, and with tables of a database.</summary>
public sealed class OtherSourcesTests : IDisposable
{
    private static readonly string Communities = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Five people on every pixel of 0.0005 degrees: in a community live its area in pixels times five.</summary>
    [Fact]
    public void People_of_a_raster_stand_in_the_results_with_a_warning()
    {
        string rows = string.Join('\n', Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("5", 120)), 120));
        string grid = _folder.Write("grid.asc", $"ncols 120\nnrows 120\nxllcorner 110.29\nyllcorner 34.88\ncellsize 0.0005\n{rows}\n");
        Tool.Run("gdal_translate", "", "-q", "-a_srs", "EPSG:4326", grid, _folder.File("people.tif"));
        string study = SampleStudy.Write(_folder, study =>
        {
            study["communities"]!["population_raster"] = "people.tif";
            study["communities"]!["file"] = _folder.Write("communities.geojson", WithoutPeople());
        });
        CommandLine.Outcome run = CommandLine.Run("coverage", study, "-o", _folder.File("out"));
        Assert.True(run.ExitCode == 0, run.Error);
        Table told = Tables.Read(_folder.File("out/coverage.geojson"));
        int areas = 0;
        foreach (Row row in told.Rows)
        {
            string? people = row.Values[told.IndexOf("population")];
            if (row.Geometry is not IPolygonal) Assert.Null(people);
            else
            {
                Assert.Equal(row.Geometry.Area / (0.0005 * 0.0005) * 5, double.Parse(people!, CultureInfo.InvariantCulture), 0.01);
                areas++;
            }
        }
        Assert.Equal(21, areas);
        string warnings = JsonNode.Parse(File.ReadAllText(_folder.File("out/run.json")))!["warnings"]!.ToJsonString();
        Assert.Contains("people.tif: the people of 21 communities", warnings, StringComparison.Ordinal);
        Assert.Contains("people.tif does not tell the people of 3 communities", warnings, StringComparison.Ordinal);
    }

    /// <summary>A password may stand in the address; nothing that is written holds it, and every table read has a hash.</summary>
    [Fact]
    public void A_study_of_a_database_names_its_tables_and_no_password()
    {
        PostgisServer server = PostgisServer.Get();
        Tool.Run("ogr2ogr", "", "-f", "PostgreSQL", server.Gdal, Communities, "-nln", "homes_of_a_study", "-overwrite");
        string address = server.Address.Replace("planner@", "planner:geheim@", StringComparison.Ordinal), query = "SELECT * FROM homes_of_a_study";
        string study = SampleStudy.Write(_folder, study =>
        {
            study["communities"]!["file"] = address;
            study["communities"]!["layer"] = query;
        });
        CommandLine.Outcome run = CommandLine.Run("coverage", study, "-o", _folder.File("out"), "--formats", "csv,docx");
        Assert.True(run.ExitCode == 0, run.Error);
        foreach (string file in Directory.GetFiles(_folder.File("out"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("geheim", File.ReadAllText(file), StringComparison.Ordinal);
        JsonArray inputs = JsonNode.Parse(File.ReadAllText(_folder.File("out/run.json")))!["inputs"]!.AsArray();
        Assert.Contains(inputs, i => (string)i!["file"]! == PostgisReader.NameOf(address, query) && ((string)i["sha256"]!).Length == 64);
    }

    [Theory]
    [InlineData("network", "osm")]
    [InlineData("communities", "population_raster")]
    public void A_database_holds_tables_and_nothing_else(string part, string key)
    {
        string study = SampleStudy.Write(_folder, study => study[part]![key] = "postgres://planner:geheim@127.0.0.1/gis");
        CommandLine.Outcome run = CommandLine.Run("coverage", study, "-o", _folder.File("out"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"{part}.{key}", run.Error, StringComparison.Ordinal);
        Assert.Contains("the address of a database", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", run.Error, StringComparison.Ordinal);
    }

    private static string WithoutPeople()
    {
        JsonNode all = JsonNode.Parse(File.ReadAllText(Communities))!;
        foreach (JsonNode? feature in all["features"]!.AsArray()) feature!["properties"]!["population"] = null;
        return all.ToJsonString();
    }
}
