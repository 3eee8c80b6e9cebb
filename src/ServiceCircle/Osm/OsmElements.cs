namespace ServiceCircle.Osm;

/// <summary>A node of an <see cref="OsmBlock"/>: its number, its position and where the block keeps its tags.</summary>
internal readonly record struct OsmNode
{
    internal OsmNode(long number, Position position, int tagStart, int tagCount) =>
        (Number, Position, TagStart, TagCount) = (number, position, tagStart, tagCount);

    /// <summary>The number among nodes.</summary>
    public long Number { get; }

    /// <summary>The position, WGS-84, rounded to OSM's own 1e-7 degree.</summary>
    public Position Position { get; }

    internal int TagStart { get; }

    /// <summary>How many tags the node has; zero for most.</summary>
    public int TagCount { get; }

    /// <summary>The identity of the element.</summary>
    public OsmId Id => new(OsmType.Node, Number);
}

/// <summary>A way of an <see cref="OsmBlock"/>: its number and where the block keeps its node numbers and tags.</summary>
internal readonly record struct OsmWay
{
    internal OsmWay(long number, int refStart, int refCount, int tagStart, int tagCount) =>
        (Number, RefStart, RefCount, TagStart, TagCount) = (number, refStart, refCount, tagStart, tagCount);

    /// <summary>The number among ways.</summary>
    public long Number { get; }

    internal int RefStart { get; }

    /// <summary>How many nodes the way passes; a node passed twice counts twice.</summary>
    public int RefCount { get; }

    internal int TagStart { get; }

    /// <summary>How many tags the way has.</summary>
    public int TagCount { get; }

    /// <summary>The identity of the element.</summary>
    public OsmId Id => new(OsmType.Way, Number);
}

/// <summary>A relation of an <see cref="OsmBlock"/>: its number and where the block keeps its members and tags.</summary>
internal readonly record struct OsmRelation
{
    internal OsmRelation(long number, int memberStart, int memberCount, int tagStart, int tagCount) =>
        (Number, MemberStart, MemberCount, TagStart, TagCount) = (number, memberStart, memberCount, tagStart, tagCount);

    /// <summary>The number among relations.</summary>
    public long Number { get; }

    internal int MemberStart { get; }

    /// <summary>How many members the relation has.</summary>
    public int MemberCount { get; }

    internal int TagStart { get; }

    /// <summary>How many tags the relation has.</summary>
    public int TagCount { get; }

    /// <summary>The identity of the element.</summary>
    public OsmId Id => new(OsmType.Relation, Number);
}

/// <summary>One member of a relation.</summary>
/// <param name="Id">The element that is the member; it need not be in the file.</param>
/// <param name="Role">Its role ("outer", "inner", "via"); empty if none was given.</param>
internal readonly record struct OsmMember(OsmId Id, string Role);
