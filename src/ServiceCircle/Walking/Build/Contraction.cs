using System.Runtime.InteropServices;
using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Turns segments into edges: every chain of vertices in which nothing happens (two segments, same attributes) becomes the
/// shape of one edge. A city keeps about a fifth of its vertices as nodes.
/// </summary>
internal static class Contraction
{
    public static WalkNetwork ToNetwork(SegmentList segments, OsmExtract extract, Box dataBox, NetworkSource source)
    {
        ReadOnlySpan<int> from = CollectionsMarshal.AsSpan(segments.From), to = CollectionsMarshal.AsSpan(segments.To);
        Position[] positions = [.. segments.Positions];
        (int[] firstIncident, int[] incident) = Incidence(from, to, positions.Length);
        bool[] isNode = ChooseNodes(segments, firstIncident, incident);
        List<Chain> chains = Walk(from, to, firstIncident, incident, isNode, out List<int> chainVertices, out List<int> cameBy);
        WalkNetwork network =
            Assemble(segments, extract, dataBox, source, positions, chains, CollectionsMarshal.AsSpan(chainVertices), isNode, firstIncident,
                out Edge[] edges);
        return network with { PieceRiding = Ridden(segments, chains, edges, chainVertices, cameBy) };
    }

    /// <summary>A chain of vertices: its shape is chainVertices[First .. First + Count], both ends included.</summary>
    private readonly record struct Chain(int Segment, bool Reversed, int First, int Count);

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
        var next = first.AsSpan(0, vertexCount).ToArray();
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

    private static List<Chain> Walk(
        ReadOnlySpan<int> from, ReadOnlySpan<int> to, int[] first, int[] incident, bool[] isNode, out List<int> vertices,
        out List<int> cameBy)
    {
        var chains = new List<Chain>();
        var shape = new List<int>();
        var segmentTo = new List<int>();
        var done = new bool[from.Length];
        for (int v = 0; v < isNode.Length; v++)
        {
            if (!isNode[v]) continue;
            for (int i = first[v]; i < first[v + 1]; i++) Follow(incident[i], v, from, to);
        }
        // What is left are rings without a junction: they start where their first segment starts.
        for (int s = 0; s < from.Length; s++)
        {
            if (done[s]) continue;
            isNode[from[s]] = true;
            Follow(s, from[s], from, to);
        }
        (vertices, cameBy) = (shape, segmentTo);
        return chains;

        void Follow(int segment, int start, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
        {
            if (done[segment]) return;
            int begin = shape.Count, current = start, s = segment;
            shape.Add(start);
            segmentTo.Add(-1);
            while (true)
            {
                done[s] = true;
                current = from[s] == current ? to[s] : from[s];
                shape.Add(current);
                segmentTo.Add(s);
                if (isNode[current]) break;
                s = incident[first[current]] == s ? incident[first[current] + 1] : incident[first[current]];
            }
            chains.Add(new Chain(segment, from[segment] != start, begin, shape.Count - begin));
        }
    }

    private static WalkNetwork Assemble(
        SegmentList segments, OsmExtract extract, Box dataBox, NetworkSource source, Position[] positions, List<Chain> chains,
        ReadOnlySpan<int> shape, bool[] isNode, int[] firstIncident, out Edge[] edges)
    {
        // Nodes along the curve; at the same place in the order of the vertices, which only gates share.
        int[] vertexOfNode = AlongCurve(positions, isNode, firstIncident);
        var nodeOf = new int[isNode.Length];
        var nodePositions = new Position[vertexOfNode.Length];
        var crossings = new byte[vertexOfNode.Length];
        for (int n = 0; n < vertexOfNode.Length; n++)
        {
            nodeOf[vertexOfNode[n]] = n;
            nodePositions[n] = positions[vertexOfNode[n]];
            crossings[n] = segments.Crossings[vertexOfNode[n]];
        }

        // Every edge runs from its smaller to its larger node unless its attributes have a direction.
        edges = new Edge[chains.Count];
        for (int c = 0; c < edges.Length; c++)
        {
            Chain chain = chains[c];
            int start = nodeOf[shape[chain.First]], end = nodeOf[shape[chain.First + chain.Count - 1]];
            bool isDirected = segments.AttributeTable[segments.Attributes[chain.Segment]].IsDirected;
            bool flip = isDirected ? chain.Reversed : start > end || start == end && chain.Reversed;
            edges[c] = new Edge(flip ? end : start, flip ? start : end, segments.OsmId[chain.Segment], c, flip);
        }
        Sort(edges, vertexOfNode.Length);

        int innerCount = 0;
        foreach (Chain chain in chains) innerCount += chain.Count - 2;
        var network = new WalkNetwork
        {
            NodePositions = nodePositions,
            Crossings = crossings,
            Tail = new int[edges.Length],
            Head = new int[edges.Length],
            LengthMetres = new float[edges.Length],
            AttributeIndex = new ushort[edges.Length],
            OsmId = new long[edges.Length],
            AttributeTable = [.. segments.AttributeTable],
            FirstInner = new int[edges.Length + 1],
            InnerPositions = new Position[innerCount],
            InnerMetres = new float[innerCount],
            DataBox = dataBox,
            CutNodes = [.. segments.CutVertices.Where(v => isNode[v] && firstIncident[v + 1] > firstIncident[v]).Select(v => nodeOf[v])
                .Order()],
            DeadEndGates = segments.DeadEndGates,
            Source = source,
            Features = extract.Features,
        };
        int inner = 0;
        for (int e = 0; e < edges.Length; e++)
        {
            Edge edge = edges[e];
            Chain chain = chains[edge.Chain];
            network.Tail[e] = edge.Tail;
            network.Head[e] = edge.Head;
            network.AttributeIndex[e] = segments.Attributes[chain.Segment];
            network.OsmId[e] = edge.OsmId;
            double metres = 0;
            Position previous = nodePositions[edge.Tail];
            for (int i = 1; i < chain.Count; i++)
            {
                Position p = positions[shape[edge.Flipped ? chain.First + chain.Count - 1 - i : chain.First + i]];
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

    /// <summary>Where a bicycle is ridden, for each straight piece of each edge: ways that differ in nothing else share an edge.</summary>
    private static Riding[] Ridden(SegmentList segments, List<Chain> chains, Edge[] edges, List<int> shape, List<int> cameBy)
    {
        var riding = new Riding[shape.Count - chains.Count];
        int piece = 0;
        foreach (Edge edge in edges)
        {
            Chain chain = chains[edge.Chain];
            for (int i = 1; i < chain.Count; i++)
            {
                int at = edge.Flipped ? chain.First + chain.Count - i : chain.First + i;
                int segment = cameBy[at];
                bool isAlong = segments.From[segment] == shape[at - 1] != edge.Flipped;
                riding[piece++] = isAlong ? segments.Riding[segment] : BicycleAccess.Reversed(segments.Riding[segment]);
            }
        }
        return riding;
    }

    /// <summary>Sorts edges: into one bucket per tail by counting, and then the few of each bucket.</summary>
    private static void Sort(Edge[] edges, int nodeCount)
    {
        var next = new int[nodeCount + 1];
        foreach (Edge edge in edges) next[edge.Tail + 1]++;
        for (int n = 0; n < nodeCount; n++) next[n + 1] += next[n];
        foreach (Edge edge in edges.ToArray()) edges[next[edge.Tail]++] = edge;
        for (int n = 0, first = 0; n < nodeCount; first = next[n++])
            edges.AsSpan(first, next[n] - first).Sort();
    }

    private static int[] AlongCurve(Position[] positions, bool[] isNode, int[] firstIncident)
    {
        var vertices = new List<int>();
        for (int v = 0; v < isNode.Length; v++)
            if (isNode[v] && firstIncident[v + 1] > firstIncident[v]) vertices.Add(v);
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
