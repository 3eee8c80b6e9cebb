using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>What the network builder needs from an OSM file: walkable ways over numbered vertices, gates, and features.</summary>
internal sealed class OsmExtract
{
    /// <summary>Position of each vertex; <see cref="Missing"/> where the file lacks the node or it is clipped away.</summary>
    public required Position[] Positions { get; init; }

    /// <summary>Walkable ways, in the order of the file.</summary>
    public required List<WalkableWay> Ways { get; init; }

    /// <summary>Vertices of all walkable ways, one after another.</summary>
    public required List<int> WayVertices { get; init; }

    /// <summary>Gates and closed barriers by vertex, with the OSM node's id.</summary>
    public required SortedDictionary<int, (WayAttributes Attributes, long OsmId)> Gates { get; init; }

    /// <summary>What helps people across, at vertices that are crossings or signals.</summary>
    public required Dictionary<int, CrossingKind> Crossings { get; init; }

    /// <summary>Kerbs at vertices.</summary>
    public required Dictionary<int, Kerb> Kerbs { get; init; }

    /// <summary>Areas drawn as relations that people walk across.</summary>
    public required List<WalkableArea> Areas { get; init; }

    /// <summary>Features kept.</summary>
    public required FeatureStore Features { get; init; }

    /// <summary>The border of the data.</summary>
    public required Box DataBox { get; init; }

    /// <summary>The position of a vertex that is not there; no place on earth has it.</summary>
    public static Position Missing => new(int.MinValue, int.MinValue);
}

/// <summary>A walkable way: its vertices are <c>WayVertices[FirstVertex .. FirstVertex + VertexCount]</c>.</summary>
internal readonly record struct WalkableWay(long OsmId, FootWay Foot, int FirstVertex, int VertexCount);

/// <summary>A multipolygon that people walk across: the vertices of its rings.</summary>
internal sealed record WalkableArea(long OsmId, WayAttributes Attributes, List<List<int>> Outer, List<List<int>> Inner);

/// <summary>
/// Reads an OSM file in three passes over the blocks that matter: relations say which ways they need, ways say which
/// nodes they need, nodes bring the positions. Nothing else is ever held.
/// </summary>
internal sealed class OsmExtractReader(OsmFile file, Func<Position, bool>? isInside, Action<string, double>? progress)
{
    private readonly HashSet<long> _memberWays = [];
    // A compressed file takes about twenty bytes per node that we need; a wrong guess only costs a growth.
    private readonly IdMap _vertices = new((int)Math.Min(file.SizeBytes / 20, 1 << 26));
    private readonly List<WalkableWay> _ways = [];
    private readonly List<int> _wayVertices = [];
    private readonly FeatureCollector _features = new();
    private readonly SortedDictionary<int, (WayAttributes, long)> _gates = [];
    private readonly Dictionary<int, CrossingKind> _crossings = [];
    private readonly Dictionary<int, Kerb> _kerbs = [];
    private readonly List<(OsmId Id, WayAttributes Attributes, List<(long Way, bool Inner)> Members)> _areas = [];
    private Position[] _positions = [];

    public OsmExtract Read()
    {
        file.Read(OsmKinds.Relations, DecodeRelations, ConsumeRelations, Report("read_relations"));
        file.Read(OsmKinds.Ways, DecodeWays, ConsumeWays, Report("read_ways"));
        _positions = new Position[_vertices.Count];
        Array.Fill(_positions, OsmExtract.Missing);
        file.Read(OsmKinds.Nodes, DecodeNodes, ConsumeNodes, Report("read_nodes"));
        return new OsmExtract
        {
            Positions = _positions,
            Ways = _ways,
            WayVertices = _wayVertices,
            Gates = _gates,
            Crossings = _crossings,
            Kerbs = _kerbs,
            Areas = [.. _areas.OrderBy(a => a.Id).DistinctBy(a => a.Id).Select(AreaOf)],
            Features = _features.Build(_positions),
            DataBox = file.Header.BoundingBox ?? Extent(),
        };
    }

    private WalkableArea AreaOf((OsmId Id, WayAttributes Attributes, List<(long Way, bool Inner)> Members) area)
    {
        List<List<int>> Rings(bool inner) =>
            Walking.Build.Rings.Join([.. area.Members.Where(m => m.Inner == inner).Select(m => _features.LineOf(m.Way)).OfType<int[]>()]);
        return new WalkableArea(area.Id.Number, area.Attributes, Rings(false), Rings(true));
    }

    private Action<double>? Report(string stage) => progress is null ? null : share => progress(stage, share);

    private Box Extent()
    {
        Box box = Box.Empty;
        foreach (Position p in _positions)
            if (p != OsmExtract.Missing) box = box.Extend(p);
        return box;
    }

    // ---- relations: multipolygons that are features

    private sealed record RelationBatch(List<RelationFeature> Features, List<(OsmId, WayAttributes, List<(long Way, bool Inner)>)> Areas);

    private static RelationBatch DecodeRelations(OsmBlock block)
    {
        var found = new RelationBatch([], []);
        foreach (ref readonly OsmRelation relation in block.Relations)
        {
            OsmTags tags = block.Tags(relation);
            if (tags["type"] is not ("multipolygon" or "site")) continue;
            FeatureGroups groups = FeatureRules.GroupsOf(tags);
            WayAttributes? area = tags["type"] == "multipolygon" && FootAccess.Decide(tags) is { Road: RoadClass.None } foot
                ? foot.Attributes : null;
            if (groups == FeatureGroups.None && area is null) continue;
            var members = new List<(long Way, bool Inner)>();
            foreach (OsmMember member in block.Members(relation))
                if (member.Id.Type == OsmType.Way) members.Add((member.Id.Number, member.Role == "inner"));
            if (members.Count == 0) continue;
            if (groups != FeatureGroups.None) found.Features.Add(new RelationFeature(relation.Id, groups, TagPairs(tags), members));
            if (area is { } attributes) found.Areas.Add((relation.Id, attributes, members));
        }
        return found;
    }

    private void ConsumeRelations(RelationBatch relations)
    {
        foreach ((OsmId id, WayAttributes attributes, List<(long Way, bool Inner)> members) in relations.Areas)
        {
            _areas.Add((id, attributes, members));
            foreach ((long way, _) in members) _memberWays.Add(way);
        }
        foreach (RelationFeature relation in relations.Features)
        {
            _features.Add(relation);
            foreach ((long way, _) in relation.Members) _memberWays.Add(way);
        }
    }

    // ---- ways: where people walk, and features

    private sealed class WayBatch
    {
        public List<(long Id, FootWay Foot, int FirstRef, int RefCount)> Walkable { get; } = [];
        public List<(long Id, FeatureGroups Groups, string[] Tags, int FirstRef, int RefCount)> Features { get; } = [];
        public List<long> Refs { get; } = [];
    }

    private WayBatch DecodeWays(OsmBlock block)
    {
        var batch = new WayBatch();
        foreach (ref readonly OsmWay way in block.Ways)
        {
            OsmTags tags = block.Tags(way);
            FootWay? walk = tags.Count == 0 ? null : FootAccess.Decide(tags);
            FeatureGroups groups = FeatureRules.GroupsOf(tags);
            bool isMember = _memberWays.Contains(way.Number);
            if (walk is null && groups == FeatureGroups.None && !isMember) continue;
            ReadOnlySpan<long> refs = block.Refs(way);
            if (refs.Length < 2) continue;
            int first = batch.Refs.Count;
            batch.Refs.AddRange(refs);
            if (walk is { } foot) batch.Walkable.Add((way.Number, foot, first, refs.Length));
            if (groups != FeatureGroups.None || isMember)
                batch.Features.Add((way.Number, groups, groups == FeatureGroups.None ? [] : TagPairs(tags), first, refs.Length));
        }
        return batch;
    }

    private void ConsumeWays(WayBatch batch)
    {
        foreach ((long id, FootWay foot, int firstRef, int count) in batch.Walkable)
        {
            _ways.Add(new WalkableWay(id, foot, _wayVertices.Count, count));
            for (int i = 0; i < count; i++) _wayVertices.Add(_vertices.GetOrAdd(batch.Refs[firstRef + i]));
        }
        foreach ((long id, FeatureGroups groups, string[] tags, int firstRef, int count) in batch.Features)
        {
            var vertices = new int[count];
            for (int i = 0; i < count; i++) vertices[i] = _vertices.GetOrAdd(batch.Refs[firstRef + i]);
            _features.Add(id, groups, tags, vertices);
        }
    }

    // ---- nodes: positions, gates, features that are points

    private sealed class NodeBatch
    {
        public List<(int Vertex, FootNode Foot, long Id)> OnWays { get; } = [];
        public List<(OsmId Id, FeatureGroups Groups, string[] Tags, Position Position)> Features { get; } = [];
    }

    private NodeBatch DecodeNodes(OsmBlock block)
    {
        var batch = new NodeBatch();
        foreach (ref readonly OsmNode node in block.Nodes)
        {
            if (isInside is not null && !isInside(node.Position)) continue;
            int vertex = _vertices.Find(node.Number);
            // Every vertex belongs to one node of the file, so no two threads write the same slot.
            if (vertex >= 0) _positions[vertex] = node.Position;
            if (node.TagCount == 0) continue;
            OsmTags tags = block.Tags(node);
            if (vertex >= 0 && FootAccess.DecideNode(tags) is var foot && foot != default) batch.OnWays.Add((vertex, foot, node.Number));
            FeatureGroups groups = FeatureRules.GroupsOf(tags);
            if (groups != FeatureGroups.None) batch.Features.Add((node.Id, groups, TagPairs(tags), node.Position));
        }
        return batch;
    }

    private void ConsumeNodes(NodeBatch batch)
    {
        foreach ((int vertex, FootNode foot, long id) in batch.OnWays)
        {
            if (foot.Gate is { } gate) _gates[vertex] = (gate, id);
            if (foot.Crossing is { } crossing) _crossings[vertex] = crossing;
            if (foot.Kerb != Kerb.Unknown) _kerbs[vertex] = foot.Kerb;
        }
        foreach ((OsmId id, FeatureGroups groups, string[] tags, Position position) in batch.Features)
            _features.Add(id, groups, tags, position);
    }

    private static string[] TagPairs(OsmTags tags)
    {
        var pairs = new string[tags.Count * 2];
        int i = 0;
        foreach ((string key, string value) in tags) (pairs[i++], pairs[i++]) = (key, value);
        return pairs;
    }
}
