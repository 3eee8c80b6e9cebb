namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>The distinct neighbours of each node, with the least ticks to and from them; loops left out.</summary>
internal sealed class Links
{
    private readonly int[] _first;
    private readonly Link[] _links;

    public Links(ArcGraph graph)
    {
        _first = new int[graph.NodeCount + 1];
        _links = new Link[graph.Head.Length];
        int end = 0;
        for (int v = 0; v < graph.NodeCount; v++)
        {
            int begin = end;
            for (int slot = graph.FirstOut[v]; slot < graph.FirstOut[v + 1]; slot++)
            {
                int head = graph.Head[slot], there = graph.TicksOut[slot], back = graph.TicksBack[slot];
                if (head == v || (there == ArcGraph.Unreachable && back == ArcGraph.Unreachable)) continue;
                int k = begin;
                while (k < end && _links[k].Head != head) k++;
                if (k == end) _links[end++] = new Link(head, there, back);
                else _links[k] = new Link(head, Math.Min(there, _links[k].There), Math.Min(back, _links[k].Back));
            }
            _first[v + 1] = end;
        }
    }

    public int Degree(int v) => _first[v + 1] - _first[v];
    public ReadOnlySpan<Link> Of(int v) => _links.AsSpan(_first[v], Degree(v));

    public readonly record struct Link(int Head, int There, int Back);
}

/// <summary>Follows streets from a junction to the next one or to a dead end.</summary>
internal sealed class ChainWalker(ArcGraph graph, Links links, JunctionGraph junctions)
{
    private readonly bool[] _visited = new bool[graph.NodeCount];

    public List<Chain> Chains { get; } = [];
    public List<Interior> Interiors { get; } = [];
    public List<Edge> Edges { get; } = [];

    public bool Visited(int node) => _visited[node];

    /// <summary>Records every chain and every edge that leaves a junction, unless it was recorded from its other end.</summary>
    public void WalkFrom(int junction)
    {
        foreach (Links.Link link in links.Of(junction))
        {
            if (junctions.JunctionOf[link.Head] >= 0)
            {
                if (junction < link.Head) AddEdge(junctions.JunctionOf[junction], junctions.JunctionOf[link.Head], link.There, link.Back);
            }
            else if (!_visited[link.Head])
            {
                Walk(junction, link);
            }
        }
    }

    private void Walk(int junction, Links.Link link)
    {
        int first = Interiors.Count, before = junction;
        int out_ = 0, back = 0;
        while (junctions.JunctionOf[link.Head] < 0)
        {
            int node = link.Head;
            _visited[node] = true;
            (out_, back) = (ArcGraph.Sum(out_, link.There), ArcGraph.Sum(back, link.Back));
            Interiors.Add(new Interior(node, link.There, link.Back, out_, back, ArcGraph.Unreachable, ArcGraph.Unreachable));
            ReadOnlySpan<Links.Link> next = links.Of(node);
            if (next.Length == 1)
            {
                Chains.Add(new Chain(junctions.JunctionOf[junction], -1, first, Interiors.Count - first));
                return;
            }
            link = next[0].Head == before ? next[1] : next[0];
            before = node;
        }
        int end = junctions.JunctionOf[link.Head];
        Chains.Add(new Chain(junctions.JunctionOf[junction], end, first, Interiors.Count - first));
        AddEdge(junctions.JunctionOf[junction], end, ArcGraph.Sum(out_, link.There), ArcGraph.Sum(back, link.Back));
        (int fromB, int toB) = (link.Back, link.There);
        for (int i = Interiors.Count - 1; i >= first; i--)
        {
            Interior interior = Interiors[i];
            Interiors[i] = interior with { FromB = fromB, ToB = toB };
            (fromB, toB) = (ArcGraph.Sum(fromB, interior.StepBack), ArcGraph.Sum(toB, interior.StepOut));
        }
    }

    private void AddEdge(int a, int b, int there, int back)
    {
        if (a == b || (there == ArcGraph.Unreachable && back == ArcGraph.Unreachable)) return;
        Edges.Add(a < b ? new Edge(a, b, there, back) : new Edge(b, a, back, there));
    }

    public readonly record struct Chain(int EndA, int EndB, int First, int Count);
}
