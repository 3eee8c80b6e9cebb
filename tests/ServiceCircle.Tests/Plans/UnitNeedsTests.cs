using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>What a clause about units says is missing: where none is in scope, and where the floor of some cannot be told.</summary>
public class UnitNeedsTests
{
    private const string All = """ "operator": ">=", "value": 100, "unit": "%" """,
        Floor = """ "indicator": "floor_area_standard", "per_100_households": true, "standards": ["elder-area-20-existing"], "categories": ["elder.station"] """;

    [Theory]
    [InlineData("village", "all", "urban", "communities.type.rural")]
    [InlineData("village", "urban", "urban", "communities.type.rural")]
    [InlineData("township", "rural", "urban", "communities.type.rural")]
    [InlineData("township", "urban", "rural", "communities.type.urban")]
    [InlineData("township", "new_built", "urban", "units.township")]
    [InlineData("county", "all", "urban", "units.levels.county")]
    public void Where_no_unit_is_in_scope_the_verdict_says_what_would_bring_one_in(string level, string scope, string type, string need)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, type: type).Facility("elder.mutual", 0, community: "c0", township: "T1");
        // A new area far from everybody.
        town.MoreFiles.Add(("areas.geojson", $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "id": "n" },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(7000, 7100)}} } } ] }
            """));
        town.MoreFiles.Add(("units.geojson", $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "level": "township", "id": "T1" },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(-500, 4000, 400)}} } } ] }
            """));
        string units = scope == "new_built" ? """ "units": { "file": "units.geojson", "levels": ["township"] }, """ : "";
        Verdict verdict = town.Judge(
            $$""" "indicator": "share_of_units", "level": "{{level}}", "scope": "{{scope}}", "categories": ["elder.mutual"] """, All,
            units + """ "new_areas": { "file": "areas.geojson" }, """)[0];
        Assert.Equal((null, null), (verdict.Met, verdict.Measured));
        Assert.Equal([need], verdict.Needs);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("urban")]
    [InlineData("rural")]
    public void Villages_are_rural_whatever_scope_a_clause_about_them_names(string scope)
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Community("v1", 3000, type: "rural").Facility("elder.mutual", 3000, community: "v1")
            .Judge($$""" "indicator": "share_of_units", "level": "village", "scope": "{{scope}}", "categories": ["elder.mutual"] """, All)[0];
        Assert.Equal((true, 100.0, 1.0), (verdict.Met, verdict.Measured, verdict.Denominator));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(199, false)]
    public void The_floor_of_a_township_in_a_rural_clause_is_for_the_households_of_its_villages(double area, bool met)
    {
        // 1,000 households in the village ask 200 m²; the 900 in town ask none of it.
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0, households: 900).Community("v1", 3000, type: "rural", households: 1000)
            .Facility("elder.station", 3000, community: "v1", township: "T1", area: area)
            .Judge(Floor + """ , "level": "township", "scope": "rural" """, All));
        Assert.Equal(met, verdict.Met);
        Assert.Empty(verdict.Needs);
    }

    [Fact]
    public void Of_a_unit_with_one_community_only_the_unit_may_be_out_of_scope()
    {
        // Nobody knows whether c0 is rural. If it is, its 100 m² are too little for 1,000 households; those of v1 are as well.
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0, type: "", households: 1000)
            .Community("v1", 3000, type: "rural", households: 1000).Facility("elder.station", 0, community: "c0", area: 100)
            .Facility("elder.station", 3000, community: "v1", area: 100).Judge(Floor + """ , "level": "community", "scope": "rural" """, All));
        Assert.Equal((false, 0.0, 0.0), (verdict.Met, verdict.Low, verdict.High));
    }

    [Theory]
    [InlineData(null, 1000.0, "rural", 200.0, "communities.columns.households")]
    [InlineData(1000.0, null, "rural", 200.0, "communities.columns.households")]
    [InlineData(1000.0, 1000.0, "rural", null, "facilities.columns.area_m2")]
    [InlineData(1000.0, 1000.0, "", 300.0, "communities.columns.type")]
    [InlineData(1000.0, 1000.0, "rural", 400.0, null)]
    public void Where_the_floor_per_household_is_open_the_verdict_says_what_would_close_it(
        double? first, double? second, string type, double? area, string? need)
    {
        // Two villages of one township, 1,000 households each: 200 m² for one, 400 m² for both.
        Verdict verdict = Assert.Single(new AnalyticTown().Community("v0", 0, type: "rural", households: first)
            .Community("v1", 3000, type: type, households: second).Facility("elder.station", 0, community: "v0", township: "T1", area: area)
            .Judge(Floor + """ , "level": "township", "scope": "rural" """, All));
        Assert.Equal(need is null ? true : null, verdict.Met);
        Assert.Equal(need is null ? [] : [need], verdict.Needs.Distinct());
    }

    [Fact]
    public void A_unit_without_a_community_has_households_that_nobody_knows()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, households: 1000).Facility("elder.station", 0, township: "T1", area: 200)
            .Facility("elder.station", 6000, township: "T2", area: 100);
        town.MoreFiles.Add(("units.geojson", $$"""
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "properties": { "level": "township", "id": "T1" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(-500, 4000, 400)}} } },
              { "type": "Feature", "properties": { "level": "township", "id": "T2" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(4000, 8000, 400)}} } } ] }
            """));
        Verdict verdict = Assert.Single(town.Judge(
            Floor + """ , "level": "township" """, All, """ "units": { "file": "units.geojson", "levels": ["township"] }, """));
        Assert.Equal((null, 50.0), (verdict.Met, verdict.Low));
        Assert.Contains("communities.units.township", verdict.Needs);
    }

    [Theory]
    [InlineData("nursing_beds", 30)]
    [InlineData("capacity", 50)]
    public void What_is_summed_is_what_the_clause_says(string of, double measured)
    {
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0, people: 1000).Facility("elder.home", 0, capacity: 50, nursing: 30)
            .Judge($$""" "indicator": "per_1000", "of": "{{of}}", "categories": ["elder.home"] """));
        Assert.Equal(measured, verdict.Measured);
    }

    [Fact]
    public void Whether_a_community_counts_is_not_asked_where_every_answer_is_the_same()
    {
        // T1 has one village, of a number of households that is not given. In T2 it is open whether v2 is a village; the floor is enough
        // for both.
        Verdict verdict = Assert.Single(new AnalyticTown().Community("v0", 0, type: "rural")
            .Community("v1", 3000, type: "rural", households: 1000, township: "T2")
            .Community("v2", 4000, type: "", households: 1000, township: "T2")
            .Facility("elder.station", 0, community: "v0", township: "T1", area: 100)
            .Facility("elder.station", 3000, community: "v1", township: "T2", area: 400)
            .Judge(Floor + """ , "level": "township", "scope": "rural" """, All));
        Assert.Equal((null, 50.0, 100.0), (verdict.Met, verdict.Low, verdict.High));
        Assert.Equal(["communities.columns.households"], verdict.Needs);
    }

    [Fact]
    public void A_facility_that_may_stand_in_either_township_leaves_the_figures_of_both_open()
    {
        // 10 places in T1 for its 100 people, and 10 more nobody knows where: 20 for all 200. T2 has 0 or 100 per 1,000 people.
        Verdict verdict = Assert.Single(new AnalyticTown().Community("c0", 0).Community("c1", 3000, township: "T2")
            .Facility("child.nursery", 0, township: "T1", capacity: 10).Facility("child.nursery", 6000, capacity: 10)
            .Judge(""" "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """,
                """ "operator": ">=", "value": 100, "unit": "per 1,000 people" """));
        Assert.Equal((100.0, true), (verdict.Measured, verdict.Met));
        Assert.Equal([("T1", true), ("T2", null)], verdict.ByUnit.Select(u => (u.Unit.Id, u.Met)));
    }
}
