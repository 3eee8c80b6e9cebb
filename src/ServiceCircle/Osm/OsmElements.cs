namespace ServiceCircle.Osm;

/// <summary>
/// A node of an <see cref="OsmBlock"/>: its number among nodes, its position (WGS-84, OSM's own 1e-7 degree) and where the block keeps
/// its tags, of which most nodes have none.
/// </summary>
internal readonly record struct OsmNode(long Number, Position Position, int TagStart, int TagCount)
{
    public OsmId Id => new(OsmType.Node, Number);
}

/// <summary>
/// A way: its number among ways and where the block keeps its node numbers (a node passed twice counts twice) and tags; and the
/// positions of its nodes if the way itself has any, else -1.
/// </summary>
internal readonly record struct OsmWay(long Number, int RefStart, int RefCount, int TagStart, int TagCount, int PositionStart = -1)
{
    public OsmId Id => new(OsmType.Way, Number);
}

/// <summary>A relation: its number among relations and where the block keeps its members and tags.</summary>
internal readonly record struct OsmRelation(long Number, int MemberStart, int MemberCount, int TagStart, int TagCount)
{
    public OsmId Id => new(OsmType.Relation, Number);
}

/// <summary>An element, perhaps not in the file, as a member of a relation; its role ("outer", "via") is empty if none was given.</summary>
internal readonly record struct OsmMember(OsmId Id, string Role);
