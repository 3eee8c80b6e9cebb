using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Who reaches what, where not all is known of a facility: whether it counts, and how one walks to it. The adult walks 1,000 m in 15
/// minutes, and the only community is at 0 m.
/// </summary>
public class ReachingTests
{
    private const string Embedded =
        """ "indicator": "share_of_units", "level": "community", "categories": ["elder.home"], "where": { "embedded": 1 }, "minutes": 15 """,
        All = """ "operator": ">=", "value": 100, "unit": "%" """;

    private static void AssertReach(AnalyticTown town, bool? met, params string[] needs)
    {
        Verdict verdict = town.Judge(Embedded, All).Single(v => v.Reading == Reading.ResidentsInReach);
        Assert.Equal(met, verdict.Met);
        Assert.Equal(needs, verdict.Needs);
    }

    [Theory]
    [InlineData("是", 1000, true)]
    [InlineData("是", 1001, false)]
    [InlineData("否", 0, false)]
    [InlineData("", 1000, null)] // it may count
    [InlineData("", 1001, false)] // and lets nobody who is out of reach hope
    public void A_facility_counts_surely_perhaps_or_not(string embedded, double metres, bool? met) => AssertReach(
        new AnalyticTown().Community("c0", 0).Facility("elder.home", metres, embedded: embedded), met,
        met is null ? ["facilities.columns.embedded"] : []);

    [Theory]
    [InlineData("是", true)]
    [InlineData("否", null)]
    public void One_that_may_count_is_of_no_interest_where_another_surely_does(string other, bool? met) => AssertReach(
        new AnalyticTown().Community("c0", 0).Facility("elder.home", 0).Facility("elder.home", 900, embedded: other), met,
        met is null ? ["facilities.columns.embedded"] : []);

    [Theory]
    [InlineData("是", 995, null)]
    [InlineData("是", 1005, false)]
    [InlineData("", 995, null)]
    [InlineData("否", 995, false)]
    public void To_a_facility_off_the_network_there_may_be_a_walk_as_long_as_the_straight_line(
        string embedded, double metresNorth, bool? met) => AssertReach(
        new AnalyticTown().Community("c0", 0).Facility("elder.home", 0, embedded: embedded, metresNorth: metresNorth), met,
        met is null ? ["facilities.on_network"] : []);

    [Fact]
    public void What_is_found_for_one_condition_is_no_answer_to_another()
    {
        // Embedded ones are at 600 m, those of 10 nursing beds or more at 300 m, one with both at 900 m.
        var result = new AnalyticTown().Community("c0", 0).Facility("elder.home", 600, embedded: "是", nursing: 5)
            .Facility("elder.home", 300, embedded: "否", nursing: 10).Facility("elder.home", 900, embedded: "是", nursing: 10)
            .Run(Embedded, All);
        Reaching reach = result.Givens.EvidenceOf(result.Town).Reach;
        double? Minutes(params (string Key, double Value)[] where) =>
            reach.Nearest(new ServiceClass("", "", ["elder.home"]), where.ToDictionary(w => w.Key, w => w.Value))[0].Minutes;
        for (int again = 0; again < 2; again++)
        {
            Assert.Equal((4.5, 9.0), (Minutes(), Minutes(("embedded", 1))));
            Assert.Equal((4.5, 4.5), (Minutes(("nursing_beds", 10)), Minutes(("nursing_beds", 5))));
            Assert.Equal((13.5, 13.5),
                (Minutes(("embedded", 1), ("nursing_beds", 10)), Minutes(("nursing_beds", 10), ("embedded", 1))));
        }
    }
}
