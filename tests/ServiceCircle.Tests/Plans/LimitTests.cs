using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Every kind of indicator just short of its limit, exactly on it and just beyond, on a town made for each: what is expected is
/// counted by hand in the town, not computed.
/// </summary>
public class LimitTests
{
    /// <param name="Town">The town, one step short of the limit (-1), on it (0) or beyond (1).</param>
    /// <param name="Indicator">The clause's own keys.</param>
    /// <param name="Target">Operator, value and unit.</param>
    /// <param name="Measured">What is measured at each step.</param>
    /// <param name="Lacking">The shortfall one step short.</param>
    /// <param name="Study">More keys of the study.</param>
    internal sealed record Case(
        Func<int, AnalyticTown> Town, string Indicator, string Target, Func<int, double?> Measured, double? Lacking,
        Func<int, string>? Study = null);

    private static string AtLeast(double value) => FormattableString.Invariant($""" "operator": ">=", "value": {value} """);

    private static AnalyticTown Repeat(AnalyticTown town, int count, Action<AnalyticTown, int> add)
    {
        for (int i = 0; i < count; i++) add(town, i);
        return town;
    }

    private static AnalyticTown One(double people = 100) => new AnalyticTown().Community("c0", 0, people: people);

    private static string Area(int i) => $$"""
        { "type": "Feature", "properties": { "id": "n{{i}}", "floor_area_m2": 10000 }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(1000 * i + 900, 1000 * i + 1100)}} } }
        """;

    private static AnalyticTown WithAreas(int count)
    {
        AnalyticTown town = One();
        town.MoreFiles.Add(
            ("areas.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ {{string.Join(",", Enumerable.Range(0, count).Select(Area))}} ] }"""));
        return town;
    }

    private static AnalyticTown WithCircles(AnalyticTown town)
    {
        town.MoreFiles.Add(("circles.csv", "id,communities\nr0,c0\nr1,c1\nr2,c2\n"));
        return town;
    }

    internal static readonly Dictionary<string, Case> Cases = new()
    {
        // Ten communities, of which six (five, seven) have a day care.
        ["share_of_units"] = new(
            s => Repeat(Repeat(new AnalyticTown(), 10, (t, i) => t.Community($"c{i}", 500 * i)), 6 + s,
                (t, i) => t.Facility("elder.daycare", 500 * i, community: $"c{i}")),
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """, AtLeast(60), s => 60 + 10 * s, 1),
        // Of ten communities four (five, three) have no day care.
        ["units_lacking"] = new(
            s => Repeat(Repeat(new AnalyticTown(), 10, (t, i) => t.Community($"c{i}", 500 * i)), 6 + s,
                (t, i) => t.Facility("elder.daycare", 500 * i, community: $"c{i}")),
            """ "indicator": "units_lacking", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": "<=", "value": 4, "unit": "communities" """, s => 4 - s, 1),
        // One township has three, the other two (one, three).
        ["at_least_per_unit"] = new(
            s => Repeat(Repeat(new AnalyticTown().Community("c0", 0, township: "T1").Community("c1", 3000, township: "T2"),
                3, (t, _) => t.Facility("elder.centre", 0, township: "T1")), 2 + s,
                    (t, _) => t.Facility("elder.centre", 3000, township: "T2")),
            """ "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.centre"] """, AtLeast(2), s => 2 + s, 1),
        // Two (one, three) on either rung.
        ["tier_ladder"] = new(
            s => Repeat(One(), 2 + s,
                (t, _) => t.Facility("elder.centre", 0, township: "T1").Facility("elder.daycare", 0, community: "c0")),
            """ "indicator": "tier_ladder", "tiers": [ { "level": "township", "categories": ["elder.centre"] }, { "level": "community", "categories": ["elder.daycare"] } ] """,
            AtLeast(2), s => 2 + s, 1),
        // Two (one, three) of three classes at the door.
        ["composite_set"] = new(
            s => Repeat(One(), 2 + s, (t, i) => t.Facility(new[] { "elder.daycare", "child.nursery", "shop.market" }[i], 0)),
            """
            "indicator": "composite_set", "level": "community", "minutes": 15, "classes": [ { "zh": "一", "en": "a", "categories": ["elder.daycare"] },
            { "zh": "二", "en": "b", "categories": ["child.nursery"] }, { "zh": "三", "en": "c", "categories": ["shop.market"] } ]
            """, AtLeast(2), s => 2 + s, 1),
        // 1,000 m (1,001, 999) at 4 km/h; half of the 1,000 people are asked, and all or none have it.
        ["walk_circle"] = new(
            s => One(1000).Facility("sport.pitch", 1000 - s),
            """ "indicator": "walk_circle", "categories": ["sport"], "minutes": 15 """,
            """ "operator": "<=", "value": 15, "unit": "minutes" """,
            s => s < 0 ? 0 : 100, 500, _ => """ "circle_threshold": 0.5, """),
        // Two (one, three) circles of one community each next to the market.
        ["complete_circles"] = new(
            s => WithCircles(
                Repeat(new AnalyticTown(), 3, (t, i) => t.Community($"c{i}", i < 2 + s ? 100 * i : 4000 + i)).Facility("shop.market", 0)),
            """ "indicator": "complete_circles", "level": "community", "categories": ["shop.market"], "minutes": 15 """, AtLeast(2), s =>
                2 + s, 1,
            _ => """ "circles": { "file": "circles.csv" }, "circle_threshold": 0.9, """),
        // 600 (599, 601) of 1,000 people live at the market.
        ["share_of_people"] = new(
            s => new AnalyticTown().Community("c0", 0, people: 600 + s).Community("c1", 4000, people: 400 - s).Facility("shop.market", 0),
            """ "indicator": "share_of_people", "categories": ["shop.market"], "minutes": 15 """, AtLeast(60), s => 60 + 0.1 * s, 1),
        // 41 places for 10,000 people are 4.1 for 1,000.
        ["per_1000"] = new(s => One(10_000).Facility("child.nursery", 0, capacity: 41 + s),
            """ "indicator": "per_1000", "of": "capacity", "categories": ["child.nursery"] """, AtLeast(4.1), s => 4.1 + 0.1 * s, 1),
        ["area_per_person"] = new(s => One(1000).Facility("sport.pitch", 0, area: 2600 + s),
            """ "indicator": "area_per_person", "categories": ["sport"] """, AtLeast(2.6), s => 2.6 + 0.001 * s, 1),
        ["share_of_capacity"] = new(s => One().Facility("elder.home", 0, capacity: 100, nursing: 55 + s),
            """ "indicator": "share_of_capacity", "of": "capacity", "part": "nursing_beds", "categories": ["elder.home"] """, AtLeast(55),
                s => 55 + s, 1),
        // Three (two, four) of five.
        ["share_of_facilities"] = new(s => Repeat(One(), 5, (t, i) => t.Facility("elder.home", 1000 * i, inclusive: i < 3 + s ? "是" : "否")),
            """ "indicator": "share_of_facilities", "categories": ["elder"], "where": { "inclusive": 1 } """, AtLeast(60), s =>
                60 + 20 * s, 1),
        ["count_facilities"] = new(s => Repeat(One(), 5, (t, i) => t.Facility("elder.home", 1000 * i, embedded: i < 3 + s ? "是" : "否")),
            """ "indicator": "count_facilities", "categories": ["elder.home"], "where": { "embedded": 1 } """, AtLeast(3), s => 3 + s, 1),
        // Two (one, three) of five sites serve the old and the sick; two uses for the old are one.
        ["shared_sites"] =
            new(s => Repeat(
                One(), 5, (t, i) => t.Facility(i < 2 + s ? "elder.daycare;health.station" : "elder.daycare;elder.meal", 1000 * i)),
            """ "indicator": "shared_sites", "categories": ["elder"] """, AtLeast(2), s => 2 + s, 1),
        // What opened on the last day before does not count.
        ["added_capacity"] =
            new(s => One().Facility("child.nursery", 0, capacity: 50 + s, opened: "2021-01-01")
                .Facility("child.nursery", 900, capacity: 100, opened: "2020-12-31"),
            """ "indicator": "added_capacity", "categories": ["child.nursery"], "since": "2021-01-01" """, AtLeast(50), s => 50 + s, 1),
        // Three (two, four) of five new areas have their shop.
        ["new_areas"] = new(s => Repeat(WithAreas(5), 3 + s, (t, i) => t.Facility("shop.market", 1000 * i + 1000)),
            """ "indicator": "new_areas", "requires": { "categories": ["shop"] } """, AtLeast(60), s => 60 + 20 * s, 1, _ =>
                """ "new_areas": { "file": "areas.geojson" }, """),
        ["floor_area_share"] = new(s => WithAreas(1).Facility("shop.market", 1000, area: 1000 + s),
            """ "indicator": "floor_area_share", "categories": ["shop"] """, AtLeast(10), s => 10 + 0.01 * s, 1, _ =>
                """ "new_areas": { "file": "areas.geojson" }, """),
        ["floor_area_standard"] = new(s => One().Facility("health.station", 0, community: "c0", area: 120 + s),
            """ "indicator": "floor_area_standard", "level": "community", "categories": ["health.station"], "standards": ["wanzheng-health-station"] """,
            AtLeast(100), s => s < 0 ? 0 : 100, 1),
        // In town 80 (79, 81) of 100 reach it, in the village all.
        ["gap"] = new(s =>
            new AnalyticTown().Community("c0", 0, people: 80 + s).Community("c1", 4000, people: 20 - s)
            .Community("v", 100, people: 50, type: "rural").Facility("elder.daycare", 0),
            """ "indicator": "gap", "between": "type", "categories": ["elder.daycare"] """,
            """ "operator": "<=", "value": 20, "unit": "percentage points" """, s => 20 - s, null),
        ["supplied"] = new(_ => One(), """ "indicator": "supplied" """, AtLeast(90), s => 90 + 0.1 * s, 0.1,
            s => FormattableString.Invariant($$""" "values": { "own-1": {{90 + 0.1 * s}} }, """)),
    };

    public static TheoryData<string, int> Steps
    {
        get
        {
            var steps = new TheoryData<string, int>();
            foreach (string kind in Cases.Keys)
                foreach (int step in (int[])[-1, 0, 1]) steps.Add(kind, step);
            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Short_of_the_limit_is_missed_and_exactly_on_it_is_met(string kind, int step)
    {
        Case at = Cases[kind];
        Verdict[] deciding = [.. at.Town(step).Judge(at.Indicator, at.Target, at.Study?.Invoke(step) ?? "").Where(v => v.IsDeciding)];
        Assert.NotEmpty(deciding);
        foreach (Verdict verdict in deciding)
        {
            Assert.Equal(kind, verdict.Clause.Indicator);
            if (at.Measured(step) is { } measured) Assert.Equal(measured, verdict.Measured!.Value, 2);
            else Assert.Null(verdict.Measured);
            Assert.Equal(step >= 0, verdict.Met);
            if (at.Lacking is { } lacking) Assert.Equal(step < 0 ? lacking : 0, verdict.Shortfall!.Value, 9);
            else Assert.Null(verdict.Shortfall);
            Assert.Empty(verdict.Needs);
        }
    }

    /// <summary>Sampled land has no figure to the last digit; <see cref="LandShareTests"/> has its limits.</summary>
    [Fact]
    public void No_kind_is_left_out() =>
        Assert.Equal(IndicatorTable.Kinds.Select(k => k.Id).Except(["principle", "rule", "land_share"]).Order(), Cases.Keys.Order());
}
