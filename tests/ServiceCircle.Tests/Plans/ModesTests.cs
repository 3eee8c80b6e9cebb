using System.Text.Json.Nodes;
using ServiceCircle.Output;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// A clause that lets people come on foot or by bicycle: in 15 minutes the adult walks 1,000 m and the cyclist rides 3,000 m of one
/// straight street. Both are computed; what neither reaches stays out of reach.
/// </summary>
public sealed class ModesTests
{
    private const string Either = """ "indicator": "walk_circle", "categories": ["sport"], "minutes": 15, "modes": ["foot", "bicycle"] """;
    private const string OnFoot = """ "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """;
    private const string Target = """ "operator": "<=", "value": 15, "unit": "minutes" """;

    [Theory]
    // Streets are ridden, 200 m a minute; pedestrian streets are pushed along, 66.7 m a minute.
    [InlineData("highway=residential", 0, 900, true, true)]
    [InlineData("highway=residential", 0, 2900, false, true)]
    [InlineData("highway=residential", 0, 3100, false, false)]
    [InlineData("highway=pedestrian", 0, 2900, false, false)]
    [InlineData("highway=pedestrian bicycle=yes", 0, 2900, false, true)]
    // Stairs: 400 m on foot, and half of that with a bicycle.
    [InlineData("highway=steps", 0, 390, true, false)]
    [InlineData("highway=steps", 0, 190, true, true)]
    // The street runs east: with it one rides, against it one pushes.
    [InlineData("highway=residential oneway=yes", 2900, 0, false, true)]
    [InlineData("highway=residential oneway=yes", 0, 2900, false, false)]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", 0, 2900, false, true)]
    public void In_reach_on_foot_and_by_bicycle(string tags, double facility, double home, bool foot, bool bicycle)
    {
        Evidence evidence =
            EvidenceOf(new AnalyticTown { Tags = tags }.Community("a", home).Facility("sport", facility).Run(Either, Target));
        WalkTime limit = WalkTime.FromMinutes(15);
        Assert.Equal((foot, bicycle), (By(evidence, "foot").IsWithin(limit), By(evidence, "bicycle").IsWithin(limit)));
    }

    [Fact]
    public void Parts_of_the_study_see_the_same_rides() =>
        Assert.Equal(WalkTime.FromMinutes(10), By(EvidenceOf(Town().Run(Either, Target)).Within("township", 0), "bicycle"));

    [Fact]
    public void A_clause_on_foot_computes_no_rides()
    {
        StudyResult result = Town().Run(OnFoot, Target);
        Assert.Null(result.Town.Rides);
        Assert.Null(Metadata.Query(result)["other_walkers"]);
        Assert.Null(EvidenceOf(result).ReachBy("bicycle"));
    }

    [Fact]
    public void The_run_names_the_second_walker_and_walks_stay_as_they_are()
    {
        StudyResult either = Town().Run(Either, Target), onFoot = Town().Run(OnFoot, Target);
        Assert.True(JsonNode.DeepEquals(
            new JsonArray(new JsonObject { ["mode"] = "bicycle", ["walker"] = "bicycle", ["speed_kmh"] = 4.0, ["riding_kmh"] = 12.0 }),
            JsonNode.Parse(Metadata.Query(either)["other_walkers"]!.ToJsonString())));
        Assert.Equal(onFoot.Walks.Times.Row(0).ToArray(), either.Walks.Times.Row(0).ToArray());
    }

    [Fact]
    public void A_scenario_computes_the_rides_anew()
    {
        using var folder = new TemporaryFolder();
        string file = new AnalyticTown { Tags = "highway=residential" }.Community("a", 5000).Facility("sport", 0)
            .Write(folder, Either, Target);
        var study = new ScenarioStudy(Study.Run(StudyFile.Load(file)));
        var at = Position.FromDegrees(double.Parse(AnalyticTown.LonAt(3000), System.Globalization.CultureInfo.InvariantCulture), 30);
        var scenario = new Scenario("nearer", [new AddFacility("new", ["sport"], at)]);
        Assert.Equal(WalkTime.Unreachable, By(EvidenceOf(study.Baseline), "bicycle"));
        Assert.Equal(WalkTime.FromMinutes(10), By(EvidenceOf(study.Run(scenario)), "bicycle"));
        Assert.Equal(WalkTime.FromMinutes(10), By(EvidenceOf(study.RunInFull(scenario)), "bicycle"));
    }

    [Theory]
    [InlineData(80, 80, 80, "verdict/mode-foot")] // as many by bicycle: walking decides
    [InlineData(80, 60, 80, "verdict/mode-foot")]
    [InlineData(60, 80, 80, "verdict/mode-bicycle")]
    [InlineData(60, 80, 90, "verdict/mode-both")]
    public void Which_way_decides(double foot, double bicycle, double either, string key)
    {
        Notice remark = TravelModes.Decides(100, foot, bicycle, either);
        Assert.Equal(key, remark.Key);
        foreach (Language language in Enum.GetValues<Language>())
            Assert.Contains("80", Messages.In(language).Text(remark));
    }

    [Theory]
    [InlineData("highway=residential", true, "verdict/mode-bicycle")]
    [InlineData("highway=pedestrian", false, "verdict/mode-foot")]
    public void Being_in_reach_either_way_is_enough_and_the_way_that_decides_is_named(string tags, bool met, string key)
    {
        Verdict verdict = new AnalyticTown { Tags = tags }.Community("a", 2900).Facility("sport", 0)
            .Run(Either, Target, """ "circle_threshold": 0.9, """).Verdicts[0];
        Assert.Equal(met, verdict.Met);
        Assert.Contains(verdict.Remarks, r => r.Key == key);
    }

    private static WalkTime By(Evidence evidence, string mode) =>
        evidence.ReachBy(mode)!.Nearest(new ServiceClass("", "", ["sport"]), new Dictionary<string, double>())[0];

    private static Evidence EvidenceOf(StudyResult result) => result.Givens.EvidenceOf(result.Town);

    private static AnalyticTown Town() => new AnalyticTown { Tags = "highway=residential" }.Community("a", 2000).Facility("sport", 0);
}
