using System.Text.Json;
using ServiceCircle.Output;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary><c>whatif</c> on the sample town.</summary>
public sealed class WhatIfCommandTests : IDisposable
{
    private static readonly string Quickstart = QuickstartFilesTests.QuickstartFolder();
    private static readonly string Study = Path.Combine(Quickstart, "study.json"), Sample = Path.Combine(Quickstart, "scenario.json");
    private static readonly Lazy<ScenarioStudy> Prepared = new(() => new ScenarioStudy(Studies.Study.Run(StudyFile.Load(Study))));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(_folder.File(name))).RootElement;

    [Fact]
    public void One_scenario_writes_both_sides_and_the_difference()
    {
        CommandLine.Outcome outcome = CommandLine.Run("whatif", Study, Sample, "-o", _folder.File("out"));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("day care 31,420 → 36,940 people in reach (5,520 gain it, 0 lose it)", outcome.Error);

        // Both sides are what coverage writes, and they differ as the comparison says.
        Assert.Equal(0, CommandLine.Run("coverage", Study, "-o", _folder.File("coverage")).ExitCode);
        foreach (string file in Directory.GetFiles(_folder.File("coverage")))
            Assert.True(File.ReadAllBytes(file).AsSpan()
                .SequenceEqual(File.ReadAllBytes(_folder.File("out/baseline/" + Path.GetFileName(file)))), file);
        JsonElement service = Json("out/comparison.json").GetProperty("services")[0];
        double before = Json("out/baseline/summary.json").GetProperty("services")[0].GetProperty("population_covered").GetDouble();
        double after = Json("out/scenario/summary.json").GetProperty("services")[0].GetProperty("population_covered").GetDouble();
        Assert.Equal((before, after),
            (service.GetProperty("population_before").GetDouble(), service.GetProperty("population_after").GetDouble()));
        Assert.Equal(after - before, service.GetProperty("gained").GetDouble() - service.GetProperty("lost").GetDouble());

        // Changed communities: those whose "covered" differs.
        Dictionary<string, bool> Covered(string name) =>
            Json(name).GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties"))
            .Where(p => p.GetProperty("elder.daycare.covered").ValueKind != JsonValueKind.Null)
            .ToDictionary(p => p.GetProperty("id").GetString()!, p => p.GetProperty("elder.daycare.covered").GetBoolean());
        Dictionary<string, bool> then = Covered("out/baseline/coverage.geojson"), now = Covered("out/scenario/coverage.geojson");
        JsonElement[] changes =
            [.. Json("out/changes.geojson").GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties"))];
        Assert.Equal(then.Keys.Where(id => then[id] != now[id]), changes.Select(p => p.GetProperty("id").GetString()!));
        Assert.Equal(["c04", "c17", "c18"], changes.Select(p => p.GetProperty("id").GetString()!));
        Assert.All(changes,
            p => Assert.True(p.GetProperty("elder.daycare.gained").GetBoolean() && !p.GetProperty("elder.daycare.lost").GetBoolean()));
        Assert.All(changes, p => Assert.Equal(JsonValueKind.Null, p.GetProperty("elder.daycare.minutes_before").ValueKind));

        // Targets: what targets.json of either side says.
        JsonElement[] targetsThen = [.. Json("out/baseline/targets.json").EnumerateArray()],
            targetsNow = [.. Json("out/scenario/targets.json").EnumerateArray()];
        JsonElement[] compared = [.. Json("out/comparison.json").GetProperty("targets").EnumerateArray()];
        Assert.Equal(targetsThen.Select(t => t.GetProperty("met").ToString()),
            compared.Select(t => t.GetProperty("met_before").ToString()));
        Assert.Equal(targetsNow.Select(t => t.GetProperty("met").ToString()), compared.Select(t => t.GetProperty("met_after").ToString()));

        string picture = Path.Combine(Quickstart, "..", "..", "docs", "quickstart-whatif.svg");
        Assert.True(File.ReadAllBytes(picture).AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File("out/map.svg"))),
            "docs/quickstart-whatif.svg is out of date: copy map.svg of the sample's comparison over it");
    }

    [Fact]
    public void An_empty_scenario_is_the_baseline_byte_for_byte()
    {
        string empty = _folder.Write("empty.json", """{ "name": "nothing", "changes": [] }""");
        CommandLine.Outcome outcome = CommandLine.Run("whatif", Study, empty, "-o", _folder.File("out"), "--json", "--quiet");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        JsonElement json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.All(json.GetProperty("services").EnumerateArray(),
            s => Assert.Equal((0, 0), (s.GetProperty("gained").GetDouble(), s.GetProperty("lost").GetDouble())));
        string[] files = Directory.GetFiles(_folder.File("out/baseline"));
        Assert.Equal(files.Select(Path.GetFileName), Directory.GetFiles(_folder.File("out/scenario")).Select(Path.GetFileName));
        foreach (string file in files)
            Assert.True(File.ReadAllBytes(file).AsSpan()
                .SequenceEqual(File.ReadAllBytes(_folder.File("out/scenario/" + Path.GetFileName(file)))), file);
    }

    [Fact]
    public void Several_scenarios_stand_side_by_side_in_Chinese_too()
    {
        CommandLine.Outcome outcome =
            CommandLine.Run(
                "whatif", Study, Sample, Path.Combine(Quickstart, "open-gate.json"), "--marginal", "--category", "elder.daycare", "-o",
                _folder.File("out"), "--lang", "zh");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("覆盖人口由31,420变为36,940", outcome.Error);
        Assert.Equal(2, Json("out/comparison.json").GetProperty("scenarios").GetArrayLength());
        Assert.True(File.Exists(_folder.File("out/scenario-2/coverage.geojson")) && File.Exists(_folder.File("out/changes-1.geojson"))
            && File.Exists(_folder.File("out/map-2.svg")));
        Assert.Equal(1 + 2 * 4, File.ReadAllLines(_folder.File("out/comparison.csv")).Length);
        string report = File.ReadAllText(_folder.File("out/report.html"));
        Assert.Contains("谁受益", report);
        Assert.Contains("新增一处设施放在哪里最有效", report);
    }

    [Fact]
    public void Wrong_use_and_bad_changes_end_with_their_codes()
    {
        Assert.Equal(2, CommandLine.Run("whatif", Study, "-o", _folder.File("out")).ExitCode);
        CommandLine.Outcome outcome =
            CommandLine.Run(
                "whatif", Study,
                _folder.Write("bad.json",
                    """{ "changes": [ { "op": "close_facility", "id": "none" }, { "op": "open_gate", "at": [110.3, 34.9] } ] }"""), "-o",
                        _folder.File("out"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("changes[0] (close_facility)", outcome.Error);
        Assert.Contains("changes[1] (open_gate)", outcome.Error);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    /// <summary>
    /// The scenario that computes a neighbourhood, everything again, and a study whose network is built with the same edits.
    /// </summary>
    [Fact]
    public void On_the_sample_too_the_neighbourhood_is_everything()
    {
        ScenarioStudy study = Prepared.Value;
        Scenario sample = study.Read([Sample])[0];
        ScenarioResult compared = study.Compare(sample);
        (StudyResult quick, ScenarioComparison comparison, ServiceAreas areas) = (compared.Result, compared.Comparison, compared.Areas);
        StudyResult full = study.RunInFull(sample);
        Assert.Equal(FilesOf(full, new ServiceAreas(full)), FilesOf(quick, areas));
        Assert.Equal(comparison.Services, study.WhatIf(sample).Services);

        Scenario gate = study.Read([Path.Combine(Quickstart, "open-gate.json")])[0];
        Position at = ((ChangeNetwork)gate.Changes[0]).Edit.Line[0];
        string edits = _folder.Write("edits.geojson", FormattableString.Invariant(
            $$"""{ "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "op": "open_gate" }, "geometry": { "type": "Point", "coordinates": [{{at.Lon}}, {{at.Lat}}] } } ] }"""));
        StudyFile file = StudyFile.Load(Study);
        StudyResult built = Studies.Study.Run(file with { Network = file.Network with { Edits = edits } });
        Assert.All(built.Coverage.Communities.Zip(study.Run(gate).Coverage.Communities),
            c => Assert.Equal(
                c.First.Reach.Select(r => (r.Covered, r.Count, r.Nearest)), c.Second.Reach.Select(r => (r.Covered, r.Count, r.Nearest))));
    }

    /// <summary>What the map promises is what a facility at that place brings.</summary>
    [Fact]
    public void A_position_is_worth_what_a_facility_there_brings()
    {
        ScenarioStudy study = Prepared.Value;
        MarginalMap map = MarginalMap.Compute(study.Baseline, cellMetres: 200);
        int checkedPoints = 0;
        for (int s = 0; s < map.Services.Count; s++)
        {
            string category = study.Baseline.Coverage.Services[map.Services[s]].Category;
            string exact = study.Baseline.Catalogue.Categories.First(
                c => ServiceCircle.Places.CategoryCatalogue.IsWithin(c.Id, category)).Id;
            foreach (MarginalPoint point in map.Points.Where((_, i) => i % 5 == s))
            {
                Assert.Equal(point.People[s], study.WhatIf(new AddFacility("new", [exact], point.At)).Services[map.Services[s]].Gained, 6);
                checkedPoints++;
            }
        }
        Assert.InRange(checkedPoints, 20, 1000);
        Assert.Throws<InputException>(() => MarginalMap.Compute(study.Baseline, "elder.none"));
    }

    private Dictionary<string, string> FilesOf(StudyResult result, ServiceAreas areas)
    {
        string folder = _folder.File(Guid.NewGuid().ToString("N"));
        StudyFiles.WriteAll(result, areas, folder, Language.En);
        return Directory.GetFiles(folder)
            .ToDictionary(f => Path.GetFileName(f),
                f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))));
    }
}
