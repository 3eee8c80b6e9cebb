namespace ServiceCircle.Reports.Maps;

/// <summary>What a map can show. How each looks is in <see cref="MapStyle"/>; drawn from the first to the last.</summary>
internal enum MapClass
{
    // Areas and lines: lakes and rivers are areas, streams lines; paths are footways and steps too, streets residential and minor ones.
    Park,
    Water,
    Path,
    Street,
    MainStreet,

    /// <summary>Ground within reach of a facility (areas).</summary>
    ServiceArea,

    /// <summary>Border of the study area (lines).</summary>
    Boundary,

    // Communities by how many of the services they reach: all, half of them or more, fewer, none.
    CircleComplete,
    CircleMost,
    CircleFew,
    CircleNone,

    // Communities by whether they reach the service of the map.
    InReach,
    OutOfReach,

    // Communities by their access: quarters of the people, those with the best access first, and who reaches nothing.
    AccessBest,
    AccessGood,
    AccessWeak,
    AccessWorst,
    AccessNothing,

    /// <summary>A community that is not on the network.</summary>
    CircleNotCounted,

    // Facilities by what they are for.
    Elder,
    Child,
    Health,
    Sport,

    // Communities that facilities of today reach, that only the new sites reach, and that none reaches.
    CoveredToday,
    CoveredThen,
    CoveredByNone,

    // Facilities of the kind asked that stand and stay, sites to build, and others.
    Standing,
    NewSite,
    OtherFacility,

    // What a scenario changes: paths (lines), facilities and gates; and the communities that gain or lose a service.
    NewPath,
    ClosedPath,
    Changed,
    Gains,
    Loses,

    // Positions where a new facility would be worth up to a third, up to two thirds and more of what the best one is.
    WorthLittle,
    WorthMore,
    WorthMost,
}
