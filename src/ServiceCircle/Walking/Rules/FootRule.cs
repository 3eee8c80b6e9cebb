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
    public WayKind? Kind { get; init; }

    /// <summary>With <see cref="Kind"/>: whether people may use it when nothing else is said.</summary>
    public Permission Default { get; init; } = Permission.Yes;

    /// <summary>With <see cref="Kind"/>: the class as a carriageway.</summary>
    public RoadClass Road { get; init; }

    /// <summary>Nobody walks here, whatever other tags say.</summary>
    public bool IsNever { get; init; }

    /// <summary>What the key behind the prefix said formerly: nobody walks here if it says the same now.</summary>
    public bool IsFormer { get; init; }

    /// <summary>A permission and how much weight it has: the heaviest stated one counts.</summary>
    public Permission Permission { get; init; }

    /// <summary>Weight of the permission: 4 foot, 3 motorroad, 2 access, 1 a sidewalk or a drive-through.</summary>
    public int Weight { get; init; }

    public WayFlags Flags { get; init; }

    /// <summary>With direction flags: what conveying says, which counts only where no tag names people on foot.</summary>
    public bool IsCarried { get; init; }

    /// <summary>Which direction is against the traffic; of stairs and paths that move, also against people.</summary>
    public WayFlags OneWay { get; init; }

    /// <summary>Whether it moves and carries people: an escalator or a travelator.</summary>
    public bool IsMoving { get; init; }

    /// <summary>A directed effect that opens both directions again.</summary>
    public bool IsBothWays { get; init; }

    /// <summary>Makes a footway a crossing.</summary>
    public bool IsCrossingWay { get; init; }

    public CrossingKind? Crossing { get; init; }
    public Surface Surface { get; init; }
    public Kerb Kerb { get; init; }
    public WheelchairTag Wheelchair { get; init; }
    public FootNumber Number { get; init; }

    /// <summary>A line round an area that is walked across.</summary>
    public bool IsArea { get; init; }

    /// <summary>A lock that is shut.</summary>
    public bool IsLocked { get; init; }

    /// <summary>A barrier node and what it does to people.</summary>
    public BarrierEffect Barrier { get; init; }
}

internal enum FootNumber : byte
{
    None,
    WidthMetres,
    InclinePercent,
    Duration,
    Level,
    Layer,
    Hours,
    Condition, // a permission at times, of the effect's weight
    Opens, // a date
    Ends, // a date
}

/// <summary>What a barrier node does to people on foot; of several values the later one here counts.</summary>
internal enum BarrierEffect : byte
{
    None,
    Kerb, // matters to wheels only
    Vehicles, // stops vehicles only, unless it says otherwise
    Opens, // opens for people: kept so that it can be closed, and closed when it says so. People walk round a locked one
    Shuts, // a gate that shuts: closed when locked
    OpensNarrow, // opens for people but not for wheels
    ShutsNarrow, // shuts, and lets no wheels through when open
    Blocks, // stops people unless it says otherwise
}

/// <summary>
/// One row of the table for ways or nodes: the values of a key, separated by "|", "*" being every other; what they do, null for nothing;
/// and what that means for readers: allowed, denied, or a time.
/// </summary>
internal sealed record FootRule(string On, string Key, string Values, FootEffect? Effect, string Meaning);
