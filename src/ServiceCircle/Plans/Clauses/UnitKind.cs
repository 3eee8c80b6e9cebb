namespace ServiceCircle.Plans.Clauses;

/// <summary>What a unit measures. Figures of one kind can be converted into each other; see <see cref="ClauseUnit.CanBecome"/>.</summary>
internal enum UnitKind
{
    /// <summary>A part of a whole of the same things: %, ‰.</summary>
    Share,

    Points,
    PerPeople,
    PerHouseholds,
    AreaPerPeople,
    AreaPerHouseholds,

    /// <summary>Visits per person and year.</summary>
    Visits,

    Minutes,
    MinutesByRoad,
    Metres,
    Area,
    Money,

    /// <summary>Years: of age, or of time.</summary>
    Years,

    /// <summary>
    /// A number of things without their name (个, 项): of whatever the clause counts. This kind and all below count one by one.
    /// </summary>
    Count,

    Facilities,
    Places,
    People,

    /// <summary>People counted once for each time that they come (人次).</summary>
    PersonTimes,

    Households,
    Circles,
    Classes,
    Territories,

    /// <summary>Other things that are counted: brands, events.</summary>
    Things,
}
