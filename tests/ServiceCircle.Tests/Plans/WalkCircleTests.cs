using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Circle clauses: everything within some minutes, for a share of people that the study states. The adult walks 1,000 m in 15 minutes, and
/// what is expected is counted in the towns.
/// </summary>
public class WalkCircleTests
{
    private const string Circle = """ "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """,
        Target = """ "operator": "<=", "value": 15, "unit": "minutes" """;

    /// <summary>60 people at nine minutes from the pitch and 40 out of reach.</summary>
    private static AnalyticTown Town(double? far = 40, string type = "urban") => new AnalyticTown().Community("near", 600, people: 60)
        .Community("far", 5000, people: far, type: type).Facility("sport.pitch", 0);

    private static string Share(double share) => FormattableString.Invariant($""" "circle_threshold": {share}, """);

    [Theory]
    [InlineData(0.6, true, 0, 9.0)]
    [InlineData(0.61, false, 1, null)]
    [InlineData(0.75, false, 15, null)]
    public void The_share_that_the_study_states_decides_and_others_stand_beside_it(
        double share, bool met, double shortfall, double? minutes)
    {
        IReadOnlyList<Verdict> verdicts = Town().Judge(Circle, Target, Share(share));
        Assert.Equal([Reading.ResidentsInReach, Reading.CommunitiesInReach], verdicts.Select(v => v.Reading));
        Assert.Equal((met, 60.0, shortfall, "people"),
            (verdicts[0].Met, verdicts[0].Measured, verdicts[0].Shortfall, verdicts[0].ShortfallUnit));
        Assert.Equal(minutes, verdicts[0].Minutes);
        Assert.Equal([.. new[] { 0.5, 0.8, 1, share }.Order().Select(t => (t, 60.0, (bool?)(t <= 0.6)))],
            verdicts[0].Sensitivities.Select(s => (s.Threshold, s.Numerator, s.Met)));
        Assert.Contains(new Notice("verdict/threshold-circle", ("percent", share * 100)), verdicts[0].Remarks);
        Assert.Equal((null, 50.0, "%"), (verdicts[1].Met, verdicts[1].Measured, verdicts[1].MeasuredUnit));
    }

    [Fact]
    public void A_share_in_the_clause_comes_before_the_studys_and_the_verdict_says_so()
    {
        Verdict verdict = Town().Judge(Circle + """ , "threshold": 0.5 """, Target, Share(0.9))[0];
        Assert.True(verdict.Met);
        Assert.Contains(new Notice("verdict/threshold-circle-stated", ("percent", 50.0)), verdict.Remarks);
    }

    [Fact]
    public void A_clause_that_states_no_number_is_measured_and_not_judged_whatever_share_the_study_states()
    {
        Verdict verdict = Town().Judge(Circle, study: Share(0.5))[0];
        Assert.Equal((Outcome.NoTarget, null, 60.0, null), (verdict.Outcome, verdict.Met, verdict.Measured, verdict.Shortfall));
        Assert.All(verdict.Sensitivities, s => Assert.Null(s.Met));
        Assert.DoesNotContain(verdict.Remarks, r => r.Key.Contains("threshold", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_share_the_verdict_asks_for_it_before_what_else_is_open()
    {
        // The 60 people near by are known; how many live far away is not.
        Verdict verdict = Town(far: null).Judge(Circle, Target)[0];
        Assert.Equal(["circle_threshold", "communities.columns.population"], verdict.Needs);
        Assert.Contains(new Notice("verdict/circle-no-threshold"), verdict.Remarks);
    }

    [Theory]
    [InlineData(0.6, true)]
    [InlineData(0.7, null)]
    public void People_off_the_network_may_have_everything_or_not(double share, bool? met)
    {
        // Two kilometres beyond the end of the street live 40 people.
        Verdict verdict = new AnalyticTown().Community("near", 600, people: 60).Community("off", 12_000, people: 40)
            .Facility("sport.pitch", 0).Judge(Circle, Target, Share(share))[0];
        Assert.Equal((met, 60.0, 100.0), (verdict.Met, verdict.Low, verdict.High));
        Assert.Equal(met is null ? ["communities.on_network"] : [], verdict.Needs);
    }

    [Fact]
    public void Where_nobody_is_on_the_network_nothing_is_measured()
    {
        Verdict verdict =
            Assert.Single(new AnalyticTown().Community("off", 12_000).Facility("sport.pitch", 0).Judge(Circle, Target, Share(0.5)));
        Assert.Equal((null, null, Basis.NotMeasurable), (verdict.Met, verdict.Measured, verdict.Basis));
        Assert.Equal(["communities.on_network"], verdict.Needs);
    }

    [Theory]
    [InlineData(40.0, "urban", 9.0)]
    [InlineData(null, "urban", null)] // nobody knows how many live far away
    [InlineData(40.0, "", null)] // nor whether they are counted
    [InlineData(40.0, "rural", 9.0)]
    public void The_minutes_for_a_share_of_people_need_to_know_all_people(double? far, string type, double? minutes) =>
        Assert.Equal(minutes, Town(far, type).Judge(Circle + """ , "scope": "urban" """, Target, Share(0.5))[0].Minutes);

    [Theory]
    [InlineData(false, 9.0)]
    [InlineData(true, null)]
    public void Of_a_township_without_a_community_nobody_knows_how_many_people_the_share_is_of(bool second, double? minutes)
    {
        AnalyticTown town = Town();
        string Township(string id, double from, double to) => $$"""
            { "type": "Feature", "properties": { "level": "township", "id": "{{id}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to)}} } }
            """;
        string[] townships = [Township("T1", -500, 5500), .. second ? [Township("T2", 6000, 7000)] : Array.Empty<string>()];
        town.MoreFiles.Add(("units.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{string.Join(',', townships)}} ] }"""));
        Assert.Equal(
            minutes,
            town.Judge(Circle, Target, Share(0.5) + """ "units": { "file": "units.geojson", "levels": ["township"] }, """)[0].Minutes);
    }

    [Theory]
    [InlineData(0.3, 4.5)]
    [InlineData(0.31, 9.0)]
    [InlineData(0.7, 9.0)]
    [InlineData(0.71, null)]
    public void The_minutes_are_the_least_within_which_so_many_have_everything(double share, double? minutes) =>
        Assert.Equal(minutes, new AnalyticTown().Community("c0", 600, people: 40).Community("c1", 300, people: 30)
            .Community("c2", 5000, people: 30).Facility("sport.pitch", 0).Judge(Circle, Target, Share(share))[0].Minutes);

    [Fact]
    public void Where_no_people_are_given_the_share_of_communities_is_measured()
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0, people: null).Community("c1", 500, people: null)
            .Community("c2", 5000, people: null).Community("c3", 6000, people: null).Facility("sport.pitch", 0)
            .Judge(Circle, Target, Share(0.5))[0];
        Assert.Equal((null, 50.0, 0.0, 100.0), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
        Assert.Equal(["communities.columns.population"], verdict.Needs);
    }

    [Theory]
    [InlineData(40.0, "C")] // 40 people have both and 60 one of two: 70 % of all that they could
    [InlineData(60.0, "B")] // 80 %
    [InlineData(100.0, "A")]
    [InlineData(null, "B")] // nobody knows how many: the mean of both communities, 75 %
    public void The_grade_is_of_the_mean_share_of_classes_that_people_reach(double? near, string grade)
    {
        const string Classes = """ "indicator": "walk_circle", "minutes": 15, "classes": [ { "zh": "体育", "en": "s", "categories": ["sport"] }, { "zh": "菜市场", "en": "m", "categories": ["shop.market"] } ] """;
        Verdict verdict = new AnalyticTown().Community("c0", 0, people: near).Community("c1", 1500, people: near is null ? null : 100 - near)
            .Community("off", 12_000, people: 1000).Facility("sport.pitch", 0).Facility("shop.market", 700).Judge(Classes, Target)[0];
        Assert.Equal(grade, verdict.Grade);
    }

    [Fact]
    public void Communities_that_surely_lack_something_are_named_those_with_most_people_first()
    {
        // c0 has it at the door, c1 and c2 lack it; c3 is off the network, and nobody knows.
        IReadOnlyList<Verdict> verdicts = new AnalyticTown().Community("c0", 0).Community("c1", 3000, people: 10)
            .Community("c2", 3500, people: 20).Community("c3", 12_000).Facility("sport.pitch", 0).Judge(Circle, Target, Share(0.5));
        Assert.All(verdicts, v => Assert.Equal(["c2", "c1"], v.Lacking.Select(u => u.Id)));
    }
}
