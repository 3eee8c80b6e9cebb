namespace ServiceCircle.Walking.Rules;

/// <summary>What kind of way a stretch is, as far as walking time and access depend on it.</summary>
internal enum WayKind : byte
{
    Street, // shared with or beside motor traffic
    MajorStreet, // primary, secondary, tertiary, trunk
    Service, // service ways, driveways, alleys, parking aisles
    Path, // footways, paths, pedestrian streets, platforms, piers, corridors
    Crossing, // a marked way across a street (footway=crossing)
    Steps,
    Track,
    Cycleway, // if people may walk on it
    Ferry,
    Elevator,
    Gate, // a gate or other barrier that can open: an edge of no length between its two sides
    NotForWalking, // never walked: an edge that an edit cut, whose parts took its place
}

/// <summary>Properties of a stretch, any combination.</summary>
[Flags]
internal enum WayFlags : ushort
{
    None = 0,
    Private = 1, // walking is for those who belong there (access=private and its kin)
    Bridge = 2,
    Tunnel = 4, // in a tunnel, covered passage below ground, or underpass: nobody outside can step onto it
    NoForward = 8, // not walkable in the direction of the way
    NoBackward = 16, // not walkable against the direction of the way
    Closed = 32, // a locked gate, a closed path; kept so that opening it needs no rebuild
    SidewalkSeparate = 64, // a carriageway whose sidewalks are drawn as ways of their own
    Indoor = 128,
    ClosedAtNight = 256, // by its opening hours or a condition, or nobody can tell: who walks at night cannot count on it
    OffGround = 512, // on another level than the ground (level): nobody steps onto it from the street
    Sidewalk = 1024, // a sidewalk drawn as a way of its own
    Assumed = 2048, // drawn by nobody: a line across a square, or a link that repairs the map; counted and exported
    ClosedByDay = 4096, // by its opening hours or a condition
    Below = 8192, // drawn below others (layer): a passage below ground, or a street under a bridge
}

/// <summary>What lies under the feet, as coarse as walkers tell it apart.</summary>
internal enum Surface : byte
{
    Unknown,
    Smooth, // asphalt, concrete, slabs: anything rolls
    Uneven, // setts, compacted gravel, boards: wheels shake
    Loose, // earth, grass, sand, mud: wheels stick
}

/// <summary>How high the kerb is.</summary>
internal enum Kerb : byte
{
    Unknown,
    Flush, // or none
    Lowered, // to about three centimetres, or rolled
    Raised,
}

/// <summary>What the map itself says about wheelchairs.</summary>
internal enum WheelchairTag : byte
{
    Unknown,
    Yes, // made or checked for them
    Limited,
    No,
}

/// <summary>
/// What only some walkers mind, coarse on purpose, so that a stretch is not cut for nothing. Of width and incline 0 is not stated; the
/// incline, at most 41, is percent without direction plus one.
/// </summary>
internal readonly record struct WayDetails(
    Surface Surface = Surface.Unknown, Kerb Kerb = Kerb.Unknown, WheelchairTag Wheelchair = WheelchairTag.Unknown,
    byte WidthDecimetres = 0, byte InclinePercent = 0)
{
    /// <summary>Wider than this is wide enough for everybody.</summary>
    public const int WidestDecimetres = 20;

    public double? WidthMetres => WidthDecimetres == 0 ? null : WidthDecimetres / 10.0;
    public double? Incline => InclinePercent == 0 ? null : InclinePercent - 1;
}

/// <summary>
/// The first day on which a way is there and the first on which it no longer is, as day numbers of <see cref="DateOnly"/>; 0 where the map
/// does not say.
/// </summary>
internal readonly record struct WayDays(int From = 0, int Until = 0)
{
    /// <summary>Whether the way is there on a day, as far as the map says.</summary>
    public bool Include(DateOnly day) => From <= day.DayNumber && (Until == 0 || day.DayNumber < Until);
}

/// <summary>
/// What walking time and access depend on; equal along the whole of an edge. The pace is what the map itself states (a ferry's duration
/// over its length), 0 if none.
/// </summary>
internal readonly record struct WayAttributes(
    WayKind Kind, WayFlags Flags, float StatedSecondsPerMetre = 0, WayDetails Details = default, WayDays Days = default)
{
    /// <summary>Whether the two directions differ, so that orientation must be kept.</summary>
    public bool IsDirected => (Flags & (WayFlags.NoForward | WayFlags.NoBackward)) != 0;

    /// <summary>Whether it is a line across a square, drawn by nobody.</summary>
    public bool IsAcrossSquare => Has(WayFlags.Assumed) && !Has(WayFlags.Sidewalk);

    public bool Has(WayFlags flags) => (Flags & flags) == flags;
}
