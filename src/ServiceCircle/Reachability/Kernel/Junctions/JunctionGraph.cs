namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>
/// The graph without the nodes that only continue a street: junctions are joined by chains, and the nodes inside a chain
/// get their times from its two ends. Four of five nodes of a city are inside chains.
/// </summary>
/// <remarks>
/// <para>A chain has end A and end B (junctions by junction number) and interior nodes in order from A to B. A dead end has no
/// end B (-1). A loop has the same junction at both ends. Where several chains or edges join two junctions, the graph has one
/// arc with the least ticks of each direction.</para>
/// <para>Invariant: for a source outside the chain, the time of an interior node is the lesser of the time of A plus FromA and
/// of B plus FromB (ToA and ToB when people walk to the source). For a source inside it, the way along the chain joins.</para>
/// <para>Junctions are numbered in the order of space. Chains are numbered by their number of interior nodes, then in space:
/// a sweep over some chains in this order runs its inner loop equally often for a long time, which the branch predictor
/// rewards, and reads memory in runs.</para>
/// </remarks>
internal sealed class JunctionGraph
{
    private const int Inside = -1;
    private const int BatchOfNodes = 32;

    private readonly List<int> _nodes = [];

    private readonly Lazy<ArcGraph> _arcs;
    private readonly Lazy<JunctionChains> _chains;

    private JunctionGraph(ArcGraph graph)
    {
        JunctionOf = [.. Enumerable.Repeat(Inside, graph.NodeCount)];
        _arcs = new(() => ArcGraph.FromEdges([.. Node.Select(v => graph.Positions[v])], Edges));
        _chains = new(() => new JunctionChains(this));
    }

    /// <summary>The junctions and the arcs between them as a graph of its own.</summary>
    public ArcGraph Arcs => _arcs.Value;
    public JunctionChains Chains => _chains.Value;

    public int[] Node { get; private set; } = [];

    /// <summary>Junction number of each graph node, -1 for interior nodes.</summary>
    public int[] JunctionOf { get; }

    /// <summary>Edges between junctions: the junction with the smaller number, the other one, least ticks there and back. Sorted.</summary>
    public Edge[] Edges { get; private set; } = [];

    /// <summary>Ends of each chain; end B is -1 for a dead end.</summary>
    public int[] EndA { get; private set; } = [];
    public int[] EndB { get; private set; } = [];

    /// <summary>First interior node of each chain, and the end of the last.</summary>
    public int[] FirstInterior { get; private set; } = [];

    /// <summary>Interior nodes, chain after chain, from A to B.</summary>
    public Interior[] Interiors { get; private set; } = [];

    /// <summary>Place of each graph node in the order of space.</summary>
    public int[] SpaceRank { get; private set; } = [];

    /// <summary>How to reach the junctions from each graph node, in the order of space, in which sources are read.</summary>
    public Start[] Starts { get; private set; } = [];

    public int Count => Node.Length;
    public int ChainCount => EndA.Length;

    /// <summary>Interior nodes of the longest chain, which is the last.</summary>
    public int LongestChain => ChainCount == 0 ? 0 : FirstInterior[^1] - FirstInterior[^2];

    /// <summary>Contracts a graph. Linear in its size.</summary>
    public static JunctionGraph Build(ArcGraph graph)
    {
        int[] order = SpatialOrder.OrderOf(graph.Positions, BatchOfNodes);
        var junctions = new JunctionGraph(graph) { SpaceRank = new int[order.Length] };
        for (int i = 0; i < order.Length; i++) junctions.SpaceRank[order[i]] = i;
        var links = new Links(graph);
        foreach (int v in order)
            if (links.Degree(v) is 0 or > 2) junctions.AddJunction(v);
        var walker = new ChainWalker(graph, links, junctions);
        foreach (int v in order)
            if (junctions.JunctionOf[v] >= 0) walker.WalkFrom(v);

        // What is left are circles and paths without a junction: the first node of each becomes one.
        foreach (int v in order)
        {
            if (junctions.JunctionOf[v] >= 0 || walker.Visited(v)) continue;
            junctions.AddJunction(v);
            walker.WalkFrom(v);
        }
        junctions.Node = [.. junctions._nodes];
        junctions.Number(walker);
        return junctions;
    }

    private void AddJunction(int node)
    {
        JunctionOf[node] = _nodes.Count;
        _nodes.Add(node);
    }

    /// <summary>Gives chains their numbers and merges the edges between each two junctions.</summary>
    private void Number(ChainWalker walker)
    {
        List<ChainWalker.Chain> chains = walker.Chains;
        int[] order = [.. Enumerable.Range(0, chains.Count).OrderBy(c => chains[c].Count)];
        EndA = new int[order.Length];
        EndB = new int[order.Length];
        FirstInterior = new int[order.Length + 1];
        Interiors = new Interior[walker.Interiors.Count];
        Starts = new Start[JunctionOf.Length];
        for (int v = 0; v < Count; v++)
            Starts[SpaceRank[Node[v]]] = new Start(-1, -1, v, -1, 0, 0, ArcGraph.Unreachable, ArcGraph.Unreachable);
        int next = 0;
        for (int c = 0; c < order.Length; c++)
        {
            ChainWalker.Chain chain = chains[order[c]];
            (EndA[c], EndB[c]) = (chain.EndA, chain.EndB);
            for (int i = chain.First; i < chain.First + chain.Count; i++)
            {
                Interior interior = walker.Interiors[i];
                Starts[SpaceRank[interior.Node]] =
                    new Start(c, next, chain.EndA, chain.EndB, interior.FromA, interior.ToA, interior.FromB, interior.ToB);
                Interiors[next++] = interior;
            }
            FirstInterior[c + 1] = next;
        }
        var merged = new List<Edge>(walker.Edges.Count);
        foreach (Edge e in walker.Edges.OrderBy(e => e.A).ThenBy(e => e.B))
        {
            if (merged.Count > 0 && merged[^1].A == e.A && merged[^1].B == e.B)
                merged[^1] = e with
                {
                    TicksAToB = Math.Min(e.TicksAToB, merged[^1].TicksAToB),
                    TicksBToA = Math.Min(e.TicksBToA, merged[^1].TicksBToA)
                };
            else merged.Add(e);
        }
        Edges = [.. merged];
    }
}

/// <summary>
/// A node inside a chain: ticks between the node before it (end A for the first) and it, and along the chain between either end and it,
/// <see cref="ArcGraph.Unreachable"/> where closed and between end B and a node of a dead end.
/// </summary>
internal readonly record struct Interior(int Node, int StepOut, int StepBack, int FromA, int ToA, int FromB, int ToB);

/// <summary>
/// The ends of the chain that a node is inside of, by junction number, B -1 in a dead end, or a junction itself as end A of chain -1;
/// Interior is its place among all interior nodes.
/// </summary>
internal readonly record struct Start(int Chain, int Interior, int A, int B, int FromA, int ToA, int FromB, int ToB);
