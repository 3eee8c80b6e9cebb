using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>What a clause's scope and subset leave of units, circles and groups. Walks are differences: 1,000 m are 15 minutes.</summary>
public class ScopeOfUnitsTests
{
    private const string AtLeastOne = """ "operator": ">=", "value": 1, "unit": "facilities per unit" """,
        All = """ "operator": ">=", "value": 100, "unit": "%" """;

    private const string Pilot = """ "subsets": { "pilot": { "communities": ["c0"] } }, """;

    private static string Kind(string indicator, string scope) => indicator switch
    {
        "tier_ladder" =>
            $$""" "indicator": "tier_ladder", "tiers": [ { "level": "township", {{scope}}, "categories": ["elder.mutual"] } ] """,
        _ => $""" "indicator": "{indicator}", "level": "township", {scope}, "categories": ["elder.mutual"] {(indicator == "at_least_per_unit" ? "" : ", \"minutes\": 15")} """,
    };

    /// <summary>A township of a town and a village 3,000 m apart, and one that is all town.</summary>
    private static AnalyticTown TownAndVillage(string type = "rural") =>
        new AnalyticTown().Community("c0", 0, people: 900).Community("v1", 3000, people: 100, type: type)
        .Community("c2", 6000, township: "T2");

    [Theory]
    [InlineData("c0", "", false)] // in town, and says nothing
    [InlineData("v1", "", true)]
    [InlineData("c0", "v1", true)] // in town, and serves the village
    [InlineData("c0", "T1", true)] // in town, and serves all of the township
    [InlineData("c0", "c0", false)]
    public void Rural_services_of_a_township(string at, string serves, bool met)
    {
        // T2 has no village: the only township of a rural clause is T1.
        AnalyticTown town = TownAndVillage().Facility("elder.mutual", at == "v1" ? 3000 : 0, community: at, township: "T1", serves: serves);
        foreach (string indicator in (string[])["at_least_per_unit", "tier_ladder"])
        {
            Verdict count = Assert.Single(town.Judge(Kind(indicator, """ "scope": "rural" """), AtLeastOne));
            Assert.Equal((met, met ? 1.0 : 0.0, 1.0), (count.Met, count.Measured, count.Denominator));
        }
        Verdict share = town.Judge(Kind("share_of_units", """ "scope": "rural" """), All)[0];
        Assert.Equal((met, met ? 100.0 : 0.0, 1.0), (share.Met, share.Measured, share.Denominator));
        Verdict lacking =
            town.Judge(Kind("units_lacking", """ "scope": "rural" """), """ "operator": "<=", "value": 0, "unit": "townships" """)[0];
        Assert.Equal((met, met ? 0.0 : 1.0), (lacking.Met, lacking.Measured));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2000, true)]
    public void Of_a_township_the_people_in_scope_walk(double metres, bool met)
    {
        // At 0 m it serves the 900 people in town, nine tenths of all, and none of the hundred in the village.
        Verdict residents = TownAndVillage().Facility("elder.mutual", metres, township: "T1")
            .Judge(Kind("share_of_units", """ "scope": "rural" """), All)[1];
        Assert.Equal((Reading.ResidentsInReach, met, 1.0), (residents.Reading, residents.Met, residents.Denominator));
    }

    [Fact]
    public void A_facility_in_town_or_village_nobody_knows_which_may_count()
    {
        // v1 has no type: neither the township nor a facility in it is surely rural, and the facility's own column is not there.
        Verdict verdict = TownAndVillage(type: "").Community("v3", 2900, type: "rural")
            .Facility("elder.mutual", 3000, community: "v1", township: "T1")
            .Judge(Kind("at_least_per_unit", """ "scope": "rural" """), AtLeastOne)[0];
        Assert.Equal((null, 0.0, 1.0), (verdict.Met, verdict.Measured, verdict.High));
        Assert.Contains("facilities.columns.type", verdict.Needs);
    }

    [Theory]
    [InlineData(0, "c0", true)]
    [InlineData(500, "c1", false)]
    public void A_pilots_township_has_it_in_the_pilot(double metres, string at, bool met)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 500).Community("c2", 6000, township: "T2")
            .Facility("elder.mutual", metres, community: at, township: "T1");
        Verdict verdict = Assert.Single(town.Judge(Kind("at_least_per_unit", """ "subset": "pilot" """), AtLeastOne, Pilot));
        Assert.Equal((met, met ? 1.0 : 0.0, 1.0), (verdict.Met, verdict.Measured, verdict.Denominator));
    }

    [Theory]
    [InlineData(5900, 6100, true)] // around c2 and the facility: T1 has no new area
    [InlineData(5900, 5990, false)] // beside the facility
    public void New_built_townships_are_those_with_a_new_area(double from, double to, bool met)
    {
        AnalyticTown town = TownAndVillage().Facility("elder.mutual", 6000, township: "T2");
        town.MoreFiles.Add(
            ("areas.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "id": "n" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(from, to)}} } } ] }"""));
        town.MoreFiles.Add(("units.geojson", $$"""
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "properties": { "level": "township", "id": "T1" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(-500, 4000, 400)}} } },
              { "type": "Feature", "properties": { "level": "township", "id": "T2" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(4000, 8000, 400)}} } } ] }
            """));
        // T2 counts by its new area, though in the second case none of its communities lies there.
        Verdict verdict = Assert.Single(town.Judge(Kind("at_least_per_unit", """ "scope": "new_built" """), AtLeastOne,
            """ "new_areas": { "file": "areas.geojson" }, "units": { "file": "units.geojson", "levels": ["township"] }, """));
        Assert.Equal((met, 1.0), (verdict.Met, verdict.Denominator));
    }

    [Theory]
    [InlineData("rural", 1, false)]
    [InlineData("urban", 2, true)]
    [InlineData("", 1, null)] // the second circle is perhaps in town
    public void A_circle_of_villages_is_none_of_an_urban_clause(string type, double measured, bool? met)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 3000, type: type).Facility("elder.daycare", 0)
            .Facility("elder.daycare", 3000);
        town.MoreFiles.Add(("circles.csv", "id,communities\nr0,c0\nr1,c1\n"));
        const string circles =
            """ "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"], "minutes": 15, "scope": "urban" """;
        Verdict verdict =
            Assert.Single(town.Judge(
                circles, """ "operator": ">=", "value": 2, "unit": "circles" """,
                """ "circles": { "file": "circles.csv" }, "circle_threshold": 0.5, """));
        Assert.Equal((met, measured), (verdict.Met, verdict.Measured));
        Assert.Equal(met is null ? ["communities.columns.type"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData(""" "scope": "main_urban" """, 0, true)]
    [InlineData(""" "scope": "all" """, 50, false)]
    public void A_gap_between_town_and_country_is_within_the_scope(string scope, double gap, bool met)
    {
        // In T1 town and country have 10 places for 100 people each; c2, out of the main urban district, has none: 10 for 200 people in
        // town.
        AnalyticTown town = TownAndVillage().Facility("elder.daycare", 0, capacity: 90, township: "T1", community: "c0")
            .Facility("elder.daycare", 3000, capacity: 10, township: "T1", community: "v1")
            .Community("c3", 6500, people: 800, township: "T2");
        Verdict verdict =
            Assert.Single(town.Judge(
                $""" "indicator": "gap", "between": "type", "of": "capacity", "categories": ["elder.daycare"], {scope} """,
            """ "operator": "<=", "value": 0, "unit": "places per 1,000 people" """,
            """ "units": { "levels": ["township", "community"], "main_urban": ["T1"] }, """));
        Assert.Equal((gap, met), (verdict.Measured!.Value, verdict.Met));
    }

    [Theory]
    [InlineData("rural", 100.0, false)]
    [InlineData("", 0.0, null)]
    public void From_a_group_that_may_not_be_there_nothing_surely_differs(string type, double low, bool? met)
    {
        // The villages of T1 and T3 reach the day care. If v1 is no village, T2 has none that could do worse, and nothing differs.
        AnalyticTown town = new AnalyticTown().Community("v0", 0, type: "rural").Community("v1", 4000, type: type, township: "T2")
            .Community("v2", 500, type: "rural", township: "T3").Facility("elder.daycare", 0);
        Verdict verdict =
            Assert.Single(town.Judge(""" "indicator": "gap", "between": "township", "categories": ["elder.daycare"], "scope": "rural" """,
            """ "operator": "<=", "value": 50, "unit": "percentage points" """));
        Assert.Equal((met, low, 100.0), (verdict.Met, verdict.Low, verdict.High));
    }

    [Theory]
    [InlineData("B村", "c1", null)] // but for the ending it is B社区, 2,000 m off
    [InlineData("c1", "c1", true)]
    [InlineData("B社区", "c1", true)]
    [InlineData("A村", "c0", false)] // the name and the place agree
    public void A_facility_that_stands_in_one_community_and_names_another_may_be_in_either(string stated, string meant, bool? met)
    {
        // f1 stands in A and says so, f2 stands in A and says something else; each community is to have one.
        var town = new AnalyticTown();
        town.Community("c0", 0).Community("c1", 2000).Facility("elder.daycare", 0, community: "c0")
            .Facility("elder.daycare", 50, community: stated);
        string Unit(string id, string name, double at) => $$"""
            { "type": "Feature", "properties": { "level": "community", "id": "{{id}}", "name": "{{name}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(at - 200, at + 200)}} } }
            """;
        town.MoreFiles.Add(
            ("units.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ {{Unit("c0", "A社区", 0)}}, {{Unit("c1", "B社区", 2000)}} ] }"""));
        StudyResult result =
            town.Run(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """, All,
                """ "units": { "file": "units.geojson", "levels": ["community"] }, """);
        Verdict verdict = result.Verdicts[0];
        Assert.Equal((met, meant == "c1" && met == true ? 100.0 : 50.0), (verdict.Met, verdict.Measured));
        Assert.Equal(met is null ? ["facilities.columns.community"] : [], verdict.Needs);
        Assert.Equal(met is null, result.Warnings.Any(w => w.Key == "warning/unit-contradicted"));
    }
}
