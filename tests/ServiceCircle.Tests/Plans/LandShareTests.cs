using ServiceCircle.Coverage.Bases;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>The share of residential land in reach, against the areas of a straight street.</summary>
public class LandShareTests
{
    private const string Daycare = """ "indicator": "land_share", "categories": ["elder.daycare"], "minutes": 15 """;

    private const string Land = """ "bases": [ { "basis": "residential_land", "file": "land.geojson", "spacing_m": 10 } ], """;

    /// <summary>Two kilometres of land, 100 m deep on each side; a day care where it begins. 15 minutes are 1,000 m.</summary>
    private static AnalyticTown Town(string embedded = "")
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 2500)
            .Facility("elder.daycare", 0, community: "c0", embedded: embedded);
        town.MoreFiles.Add(
            ("land.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(0, 2000)}} } } ] }"""));
        return town;
    }

    [Theory]
    [InlineData(47, true)]
    [InlineData(48, false)]
    public void Land_is_reached_along_the_street(double asked, bool met)
    {
        StudyResult result = Town().Run(Daycare, $""" "operator": ">=", "value": {asked}, "unit": "%" """, Land);
        Verdict verdict = Assert.Single(result.Verdicts);
        // Whoever lives y metres off the street has 1,000 - y metres of street: 200 * 1,000 - 100 * 100 of 400,000 m².
        Assert.InRange(verdict.Measured!.Value, 47.2, 47.8);
        Assert.InRange((double)verdict.Remarks.Single(r => r.Key == "verdict/land-circle").Values[0].Value, 49.5, 50.2);
        Assert.Equal((met, Basis.Network), (verdict.Met!.Value, verdict.Basis));
        BasisServiceCoverage counted = result.Bases.Single().Services.Single();
        Assert.Equal(100 * counted.Share!.Value, verdict.Measured!.Value, 9);
    }

    [Fact]
    public void Without_the_basis_it_is_named()
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Facility("elder.daycare", 0).Judge(Daycare));
        Assert.Equal(["bases.residential_land"], verdict.Needs);
    }

    [Theory]
    [InlineData("是", 40, true)]
    [InlineData("否", 40, false)]
    [InlineData("", 40, null)]
    [InlineData("", 60, false)]
    public void A_facility_that_may_not_count_leaves_it_open(string embedded, double asked, bool? met)
    {
        Verdict verdict =
            Assert.Single(Town(embedded)
                .Judge(Daycare + """, "where": { "embedded": 1 } """, $""" "operator": ">=", "value": {asked}, "unit": "%" """, Land));
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null, verdict.Needs.Contains("facilities.columns.embedded"));
    }

    [Fact]
    public void What_a_facility_off_the_network_may_reach_is_open()
    {
        // The other day care stands 400 m off the street: nobody knows who walks to it, but nobody beyond 1,000 m does.
        Verdict verdict =
            Assert.Single(Town().Facility("elder.daycare", 1500, metresNorth: 400)
                .Judge(Daycare, """ "operator": ">=", "value": 60, "unit": "%" """, Land));
        Assert.Null(verdict.Met);
        Assert.Equal(["facilities.on_network"], verdict.Needs);
        Assert.InRange(verdict.High!.Value, 99, 100);
    }
}
