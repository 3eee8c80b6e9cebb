namespace ServiceCircle.Reachability.Kernel.Hierarchies;

/// <summary>The junctions that are not contracted yet, with the shortcuts so far; each edge stands at both ends.</summary>
internal sealed class RemainingGraph
{
    private readonly Arc[][] _arcs;
    private readonly int[] _count;

    public RemainingGraph(int nodeCount, ReadOnlySpan<Edge> edges)
    {
        _count = new int[nodeCount];
        foreach (Edge e in edges)
        {
            _count[e.A]++;
            _count[e.B]++;
        }
        _arcs = new Arc[nodeCount][];
        for (int v = 0; v < nodeCount; v++) _arcs[v] = new Arc[_count[v] + 2];
        Array.Clear(_count);
        foreach (Edge e in edges) Improve(e);
    }

    public ReadOnlySpan<Arc> Of(int v) => _arcs[v].AsSpan(0, _count[v]);

    /// <summary>Adds an edge, or lowers the ticks of the one that is there.</summary>
    public void Improve(Edge e)
    {
        Improve(e.A, new Arc(e.B, e.TicksAToB, e.TicksBToA));
        Improve(e.B, new Arc(e.A, e.TicksBToA, e.TicksAToB));
    }

    /// <summary>Takes a node out of the lists of its neighbours; its own list stays, as its arcs of the hierarchy.</summary>
    public void Contract(int v)
    {
        foreach (Arc arc in Of(v))
        {
            Span<Arc> others = _arcs[arc.Head].AsSpan(0, _count[arc.Head]);
            int k = 0;
            while (others[k].Head != v) k++;
            others[k] = others[^1];
            _count[arc.Head]--;
        }
    }

    private void Improve(int v, Arc arc)
    {
        Span<Arc> arcs = _arcs[v].AsSpan(0, _count[v]);
        for (int k = 0; k < arcs.Length; k++)
        {
            if (arcs[k].Head != arc.Head) continue;
            arcs[k] = new Arc(arc.Head, Math.Min(arcs[k].There, arc.There), Math.Min(arcs[k].Back, arc.Back));
            return;
        }
        if (_count[v] == _arcs[v].Length) Array.Resize(ref _arcs[v], _count[v] * 2);
        _arcs[v][_count[v]++] = arc;
    }

    public readonly record struct Arc(int Head, int There, int Back);
}

/// <summary>
/// Finds the shortcuts that the contraction of a node needs: pairs of its neighbours between which the remaining graph has no
/// other walk that is as short. Gives up after some nodes; a shortcut too many costs time, never correctness.
/// </summary>
/// <remarks>
/// Many nodes are contracted in one round. A walk over another node of the round is no witness, since that node may be left
/// out because of a walk over this one. (Asking for a strictly shorter walk instead would also be correct, but on a grid of
/// equal streets it keeps a shortcut for every tie: 600 junctions took seven seconds.)
/// </remarks>
internal sealed class WitnessSearch(RemainingGraph graph, int nodeCount, bool symmetric, int horizon, bool[] inRound)
{
    private readonly int[] _ticks = [.. Enumerable.Repeat(int.MaxValue, nodeCount)];
    private readonly List<int> _touched = [];
    private readonly PriorityQueue<int, int> _queue = new();

    public List<Edge> Shortcuts { get; } = [];

    /// <summary>Fills <see cref="Shortcuts"/> with those of a node; a search gives up after some nodes.</summary>
    public void Find(int node, int settleLimit)
    {
        Shortcuts.Clear();
        ReadOnlySpan<RemainingGraph.Arc> arcs = graph.Of(node);
        for (int i = 0; i < arcs.Length; i++)
        {
            int into = arcs[i].Back, farthest = -1;
            if (into == ArcGraph.Unreachable) continue;
            int firstTarget = symmetric ? i + 1 : 0;
            for (int j = firstTarget; j < arcs.Length; j++)
            {
                int through = ArcGraph.Sum(into, arcs[j].There);
                if (j != i && through <= horizon) farthest = Math.Max(farthest, through);
            }
            if (farthest < 0) continue;
            Search(arcs[i].Head, node, farthest, settleLimit);
            for (int j = firstTarget; j < arcs.Length; j++)
            {
                int through = ArcGraph.Sum(into, arcs[j].There);
                if (j == i || through > horizon || _ticks[arcs[j].Head] <= through) continue;
                Shortcuts.Add(new Edge(arcs[i].Head, arcs[j].Head, through, symmetric ? through : ArcGraph.Unreachable));
            }
            Reset();
        }
    }

    private void Search(int source, int without, int limit, int settleLimit)
    {
        _ticks[source] = 0;
        _touched.Add(source);
        _queue.Enqueue(source, 0);
        for (int settled = 0; settled < settleLimit && _queue.TryDequeue(out int v, out int at); settled++)
        {
            if (at > _ticks[v]) continue;
            if (at > limit) break;
            foreach (RemainingGraph.Arc arc in graph.Of(v))
            {
                int then = ArcGraph.Sum(at, arc.There);
                if (then > limit || then >= _ticks[arc.Head] || arc.Head == without || inRound[arc.Head]) continue;
                if (_ticks[arc.Head] == int.MaxValue) _touched.Add(arc.Head);
                _ticks[arc.Head] = then;
                _queue.Enqueue(arc.Head, then);
            }
        }
        _queue.Clear();
    }

    private void Reset()
    {
        foreach (int v in _touched) _ticks[v] = int.MaxValue;
        _touched.Clear();
    }
}
