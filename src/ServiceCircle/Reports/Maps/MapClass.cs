namespace ServiceCircle.Reports.Maps;

/// <summary>What a map can show. How each looks is in <see cref="MapStyle"/>; drawn from the first to the last.</summary>
internal enum MapClass
{
    /// <summary>Parks and greens (areas).</summary>
    Park,

    /// <summary>Lakes and rivers (areas), streams (lines).</summary>
    Water,

    /// <summary>Paths, footways, steps (lines).</summary>
    Path,

    /// <summary>Residential and other minor streets (lines).</summary>
    Street,

    /// <summary>Main streets (lines).</summary>
    MainStreet,

    /// <summary>Ground within reach of a facility (areas).</summary>
    ServiceArea,

    /// <summary>Border of the study area (lines).</summary>
    Boundary,

    /// <summary>A community with every service (points).</summary>
    CircleComplete,

    /// <summary>A community with half of the services or more, not all (points).</summary>
    CircleMost,

    /// <summary>A community with less than half of the services, but some (points).</summary>
    CircleFew,

    /// <summary>A community with no service (points).</summary>
    CircleNone,

    /// <summary>A community that reaches the service of the map (points).</summary>
    InReach,

    /// <summary>A community that does not (points).</summary>
    OutOfReach,

    /// <summary>A community that is not on the network (points).</summary>
    CircleNotCounted,

    /// <summary>Eldercare facility (points).</summary>
    Elder,

    /// <summary>Childcare facility (points).</summary>
    Child,

    /// <summary>Health facility (points).</summary>
    Health,

    /// <summary>Sports facility (points).</summary>
    Sport,

    /// <summary>A community that facilities of today reach (points).</summary>
    CoveredToday,

    /// <summary>A community that only the new sites reach (points).</summary>
    CoveredThen,

    /// <summary>A community that none reaches (points).</summary>
    CoveredByNone,

    /// <summary>A facility of the kind asked that stands and stays (points).</summary>
    Standing,

    /// <summary>A site to build (points).</summary>
    NewSite,

    /// <summary>Any other facility (points).</summary>
    OtherFacility,

    /// <summary>A path that a scenario adds (lines).</summary>
    NewPath,

    /// <summary>A path that a scenario closes (lines).</summary>
    ClosedPath,

    /// <summary>A facility or a gate that a scenario changes (points).</summary>
    Changed,

    /// <summary>A community that gains a service (points).</summary>
    Gains,

    /// <summary>A community that loses a service (points).</summary>
    Loses,

    /// <summary>A position where a new facility would be worth up to a third of the best one (points).</summary>
    WorthLittle,

    /// <summary>A position worth up to two thirds of the best one (points).</summary>
    WorthMore,

    /// <summary>A position worth more than two thirds of the best one (points).</summary>
    WorthMost,
}
