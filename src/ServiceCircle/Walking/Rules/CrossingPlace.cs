namespace ServiceCircle.Walking.Rules;

/// <summary>What helps people across a carriageway.</summary>
internal enum CrossingKind : byte
{
    /// <summary>Nothing stated.</summary>
    Unmarked,

    /// <summary>A zebra or another marking.</summary>
    Marked,

    /// <summary>Traffic lights.</summary>
    Signals,
}

/// <summary>How busy a carriageway is, by its class.</summary>
internal enum RoadClass : byte
{
    /// <summary>Not a carriageway.</summary>
    None,

    /// <summary>Service ways and tracks.</summary>
    Service,

    /// <summary>Residential, unclassified, living streets.</summary>
    Minor,

    /// <summary>Tertiary.</summary>
    Tertiary,

    /// <summary>Secondary.</summary>
    Secondary,

    /// <summary>Primary and trunk.</summary>
    Primary,
}

/// <summary>
/// A node where a way for people on foot meets a carriageway. Whoever comes from the footway and steps onto the
/// carriageway, or the other way, waits half a crossing; whoever goes across does both. Walking along the carriageway waits for nothing.
/// </summary>
/// <param name="Kind">What helps people across.</param>
/// <param name="Road">The busiest carriageway there.</param>
/// <param name="IsHalf">Whether it is one of the two carriageways of a divided road, which together are one crossing.</param>
internal readonly record struct CrossingPlace(CrossingKind Kind, RoadClass Road, bool IsHalf)
{
    /// <summary>Whether anybody waits here.</summary>
    public bool IsCrossing => Road != RoadClass.None;

    /// <summary>One byte, as the network keeps it.</summary>
    internal byte ToByte() => (byte)((int)Kind | (int)Road << 2 | (IsHalf ? 64 : 0));

    /// <summary>From that byte.</summary>
    internal static CrossingPlace FromByte(byte code) => new((CrossingKind)(code & 3), (RoadClass)(code >> 2 & 15), (code & 64) != 0);
}
