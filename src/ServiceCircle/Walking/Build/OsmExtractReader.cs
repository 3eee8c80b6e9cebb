using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Reads an OSM file in three passes over the blocks that matter: relations say which ways they need, ways say which
/// nodes they need, nodes bring the positions. Nothing else is ever held.
/// </summary>
internal sealed class OsmExtractReader(OsmFile file, Func<Position, bool>? isInside, Action<string, double>? progress)
{
    private readonly OsmExtract _extract = new();
    private readonly HashSet<long> _memberWays = [];
    // A compressed file takes about twenty bytes per node that we need; a wrong guess only costs a growth.
    private readonly IdMap _vertices = new((int)Math.Min(file.SizeBytes / 20, 1 << 26));

    // The nodes of all other ways: a node that is on no way at all was on one that the file has lost.
    private readonly IdFilter _otherNodes = new(file.SizeBytes / 8);
    private readonly FeatureCollector _features = new();
    private readonly FerryRoutes _ferries = new();
    private readonly List<RelationFeature> _areas = [];
    private readonly RelationBatch _relations = new();

    // Vertices whose positions stand on their ways.
    private readonly List<(int Vertex, Position Position)> _located = [];

    public OsmExtract Read()
    {
        file.Read(OsmKinds.Relations, DecodeRelations, ConsumeRelations, Report("read_relations"));
        ResolveRelations();
        file.Read(OsmKinds.Ways, DecodeWays, ConsumeWays, Report("read_ways"));
        _extract.Positions = new Position[_vertices.Count];
        Array.Fill(_extract.Positions, OsmExtract.Missing);
        foreach ((int vertex, Position position) in _located)
            if (isInside is null || isInside(position)) _extract.Positions[vertex] = position;
        _extract.HasNodes = _located.Count > 0;
        _located.Clear();
        file.Read(OsmKinds.Nodes, DecodeNodes, ConsumeNodes, Report("read_nodes"));
        int cutFerries = _ferries.ShareDurations(_extract);
        foreach (RelationFeature area in _areas.OrderBy(a => a.Id).DistinctBy(a => a.Id))
        {
            RelationOutline outline = _features.OutlineOf(area);
            _extract.Areas.Add(new WalkableArea(area.Id.Number, area.Area!.Value, outline.Outer, outline.Inner)
            { Open = outline.Open, IsWhole = outline.IsWhole });
        }
        _extract.Features = _features.Build(_extract.Positions);
        _extract.CutFeatures = _features.CutCount + cutFerries;
        _extract.StatedBox = file.Header.BoundingBox;
        return _extract;
    }

    private Action<double>? Report(string stage) => progress is null ? null : share => progress(stage, share);

    // ---- relations: multipolygons that are features or areas to walk across, and ferries

    private sealed class RelationBatch
    {
        public List<(RelationFeature Relation, OsmMember[] Members)> Features { get; } = [];
        public List<(FerryRoute Route, OsmMember[] Members)> Ferries { get; } = [];
        public List<long> MemberWays { get; } = [];
    }

    private static RelationBatch DecodeRelations(OsmBlock block)
    {
        var batch = new RelationBatch();
        foreach (ref readonly OsmRelation relation in block.Relations)
        {
            OsmTags tags = block.Tags(relation);
            foreach (OsmMember member in block.Members(relation))
                if (member.Id.Type == OsmType.Way) batch.MemberWays.Add(member.Id.Number);
            bool isArea = tags["type"] is "multipolygon" or "site";
            FerryRoute? ferry = isArea ? null : FerryRoutes.Decode(relation.Id.Number, tags);
            if (!isArea && ferry is null) continue;
            OsmMember[] members = NestedRelations.WaysAndRelations(block.Members(relation));
            if (members.Length == 0) continue;
            if (ferry is not null) batch.Ferries.Add((ferry, members));
            FeatureGroups groups = FeatureRules.GroupsOf(tags);
            WayAttributes? area = tags["type"] == "multipolygon" && FootAccess.Decide(tags) is { Road: RoadClass.None } foot
                ? foot.Attributes : null;
            if (area is { } square && IsOnGround(square)) groups |= FeatureGroups.Square;
            if (isArea && groups != FeatureGroups.None)
                batch.Features.Add((new RelationFeature(relation.Id, groups, TagPairs(tags), [], area), members));
        }
        return batch;
    }

    private void ConsumeRelations(RelationBatch batch)
    {
        _extract.MemberWays.UnionWith(batch.MemberWays);
        _relations.Features.AddRange(batch.Features);
        _relations.Ferries.AddRange(batch.Ferries);
    }

    /// <summary>Finds the ways of all relations that matter, those of relations among their members too.</summary>
    private void ResolveRelations()
    {
        var nested = new NestedRelations();
        nested.Find(file, [.. _relations.Features.Select(f => f.Members), .. _relations.Ferries.Select(f => f.Members)]);
        foreach ((FerryRoute route, OsmMember[] members) in _relations.Ferries)
        {
            List<(long Way, bool Inner)> ways = nested.WaysOf(members, out bool lacksAny, m => !FerryRoutes.IsOnShore(m.Role));
            _ferries.Add(route with { Ways = [.. ways.Select(w => w.Way)], IsWhole = !lacksAny });
        }
        foreach ((RelationFeature found, OsmMember[] members) in _relations.Features)
        {
            List<(long Way, bool Inner)> ways = nested.WaysOf(members, out bool lacksAny);
            RelationFeature relation = found with { Members = ways, LacksRelations = lacksAny };
            if (relation.Area is not null) _areas.Add(relation);
            _features.Add(relation);
            foreach ((long way, _) in ways) _memberWays.Add(way);
        }
        _relations.Ferries.Clear();
        _relations.Features.Clear();
    }

    // ---- ways: where people walk, and features

    private sealed class WayBatch
    {
        public List<(long Id, FootWay Foot, int FirstRef, int RefCount)> Walkable { get; } = [];
        public List<(long Id, FeatureGroups Groups, string[] Tags, int FirstRef, int RefCount)> Features { get; } = [];
        public List<long> Buildings { get; } = []; // two nodes of each
        public List<long> RoadNodes { get; } = [];
        public List<long> Refs { get; } = [];
        public List<(long Node, Position Position)> Located { get; } = [];
    }

    /// <summary>Whether places at the position of an area may be on it, not above or below.</summary>
    private static bool IsOnGround(WayAttributes area) =>
        (area.Flags & (WayFlags.Bridge | WayFlags.Tunnel | WayFlags.OffGround | WayFlags.Indoor | WayFlags.Below)) == 0;

    private WayBatch DecodeWays(OsmBlock block)
    {
        var batch = new WayBatch();
        foreach (ref readonly OsmWay way in block.Ways)
        {
            OsmTags tags = block.Tags(way);
            FootWay? walk = (tags.Count == 0 ? null : FootAccess.Decide(tags)) ?? _ferries.Of(way.Number, tags);
            FeatureGroups groups = FeatureRules.GroupsOf(tags);
            bool isMember = _memberWays.Contains(way.Number);
            ReadOnlySpan<long> refs = block.Refs(way);
            // A way of one node is no way, but what should have been an area is told.
            if (refs.Length < 2)
            {
                (walk, isMember) = (null, false);
                groups &= FeatureGroups.Place;
                if (refs.IsEmpty) groups = FeatureGroups.None;
            }
            int buildings = batch.Buildings.Count;
            if (walk is null && refs.Length > 1 && tags["building"] is not null && !_extract.MemberWays.Contains(way.Number))
                batch.Buildings.AddRange([refs[0], refs[refs.Length / 2]]);
            bool isHeld = walk is not null || groups != FeatureGroups.None || isMember;
            ReadOnlySpan<Position> positions = isHeld || batch.Buildings.Count > buildings ? block.Positions(way) : [];
            for (int i = 0; i < positions.Length; i++)
                if (positions[i] != OsmExtract.Missing) batch.Located.Add((refs[i], positions[i]));
            if (!isHeld)
            {
                foreach (long node in refs) _otherNodes.Add(node);
                continue;
            }
            if (walk is null && tags["highway"] is not null) batch.RoadNodes.AddRange(refs);
            if (walk is { IsArea: true } square && refs[0] == refs[^1] && IsOnGround(square.Attributes)) groups |= FeatureGroups.Square;
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
            _extract.Ways.Add(new WalkableWay(id, foot, _extract.WayVertices.Count, count));
            for (int i = 0; i < count; i++) _extract.WayVertices.Add(_vertices.GetOrAdd(batch.Refs[firstRef + i]));
        }
        foreach ((long id, FeatureGroups groups, string[] tags, int firstRef, int count) in batch.Features)
        {
            var vertices = new int[count];
            for (int i = 0; i < count; i++) vertices[i] = _vertices.GetOrAdd(batch.Refs[firstRef + i]);
            _features.Add(id, groups, tags, vertices);
        }
        foreach (long node in batch.Buildings) _extract.BuildingVertices.Add(_vertices.GetOrAdd(node));
        foreach (long node in batch.RoadNodes) _extract.RoadVertices.Add(_vertices.GetOrAdd(node));
        foreach ((long node, Position position) in batch.Located)
            if (_vertices.Find(node) is >= 0 and int vertex) _located.Add((vertex, position));
    }

    // ---- nodes: positions, gates, features that are points

    private sealed class NodeBatch
    {
        public List<(int Vertex, FootNode Foot, long Id)> OnWays { get; } = [];
        public List<int> TrueEnds { get; } = [];
        public List<Position> Stray { get; } = [];
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
            if (vertex >= 0) _extract.Positions[vertex] = node.Position;
            if (node.TagCount == 0)
            {
                if (vertex < 0 && !_otherNodes.MayContain(node.Number)) batch.Stray.Add(node.Position);
                continue;
            }
            OsmTags tags = block.Tags(node);
            if (vertex >= 0 && FootAccess.DecideNode(tags) is var foot && foot != default) batch.OnWays.Add((vertex, foot, node.Number));
            if (vertex >= 0 && (tags["highway"] is "turning_circle" or "turning_loop" || tags["noexit"] == "yes"))
                batch.TrueEnds.Add(vertex);
            FeatureGroups groups = FeatureRules.GroupsOf(tags);
            if (groups != FeatureGroups.None) batch.Features.Add((node.Id, groups, TagPairs(tags), node.Position));
        }
        return batch;
    }

    private void ConsumeNodes(NodeBatch batch)
    {
        foreach ((int vertex, FootNode foot, long id) in batch.OnWays)
        {
            if (foot.Gate is { } gate) _extract.Gates[vertex] = (gate, id);
            if (foot.Crossing is { } crossing) _extract.Crossings[vertex] = crossing;
            if (foot.Kerb != Kerb.Unknown) _extract.Kerbs[vertex] = foot.Kerb;
        }
        _extract.HasNodes = true;
        _extract.TrueEnds.UnionWith(batch.TrueEnds);
        _extract.StrayNodes.AddRange(batch.Stray);
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
