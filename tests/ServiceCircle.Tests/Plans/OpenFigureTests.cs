using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>Blanks that random fillings (<see cref="FillingTests"/>) once found to be taken for figures.</summary>
public class OpenFigureTests
{
    [Fact]
    public void Places_for_a_number_of_people_that_is_blank_may_be_any_number_for_each()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 3000, people: null, type: "rural")
            .Facility("elder.daycare", 3000, community: "c1", capacity: 10);
        Verdict verdict =
            Assert.Single(town.Judge(
                """ "indicator": "gap", "between": "type", "categories": ["elder.daycare"], "of": "capacity" """,
                """ "operator": "<=", "value": 20 """));
        Assert.Equal((null, null), (verdict.Met, verdict.High));
        Assert.Equal(["communities.columns.population"], verdict.Needs);
    }

    [Theory]
    [InlineData("<=", 1.0, 2.0)]
    [InlineData(">=", 0.0, 1.0)]
    public void A_place_that_may_be_a_village_may_be_the_one_that_is_worst_off(string op, double low, double high)
    {
        // Two day cares where the type is blank, one in the village; or none where it is blank.
        AnalyticTown town = new AnalyticTown().Community("c0", 0, type: "rural").Community("c1", 3000, type: "").Community("c2", 4000)
            .Facility("elder.daycare", 0, community: "c0");
        if (op == "<=") town.Facility("elder.daycare", 3000, community: "c1").Facility("elder.daycare", 3000, community: "c1");
        Verdict verdict =
            Assert.Single(town.Judge(
                """ "indicator": "at_least_per_unit", "level": "village", "categories": ["elder.daycare"] """,
                $""" "operator": "{op}", "value": 1 """));
        Assert.Equal((null, 1.0, low, high), (verdict.Met, verdict.Measured, verdict.Low, verdict.High));
        Assert.Equal(["communities.columns.type"], verdict.Needs);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public void Where_a_blank_may_be_nobody_an_empty_community_may_count(string people, bool? met)
    {
        // Nobody lives at the day care, and perhaps nobody in the township's other community: then either is half of it.
        AnalyticTown town = new AnalyticTown().Community("c0", 0, people: 0)
            .Community("c1", 3000, people: people.Length == 0 ? null : people[0] - '0').Facility("elder.daycare", 0, community: "c0");
        Verdict verdict =
            town.Judge(""" "indicator": "share_of_units", "level": "township", "categories": ["elder.daycare"] """,
                """ "operator": ">=", "value": 100 """)[1];
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met is null ? ["communities.columns.population"] : [], verdict.Needs);
    }

    [Theory]
    [InlineData(""" "indicator": "floor_area_standard", "level": "community", "categories": ["elder.daycare"], "per_100_households": true, "standards": ["elder-area-20-existing"] """, "communities.columns.households")]
    [InlineData(""" "indicator": "new_areas", "requires": { "categories": ["elder"], "floor_area_standard": true }, "standards": ["elder-area-30-per-100hh"] """, "new_areas.columns.households")]
    [InlineData(""" "indicator": "floor_area_share", "categories": ["elder"] """, "new_areas.columns.floor_area_m2")]
    public void Where_there_is_nothing_to_have_a_share_of_it_is_told(string indicator, string need)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0, households: 0).Facility("elder.daycare", 0, community: "c0", area: 100);
        town.MoreFiles.Add(("areas.geojson", $$"""
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "id": "n1", "households": 0, "floor_area_m2": 0 },
              "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(-100, 100)}} } } ] }
            """));
        Verdict verdict =
            Assert.Single(town.Judge(indicator, """ "operator": ">=", "value": 100 """, """ "new_areas": { "file": "areas.geojson" }, """));
        Assert.Null(verdict.Met);
        Assert.Equal([need], verdict.Needs);
    }

    [Theory]
    [InlineData(0, "2020-01-01", 0, true, "")]
    [InlineData(400, "2020-01-01", 0, null, "communities.on_network")]
    [InlineData(0, "", 0, null, "facilities.columns.opened_on")]
    [InlineData(0, "2020-01-01", 400, null, "facilities.on_network")]
    public void Who_belongs_to_which_centre_may_be_open(double home, string opened, double centre, bool? met, string need)
    {
        // Nine in ten live around the market at 1,500 m and reach nothing; the circle of the market at 0 m is complete unless they are of
        // it.
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 900, people: 900, metresNorth: home)
            .Facility("shop.market", 0, opened: "2020-01-01").Facility("shop.market", 1500, opened: opened, metresNorth: centre)
            .Facility("shop.market", 5000, opened: "2025-01-01").Facility("elder.daycare", -200, opened: "2020-01-01");
        Verdict verdict =
            Assert.Single(town.Judge(
                """ "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"], "minutes": 15 """,
                """ "operator": ">=", "value": 1 """,
            """ "as_of": "2024", "circles": { "around": "shop.market", "minutes": 15 }, "circle_threshold": 0.9, """));
        Assert.Equal(met, verdict.Met);
        Assert.Equal(need.Length == 0 ? [] : [need], verdict.Needs);
    }

    [Theory]
    [InlineData("c1", false, 1.0)]
    [InlineData("nowhere", null, 2.0)]
    public void A_circle_of_villages_is_none_in_town(string communities, bool? met, double high)
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 0, type: "rural").Facility("elder.daycare", 0);
        town.MoreFiles.Add(("circles.csv", $"id,communities\nr0,c0\nr1,{communities}\n"));
        Verdict verdict =
            Assert.Single(town.Judge(
                """ "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"], "minutes": 15, "scope": "urban" """,
            """ "operator": ">=", "value": 2 """, """ "circles": { "file": "circles.csv" }, "circle_threshold": 0.9, """));
        Assert.Equal((met, 1.0, high), (verdict.Met, verdict.Measured, verdict.High));
    }
}
