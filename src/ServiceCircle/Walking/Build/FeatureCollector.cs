using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// A multipolygon that is a feature, an area to walk across, or both: its tags and the ways of its rings, each once.
/// </summary>
internal sealed record RelationFeature(
    OsmId Id, FeatureGroups Groups, string[] Tags, List<(long Way, bool Inner)> Members, WayAttributes? Area = null)
{
    /// <summary>Whether it names relations that the file lacks, so that nobody knows their ways.</summary>
    public bool LacksRelations { get; init; }
}

/// <summary>
/// What the ways of a relation make, as vertices: closed rings, lines that close with nothing, and whether the file has all of the ways.
/// </summary>
internal sealed record RelationOutline(List<List<int>> Outer, List<List<int>> Inner, List<List<int>> Open, bool IsWhole);

/// <summary>Gathers features while an OSM file is read and lays them out as a <see cref="FeatureStore"/>.</summary>
internal sealed class FeatureCollector
{
    /// <summary>
    /// What stops people is drawn where it is, without the straight lines that close an area over a gap, unless these are short: at most
    /// this share of what is known of the outline. A river that runs out of the data is closed so, a lone bank is not.
    /// </summary>
    private const double MostGap = 2.0 / 3;

    private const FeatureGroups Stopping = FeatureGroups.Water | FeatureGroups.Rail | FeatureGroups.Barrier;

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

    /// <summary>How many features the last store has, or lacks, because the file does not hold all of their ways or nodes.</summary>
    public int CutCount { get; private set; }

    /// <summary>What the ways of a relation make, as far as the file has them.</summary>
    public RelationOutline OutlineOf(RelationFeature relation)
    {
        var open = new List<List<int>>();
        List<List<int>> RingsOf(bool inner) => Rings.Join(
            [.. relation.Members.Where(m => m.Inner == inner).Select(m => _memberWays.GetValueOrDefault(m.Way)).OfType<int[]>()], open);
        return new RelationOutline(
            RingsOf(false), RingsOf(true), open, !relation.LacksRelations && relation.Members.All(m => _memberWays.ContainsKey(m.Way)));
    }

    /// <summary>
    /// The store, sorted by id, each element once; vertices whose position is missing are left out of their lines. Places without a
    /// line are kept, so that they can be told.
    /// </summary>
    public FeatureStore Build(Position[] positions)
    {
        CutCount = 0;
        var layout = new Layout();
        foreach ((OsmId id, FeatureGroups groups, string[] tags, Position position) in _nodes.OrderBy(n => n.Id).DistinctBy(n => n.Id))
            layout.Add(id, groups, tags, [([position], false)]);
        foreach ((OsmId id, FeatureGroups groups, string[] tags, int[] vertices) in _ways.OrderBy(w => w.Id).DistinctBy(w => w.Id))
        {
            bool isWhole = IsWhole(vertices);
            if (!isWhole) CutCount++;
            var lines = PartsOf(vertices, positions, groups);
            AddIfAny(id, isWhole ? groups : groups & ~FeatureGroups.Square, tags, [.. lines.Select(line => (line, false))]);
        }
        foreach (RelationFeature relation in _relations.OrderBy(r => r.Id).DistinctBy(r => r.Id))
        {
            RelationOutline outline = OutlineOf(relation);
            bool isWhole = outline.IsWhole && outline.Outer.Concat(outline.Inner).Concat(outline.Open).All(IsWhole);
            if (!isWhole) CutCount++;
            var parts = new List<(List<Position>, bool)>();
            foreach (bool inner in (bool[])[false, true])
                foreach (List<int> ring in inner ? outline.Inner : outline.Outer)
                    parts.AddRange(PartsOf(ring, positions, relation.Groups).Select(line => (line, inner)));
            // A bank stops people also where the other one is not in the file.
            if ((relation.Groups & Stopping) != 0)
                foreach (List<int> line in outline.Open)
                    parts.AddRange(Runs(line, positions).Where(run => run.Count >= 2).Select(run => (run, false)));
            AddIfAny(relation.Id, isWhole ? relation.Groups : relation.Groups & ~FeatureGroups.Square, relation.Tags, parts);
        }
        return layout.ToStore();

        bool IsWhole(IReadOnlyList<int> vertices) => vertices.All(v => positions[v] != OsmExtract.Missing);

        void AddIfAny(OsmId id, FeatureGroups groups, string[] tags, List<(List<Position>, bool)> parts)
        {
            if (parts.Count > 0 && groups != FeatureGroups.None || (groups & FeatureGroups.Place) != 0) layout.Add(id, groups, tags, parts);
        }
    }

    /// <summary>
    /// A line without the vertices that the file lacks. Where a closed one lacks some, a straight line over the gap closes it again; of
    /// what stops people the parts stay apart, unless nearly all of the outline is there.
    /// </summary>
    private static List<List<Position>> PartsOf(IReadOnlyList<int> line, Position[] positions, FeatureGroups groups)
    {
        List<Position> known = [.. line.Select(v => positions[v]).Where(p => p != OsmExtract.Missing)];
        bool isClosed = line[0] == line[^1];
        if (isClosed && known.Count >= 3 && known[0] != known[^1]) known.Add(known[0]);
        if (known.Count < line.Count && (groups & Stopping) != 0)
        {
            List<List<Position>> runs = Runs(line, positions);
            if (!isClosed || !IsMostlyKnown(runs, known)) return runs.FindAll(run => run.Count >= 2);
        }
        return known.Count >= 2 ? [known] : [];
    }

    private static bool IsMostlyKnown(List<List<Position>> runs, List<Position> closed)
    {
        double metres = runs.Sum(Metres);
        return Metres(closed) - metres <= MostGap * metres;

        static double Metres(List<Position> line)
        {
            double sum = 0;
            for (int i = 1; i < line.Count; i++) sum += LocalMetres.Between(line[i - 1], line[i]);
            return sum;
        }
    }

    /// <summary>The stretches of a line between the vertices that the file lacks; of a closed line none begins in its middle.</summary>
    private static List<List<Position>> Runs(IReadOnlyList<int> line, Position[] positions)
    {
        int gap = line[0] == line[^1] ? line.ToList().FindIndex(v => positions[v] == OsmExtract.Missing) : -1;
        // A closed line is gone round from its first gap; its end repeats its start.
        IEnumerable<int> order = gap < 0 ? line : line.Skip(gap).Concat(line.Take(gap + 1).Skip(1));
        var runs = new List<List<Position>>();
        bool isOpen = false;
        foreach (int vertex in order)
        {
            bool isKnown = positions[vertex] != OsmExtract.Missing;
            if (isKnown && !isOpen) runs.Add([]);
            if (isKnown) runs[^1].Add(positions[vertex]);
            isOpen = isKnown;
        }
        return runs;
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
