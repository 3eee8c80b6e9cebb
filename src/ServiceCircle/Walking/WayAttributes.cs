namespace ServiceCircle.Walking;

/// <summary>What kind of way a stretch is, as far as walking time and access depend on it.</summary>
public enum WayKind : byte
{
    /// <summary>A street shared with or beside motor traffic.</summary>
    Street,

    /// <summary>A busy street (primary, secondary, tertiary, trunk).</summary>
    MajorStreet,

    /// <summary>Service ways, driveways, alleys, parking aisles.</summary>
    Service,

    /// <summary>Footways, paths, pedestrian streets, platforms, piers, corridors.</summary>
    Path,

    /// <summary>A marked way across a street (footway=crossing).</summary>
    Crossing,

    /// <summary>Stairs.</summary>
    Steps,

    /// <summary>Field and forest tracks.</summary>
    Track,

    /// <summary>Cycleways that people may walk on.</summary>
    Cycleway,

    /// <summary>A boat.</summary>
    Ferry,

    /// <summary>A lift.</summary>
    Elevator,

    /// <summary>A gate or other barrier that can open: an edge of no length between its two sides.</summary>
    Gate,

    /// <summary>A motorway or expressway: never walked, kept out of the network. Exists so that tables can name it.</summary>
    NotForWalking,
}

/// <summary>Properties of a stretch, any combination.</summary>
[Flags]
public enum WayFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Walking is for those who belong there (access=private and its kin).</summary>
    Private = 1,

    /// <summary>On a bridge.</summary>
    Bridge = 2,

    /// <summary>In a tunnel, covered passage below ground, or underpass: nobody outside can step onto it.</summary>
    Tunnel = 4,

    /// <summary>Not walkable in the direction of the way.</summary>
    NoForward = 8,

    /// <summary>Not walkable against the direction of the way.</summary>
    NoBackward = 16,

    /// <summary>Closed: a locked gate, a closed path. Kept so that opening it needs no rebuild.</summary>
    Closed = 32,

    /// <summary>A carriageway whose sidewalks are drawn as ways of their own.</summary>
    SidewalkSeparate = 64,

    /// <summary>Inside a building.</summary>
    Indoor = 128,
}

/// <summary>What walking time and access depend on; equal along the whole of an edge.</summary>
/// <param name="Kind">The kind of way.</param>
/// <param name="Flags">Its properties.</param>
/// <param name="StatedSecondsPerMetre">Pace that the map itself states (a ferry's duration over its length); 0 if none.</param>
public readonly record struct WayAttributes(WayKind Kind, WayFlags Flags, float StatedSecondsPerMetre = 0)
{
    /// <summary>Whether the two directions differ, so that orientation must be kept.</summary>
    public bool IsDirected => (Flags & (WayFlags.NoForward | WayFlags.NoBackward)) != 0;

    /// <summary>Whether all of the given flags are set.</summary>
    public bool Has(WayFlags flags) => (Flags & flags) == flags;
}
