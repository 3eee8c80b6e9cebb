using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>Which new areas a clause speaks of: by where they lie, and by the communities in or around them.</summary>
public class ScopeOfAreasTests
{
    private const string All = """ "operator": ">=", "value": 100, "unit": "%" """,
        Areas = """ "new_areas": { "file": "areas.geojson" }, """;

    /// <summary>
    /// Townships T1 from -500 to 2,000 m and T2 from there to 5,000 m. A new area lies bare around 1,000 m; another around 3,000 m has a
    /// shop of 1,000 of its 10,000 m².
    /// </summary>
    private static AnalyticTown Town(
        string first = "urban", string second = "rural", double bareFrom = 900, double bareTo = 1100, double shop = 3000)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, type: "urban").Community("c1", 1000, type: first)
        .Community("c3", 3000, type: second, township: "T2")
            .Facility("shop.market", shop, area: 1000);
        town.MoreFiles.Add(
            ("areas.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ {{Area("n1", bareFrom, bareTo)}}, {{Area("n3", 2900, 3100)}} ] }"""));
        town.MoreFiles.Add(
            ("units.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ {{Unit("T1", -500, 2000)}}, {{Unit("T2", 2000, 5000)}} ] }"""));
        town.MoreFiles.Add(("pilot.geojson", $$"""{ "type": "FeatureCollection", "features": [ {{Area("p", 500, 1500, 400)}} ] }"""));
        return town;
    }

    private static string Area(string id, double from, double to, double width = 200) =>
        $$"""{ "type": "Feature", "properties": { "id": "{{id}}", "floor_area_m2": 10000 }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to, width)}} } }""";

    private static string Unit(string id, double from, double to) =>
        $$"""{ "type": "Feature", "properties": { "level": "township", "id": "{{id}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to, 400)}} } }""";

    private static Verdict Shops(AnalyticTown town, string scope, string study = "") =>
        Assert.Single(town.Judge(
            $$""" "indicator": "new_areas", "requires": { "categories": ["shop"] }, {{scope}} """, All, Areas + study));

    private static string MainUrban(string unit) =>
        $$""" "units": { "file": "units.geojson", "levels": ["township"], "main_urban": ["{{unit}}"] }, """;

    [Theory]
    [InlineData("T1", 0, false)]
    [InlineData("T2", 100, true)]
    public void Main_urban_by_where_an_area_lies(string unit, double measured, bool met)
    {
        Verdict share = Shops(Town(), """ "scope": "main_urban" """, MainUrban(unit));
        Assert.Equal((met, measured, 1.0), (share.Met, share.Measured, share.Denominator));
        Verdict floor = Assert.Single(Town().Judge(""" "indicator": "floor_area_share", "categories": ["shop"], "scope": "main_urban" """,
            """ "operator": ">=", "value": 10, "unit": "%" """, Areas + MainUrban(unit)));
        Assert.Equal((met, measured / 10), (floor.Met, floor.Measured));
    }

    [Theory]
    [InlineData(1900, 2100, null)] // half in T2: if it is of T2, that has a bare area
    [InlineData(1801, 2001, true)] // a hundredth of its 200 m beyond the edge is the edge drawn twice
    public void An_area_half_in_scope_is_not_known(double from, double to, bool? met)
    {
        Verdict verdict = Shops(Town(bareFrom: from, bareTo: to), """ "scope": "main_urban" """, MainUrban("T2"));
        Assert.Equal((met, 100.0, met is null ? 50.0 : 100.0), (verdict.Met, verdict.Measured, verdict.Low));
        Assert.Equal(met is null ? ["units.main_urban"] : [], verdict.Needs);
    }

    [Fact]
    public void Without_the_main_urban_district_it_is_what_is_missing() =>
        Assert.Equal(["units.main_urban"], Shops(Town(), """ "scope": "main_urban" """).Needs);

    [Theory]
    [InlineData("rural", "urban", "rural", true)]
    [InlineData("urban", "urban", "rural", false)]
    [InlineData("urban", "rural", "urban", true)]
    [InlineData("rural", "", "rural", null)] // the bare area is perhaps in the country
    public void Urban_or_rural_by_the_communities_in_an_area(string scope, string first, string second, bool? met)
    {
        Verdict verdict = Shops(Town(first, second), $""" "scope": "{scope}" """);
        Assert.Equal((met, met == false ? 0.0 : 100.0), (verdict.Met, verdict.Measured));
        Assert.Equal(met is null ? ["communities.columns.type"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData("urban", false)] // T1, around the bare area, is all town
    [InlineData("rural", null)] // T1 has both
    public void Without_a_community_in_it_by_those_around_it(string first, bool? met)
    {
        Verdict verdict =
            Shops(Town(first, second: "urban", bareFrom: 1400, bareTo: 1600), """ "scope": "urban" """,
                """ "units": { "file": "units.geojson", "levels": ["township"] }, """);
        Assert.Equal(met, verdict.Met);
    }

    [Theory]
    [InlineData(""" { "communities": ["c1"] } """, false)]
    [InlineData(""" { "communities": ["c3"] } """, true)]
    [InlineData(""" { "file": "pilot.geojson" } """, false)]
    public void A_subset_by_its_outline_or_its_communities(string pilot, bool met)
    {
        Verdict verdict = Shops(Town(), """ "subset": "pilot" """, $$""" "subsets": { "pilot": {{pilot}} }, """);
        Assert.Equal((met, 1.0), (verdict.Met, verdict.Denominator));
        Assert.Equal(["subsets.pilot"], Shops(Town(), """ "subset": "pilot" """).Needs);
    }

    [Fact]
    public void No_area_in_scope_is_no_verdict()
    {
        Verdict verdict = Shops(Town(second: "urban"), """ "scope": "rural" """);
        Assert.Equal((null, null), (verdict.Met, verdict.Measured));
        Assert.Equal(["new_areas.in_scope"], verdict.Needs);
    }
}
