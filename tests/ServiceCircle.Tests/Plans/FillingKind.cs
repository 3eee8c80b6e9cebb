using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>What may be blank in a random town, where it matters to a kind of indicator.</summary>
[Flags]
internal enum Blanks
{
    None = 0,
    People = 1,
    Older = 2,
    Type = 4,
    Households = 8,
    Capacity = 16,
    Inclusive = 32,
    Area = 64,
    Opened = 128,
    Nursing = 256,
    Serves = 512,

    /// <summary>Where a facility stands, by name.</summary>
    Names = 1024,

    /// <summary>Cells of new areas.</summary>
    NewAreas = 2048,

    /// <summary>Homes, facilities and land off the network: how they reach it is not known.</summary>
    OffNetwork = 4096,

    /// <summary>The last community is near the edge of the map: what lies beyond is not known.</summary>
    Edge = 8192,

    /// <summary>Who reaches what.</summary>
    Reach = OffNetwork | Edge,
}

/// <summary>A kind of indicator as random towns try it.</summary>
/// <param name="Keys">The clause's own keys.</param>
/// <param name="Operators">Comparisons to draw from.</param>
/// <param name="Values">Values to draw from.</param>
/// <param name="Blanks">What may be blank.</param>
/// <param name="Study">More keys of the study.</param>
internal sealed record FillingKind(string Keys, string[] Operators, double[] Values, Blanks Blanks, string Study = "")
{
    /// <summary>
    /// The largest share of open verdicts that every filling may agree on. Where a facility may be anywhere or serve anybody, it may make
    /// up for one unit only, and is reckoned with in each; in a township the scope of the unit and of what stands in it may hang on one
    /// blank cell; land off the network is filled in one piece, which need not be all alike; and of a home off the network it is never said
    /// that something is too far.
    /// </summary>
    public double Loose => Study.Contains("around", StringComparison.Ordinal) ? 0.7
        : (Blanks & (Blanks.Names | Blanks.Serves)) != 0 || Study.Contains(Land, StringComparison.Ordinal) ? 0.5 : 0.2;

    /// <summary>Kinds that no blank cell touches, and why.</summary>
    public static readonly Dictionary<string, string> WithoutBlanks = new()
    {
        ["supplied"] = "the figure is given as it is, or there is no verdict",
        ["principle"] = "states nothing to reach",
        ["rule"] = "states nothing to reach",
    };

    private const string AsOf = """ "as_of": "2024", """, NewArea = """ "new_areas": { "file": "areas.geojson" }, """,
        Land = """ "bases": [ { "basis": "residential_land", "file": "land.geojson", "spacing_m": 100 } ], """;

    private const string Set =
        """ "classes": [ { "zh": "a", "en": "a", "categories": ["elder.daycare"] }, { "zh": "b", "en": "b", "categories": ["child.nursery"] } ] """;

    private static readonly string[] Both = [">=", "<="], All = [">=", ">", "<=", "<"];

    /// <summary>Name of a case to the case; several may be of one kind.</summary>
    public static readonly Dictionary<string, FillingKind> Cases = new()
    {
        ["share_of_units"] =
            new(""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """,
            [.. All, "increase"], [25, 50, 100], Blanks.People | Blanks.Inclusive | Blanks.Names | Blanks.Serves | Blanks.Reach),
        ["served"] = new(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "served_only": true """, Both,
            [50, 100], Blanks.Serves | Blanks.Opened, AsOf),
        ["urban"] = new(
            """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "scope": "urban" """, Both, [50, 100],
            Blanks.Type | Blanks.People | Blanks.Names | Blanks.OffNetwork),
        ["townships"] = new(
            """ "indicator": "share_of_units", "level": "township", "categories": ["elder.daycare"] """, Both, [50, 100],
            Blanks.People | Blanks.Names | Blanks.OffNetwork),
        ["rural townships"] =
            new(""" "indicator": "share_of_units", "level": "township", "categories": ["elder.daycare"], "scope": "rural" """, Both,
                [50, 100], Blanks.Type | Blanks.People | Blanks.Names),
        ["urban townships"] =
            new(""" "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.daycare"], "scope": "urban" """, Both,
                [1, 2], Blanks.Type | Blanks.Names | Blanks.Opened, AsOf),
        ["gap of townships"] =
            new(""" "indicator": "gap", "between": "township", "categories": ["elder.daycare"], "minutes": 15, "scope": "urban" """, Both,
                [20, 60], Blanks.Type | Blanks.People),
        ["units_lacking"] =
            new(""" "indicator": "units_lacking", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 }, "scope": "urban" """,
            ["<=", ">=", "<"], [1, 2, 3], Blanks.Type | Blanks.Inclusive | Blanks.People | Blanks.Names | Blanks.Edge),
        ["land_share"] = new(""" "indicator": "land_share", "categories": ["elder.daycare"], "minutes": 15, "where": { "inclusive": 1 } """,
            All, [20, 40, 60], Blanks.Inclusive | Blanks.Opened | Blanks.Reach, AsOf + Land),
        ["at_least_per_unit"] =
            new(""" "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """,
            All, [1, 2], Blanks.Inclusive | Blanks.Names | Blanks.Serves),
        ["villages"] = new(
            """ "indicator": "at_least_per_unit", "level": "village", "categories": ["elder.daycare"] """, Both, [1],
            Blanks.Type | Blanks.Names | Blanks.Opened, AsOf),
        ["tier_ladder"] =
            new(""" "indicator": "tier_ladder", "tiers": [ { "level": "township", "categories": ["elder"] }, { "level": "community", "scope": "urban", "categories": ["elder.daycare"] } ] """,
            Both, [1, 2], Blanks.Names | Blanks.Type | Blanks.Opened, AsOf),
        ["composite_set"] =
            new($""" "indicator": "composite_set", "level": "community", "minutes": 15, "where": {"{"} "inclusive": 1 {"}"}, {Set} """,
            Both, [0, 1, 2], Blanks.Inclusive | Blanks.People | Blanks.Names | Blanks.OffNetwork),
        ["walk_circle"] =
            new(""" "indicator": "walk_circle", "categories": ["elder.daycare"], "minutes": 15, "people": "population_60plus" """,
            ["<="], [15], Blanks.People | Blanks.Older | Blanks.Reach, """ "circle_threshold": 0.6, """),
        ["circle_of_classes"] =
            new($""" "indicator": "walk_circle", "minutes": 15, "scope": "urban", {Set} """, ["<="], [15],
                Blanks.People | Blanks.Type | Blanks.OffNetwork, """ "circle_threshold": 0.4, """),
        ["complete_circles"] =
            new(""" "indicator": "complete_circles", "level": "community", "categories": ["elder.daycare"], "minutes": 15 """,
            All, [1, 2, 3], Blanks.People | Blanks.Opened | Blanks.Reach,
            AsOf + """ "circles": { "file": "circles.csv" }, "circle_threshold": 0.6, """),
        ["circles_around"] =
            new(""" "indicator": "complete_circles", "level": "community", "categories": ["health.station"], "minutes": 15 """,
            All, [1, 2], Blanks.People | Blanks.Opened | Blanks.OffNetwork,
            AsOf + """ "circles": { "around": "elder.daycare", "minutes": 15 }, "circle_threshold": 0.6, """),
        ["share_of_people"] = new(""" "indicator": "share_of_people", "categories": ["elder.daycare"], "minutes": 15, "scope": "urban" """,
            [.. All, "increase", "decrease"], [0, 50, 100], Blanks.People | Blanks.Type | Blanks.Reach),
        ["share_of_older"] =
            new(""" "indicator": "share_of_people", "categories": ["elder.daycare"], "minutes": 15, "people": "population_60plus" """, All,
                [0, 50, 100], Blanks.People | Blanks.Older | Blanks.Opened, AsOf),
        ["per_1000"] = new(""" "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"], "scope": "urban" """,
            [.. All, "decrease"], [0, 20, 50, 200], Blanks.People | Blanks.Type | Blanks.Capacity | Blanks.Names),
        ["area_per_person"] =
            new(""" "indicator": "area_per_person", "categories": ["elder.daycare"] """, Both, [0.5, 1],
                Blanks.People | Blanks.Area | Blanks.Opened, AsOf),
        ["share_of_capacity"] =
            new(""" "indicator": "share_of_capacity", "of": "capacity", "part": "inclusive", "categories": ["elder.daycare"] """,
            [.. Both, ">"], [30, 50, 100], Blanks.Capacity | Blanks.Inclusive | Blanks.Opened, AsOf),
        ["nursing_beds"] =
            new(""" "indicator": "share_of_capacity", "of": "capacity", "part": "nursing_beds", "categories": ["elder.daycare"], "scope": "urban" """,
            Both, [30, 55], Blanks.Capacity | Blanks.Nursing | Blanks.Names | Blanks.Type),
        ["share_of_facilities"] =
            new(""" "indicator": "share_of_facilities", "categories": ["elder.daycare"], "where": { "inclusive": 1 }, "scope": "urban" """,
            Both, [50, 100], Blanks.Inclusive | Blanks.Names | Blanks.Type | Blanks.Opened, AsOf),
        ["count_facilities"] =
            new(""" "indicator": "count_facilities", "categories": ["elder.daycare"], "where": { "inclusive": 1 }, "scope": "urban" """,
            [.. Both, "<"], [1, 2, 3], Blanks.Inclusive | Blanks.Names | Blanks.Type | Blanks.Opened, AsOf),
        ["shared_sites"] =
            new(""" "indicator": "shared_sites", "categories": ["elder"], "scope": "urban" """, [.. Both, "<"], [1, 2],
                Blanks.Names | Blanks.Type | Blanks.Opened, AsOf),
        ["added_capacity"] =
            new(""" "indicator": "added_capacity", "categories": ["elder.daycare"], "since": "2022-01-01", "scope": "urban" """,
            Both, [10, 40], Blanks.Opened | Blanks.Capacity | Blanks.Names | Blanks.Type),
        ["new_areas"] = new(
            """ "indicator": "new_areas", "requires": { "categories": ["elder"], "inclusive": true, "open_at_delivery": true } """,
            Both, [50, 100], Blanks.Opened | Blanks.Inclusive | Blanks.NewAreas, AsOf + NewArea),
        ["new_areas_floor"] =
            new(""" "indicator": "new_areas", "requires": { "categories": ["elder"], "floor_area_standard": true }, "standards": ["elder-area-30-per-100hh"] """,
            Both, [50, 100], Blanks.Area | Blanks.NewAreas | Blanks.Opened, AsOf + NewArea),
        ["floor_area_share"] =
            new(""" "indicator": "floor_area_share", "categories": ["elder"] """, All, [5, 10],
                Blanks.Area | Blanks.NewAreas | Blanks.Opened, AsOf + NewArea),
        ["floor_area_standard"] =
            new(""" "indicator": "floor_area_standard", "level": "community", "categories": ["elder.daycare"], "per_100_households": true, "standards": ["elder-area-20-existing"] """,
            [">="], [50, 100], Blanks.Households | Blanks.Area | Blanks.Names | Blanks.Opened, AsOf),
        ["gap"] = new(""" "indicator": "gap", "between": "township", "categories": ["elder.daycare"], "minutes": 15 """,
            [.. Both, "decrease"], [0, 20, 60], Blanks.People | Blanks.Reach),
        ["gap_of_types"] =
            new(""" "indicator": "gap", "between": "type", "categories": ["elder.daycare"], "of": "capacity" """, Both, [20, 60],
                Blanks.People | Blanks.Type | Blanks.Capacity | Blanks.Names),
    };

    /// <summary>The kinds of the table that are among the cases.</summary>
    public static IEnumerable<string> Tried => Cases.Values.Select(k => k.Keys.Split('"')[3]).Distinct();

    /// <summary>The kinds that neither the cases nor a reason account for, and those accounted for that are no more.</summary>
    public static IEnumerable<string> Forgotten
    {
        get
        {
            string[] known = [.. IndicatorTable.Kinds.Select(k => k.Id)], told = [.. Tried, .. WithoutBlanks.Keys];
            return known.Except(told).Concat(told.Except(known)).Concat(Tried.Intersect(WithoutBlanks.Keys));
        }
    }
}
