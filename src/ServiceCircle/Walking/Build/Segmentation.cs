using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>Cuts the walkable ways of an extract into segments.</summary>
internal sealed class Segmentation
{
    private readonly OsmExtract _extract;
    private readonly List<Notice> _warnings;
    private readonly SegmentList _segments = new();
    private readonly CrossingCollector _crossings;
    private readonly DataBorder _border;
    private readonly int[] _vertexOf;
    private int _atAntimeridian;

    private Segmentation(OsmExtract extract, DataBorder border, List<Notice> warnings)
    {
        (_extract, _border, _warnings) = (extract, border, warnings);
        _crossings = new CrossingCollector(extract.Positions.Length);
        _vertexOf = new int[extract.Positions.Length];
        Array.Fill(_vertexOf, -1);
    }

    /// <summary>The segments of all walkable ways of an extract.</summary>
    public static SegmentList Cut(OsmExtract extract, DataBorder border, List<Notice> warnings)
    {
        var segmentation = new Segmentation(extract, border, warnings);
        SegmentList segments = segmentation._segments;
        // The order of a file means nothing: ways come by id, each once, and vertices are numbered as these ways pass them.
        int[] order = ById(extract.Ways);
        int cutWays = segmentation.AddWays(order);
        segmentation.CrossSquares(order);
        int links = SidewalkLinks.Add(segments, Barriers(extract.Features));
        if (links > 0) warnings.Add(new Notice("warning/sidewalk-links", ("count", links)));
        if (cutWays > 0) warnings.Add(new Notice("warning/cut-ways", ("count", cutWays)));
        if (extract.CutFeatures > 0) warnings.Add(new Notice("warning/cut-features", ("count", extract.CutFeatures)));
        if (segmentation._atAntimeridian > 0) warnings.Add(new Notice("warning/antimeridian"));
        segmentation.PutGates();
        segments.Crossings = segmentation.CrossingsAtVertices();
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

    /// <summary>Adds the segments of the ways; returns how many of these run beyond the data.</summary>
    private int AddWays(int[] order)
    {
        int cutWays = 0;
        foreach (int w in order)
        {
            WalkableWay way = _extract.Ways[w];
            ushort attributes = _segments.IndexOf(AttributesOf(way));
            _crossings.Add(way.Foot);
            if (!AddLine(_extract.VerticesOf(way), attributes, way.OsmId, way.Foot.Riding)) cutWays++;
            foreach (int inFile in _extract.VerticesOf(way))
                if (_vertexOf[inFile] >= 0) _crossings.Pass(_vertexOf[inFile]);
        }
        return cutWays;
    }

    /// <summary>Adds the segments of a line as far as the data reach; returns whether all of it is there.</summary>
    private bool AddLine(ReadOnlySpan<int> line, ushort attributes, long osmId, Riding riding)
    {
        int previous = -1;
        bool isCut = false;
        foreach (int inFile in line)
        {
            if (_extract.Positions[inFile] == OsmExtract.Missing)
            {
                if (previous >= 0) _segments.CutVertices.Add(previous);
                isCut = true;
                previous = -1;
                continue;
            }
            int vertex = VertexOf(inFile);
            if (previous >= 0) MarkBorder(previous, vertex);
            if (_border.Ends.Contains(inFile)) _segments.CutVertices.Add(vertex);
            bool isRoundTheEarth = previous >= 0 && Antimeridian.IsBetween(_segments.Positions[previous], _segments.Positions[vertex]);
            if (isRoundTheEarth || Antimeridian.IsAt(_segments.Positions[vertex]))
            {
                _atAntimeridian++;
                _segments.CutVertices.Add(vertex);
            }
            if (isRoundTheEarth)
            {
                _segments.CutVertices.Add(previous);
                isCut = true;
            }
            else if (previous >= 0 && previous != vertex) _segments.Add(previous, vertex, attributes, osmId, riding);
            else if (previous < 0 && isCut) _segments.CutVertices.Add(vertex);
            previous = vertex;
        }
        return !isCut;
    }

    /// <summary>Of a piece that leads out of the data, marks the end inside, where a program that drops what is outside cuts it.</summary>
    private void MarkBorder(int from, int to)
    {
        Position a = _segments.Positions[from], b = _segments.Positions[to];
        if (_border.IsBetween(a, b)) _segments.CutVertices.Add(_border.Box.Contains(a) ? from : to);
    }

    /// <summary>Attributes of a way with what its nodes and its length add: the kerbs of a crossing, the pace of a ferry.</summary>
    private WayAttributes AttributesOf(WalkableWay way)
    {
        WayAttributes attributes = way.Foot.Attributes;
        if (way.Foot.FerrySeconds > 0) return attributes with { StatedSecondsPerMetre = StatedPace(way) };
        if (attributes.Kind != WayKind.Crossing || attributes.Details.Kerb != Kerb.Unknown) return attributes;
        var worst = Kerb.Unknown;
        foreach (int inFile in _extract.VerticesOf(way))
            if (_extract.Kerbs.TryGetValue(inFile, out Kerb kerb) && kerb > worst) worst = kerb;
        return worst == Kerb.Unknown ? attributes : attributes with { Details = attributes.Details with { Kerb = worst } };
    }

    /// <summary>A ferry's duration spread over its length, so that it holds however often the boat stops; 0 if cut.</summary>
    private float StatedPace(WalkableWay way)
    {
        double metres = 0;
        ReadOnlySpan<int> vertices = _extract.VerticesOf(way);
        for (int i = 0; i < vertices.Length; i++)
        {
            Position p = _extract.Positions[vertices[i]];
            if (p == OsmExtract.Missing) return 0;
            if (i > 0) metres += LocalMetres.Between(_extract.Positions[vertices[i - 1]], p);
        }
        return metres > 0 ? (float)(way.Foot.FerrySeconds / metres) : 0;
    }

    /// <summary>The vertex of one of the file, which is numbered when a way first passes it.</summary>
    private int VertexOf(int inFile)
    {
        if (_vertexOf[inFile] < 0) _vertexOf[inFile] = _segments.NewVertex(_extract.Positions[inFile]);
        return _vertexOf[inFile];
    }

    /// <summary>Rims of squares drawn as relations, and lines across all squares.</summary>
    private void CrossSquares(int[] order)
    {
        var squares = new List<WalkableArea>();
        foreach (int w in order)
        {
            WalkableWay way = _extract.Ways[w];
            if (!way.Foot.IsArea || way.VertexCount < 4) continue;
            List<int> ring = [.. _extract.WayVertices.GetRange(way.FirstVertex, way.VertexCount).Select(v => _vertexOf[v])];
            if (ring[0] != ring[^1] || ring.Contains(-1)) continue;
            bool isRoundTheEarth = ring.Skip(1).Zip(ring).Any(
                side => Antimeridian.IsBetween(_segments.Positions[side.First], _segments.Positions[side.Second]));
            if (!isRoundTheEarth) squares.Add(new WalkableArea(way.OsmId, way.Foot.Attributes, [ring], []));
        }
        foreach (WalkableArea area in _extract.Areas)
        {
            ushort rim = _segments.IndexOf(area.Attributes);
            bool isWhole = area is { IsWhole: true, Open.Count: 0, Outer.Count: > 0 };
            foreach (List<int> line in area.Outer.Concat(area.Inner).Concat(area.Open))
                isWhole &= AddLine(CollectionsMarshal.AsSpan(line), rim, area.OsmId, Riding.None);
            // Where a hole may be missing, or the other side, the rim is walked and nothing crossed.
            if (isWhole) squares.Add(area with { Outer = [.. area.Outer.Select(Number)], Inner = [.. area.Inner.Select(Number)] });
        }
        var degree = new int[_segments.Positions.Count];
        foreach (int v in CollectionsMarshal.AsSpan(_segments.From)) degree[v]++;
        foreach (int v in CollectionsMarshal.AsSpan(_segments.To)) degree[v]++;
        int tooLarge = 0;
        foreach (List<WalkableArea> group in JoinedSquares.Group(squares))
        {
            var crossed = new HashSet<(int, int)>();
            bool isCrossed = Cross(JoinedSquares.Join(group, _segments.Positions), crossed, out bool hasCorners);
            if (group.Count == 1 && !isCrossed) tooLarge++;
            // What is too large as one may not be as two.
            if (group.Count > 1 && !(isCrossed && hasCorners)) tooLarge += group.Count(square => !Cross(square, crossed, out _));
        }
        if (tooLarge > 0) _warnings.Add(new Notice("warning/large-squares", ("count", tooLarge), ("most", Squares.MaxNodes)));

        bool Cross(WalkableArea square, HashSet<(int, int)> crossed, out bool hasCorners)
        {
            WayAttributes across = square.Attributes with { Flags = square.Attributes.Flags | WayFlags.Assumed };
            if (Squares.Lines(square.Outer, square.Inner, _segments.Positions, degree, out hasCorners) is not { } lines) return false;
            foreach ((int from, int to) in lines)
                if (crossed.Add((from, to))) _segments.Add(from, to, _segments.IndexOf(across), square.OsmId);
            return true;
        }

        List<int> Number(List<int> ring) => [.. ring.Select(VertexOf)];
    }

    /// <summary>Walls, fences and other barriers as straight pieces.</summary>
    private static IEnumerable<(Position From, Position To)> Barriers(FeatureStore features)
    {
        for (int f = 0; f < features.Count; f++)
        {
            if ((features.Groups[f] & FeatureGroups.Barrier) == 0) continue;
            for (int part = features.FirstPart[f]; part < features.FirstPart[f + 1]; part++)
                for (int i = features.FirstPosition[part] + 1; i < features.FirstPosition[part + 1]; i++)
                    if (!Antimeridian.IsBetween(features.Positions[i - 1], features.Positions[i]))
                        yield return (features.Positions[i - 1], features.Positions[i]);
        }
    }

    /// <summary>
    /// Splits every gate's vertex: each further segment there gets a vertex of its own at the same position, tied to the
    /// first by an edge of no length that carries the gate. So opening or closing a gate changes one edge.
    /// </summary>
    private void PutGates()
    {
        var gates = new Dictionary<int, (WayAttributes Attributes, long OsmId)>();
        var isGate = new bool[_segments.Positions.Count];
        foreach ((int inFile, (WayAttributes, long) gate) in _extract.Gates)
        {
            if (_vertexOf[inFile] < 0) continue;
            gates.Add(_vertexOf[inFile], gate);
            isGate[_vertexOf[inFile]] = true;
        }
        var waysAt = new Dictionary<int, int>();
        List<int> from = _segments.From, to = _segments.To;
        int segmentCount = from.Count;
        for (int s = 0; s < segmentCount; s++)
        {
            if (isGate[from[s]]) from[s] = Side(from[s]);
            if (isGate[to[s]]) to[s] = Side(to[s]);
        }
        IEnumerable<Position> deadEnds =
            waysAt.Where(g => g.Value == 1 && !_segments.CutVertices.Contains(g.Key)).Select(g => _segments.Positions[g.Key]);
        _segments.DeadEndGates = [.. deadEnds.OrderBy(p => p.LonE7).ThenBy(p => p.LatE7)];

        int Side(int vertex)
        {
            int ways = waysAt[vertex] = waysAt.GetValueOrDefault(vertex) + 1;
            if (ways == 1) return vertex;
            int side = _segments.NewVertex(_segments.Positions[vertex]);
            _segments.Add(vertex, side, _segments.IndexOf(gates[vertex].Attributes), gates[vertex].OsmId);
            return side;
        }
    }

    private byte[] CrossingsAtVertices()
    {
        foreach ((int inFile, CrossingKind kind) in _extract.Crossings)
            if (_vertexOf[inFile] >= 0) _crossings.Help(_vertexOf[inFile], kind);
        return _crossings.At(_segments.Positions.Count);
    }
}
