using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>Straight pieces of ways between neighbouring vertices, with gates put between the two sides of their vertex.</summary>
internal sealed class SegmentList
{
    /// <summary>Position of each vertex; the last ones are the far sides of gates.</summary>
    public List<Position> Positions { get; } = [];

    /// <summary>First vertex of each segment, in the direction of its way.</summary>
    public List<int> From { get; } = [];

    /// <summary>Last vertex of each segment.</summary>
    public List<int> To { get; } = [];

    /// <summary>Attributes of each segment.</summary>
    public List<ushort> Attributes { get; } = [];

    /// <summary>Where a bicycle is ridden on each segment.</summary>
    public List<Riding> Riding { get; } = [];

    /// <summary>OSM way (for gates: node) of each segment.</summary>
    public List<long> OsmId { get; } = [];

    /// <summary>The distinct attributes, in the order of first use.</summary>
    public List<WayAttributes> AttributeTable { get; } = [];

    /// <summary>Vertices where a way runs on to a node that is not in the data.</summary>
    public HashSet<int> CutVertices { get; } = [];

    /// <summary>
    /// Where ways for people meet carriageways, by vertex; <see cref="CrossingPlace.ToByte"/>, 0 elsewhere and where only carriageways
    /// meet.
    /// </summary>
    public byte[] Crossings { get; private set; } = [];

    /// <summary>Gates that one way leads to and none leads on from, by longitude and latitude.</summary>
    public Position[] DeadEndGates { get; private set; } = [];

    private readonly Dictionary<WayAttributes, ushort> _attributeIndex = [];

    /// <summary>The segments of all walkable ways of an extract.</summary>
    public static SegmentList Of(OsmExtract extract, List<Notice> warnings)
    {
        var segments = new SegmentList();
        // The order of a file means nothing: ways come by id, each once, and vertices are numbered as these ways pass them.
        int[] order = ById(extract.Ways);
        var vertexOf = new int[extract.Positions.Length];
        Array.Fill(vertexOf, -1);
        var crossings = new CrossingCollector(extract.Positions.Length);
        int cutWays = 0;
        foreach (int w in order)
        {
            WalkableWay way = extract.Ways[w];
            ushort index = segments.IndexOf(AttributesOf(way, extract));
            crossings.Add(way.Foot);
            int previous = -1;
            bool cut = false;
            for (int i = 0; i < way.VertexCount; i++)
            {
                int inFile = extract.WayVertices[way.FirstVertex + i];
                if (extract.Positions[inFile] == OsmExtract.Missing)
                {
                    if (previous >= 0) segments.CutVertices.Add(previous);
                    cut = true;
                    previous = -1;
                    continue;
                }
                int vertex = segments.VertexOf(inFile, extract, vertexOf);
                crossings.Pass(vertex);
                if (previous >= 0 && previous != vertex) segments.Add(previous, vertex, index, way.OsmId, way.Foot.Riding);
                else if (previous < 0 && cut) segments.CutVertices.Add(vertex);
                previous = vertex;
            }
            if (cut) cutWays++;
        }
        segments.CrossSquares(extract, order, vertexOf, warnings);
        int links = SidewalkLinks.Add(segments, Barriers(extract.Features));
        if (links > 0) warnings.Add(new Notice("warning/sidewalk-links", ("count", links)));
        if (cutWays > 0) warnings.Add(new Notice("warning/cut-ways", ("count", cutWays)));
        var gates = new Dictionary<int, (WayAttributes, long)>();
        foreach ((int inFile, (WayAttributes, long) gate) in extract.Gates)
            if (vertexOf[inFile] >= 0) gates.Add(vertexOf[inFile], gate);
        foreach ((int inFile, CrossingKind kind) in extract.Crossings)
            if (vertexOf[inFile] >= 0) crossings.Help(vertexOf[inFile], kind);
        segments.PutGates(gates);
        segments.Crossings = crossings.At(segments.Positions.Count);
        return segments;
    }

    /// <summary>Indices of ways by OSM id, of several with one id the first.</summary>
    private static int[] ById(List<WalkableWay> ways)
    {
        var ids = new long[ways.Count];
        for (int w = 0; w < ids.Length; w++) ids[w] = ways[w].OsmId;
        int[] order = [.. Enumerable.Range(0, ids.Length)];
        // Sorting the keys alone is quick but not stable; the index decides among equals.
        Array.Sort(ids, order);
        int kept = 0;
        for (int i = 0, next; i < ids.Length; i = next)
        {
            int first = order[i];
            for (next = i + 1; next < ids.Length && ids[next] == ids[i]; next++) first = Math.Min(first, order[next]);
            order[kept++] = first;
        }
        return order[..kept];
    }

    /// <summary>Rims of squares drawn as relations, and lines across all squares.</summary>
    private void CrossSquares(OsmExtract extract, int[] order, int[] vertexOf, List<Notice> warnings)
    {
        var squares = new List<(long OsmId, WayAttributes Attributes, List<List<int>> Outer, List<List<int>> Inner)>();
        foreach (int w in order)
        {
            WalkableWay way = extract.Ways[w];
            if (!way.Foot.IsArea || way.VertexCount < 4) continue;
            List<int> ring = [.. extract.WayVertices.GetRange(way.FirstVertex, way.VertexCount).Select(v => vertexOf[v])];
            if (ring[0] == ring[^1] && !ring.Contains(-1)) squares.Add((way.OsmId, way.Foot.Attributes, [ring], []));
        }
        foreach (WalkableArea area in extract.Areas)
        {
            if (area.Outer.Count == 0
                || area.Outer.Concat(area.Inner).SelectMany(r => r).Any(v => extract.Positions[v] == OsmExtract.Missing)) continue;
            List<List<int>> outer = [.. area.Outer.Select(Number)], inner = [.. area.Inner.Select(Number)];
            foreach (List<int> ring in outer.Concat(inner))
                for (int i = 1; i < ring.Count; i++)
                    if (ring[i - 1] != ring[i]) Add(ring[i - 1], ring[i], IndexOf(area.Attributes), area.OsmId);
            squares.Add((area.OsmId, area.Attributes, outer, inner));
        }
        var degree = new int[Positions.Count];
        foreach (int v in CollectionsMarshal.AsSpan(From)) degree[v]++;
        foreach (int v in CollectionsMarshal.AsSpan(To)) degree[v]++;
        int tooLarge = 0;
        foreach ((long osmId, WayAttributes attributes, List<List<int>> outer, List<List<int>> inner) in squares)
        {
            if (Squares.Lines(outer, inner, Positions, degree) is not { } lines)
            {
                tooLarge++;
                continue;
            }
            foreach ((int from, int to) in lines)
                Add(from, to, IndexOf(attributes with { Flags = attributes.Flags | WayFlags.Assumed }), osmId);
        }
        if (tooLarge > 0) warnings.Add(new Notice("warning/large-squares", ("count", tooLarge), ("most", Squares.MaxNodes)));

        List<int> Number(List<int> ring) => [.. ring.Select(inFile => VertexOf(inFile, extract, vertexOf))];
    }

    /// <summary>Attributes of a way with what its nodes and its length add: the kerbs of a crossing, the pace of a ferry.</summary>
    private static WayAttributes AttributesOf(WalkableWay way, OsmExtract extract)
    {
        WayAttributes attributes = way.Foot.Attributes;
        if (way.Foot.FerrySeconds > 0) return attributes with { StatedSecondsPerMetre = StatedPace(way, extract) };
        if (attributes.Kind != WayKind.Crossing || attributes.Details.Kerb != Kerb.Unknown) return attributes;
        var worst = Kerb.Unknown;
        for (int i = 0; i < way.VertexCount; i++)
            if (extract.Kerbs.TryGetValue(extract.WayVertices[way.FirstVertex + i], out Kerb kerb) && kerb > worst) worst = kerb;
        return worst == Kerb.Unknown ? attributes : attributes with { Details = attributes.Details with { Kerb = worst } };
    }

    /// <summary>
    /// A ferry's duration spread over its length, so that it holds however often the boat stops; 0 when it states none or was cut.
    /// </summary>
    private static float StatedPace(WalkableWay way, OsmExtract extract)
    {
        double metres = 0;
        for (int i = 0; i < way.VertexCount; i++)
        {
            Position p = extract.Positions[extract.WayVertices[way.FirstVertex + i]];
            if (p == OsmExtract.Missing) return 0;
            if (i > 0) metres += LocalMetres.Between(extract.Positions[extract.WayVertices[way.FirstVertex + i - 1]], p);
        }
        return metres > 0 ? (float)(way.Foot.FerrySeconds / metres) : 0;
    }

    /// <summary>The index of attributes in <see cref="AttributeTable"/>.</summary>
    internal ushort IndexOf(WayAttributes attributes)
    {
        if (_attributeIndex.TryGetValue(attributes, out ushort index)) return index;
        if (AttributeTable.Count == ushort.MaxValue) throw new InvalidOperationException("more than 65,535 different way attributes");
        _attributeIndex[attributes] = index = (ushort)AttributeTable.Count;
        AttributeTable.Add(attributes);
        return index;
    }

    /// <summary>Walls, fences and other barriers as straight pieces.</summary>
    private static IEnumerable<(Position From, Position To)> Barriers(FeatureStore features)
    {
        for (int f = 0; f < features.Count; f++)
        {
            if ((features.Groups[f] & FeatureGroups.Barrier) == 0) continue;
            for (int part = features.FirstPart[f]; part < features.FirstPart[f + 1]; part++)
                for (int i = features.FirstPosition[part] + 1; i < features.FirstPosition[part + 1]; i++)
                    yield return (features.Positions[i - 1], features.Positions[i]);
        }
    }

    /// <summary>The vertex of one of the file, which is numbered when a way first passes it.</summary>
    private int VertexOf(int inFile, OsmExtract extract, int[] vertexOf)
    {
        if (vertexOf[inFile] < 0) vertexOf[inFile] = NewVertex(extract.Positions[inFile]);
        return vertexOf[inFile];
    }

    /// <summary>Makes a vertex at a position.</summary>
    internal int NewVertex(Position at)
    {
        Positions.Add(at);
        return Positions.Count - 1;
    }

    /// <summary>Adds a segment and returns its index.</summary>
    internal int Add(int from, int to, ushort attributes, long osmId, Riding riding = Walking.Rules.Riding.None)
    {
        From.Add(from);
        To.Add(to);
        Attributes.Add(attributes);
        OsmId.Add(osmId);
        Riding.Add(riding);
        return From.Count - 1;
    }

    /// <summary>
    /// Splits every gate's vertex: each further segment there gets a vertex of its own at the same position, tied to the
    /// first by an edge of no length that carries the gate. So opening or closing a gate changes one edge.
    /// </summary>
    private void PutGates(Dictionary<int, (WayAttributes Attributes, long OsmId)> gates)
    {
        if (gates.Count == 0) return;
        var isGate = new bool[Positions.Count];
        foreach (int vertex in gates.Keys) isGate[vertex] = true;
        var waysAt = new Dictionary<int, int>();
        int segmentCount = From.Count;
        for (int s = 0; s < segmentCount; s++)
        {
            if (isGate[From[s]]) From[s] = Side(From[s]);
            if (isGate[To[s]]) To[s] = Side(To[s]);
        }

        DeadEndGates =
        [
            .. waysAt.Where(g => g.Value == 1 && !CutVertices.Contains(g.Key)).Select(g => Positions[g.Key]).OrderBy(p => p.LonE7)
                .ThenBy(p => p.LatE7),
        ];

        int Side(int vertex)
        {
            (WayAttributes Attributes, long OsmId) gate = gates[vertex];
            int ways = waysAt[vertex] = waysAt.GetValueOrDefault(vertex) + 1;
            if (ways == 1) return vertex;
            int side = NewVertex(Positions[vertex]);
            Add(vertex, side, IndexOf(gate.Attributes), gate.OsmId);
            return side;
        }
    }
}
