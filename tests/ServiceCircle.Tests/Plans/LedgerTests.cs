using System.Text.Json;
using ServiceCircle.Output;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Plans;

/// <summary>The problem ledger holds every unit that lacks something, with what it lacks, and nothing else.</summary>
public class LedgerTests
{
    private const string Set = """
        "indicator": "composite_set", "level": "community", "minutes": 15,
        "classes": [ { "zh": "养老", "en": "eldercare", "categories": ["elder.daycare"] }, { "zh": "托育", "en": "childcare", "categories": ["child.nursery"] } ]
        """;

    [Fact]
    public void Each_class_that_a_unit_lacks_is_a_row_with_its_people_and_its_nearest_walk()
    {
        // c0 has both; c1 at 1.5 km has the nursery; c2 at 4 km neither: the day care is 4,000 m away, an hour's walk, the nursery 2,500 m.
        StudyResult result = new AnalyticTown().Community("c0", 0, people: 100).Community("c1", 1500, people: 300)
            .Community("c2", 4000, people: 200)
            .Facility("elder.daycare", 0, community: "c0").Facility("child.nursery", 1500, community: "c1")
            .Facility("child.nursery", 0, community: "c0")
            .Run(Set, """ "operator": "all_of", "value": 2, "unit": "facility classes" """);
        Assert.Equal(
            [("c1", 300.0, "elder.daycare"), ("c2", 200.0, "elder.daycare"), ("c2", 200.0, "child.nursery")],
            result.Ledger.Select(p => (p.Unit.Id, p.People!.Value, p.Missing.Categories.Single())));
        using var stream = new MemoryStream();
        LedgerRows.Write(stream, result.Ledger);
        string[] lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF')
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("plan,clause,id,level,unit,name,population,missing,nearest_minutes,reading,year,strength,confidence,quote", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("own,1,own-1,community,c1,c1,300,elder.daycare,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_walk_is_known_as_far_as_walks_are_looked_at()
    {
        StudyResult result = new AnalyticTown().Community("c0", 0).Community("c1", 900).Community("c2", 4000)
        .Facility("elder.daycare", 0, community: "c0")
            .Run(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
                """ "operator": ">=", "value": 100, "unit": "%" """);
        // 900 m at 4 km/h are 13.5 minutes; 4 km are beyond the 15 minutes that the study asks.
        Assert.Equal([("c1", 13.5), ("c2", (double?)null)],
            result.Ledger.Select(p => (p.Unit.Id, p.NearestMinutes is { } m ? Math.Round(m, 2) : (double?)null)));
    }

    [Fact]
    public void The_file_and_the_report_agree_with_the_verdicts()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])[
            "communities.geojson", "facilities.csv", "services.csv", "new-areas.geojson", "admin.geojson", "town.osm"])
            File.Copy(Path.Combine(QuickstartFilesTests.QuickstartFolder(), name), folder.File(name));
        string study = folder.Write("study.json", File.ReadAllText(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json"))
            .Replace("[\"hebei\", \"tj\"]", "[\"tijian\", \"nongcun\", \"shiwuwu\"]"));
        Assert.Equal(0, CommandLine.Run("coverage", study, "-o", folder.File("out"), "--lang", "en").ExitCode);
        string[][] rows = [.. File.ReadAllLines(folder.File("out/ledger.csv")).Skip(1).Select(l => l.Split(','))];
        var ledger = rows.Select(r => (r[2], r[4])).ToHashSet();
        JsonElement[] targets = [.. JsonDocument.Parse(File.ReadAllBytes(folder.File("out/targets.json"))).RootElement.EnumerateArray()];
        var lacking = targets.Where(
            t => t.GetProperty("decides").GetBoolean() && t.TryGetProperty("lacking", out _)
                && (t.GetProperty("operator").GetString() is { Length: > 0 } || t.GetProperty("indicator").GetString() == "units_lacking"))
            .SelectMany(t => t.GetProperty("lacking").EnumerateArray().Select(u => (t.GetProperty("id").GetString()!, u.GetString()!)))
            .ToHashSet();
        Assert.NotEmpty(lacking);
        Assert.Equal(lacking.Order(), ledger.Order());
        Assert.All(targets, t => Assert.Equal("secondary", t.GetProperty("confidence").GetString()));
        string report = File.ReadAllText(folder.File("out/report.html"));
        Assert.Contains("Problem ledger", report);
        Assert.Contains("second-hand", report);
    }
}
