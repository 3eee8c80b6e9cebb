using System.Text.Json.Nodes;
using ServiceCircle.Output;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Plans;

/// <summary>Several days in one run against a run for each of them, and the values that plans state for years before their last.</summary>
public sealed class TrendTests
{
    private const string DaycareShare = """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """;

    /// <summary>The sample town with opening days at random, some not given.</summary>
    private static Action<JsonObject> WithRandomDates(TemporaryFolder folder, int seed) => study =>
    {
        var random = new Random(seed);
        foreach (JsonNode? input in study["facilities"]!.AsArray().Where(f => f!["file"] is not null))
        {
            string[] lines = File.ReadAllLines((string)input!["file"]!);
            int date = Array.IndexOf(lines[0].TrimStart('\uFEFF').Split(','), "启用日期");
            for (int i = 1; i < lines.Length; i++)
            {
                string[] cells = lines[i].Split(',');
                cells[date] = random.Next(5) == 0 ? "" : new DateOnly(2018, 1, 1).AddDays(random.Next(8 * 365)).ToString("yyyy-MM-dd");
                lines[i] = string.Join(',', cells);
            }
            string file = folder.File(Path.GetFileName((string)input["file"]!));
            File.WriteAllLines(file, lines);
            input["file"] = file;
        }
        study["plans"] = new JsonArray("hebei", "tj", "lps", "sx", "city");
        study.Remove("bases");
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_year_is_what_a_run_with_it_alone_gives(int seed)
    {
        using var folder = new TemporaryFolder();
        StudyFile study = StudyFile.Load(SampleStudy.Write(folder, WithRandomDates(folder, seed)));
        var random = new Random(seed);
        string[] days = [
            .. Enumerable.Range(0, 3).Select(_ => new DateOnly(2018, 1, 1).AddDays(random.Next(8 * 365)).ToString("yyyy-MM-dd")), "2017",
            "2021"];
        StudyResult together = Study.Run(study with { AsOf = days });

        Assert.Equal(days.Select(d => d.Length == 4 ? d + "-12-31" : d).Order(StringComparer.Ordinal),
            together.Trend.Select(y => y.AsOf.ToString("yyyy-MM-dd")));
        var sharesSeen = new HashSet<string>();
        foreach (TrendYear year in together.Trend)
        {
            StudyResult alone = Study.Run(study with { AsOf = [year.Name] });
            Assert.Empty(alone.Trend);
            Assert.Equal(alone.Coverage.Communities.SelectMany(c => c.Reach), year.Coverage.Communities.SelectMany(c => c.Reach));
            Assert.Equal(alone.Coverage.Communities.Select(c => (c.Community.Id, c.Status)),
                year.Coverage.Communities.Select(c => (c.Community.Id, c.Status)));
            Assert.Equal(alone.Coverage.Summaries.SelectMany(s => s.Groups), year.Coverage.Summaries.SelectMany(s => s.Groups));
            Assert.Equal(alone.Coverage.Summaries.Select(s => s with { Groups = [] }),
                year.Coverage.Summaries.Select(s => s with { Groups = [] }));
            Assert.Equal((alone.Coverage.CompleteCircles, alone.Coverage.NotSnapped),
                (year.Coverage.CompleteCircles, year.Coverage.NotSnapped));
            Assert.Equal(TargetRows.ToJson(alone.Verdicts).ToJsonString(), TargetRows.ToJson(year.Verdicts).ToJsonString());
            sharesSeen.Add(string.Join(' ', year.Coverage.Summaries.Select(s => s.SharePopulation)));
        }
        Assert.True(sharesSeen.Count > 1, "the days should differ");
        Assert.Equal(together.Trend[^1].Coverage.CompleteCircles, together.Coverage.CompleteCircles);
        Assert.Equal(TargetRows.ToJson(together.Trend[^1].Verdicts).ToJsonString(), TargetRows.ToJson(together.Verdicts).ToJsonString());
    }

    /// <summary>Every second clinic of the sample's map closes in 2022, one of these again where a new one opens beside it.</summary>
    [Fact]
    public void What_closed_between_two_days_counts_on_the_earlier()
    {
        using var folder = new TemporaryFolder();
        string map = File.ReadAllText(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm"));
        int seen = 0;
        map = System.Text.RegularExpressions.Regex.Replace(map, "<tag k=['\"]amenity['\"]", m => seen++ % 2 == 0 ? "<tag k='end_date' v='2022'/>" + m.Value : m.Value);
        string osm = folder.Write("town.osm", map);
        StudyFile study = StudyFile.Load(SampleStudy.Write(folder, s =>
        {
            s["network"]!["osm"] = osm;
            s["facilities"] = new JsonArray(new JsonObject { ["osm"] = true });
        }));
        StudyResult together = Study.Run(study with { AsOf = ["2021", "2025"] }), before = Study.Run(study with { AsOf = ["2021"] });
        Assert.True(seen > 3);
        Assert.Equal(before.Coverage.Communities.SelectMany(c => c.Reach), together.Trend[0].Coverage.Communities.SelectMany(c => c.Reach));
        Assert.Equal(TargetRows.ToJson(before.Verdicts).ToJsonString(), TargetRows.ToJson(together.Trend[0].Verdicts).ToJsonString());
        Assert.NotEqual(before.Coverage.Communities.SelectMany(c => c.Reach), together.Coverage.Communities.SelectMany(c => c.Reach));
    }

    [Fact]
    public void More_facilities_never_cover_fewer()
    {
        using var folder = new TemporaryFolder();
        StudyFile study = StudyFile.Load(SampleStudy.Write(folder, WithRandomDates(folder, 4)));
        TrendYear[] years = [.. Study.Run(study with { AsOf = ["2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"] }).Trend];
        foreach ((TrendYear before, TrendYear after) in years.Zip(years.Skip(1)))
        {
            Assert.All(before.Coverage.Summaries.Zip(after.Coverage.Summaries),
                s => Assert.True(s.First.PopulationCovered <= s.Second.PopulationCovered));
            Assert.True(before.Coverage.CompleteCircles <= after.Coverage.CompleteCircles);
        }
    }

    [Theory]
    [InlineData(2020, 90)]
    [InlineData(2021, 30)]
    [InlineData(2022, 30)]
    [InlineData(2023, 60)]
    [InlineData(2024, 60)]
    [InlineData(2025, 90)]
    [InlineData(2030, 90)]
    public void The_value_due_is_the_latest_interim_one_until_the_clauses_own_year(int year, double due)
    {
        var clause = new Clause
        {
            Id = "own-1",
            Plan = "own",
            Number = "1",
            Quote = "q",
            Meaning = "",
            Theme = "",
            Indicator = "rule",
            Year = 2025,
            Value = 90,
            Interim = [(2021, 30), (2023, 60)],
        };
        Assert.Equal(due, clause.TargetOn(new DateOnly(year, 12, 31)));
        // Until a year's last day what is due then is not.
        Assert.Equal(clause.TargetOn(new DateOnly(year - 1, 12, 31)), clause.TargetOn(new DateOnly(year, 12, 30)));
    }

    [Fact]
    public void A_year_is_compared_with_the_value_due_then_and_the_verdict_with_the_final_one()
    {
        // One of four communities has day care at the end of 2021, two at the end of 2023, three in 2025.
        var town = new AnalyticTown().Community("a", 0).Community("b", 1000).Community("c", 2000).Community("d", 3000)
            .Facility("elder.daycare", 0, "a", opened: "2020-01-01").Facility("elder.daycare", 1000, "b", opened: "2022-06-01")
            .Facility("elder.daycare", 2000, "c", opened: "2024-06-01");
        StudyResult result = town.Run(DaycareShare,
            """ "operator": ">=", "value": 75, "unit": "%", "interim": [ { "year": 2021, "value": 25 }, { "year": 2023, "value": 60 } ] """,
            study: """ "as_of": [2021, "2023", "2025"], """);

        JsonArray years = TrendRows.ToJson(result.Trend);
        (double, double, bool, bool)[] rows =
            [.. years.Select(y => y!["clauses"]!.AsArray().Single()!)
                .Select(c => ((double)c["measured"]!, (double)c["target"]!, (bool)c["target_met"]!, (bool)c["met"]!))];
        Assert.Equal([(25, 25, true, false), (50, 60, false, false), (75, 75, true, true)], rows);
        Assert.Equal([0, 0, 1], years.Select(y => (int)y!["plans"]![0]!["targets"]!["met"]!));
        Assert.Equal(2, result.Verdicts.Count);
        Assert.All(result.Trend, y => Assert.Equal(2, y.Verdicts.Count));
    }

    [Theory]
    [InlineData(2020, null, null, null)]
    [InlineData(2021, 25.0, true, "verdict/interim-met")]
    [InlineData(2024, 90.0, false, "verdict/interim-missed")]
    [InlineData(2025, null, null, null)]
    public void A_verdict_says_what_came_of_the_interim_value_that_is_due(int asOf, double? value, bool? met, string? remark)
    {
        var town = new AnalyticTown().Community("a", 0).Community("b", 1000).Facility("elder.daycare", 0, "a");
        StudyResult result = town.Run(DaycareShare,
            """ "operator": ">=", "value": 100, "unit": "%", "interim": [ { "year": 2021, "value": 25 }, { "year": 2023, "value": 90 } ] """, study: $""" "as_of": {asOf}, """);
        Verdict verdict = result.Verdicts.Single(v => v.IsDeciding);
        Assert.Equal((false, asOf < 2025 ? Outcome.NotDue : Outcome.NotMet), (verdict.Met, verdict.Outcome));
        Assert.Equal((value, met), (verdict.ByInterim?.Clause.Value, verdict.ByInterim?.Met));
        Assert.Equal(remark, verdict.Remarks.SingleOrDefault(r => r.Key.StartsWith("verdict/interim", StringComparison.Ordinal))?.Key);
    }

    [Theory]
    [InlineData("2024-12-31", true)]
    [InlineData("2025-12-30", true)]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", false)]
    public void A_target_is_due_on_the_last_day_of_its_year(string asOf, bool isNotDue)
    {
        var town = new AnalyticTown().Community("a", 0).Community("b", 1000).Facility("elder.daycare", 0, "a");
        StudyResult result =
            town.Run(DaycareShare, """ "operator": ">=", "value": 100, "unit": "%" """, study: $""" "as_of": "{asOf}", """);
        Assert.Equal(isNotDue ? Outcome.NotDue : Outcome.NotMet, result.Verdicts.Single(v => v.IsDeciding).Outcome);
    }

    [Theory]
    [InlineData(""" "as_of": "2024, 2021，2024-12-31", """, "2021-12-31 2024-12-31")]
    [InlineData(""" "as_of": [ 2022 , "2021" ], """, "2021-12-31 2022-12-31")]
    [InlineData(""" "as_of": "2022", """, "")]
    [InlineData(""" "as_of": null, """, "")]
    [InlineData("", "")]
    public void Days_are_sorted_each_once_and_fewer_than_two_are_no_trend(string key, string days)
    {
        StudyResult result = new AnalyticTown().Community("a", 0).Facility("elder.daycare", 0, "a").Run(DaycareShare, study: key);
        Assert.Equal(days, string.Join(' ', result.Trend.Select(y => y.AsOf.ToString("yyyy-MM-dd"))));
    }

    [Theory]
    [InlineData(""" "as_of": ["2021", "soon"], """)]
    [InlineData(""" "as_of": ["2021", ""], """)]
    [InlineData(""" "as_of": { "year": 2021 }, """)]
    public void What_is_no_day_is_refused(string key) =>
        Assert.Contains(
            "as_of", Assert.Throws<InputException>(
                () => new AnalyticTown().Community("a", 0).Facility("elder.daycare", 0, "a").Run(DaycareShare, study: key)).Where);
}
