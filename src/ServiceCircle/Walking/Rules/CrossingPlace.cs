namespace ServiceCircle.Walking.Rules;

/// <summary>What helps people across a carriageway.</summary>
internal enum CrossingKind : byte
{
    Unmarked,
    Marked, // a zebra or another marking
    Signals,
}

/// <summary>How busy a carriageway is, by its class.</summary>
internal enum RoadClass : byte
{
    None, // not a carriageway
    Service, // service ways and tracks
    Minor, // residential, unclassified, living streets
    Tertiary,
    Secondary,
    Primary, // primary and trunk
}

/// <summary>
/// A node where a way for people on foot meets a carriageway, the busiest there. Whoever comes from the footway and steps onto the
/// carriageway, or the other way, waits half a crossing; whoever goes across does both. Walking along the carriageway waits for nothing.
/// The two carriageways of a divided road, each half, are one crossing together.
/// </summary>
internal readonly record struct CrossingPlace(CrossingKind Kind, RoadClass Road, bool IsHalf)
{
    public bool IsCrossing => Road != RoadClass.None;

    /// <summary>One byte, as the network keeps it, and back.</summary>
    internal byte ToByte() => (byte)((int)Kind | (int)Road << 2 | (IsHalf ? 64 : 0));
    internal static CrossingPlace FromByte(byte code) => new((CrossingKind)(code & 3), (RoadClass)(code >> 2 & 15), (code & 64) != 0);
}
