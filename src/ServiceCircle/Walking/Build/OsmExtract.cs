using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>What the network builder needs from an OSM file: walkable ways over numbered vertices, gates, and features.</summary>
internal sealed class OsmExtract
{
    /// <summary>Position of each vertex; <see cref="Missing"/> where the file lacks the node or it is clipped away.</summary>
    public Position[] Positions { get; set; } = [];

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
    public Box DataBox { get; set; }

    public ReadOnlySpan<int> VerticesOf(WalkableWay way) =>
        CollectionsMarshal.AsSpan(WayVertices).Slice(way.FirstVertex, way.VertexCount);

    /// <summary>The position of a vertex that is not there; no place on earth has it.</summary>
    public static Position Missing => new(int.MinValue, int.MinValue);
}

/// <summary>A walkable way: its vertices are those of <see cref="OsmExtract.WayVertices"/> from the first on.</summary>
internal readonly record struct WalkableWay(long OsmId, FootWay Foot, int FirstVertex, int VertexCount);

/// <summary>A multipolygon that people walk across: the vertices of its rings.</summary>
internal sealed record WalkableArea(long OsmId, WayAttributes Attributes, List<List<int>> Outer, List<List<int>> Inner);
