using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>What the network builder needs from an OSM file: walkable ways over numbered vertices, gates, and features.</summary>
internal sealed class OsmExtract
{
    /// <summary>Position of each vertex; <see cref="Missing"/> where the file lacks the node or it is clipped away.</summary>
    public Position[] Positions { get; set; } = [];

    /// <summary>Whether the file says where anything is, be it outside of what was asked for.</summary>
    public bool HasNodes { get; set; }

    /// <summary>Walkable ways, in the order of the file.</summary>
    public List<WalkableWay> Ways { get; } = [];

    /// <summary>Vertices of all walkable ways, one after another.</summary>
    public List<int> WayVertices { get; } = [];

    /// <summary>Gates and closed barriers by vertex, with the OSM node's id.</summary>
    public SortedDictionary<int, (WayAttributes Attributes, long OsmId)> Gates { get; } = [];

    /// <summary>What helps people across, at vertices that are crossings or signals.</summary>
    public Dictionary<int, CrossingKind> Crossings { get; } = [];

    public Dictionary<int, Kerb> Kerbs { get; } = [];
    public List<WalkableArea> Areas { get; } = [];
    public FeatureStore Features { get; set; } = FeatureStore.Empty;

    /// <summary>Features and ferries of which the file lacks ways or nodes.</summary>
    public int CutFeatures { get; set; }

    /// <summary>The area that the file claims to cover; null if it claims none.</summary>
    public Box? StatedBox { get; set; }

    /// <summary>Ways that are members of any relation: some programs take these along from beyond the area that was asked for.</summary>
    public HashSet<long> MemberWays { get; } = [];

    /// <summary>Two vertices of each building that is no member of a relation, one after the other.</summary>
    public List<int> BuildingVertices { get; } = [];

    /// <summary>Vertices of roads that nobody walks on, such as motorways: a street that ends there goes on.</summary>
    public HashSet<int> RoadVertices { get; } = [];

    /// <summary>Vertices of which the map says that the street ends there (noexit, a turning circle).</summary>
    public HashSet<int> TrueEnds { get; } = [];

    /// <summary>
    /// Where nodes lie that say nothing and are on no way. Nobody draws them: they are left of ways that the file has lost.
    /// </summary>
    public List<Position> StrayNodes { get; } = [];

    public ReadOnlySpan<int> VerticesOf(WalkableWay way) =>
        CollectionsMarshal.AsSpan(WayVertices).Slice(way.FirstVertex, way.VertexCount);

    /// <summary>The position of a vertex that is not there; no place on earth has it.</summary>
    public static Position Missing => OsmBlock.NoPosition;
}

/// <summary>A walkable way: its vertices are those of <see cref="OsmExtract.WayVertices"/> from the first on.</summary>
internal readonly record struct WalkableWay(long OsmId, FootWay Foot, int FirstVertex, int VertexCount);

/// <summary>A multipolygon that people walk across: the vertices of its rings.</summary>
internal sealed record WalkableArea(long OsmId, WayAttributes Attributes, List<List<int>> Outer, List<List<int>> Inner)
{
    /// <summary>Lines of its rim that close with nothing, because the file lacks the others.</summary>
    public List<List<int>> Open { get; init; } = [];

    /// <summary>Whether the file has all of its ways, so that what may be crossed and what not is known.</summary>
    public bool IsWhole { get; init; } = true;
}
