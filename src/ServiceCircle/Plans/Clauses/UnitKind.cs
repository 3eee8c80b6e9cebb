namespace ServiceCircle.Plans.Clauses;

/// <summary>What a unit measures. Figures of one kind can be converted into each other; see <see cref="ClauseUnit.CanBecome"/>.</summary>
internal enum UnitKind
{
    /// <summary>A part of a whole of the same things: %, ‰.</summary>
    Share,

    /// <summary>A difference of shares, in percentage points.</summary>
    Points,

    /// <summary>Things per so many people.</summary>
    PerPeople,

    /// <summary>Things per so many households.</summary>
    PerHouseholds,

    /// <summary>Square metres per so many people.</summary>
    AreaPerPeople,

    /// <summary>Square metres per so many households.</summary>
    AreaPerHouseholds,

    /// <summary>Visits per person and year.</summary>
    Visits,

    /// <summary>Minutes on foot.</summary>
    Minutes,

    /// <summary>Minutes by road.</summary>
    MinutesByRoad,

    /// <summary>Length.</summary>
    Metres,

    /// <summary>Area.</summary>
    Area,

    /// <summary>Money.</summary>
    Money,

    /// <summary>Years: of age, or of time.</summary>
    Years,

    /// <summary>
    /// A number of things without their name (个, 项): of whatever the clause counts. This kind and all below count one by one.
    /// </summary>
    Count,

    /// <summary>Facilities, sites, institutions.</summary>
    Facilities,

    /// <summary>Places or beds.</summary>
    Places,

    /// <summary>People.</summary>
    People,

    /// <summary>People counted once for each time that they come (人次).</summary>
    PersonTimes,

    /// <summary>Households.</summary>
    Households,

    /// <summary>Service circles.</summary>
    Circles,

    /// <summary>Classes of facilities.</summary>
    Classes,

    /// <summary>Communities, districts, counties.</summary>
    Territories,

    /// <summary>Other things that are counted: brands, events.</summary>
    Things,
}
