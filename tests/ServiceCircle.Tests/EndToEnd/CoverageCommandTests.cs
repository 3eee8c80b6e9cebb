using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The main command on the sample, read the way a script reads it: files, keys, exit codes.</summary>
public sealed class CoverageCommandTests : IDisposable
{
    private static readonly string Quickstart = QuickstartFilesTests.QuickstartFolder();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Study => Path.Combine(Quickstart, "study.json");

    private CommandLine.Outcome Coverage(params string[] more) => CommandLine.Run(["coverage", Study, "-o", _folder.File("out"), .. more]);

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Path, "out", name))).RootElement;

    private Dictionary<string, JsonElement> Communities() =>
        Json("coverage.geojson").GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties"))
            .ToDictionary(p => p.GetProperty("id").GetString()!);

    /// <summary>The table of samples/quickstart/README.md, which the layout of the town gives by arithmetic.</summary>
    [Theory]
    [InlineData("elder.daycare", "c04 c17 c18 c19 c20 c21 c23", 31_420)]
    [InlineData("child.nursery", "c17 c18 c19 c20 c21 c22 c23", 33_590)]
    [InlineData("health", "c19 c22 c23", 38_270)]
    [InlineData("sport", "c17 c18 c19 c22 c23", 35_390)]
    public void Finds_who_is_not_covered(string service, string without, double peopleCovered)
    {
        Assert.Equal(0, Coverage().ExitCode);
        IEnumerable<string> found = Communities().Where(c => c.Value.GetProperty(service + ".covered").ValueKind == JsonValueKind.False)
            .Select(c => c.Key).Order(StringComparer.Ordinal);
        Assert.Equal(without, string.Join(' ', found));
        JsonElement summary = Json("summary.json").GetProperty("services").EnumerateArray()
            .Single(s => s.GetProperty("category").GetString() == service);
        Assert.Equal(peopleCovered, summary.GetProperty("population_covered").GetDouble());
    }

    [Fact]
    public void Too_little_memory_is_bad_luck_of_the_question_and_nothing_is_written()
    {
        string table = _folder.Write("many.csv", "id,pop,lon,lat\n" + string.Concat(
            Enumerable.Range(0, 100_000).Select(i => FormattableString.Invariant($"{i},100,{118.6 + i % 300 * 1e-5:F5},{39.1 + i / 300 * 1e-5:F5}\n"))));
        string study = SampleStudy.Write(_folder, s => s["communities"] = new JsonObject { ["file"] = table, ["crs"] = "wgs84" });
        CommandLine.Outcome outcome = CommandLine.RunWithin(80, "coverage", study, "-o", _folder.File("out"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("not enough memory", outcome.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "out*"));
    }

    [Fact]
    public void Counts_reconcile_and_nobody_is_dropped()
    {
        Coverage();
        JsonElement summary = Json("summary.json");
        Assert.Equal(24, summary.GetProperty("communities_total").GetInt32());
        Assert.Equal(1, summary.GetProperty("not_snapped").GetInt32());
        Assert.Equal(1, summary.GetProperty("edge_of_map").GetInt32());
        Assert.Equal(15, summary.GetProperty("complete_circles").GetInt32());
        foreach (JsonElement service in summary.GetProperty("services").EnumerateArray())
        {
            Assert.Equal(summary.GetProperty("communities_total").GetInt32(),
                service.GetProperty("communities").GetInt32() + summary.GetProperty("not_snapped").GetInt32());
            Assert.Equal(summary.GetProperty("population_total").GetDouble(),
                service.GetProperty("population").GetDouble() + summary.GetProperty("not_snapped_population").GetDouble());
        }
        Assert.Equal("not_snapped", Communities()["c24"].GetProperty("status").GetString());
        Assert.Equal("edge_of_map", Communities()["c23"].GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, Communities()["c24"].GetProperty("health.covered").ValueKind);
        Assert.Equal(JsonValueKind.Null, Communities()["c19"].GetProperty("health.minutes").ValueKind);
    }

    [Fact]
    public void Every_feature_has_the_keys_of_the_contract_and_rows_agree_with_features()
    {
        Coverage();
        string[] services = ["elder.daycare", "child.nursery", "health", "sport"];
        string[] expected =
        [
            "id", "name", "unit", "type", "population", "status", "snap_distance_m", "access_kind",
            .. services.SelectMany(s => (string[])[s + ".minutes", s + ".count", s + ".covered", s + ".straight_line_covered"]),
            "circle_share", "circle_grade", "missing",
        ];
        foreach (JsonElement feature in Communities().Values) Assert.Equal(expected, feature.EnumerateObject().Select(p => p.Name));
        string[] lines = File.ReadAllLines(_folder.File("out/communities.csv"));
        Assert.Equal(expected, lines[0].TrimStart('\uFEFF').Split(','));
        Assert.Equal(24, lines.Length - 1);
    }

    [Theory]
    [InlineData("coverage.geojson")]
    [InlineData("circles.geojson")]
    [InlineData("facilities.geojson")]
    public void Every_GeoJSON_says_where_it_comes_from(string file)
    {
        Coverage();
        JsonElement metadata = Json(file).GetProperty("metadata");
        Assert.Equal("ServiceCircle", metadata.GetProperty("engine").GetProperty("name").GetString());
        Assert.StartsWith("2026-01-01", metadata.GetProperty("osm_date").GetString());
        Assert.Contains("OpenStreetMap", metadata.GetProperty("attribution").GetString());
        Assert.Equal(JsonValueKind.Array, metadata.GetProperty("warnings").ValueKind);
        Assert.True(metadata.TryGetProperty("query", out _));
    }

    [Fact]
    public void A_service_area_is_ground_with_the_people_that_are_covered()
    {
        Coverage();
        JsonElement[] areas = [.. Json("circles.geojson").GetProperty("features").EnumerateArray()];
        JsonElement[] services = [.. Json("summary.json").GetProperty("services").EnumerateArray()];
        Assert.Equal(services.Length, areas.Length);
        foreach ((JsonElement area, JsonElement service) in areas.Zip(services))
        {
            JsonElement properties = area.GetProperty("properties");
            Assert.Equal(service.GetProperty("category").GetString(), properties.GetProperty("id").GetString());
            Assert.Equal(service.GetProperty("minutes").GetDouble(), properties.GetProperty("contour").GetDouble());
            Assert.Equal(service.GetProperty("population_covered").GetDouble(), properties.GetProperty("population").GetDouble());
            Assert.Equal("ok", properties.GetProperty("status").GetString());
            Assert.EndsWith("Polygon", area.GetProperty("geometry").GetProperty("type").GetString());
        }
        Assert.Equal(4, Json("circles.geojson").GetProperty("metadata").GetProperty("query").GetProperty("circles").GetProperty("cell_m")
            .GetDouble());
    }

    [Fact]
    public void A_second_run_gives_the_same_bytes_and_leaves_foreign_files()
    {
        Coverage();
        Dictionary<string, byte[]> first = Directory.GetFiles(_folder.File("out")).ToDictionary(f => f, File.ReadAllBytes);
        File.WriteAllText(_folder.File("out/notes.txt"), "mine");
        Coverage();
        foreach ((string file, byte[] bytes) in first) Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(file)), file);
        Assert.Equal("mine", File.ReadAllText(_folder.File("out/notes.txt")));
        Assert.Equal(first.Count + 1, Directory.GetFiles(_folder.File("out")).Length);
    }

    [Fact]
    public void The_cache_gives_the_same_coverage_as_the_extract()
    {
        Coverage();
        byte[] direct = File.ReadAllBytes(_folder.File("out/coverage.geojson"));
        Assert.Equal(0, CommandLine.Run(
            "build", Path.Combine(Quickstart, "town.osm"), "-o", _folder.File("town.scnet"), "--quiet").ExitCode);
        string study = File.ReadAllText(Study);
        foreach (string name in (string[])["communities.geojson", "facilities.csv", "services.csv", "new-areas.geojson", "admin.geojson"])
            File.Copy(Path.Combine(Quickstart, name), _folder.File(name));
        string cached = _folder.Write("study.json", study.Replace("town.osm", "town.scnet"));
        Assert.Equal(0, CommandLine.Run("coverage", cached, "-o", _folder.File("cached")).ExitCode);
        Assert.True(direct.AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File("cached/coverage.geojson"))));
    }

    [Fact]
    public void The_picture_in_the_README_is_what_the_command_draws()
    {
        Coverage();
        string picture = Path.Combine(Quickstart, "..", "..", "docs", "quickstart-map.svg");
        Assert.True(File.ReadAllBytes(picture).AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File("out/map.svg"))),
            "docs/quickstart-map.svg is out of date: copy map.svg of the sample's result over it");
    }

    [Fact]
    public void Json_is_alone_on_standard_output_and_quiet_is_quiet()
    {
        CommandLine.Outcome outcome = Coverage("--json", "--quiet");
        Assert.Equal(15, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("complete_circles").GetInt32());
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public void Ends_with_the_planners_sentence_in_both_languages()
    {
        CommandLine.Outcome english = Coverage();
        Assert.Equal("", english.Output);
        Assert.Contains("15 of 23 communities", english.Error);
        Assert.Contains("report.html", english.Error);
        Assert.Contains("23个社区中有15个", Coverage("--lang", "zh").Error);
        Assert.Contains("23个社区中有15个", CommandLine.RunIn("zh_CN.UTF-8", "coverage", Study, "-o", _folder.File("out")).Error);
        Assert.Contains("<html lang=\"zh-CN\"", File.ReadAllText(_folder.File("out/report.html")));
    }

    [Theory]
    [InlineData("\"minutes\": 15", "\"minutes\": -1", "services[0].minutes")]
    [InlineData("\"elder.daycare\", \"minutes\"", "\"elder.daycore\", \"minutes\"", "elder.daycare")]
    [InlineData("town.osm", "absent.osm", "absent.osm")]
    [InlineData("\"services\": [", "\"services\": ", "line")]
    public void Bad_input_is_named_and_leaves_the_old_result(string right, string wrong, string expected)
    {
        Coverage();
        byte[] before = File.ReadAllBytes(_folder.File("out/summary.json"));
        foreach (string name in (string[])[
            "communities.geojson", "facilities.csv", "services.csv", "new-areas.geojson", "admin.geojson", "town.osm"]) File.Copy(
                Path.Combine(Quickstart, name), _folder.File(name));
        string text = File.ReadAllText(Study);
        int at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        string bad = _folder.Write("study.json", string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));
        CommandLine.Outcome outcome = CommandLine.Run("coverage", bad, "-o", _folder.File("out"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error);
        Assert.DoesNotContain("   at ", outcome.Error);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("out/summary.json")));
    }

    [Theory]
    [InlineData("coverage")]
    [InlineData("coverage", "study.json")]
    [InlineData("no-such-verb")]
    [InlineData("matrix", "x.osm", "--limit-minutes", "many", "-o", "x.csv")]
    public void Wrong_usage_is_exit_code_2(params string[] arguments)
    {
        CommandLine.Outcome outcome = CommandLine.Run(arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.NotEqual("", outcome.Error);
    }

    [Theory]
    [InlineData("coverage")]
    [InlineData("build")]
    [InlineData("matrix")]
    [InlineData("facilities")]
    [InlineData("isochrone")]
    [InlineData("targets")]
    [InlineData("standards")]
    public void Every_verb_explains_itself(string verb)
    {
        CommandLine.Outcome outcome = CommandLine.Run(verb, "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("--lang", outcome.Output);
        Assert.Contains(verb, outcome.Output);
    }
}
