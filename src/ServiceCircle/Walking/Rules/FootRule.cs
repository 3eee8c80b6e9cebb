namespace ServiceCircle.Walking.Rules;

/// <summary>Whether people on foot are let in.</summary>
internal enum Permission : byte
{
    Unstated,
    Yes,
    Private,
    No,
}

/// <summary>What a tag does: one part, or a few that belong together; <see cref="FootAccessTable"/> makes each sort by name.</summary>
internal sealed record FootEffect
{
    /// <summary>Makes the way a walk of this kind.</summary>
    public WayKind? Kind { get; init; }

    /// <summary>With <see cref="Kind"/>: whether people may use it when nothing else is said.</summary>
    public Permission Default { get; init; } = Permission.Yes;

    /// <summary>With <see cref="Kind"/>: the class as a carriageway.</summary>
    public RoadClass Road { get; init; }

    /// <summary>Nobody walks here, whatever other tags say.</summary>
    public bool IsNever { get; init; }

    /// <summary>A permission and how much weight it has: the heaviest stated one counts.</summary>
    public Permission Permission { get; init; }

    /// <summary>Weight of the permission: 4 foot, 3 motorroad, 2 access, 1 a sidewalk or a drive-through.</summary>
    public int Weight { get; init; }

    /// <summary>Flags that the tag sets.</summary>
    public WayFlags Flags { get; init; }

    /// <summary>With direction flags: what conveying says, which counts only where no tag names people on foot.</summary>
    public bool IsCarried { get; init; }

    /// <summary>A directed effect that opens both directions again.</summary>
    public bool IsBothWays { get; init; }

    /// <summary>Makes a footway a crossing.</summary>
    public bool IsCrossingWay { get; init; }

    /// <summary>What helps people across.</summary>
    public CrossingKind? Crossing { get; init; }

    /// <summary>Surface.</summary>
    public Surface Surface { get; init; }

    /// <summary>Kerb.</summary>
    public Kerb Kerb { get; init; }

    /// <summary>What the map says about wheelchairs.</summary>
    public WheelchairTag Wheelchair { get; init; }

    /// <summary>A number to be read from the value.</summary>
    public FootNumber Number { get; init; }

    /// <summary>A line round an area that is walked across.</summary>
    public bool IsArea { get; init; }

    /// <summary>One carriageway of a road: traffic goes one way.</summary>
    public bool IsOneWayTraffic { get; init; }

    /// <summary>A lock that is shut.</summary>
    public bool IsLocked { get; init; }

    /// <summary>A barrier node and what it does to people.</summary>
    public BarrierEffect Barrier { get; init; }
}

/// <summary>A number that a tag states.</summary>
internal enum FootNumber : byte
{
    None,
    WidthMetres,
    InclinePercent,
    Duration,
    Level,
    Hours,
}

/// <summary>What a barrier node does to people on foot.</summary>
internal enum BarrierEffect : byte
{
    /// <summary>No barrier.</summary>
    None,

    /// <summary>Stops vehicles only, unless it says otherwise.</summary>
    Vehicles,

    /// <summary>Opens for people: kept so that it can be closed, and closed when it says so. People walk round a locked one.</summary>
    Opens,

    /// <summary>A gate that shuts: closed when locked.</summary>
    Shuts,

    /// <summary>Opens for people but not for wheels.</summary>
    OpensNarrow,

    /// <summary>Shuts, and lets no wheels through when open.</summary>
    ShutsNarrow,

    /// <summary>Stops people unless it says otherwise.</summary>
    Blocks,

    /// <summary>A kerb: matters to wheels only.</summary>
    Kerb,
}

/// <summary>One row of the table: a key, its values, and what they mean for people on foot.</summary>
/// <param name="On">"way" or "node".</param>
/// <param name="Key">The key.</param>
/// <param name="Values">Values separated by "|"; "*" is every other value.</param>
/// <param name="Effect">What it does; null for a row that only says that the tag does nothing.</param>
/// <param name="Meaning">For readers: allowed, denied, or what it does to time.</param>
internal sealed record FootRule(string On, string Key, string Values, FootEffect? Effect, string Meaning);
