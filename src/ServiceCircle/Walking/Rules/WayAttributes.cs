namespace ServiceCircle.Walking.Rules;

/// <summary>What kind of way a stretch is, as far as walking time and access depend on it.</summary>
internal enum WayKind : byte
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

    /// <summary>No way any more: an edge that an edit cut, whose parts took its place. Never walked.</summary>
    NotForWalking,
}

/// <summary>Properties of a stretch, any combination.</summary>
[Flags]
internal enum WayFlags : ushort
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

    /// <summary>Closed at some hours (opening_hours): who walks at night cannot count on it.</summary>
    Timed = 256,

    /// <summary>On another level than the ground (level): nobody steps onto it from the street.</summary>
    OffGround = 512,

    /// <summary>A sidewalk drawn as a way of its own.</summary>
    Sidewalk = 1024,

    /// <summary>Not drawn by anybody: a line across a square, or a link that repairs the map. Counted and exported.</summary>
    Assumed = 2048,
}

/// <summary>What lies under the feet, as coarse as walkers tell it apart.</summary>
internal enum Surface : byte
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Asphalt, concrete, slabs: anything rolls.</summary>
    Smooth,

    /// <summary>Setts, compacted gravel, boards: wheels shake.</summary>
    Uneven,

    /// <summary>Earth, grass, sand, mud: wheels stick.</summary>
    Loose,
}

/// <summary>How high the kerb is.</summary>
internal enum Kerb : byte
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>None or flush.</summary>
    Flush,

    /// <summary>Lowered to about three centimetres, or rolled.</summary>
    Lowered,

    /// <summary>A step.</summary>
    Raised,
}

/// <summary>What the map itself says about wheelchairs.</summary>
internal enum WheelchairTag : byte
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>Made or checked for them.</summary>
    Yes,

    /// <summary>With help.</summary>
    Limited,

    /// <summary>Not passable.</summary>
    No,
}

/// <summary>What only some walkers mind. Coarse on purpose, so that a stretch is not cut for nothing.</summary>
/// <param name="Surface">What lies under the feet.</param>
/// <param name="Kerb">The kerb of a crossing.</param>
/// <param name="Wheelchair">What the map says outright.</param>
/// <param name="WidthDecimetres">Width, at most <see cref="WidestDecimetres"/>; 0 is not stated.</param>
/// <param name="InclinePercent">Steepness without its direction plus one, at most 41; 0 is not stated.</param>
internal readonly record struct WayDetails(
    Surface Surface = Surface.Unknown, Kerb Kerb = Kerb.Unknown, WheelchairTag Wheelchair = WheelchairTag.Unknown,
    byte WidthDecimetres = 0, byte InclinePercent = 0)
{
    /// <summary>Wider than this is wide enough for everybody.</summary>
    public const int WidestDecimetres = 20;

    /// <summary>Width in metres; null if not stated.</summary>
    public double? WidthMetres => WidthDecimetres == 0 ? null : WidthDecimetres / 10.0;

    /// <summary>Steepness in percent without its direction; null if not stated.</summary>
    public double? Incline => InclinePercent == 0 ? null : InclinePercent - 1;
}

/// <summary>What walking time and access depend on; equal along the whole of an edge.</summary>
/// <param name="Kind">The kind of way.</param>
/// <param name="Flags">Its properties.</param>
/// <param name="StatedSecondsPerMetre">Pace that the map itself states (a ferry's duration over its length); 0 if none.</param>
/// <param name="Details">What only some walkers mind.</param>
internal readonly record struct WayAttributes(WayKind Kind, WayFlags Flags, float StatedSecondsPerMetre = 0, WayDetails Details = default)
{
    /// <summary>Whether the two directions differ, so that orientation must be kept.</summary>
    public bool IsDirected => (Flags & (WayFlags.NoForward | WayFlags.NoBackward)) != 0;

    /// <summary>Whether it is a line across a square, drawn by nobody.</summary>
    public bool IsAcrossSquare => Has(WayFlags.Assumed) && !Has(WayFlags.Sidewalk);

    /// <summary>Whether all of the given flags are set.</summary>
    public bool Has(WayFlags flags) => (Flags & flags) == flags;
}
