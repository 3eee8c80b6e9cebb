using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>A share of units that have a facility of a certain kind (具备综合功能), where the tables may not say of what kind it is.</summary>
public class ConditionTests
{
    private const string Embedded =
        """ "indicator": "share_of_units", "level": "community", "categories": ["elder.home"], "where": { "embedded": 1 } """;

    [Theory]
    [InlineData("", "", 60, false, 40.0, true)] // not said: at most both, too few
    [InlineData("", "", 40, null, 0.0, false)] // not said: both would do
    [InlineData("是", "", 60, false, 20.0, false)]
    [InlineData("否", "否", 60, false, 0.0, false)]
    [InlineData("是", "是", 40, true, 40.0, false)]
    public void Measured_is_what_is_sure_or_what_is_too_little_at_most(
        string first, string second, double asked, bool? met, double measured, bool isMost)
    {
        var town = new AnalyticTown();
        for (int i = 0; i < 5; i++) town.Community($"c{i}", i * 1000);
        town.Facility("elder.home", 0, community: "c0", embedded: first).Facility("elder.home", 1000, community: "c1", embedded: second);
        Verdict verdict = town.Judge(Embedded, $""" "operator": ">=", "value": {asked}, "unit": "%" """)
            .Single(v => v.Reading == Reading.FacilityInUnit);
        Assert.Equal((met, measured, isMost),
            (verdict.Met, verdict.Measured, verdict.Remarks.Any(r => r.Key == "verdict/condition-not-stated")));
    }
}
