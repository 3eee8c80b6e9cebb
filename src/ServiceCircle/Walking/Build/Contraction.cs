using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Turns segments into edges: every chain of vertices in which nothing happens (two segments, same attributes) becomes the
/// shape of one edge. A city keeps about a fifth of its vertices as nodes.
/// </summary>
internal sealed class Contraction
{
    private readonly SegmentList _segments;
    private readonly int[] _firstIncident, _incident;
    private readonly bool[] _isNode;
    private readonly List<Chain> _chains = [];

    // Vertices of all chains, and the segment that leads to each.
    private readonly List<int> _shape = [], _cameBy = [];

    private Contraction(SegmentList segments)
    {
        _segments = segments;
        ReadOnlySpan<int> from = CollectionsMarshal.AsSpan(segments.From), to = CollectionsMarshal.AsSpan(segments.To);
        (_firstIncident, _incident) = Incidence(from, to, segments.Positions.Count);
        _isNode = ChooseNodes(segments, _firstIncident, _incident);
        FindChains(from, to);
    }

    /// <summary>A chain of vertices, both ends included: those of the shape from First on.</summary>
    private readonly record struct Chain(int Segment, bool Reversed, int First, int Count);

    public static WalkNetwork ToNetwork(SegmentList segments, OsmExtract extract, Box dataBox, NetworkSource source) =>
        new Contraction(segments).Assemble(extract.Features, dataBox, source);

    /// <summary>Segments at each vertex, by counting sort; a segment that is a loop is listed twice.</summary>
    private static (int[] First, int[] Incident) Incidence(ReadOnlySpan<int> from, ReadOnlySpan<int> to, int vertexCount)
    {
        var first = new int[vertexCount + 1];
        for (int s = 0; s < from.Length; s++)
        {
            first[from[s] + 1]++;
            first[to[s] + 1]++;
        }
        for (int v = 0; v < vertexCount; v++) first[v + 1] += first[v];
        int[] next = first[..^1];
        var incident = new int[from.Length * 2];
        for (int s = 0; s < from.Length; s++)
        {
            incident[next[from[s]]++] = s;
            incident[next[to[s]]++] = s;
        }
        return (first, incident);
    }

    private static bool[] ChooseNodes(SegmentList segments, int[] first, int[] incident)
    {
        var isNode = new bool[first.Length - 1];
        for (int v = 0; v < isNode.Length; v++)
        {
            if (first[v + 1] - first[v] != 2)
            {
                isNode[v] = first[v + 1] > first[v];
                continue;
            }
            int a = incident[first[v]], b = incident[first[v] + 1];
            WayAttributes attributes = segments.AttributeTable[segments.Attributes[a]];
            bool isThrough = segments.To[a] == v != (segments.To[b] == v);
            isNode[v] = a == b
                || segments.Attributes[a] != segments.Attributes[b]
                || attributes.Kind == WayKind.Gate
                || segments.Crossings[v] != 0
                || attributes.IsDirected && !isThrough
                || segments.CutVertices.Contains(v);
        }
        return isNode;
    }

    private void FindChains(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var done = new bool[from.Length];
        for (int v = 0; v < _isNode.Length; v++)
        {
            if (!_isNode[v]) continue;
            for (int i = _firstIncident[v]; i < _firstIncident[v + 1]; i++) Follow(_incident[i], v, from, to);
        }
        // What is left are rings without a junction: they start where their first segment starts.
        for (int s = 0; s < from.Length; s++)
        {
            if (done[s]) continue;
            _isNode[from[s]] = true;
            Follow(s, from[s], from, to);
        }

        void Follow(int segment, int start, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
        {
            if (done[segment]) return;
            int begin = _shape.Count, current = start, s = segment;
            _shape.Add(start);
            _cameBy.Add(-1);
            while (true)
            {
                done[s] = true;
                current = from[s] == current ? to[s] : from[s];
                _shape.Add(current);
                _cameBy.Add(s);
                if (_isNode[current]) break;
                int first = _firstIncident[current];
                s = _incident[first] == s ? _incident[first + 1] : _incident[first];
            }
            _chains.Add(new Chain(segment, from[segment] != start, begin, _shape.Count - begin));
        }
    }

    private WalkNetwork Assemble(FeatureStore features, Box dataBox, NetworkSource source)
    {
        // Nodes along the curve; at the same place in the order of the vertices, which only gates share.
        Position[] positions = [.. _segments.Positions];
        int[] vertexOfNode = AlongCurve(positions);
        var nodeOf = new int[_isNode.Length];
        for (int n = 0; n < vertexOfNode.Length; n++) nodeOf[vertexOfNode[n]] = n;
        Edge[] edges = Edges(nodeOf, vertexOfNode.Length);
        int innerCount = _shape.Count - 2 * edges.Length;
        var network = new WalkNetwork
        {
            NodePositions = Array.ConvertAll(vertexOfNode, v => positions[v]),
            Crossings = Array.ConvertAll(vertexOfNode, v => _segments.Crossings[v]),
            Tail = new int[edges.Length],
            Head = new int[edges.Length],
            LengthMetres = new float[edges.Length],
            AttributeIndex = new ushort[edges.Length],
            OsmId = new long[edges.Length],
            AttributeTable = [.. _segments.AttributeTable],
            FirstInner = new int[edges.Length + 1],
            InnerPositions = new Position[innerCount],
            InnerMetres = new float[innerCount],
            PieceRiding = new Riding[innerCount + edges.Length],
            DataBox = dataBox,
            CutNodes = [.. _segments.CutVertices.Where(v => _isNode[v]).Select(v => nodeOf[v]).Order()],
            DeadEndGates = _segments.DeadEndGates,
            Source = source,
            Features = features,
        };
        ReadOnlySpan<int> shape = CollectionsMarshal.AsSpan(_shape), cameBy = CollectionsMarshal.AsSpan(_cameBy);
        int inner = 0;
        for (int e = 0; e < edges.Length; e++)
        {
            Edge edge = edges[e];
            Chain chain = _chains[edge.Chain];
            network.Tail[e] = edge.Tail;
            network.Head[e] = edge.Head;
            network.AttributeIndex[e] = _segments.Attributes[chain.Segment];
            network.OsmId[e] = edge.OsmId;
            double metres = 0;
            Position previous = network.NodePositions[edge.Tail];
            for (int i = 1; i < chain.Count; i++)
            {
                int at = edge.Flipped ? chain.First + chain.Count - 1 - i : chain.First + i;
                // Ways that differ in nothing but where a bicycle is ridden share an edge.
                int to = edge.Flipped ? at + 1 : at, segment = cameBy[to];
                bool isAlong = _segments.From[segment] == shape[to - 1] != edge.Flipped;
                Riding riding = _segments.Riding[segment];
                network.PieceRiding[inner + e] = isAlong ? riding : BicycleAccess.Reversed(riding);
                Position p = positions[shape[at]];
                metres += LocalMetres.Between(previous, p);
                previous = p;
                if (i == chain.Count - 1) break;
                network.InnerPositions[inner] = p;
                network.InnerMetres[inner++] = (float)metres;
            }
            network.LengthMetres[e] = (float)metres;
            network.FirstInner[e + 1] = inner;
        }
        return network;
    }

    /// <summary>The chains as edges, sorted: from the smaller to the larger node unless the attributes have a direction.</summary>
    private Edge[] Edges(int[] nodeOf, int nodeCount)
    {
        var edges = new Edge[_chains.Count];
        for (int c = 0; c < edges.Length; c++)
        {
            Chain chain = _chains[c];
            int start = nodeOf[_shape[chain.First]], end = nodeOf[_shape[chain.First + chain.Count - 1]];
            bool isDirected = _segments.AttributeTable[_segments.Attributes[chain.Segment]].IsDirected;
            bool flip = isDirected ? chain.Reversed : start > end || start == end && chain.Reversed;
            edges[c] = new Edge(flip ? end : start, flip ? start : end, _segments.OsmId[chain.Segment], c, flip);
        }
        // Into one bucket per tail by counting, and then the few of each bucket.
        var next = new int[nodeCount + 1];
        foreach (Edge edge in edges) next[edge.Tail + 1]++;
        for (int n = 0; n < nodeCount; n++) next[n + 1] += next[n];
        foreach (Edge edge in edges.ToArray()) edges[next[edge.Tail]++] = edge;
        for (int n = 0, first = 0; n < nodeCount; first = next[n++]) edges.AsSpan(first, next[n] - first).Sort();
        return edges;
    }

    private int[] AlongCurve(Position[] positions)
    {
        var vertices = new List<int>();
        for (int v = 0; v < _isNode.Length; v++)
            if (_isNode[v]) vertices.Add(v);
        int[] sorted = [.. vertices];
        ulong[] keys = [.. vertices.Select(v => Curve.KeyOf(positions[v]))];
        Array.Sort(keys, sorted);
        for (int i = 0, next; i < keys.Length; i = next)
        {
            for (next = i + 1; next < keys.Length && keys[next] == keys[i]; next++) { }
            if (next > i + 1) Array.Sort(sorted, i, next - i);
        }
        return sorted;
    }

    private readonly record struct Edge(int Tail, int Head, long OsmId, int Chain, bool Flipped) : IComparable<Edge>
    {
        public int CompareTo(Edge other) =>
            Tail != other.Tail ? Tail.CompareTo(other.Tail)
            : Head != other.Head ? Head.CompareTo(other.Head)
            : OsmId != other.OsmId ? OsmId.CompareTo(other.OsmId)
            : Chain.CompareTo(other.Chain);
    }
}
