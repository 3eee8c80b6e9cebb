using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>The number of units that lack a service, against counting by hand: what is lacking is what the share of units leaves.</summary>
public class UnitsLackingTests
{
    private static string Kind(string name, string more = "") =>
        $""" "indicator": "{name}", "level": "community", "categories": ["elder.daycare"], "minutes": 15{more} """;

    private const string None = """ "operator": "<=", "value": 0, "unit": "communities" """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Random_streets(int seed)
    {
        var random = new Random(seed);
        var town = new AnalyticTown();
        double[] homes = [.. Enumerable.Range(0, 12).Select(_ => 100.0 * random.Next(60))];
        for (int c = 0; c < homes.Length; c++) town.Community($"c{c:00}", homes[c]);
        (double At, int In)[] sites = [.. Enumerable.Range(0, 3).Select(_ => (100.0 * random.Next(60), random.Next(12)))];
        foreach ((double at, int where) in sites) town.Facility("elder.daycare", at, community: $"c{where:00}");

        int withoutOne = Enumerable.Range(0, 12).Count(c => sites.All(s => s.In != c));
        int outOfReach = homes.Count(h => sites.All(s => Math.Abs(s.At - h) > 1000));
        IReadOnlyList<Verdict> verdicts = town.Judge(Kind("units_lacking"), None), shares = town.Judge(Kind("share_of_units"));
        Verdict inUnit = verdicts.Single(v => v.Reading == Reading.FacilityInUnit),
            byResidents = verdicts.Single(v => v.Reading == Reading.ResidentsInReach);
        Assert.Equal((withoutOne, withoutOne == 0, withoutOne), ((int)inUnit.Measured!, inUnit.Met!.Value, (int)inUnit.Shortfall!));
        Assert.Equal((outOfReach, outOfReach == 0), ((int)byResidents.Measured!, byResidents.Met!.Value));
        Assert.Equal(outOfReach, byResidents.Lacking.Count);
        foreach (Verdict share in shares)
            Assert.Equal(share.Denominator - share.Numerator, verdicts.Single(v => v.Reading == share.Reading).Measured);
    }

    [Theory]
    [InlineData("是", 2, 2.0, true)]
    [InlineData("否", 2, 3.0, false)]
    [InlineData("", 1, 2.0, false)] // two or three, both too many
    [InlineData("", 2, 2.0, null)]
    [InlineData("", 3, 2.0, true)]
    public void What_is_not_stated_may_lack_it(string embedded, int most, double sure, bool? met)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 2000).Community("c2", 4000)
            .Facility("elder.daycare", 0, community: "c0", embedded: embedded);
        Verdict verdict =
            town.Judge(Kind("units_lacking", """, "where": { "embedded": 1 } """),
                $""" "operator": "<=", "value": {most}, "unit": "communities" """)
            .Single(v => v.Reading == Reading.FacilityInUnit);
        Assert.Equal((sure, met), (verdict.Measured!.Value, verdict.Met));
        Assert.Equal(met is null, verdict.Needs.Contains("facilities.columns.embedded"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(""" "baselines": { "own-1": 3 }, """, true)]
    [InlineData(""" "baselines": { "own-1": 2 }, """, false)]
    public void A_decrease_is_from_the_earlier_figure(string baseline, bool? met)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 2000).Community("c2", 4000)
            .Facility("elder.daycare", 0, community: "c0");
        Verdict verdict = town.Judge(Kind("units_lacking"), """ "operator": "decrease", "unit": "communities" """, baseline)
            .Single(v => v.Reading == Reading.FacilityInUnit);
        Assert.Equal((2.0, met), (verdict.Measured!.Value, verdict.Met));
        Assert.Equal(met is null, verdict.Needs.Contains("baselines.own-1"));
    }
}
