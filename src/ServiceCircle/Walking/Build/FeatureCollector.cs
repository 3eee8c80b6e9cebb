using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>A multipolygon that is a feature, an area to walk across, or both: its tags and the ways of its rings.</summary>
internal sealed record RelationFeature(
    OsmId Id, FeatureGroups Groups, string[] Tags, List<(long Way, bool Inner)> Members, WayAttributes? Area = null);

/// <summary>Gathers features while an OSM file is read and lays them out as a <see cref="FeatureStore"/>.</summary>
internal sealed class FeatureCollector
{
    private readonly List<RelationFeature> _relations = [];
    private readonly List<(OsmId Id, FeatureGroups Groups, string[] Tags, int[] Vertices)> _ways = [];
    private readonly Dictionary<long, int[]> _memberWays = [];
    private readonly List<(OsmId Id, FeatureGroups Groups, string[] Tags, Position Position)> _nodes = [];

    public void Add(RelationFeature relation) => _relations.Add(relation);

    /// <summary>A way; without groups it only lends its line to a relation.</summary>
    public void Add(long way, FeatureGroups groups, string[] tags, int[] vertices)
    {
        _memberWays[way] = vertices;
        if (groups != FeatureGroups.None) _ways.Add((new OsmId(OsmType.Way, way), groups, tags, vertices));
    }

    public void Add(OsmId id, FeatureGroups groups, string[] tags, Position position) => _nodes.Add((id, groups, tags, position));

    /// <summary>The rings of vertices that the ways of a relation make, as far as they were kept.</summary>
    public List<List<int>> RingsOf(RelationFeature relation, bool inner) => Rings.Join(
        [.. relation.Members.Where(m => m.Inner == inner).Select(m => _memberWays.GetValueOrDefault(m.Way)).OfType<int[]>()]);

    /// <summary>
    /// The store, sorted by id, each element once; vertices whose position is missing are left out of their lines. Places without a
    /// line are kept, so that they can be told.
    /// </summary>
    public FeatureStore Build(Position[] positions)
    {
        var layout = new Layout();
        foreach ((OsmId id, FeatureGroups groups, string[] tags, Position position) in _nodes.OrderBy(n => n.Id).DistinctBy(n => n.Id))
            layout.Add(id, groups, tags, [([position], false)]);
        foreach ((OsmId id, FeatureGroups groups, string[] tags, int[] vertices) in _ways.OrderBy(w => w.Id).DistinctBy(w => w.Id))
        {
            List<Position> line = Known(vertices, positions);
            if (line.Count >= 2) layout.Add(id, groups, tags, [(line, false)]);
            else if ((groups & FeatureGroups.Place) != 0) layout.Add(id, groups, tags, []);
        }
        foreach (RelationFeature relation in _relations.OrderBy(r => r.Id).DistinctBy(r => r.Id))
        {
            var parts = new List<(List<Position>, bool)>();
            foreach (bool inner in (bool[])[false, true])
            {
                foreach (List<int> ring in RingsOf(relation, inner))
                {
                    List<Position> line = Known(ring, positions);
                    // A ring that starts beyond the data must still close, or a river cut by the border would be no area.
                    if (line.Count >= 3 && line[0] != line[^1]) line.Add(line[0]);
                    parts.Add((line, inner));
                }
            }
            if (parts.Count > 0 || (relation.Groups & FeatureGroups.Place) != 0)
                layout.Add(relation.Id, relation.Groups, relation.Tags, parts);
        }
        return layout.ToStore();
    }

    private static List<Position> Known(IReadOnlyList<int> vertices, Position[] positions)
    {
        var line = new List<Position>(vertices.Count);
        foreach (int vertex in vertices)
            if (positions[vertex] != OsmExtract.Missing) line.Add(positions[vertex]);
        return line;
    }

    /// <summary>The flat arrays of a store while they grow.</summary>
    private sealed class Layout
    {
        private readonly List<OsmId> _ids = [];
        private readonly List<FeatureGroups> _groups = [];
        private readonly List<int> _firstTag = [0], _tags = [], _firstPart = [0], _firstPosition = [0];
        private readonly List<bool> _inner = [];
        private readonly List<Position> _positions = [];
        private readonly Dictionary<string, int> _stringIndex = [];
        private readonly List<string> _strings = [];

        public void Add(OsmId id, FeatureGroups groups, string[] tags, List<(List<Position> Line, bool Inner)> parts)
        {
            _ids.Add(id);
            _groups.Add(groups);
            foreach (string text in tags)
            {
                if (!_stringIndex.TryGetValue(text, out int index))
                {
                    _stringIndex[text] = index = _strings.Count;
                    _strings.Add(text);
                }
                _tags.Add(index);
            }
            _firstTag.Add(_tags.Count);
            foreach ((List<Position> line, bool inner) in parts)
            {
                _positions.AddRange(line);
                _firstPosition.Add(_positions.Count);
                _inner.Add(inner);
            }
            _firstPart.Add(_inner.Count);
        }

        public FeatureStore ToStore() => new()
        {
            Ids = [.. _ids],
            Groups = [.. _groups],
            FirstTag = [.. _firstTag],
            Tags = [.. _tags],
            Strings = [.. _strings],
            FirstPart = [.. _firstPart],
            PartIsInner = [.. _inner],
            FirstPosition = [.. _firstPosition],
            Positions = [.. _positions],
        };
    }
}
