namespace ServiceCircle.Plans.Clauses;

/// <summary>Which units fit which kind of indicator, and which one stands for a unit that a clause leaves out.</summary>
internal static class IndicatorUnits
{
    /// <summary>
    /// Indicators that are stated alike, the kinds of units that fit them (all if empty), and the unit that is meant where none is given,
    /// and by a bare 个; empty if none is.
    /// </summary>
    private sealed record Fit(string[] Indicators, UnitKind[] Kinds, string Customary);

    private static readonly Fit[] Table =
    [
        new(["share_of_units", "share_of_people", "share_of_capacity", "share_of_facilities", "new_areas", "floor_area_share",
            "floor_area_standard", "land_share"], [UnitKind.Share], "%"),
        new(["at_least_per_unit", "tier_ladder"], [UnitKind.Facilities], "facilities per unit"),
        new(["composite_set"], [UnitKind.Classes], "facility classes"),
        new(["walk_circle"], [UnitKind.Minutes], "minutes"),
        new(["units_lacking"], [UnitKind.Territories, UnitKind.Count], "communities"),
        new(["complete_circles"], [UnitKind.Circles], "circles"),
        new(["per_1000"], [UnitKind.PerPeople], "per 1,000 people"),
        new(["area_per_person"], [UnitKind.AreaPerPeople], "m² per person"),
        new(["count_facilities"], [UnitKind.Facilities], "facilities"),
        new(["shared_sites"], [UnitKind.Facilities], "sites"),
        new(["added_capacity"], [UnitKind.Places], "places"),
    ];

    private static readonly Fit GapOfShares = new(["gap"], [UnitKind.Points], "percentage points"),
        GapOfCapacity = new(["gap"], [UnitKind.PerPeople], "per 1,000 people"), Any = new([], [], "");

    /// <summary>The unit as the indicator reads it: 个 of an indicator of facilities are facilities.</summary>
    public static ClauseUnit Named(ClauseUnit unit, string indicator, string? of) =>
        unit.Kind == UnitKind.Count && Customary(indicator, of) is { } noun && unit.Factor == noun.Factor && unit.CanBecome(noun) ? noun
        : unit;

    /// <summary>
    /// Whether a unit fits an indicator, and counts what the clause adds up: 50 places are no 50 facilities, and no 50 doctors.
    /// </summary>
    public static bool Fits(ClauseUnit unit, string indicator, string? of) =>
        FitOf(indicator, of).Kinds is var kinds && (kinds.Length == 0 || kinds.Contains(unit.Kind))
        && (of is null || unit.Kind != UnitKind.PerPeople || unit.IsOfAmount(IsStaff(of)));

    /// <summary>The units that fit, for messages.</summary>
    public static IEnumerable<string> Fitting(string indicator, string? of) =>
        ClauseUnit.All.Where(u => Fits(u, indicator, of)).Select(u => $"\"{u.Text}\"");

    /// <summary>Whether what is added up are people who work there.</summary>
    private static bool IsStaff(string of) => of is "physicians" or "nurses";

    /// <summary>The unit that is meant where none is given; null if none is.</summary>
    public static ClauseUnit? Customary(string indicator, string? of) => ClauseUnit.Find(FitOf(indicator, of).Customary);

    private static Fit FitOf(string indicator, string? of) =>
        indicator == "gap" ? of is null ? GapOfShares : GapOfCapacity : Array.Find(Table, f => f.Indicators.Contains(indicator)) ?? Any;
}
