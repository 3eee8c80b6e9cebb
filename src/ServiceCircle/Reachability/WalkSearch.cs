using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// Bounded Dijkstra search over a walker's graph (E. W. Dijkstra, 1959) that keeps the metres walked beside the time: the
/// plain reference for every faster search, and the one used where distances are asked for.
/// </summary>
/// <remarks>
/// Settles every node within the limit, exactly the limit included, and no other. Of two equally fast walks the shorter
/// counts, so results do not depend on the order of arcs. O((n + m) log n) in the nodes and arcs of the ball; clearing
/// costs only the nodes touched. For one thread at a time; make one per thread and use it again.
/// </remarks>
internal sealed class WalkSearch
{
    private readonly WalkGraph _graph;
    private readonly int[] _ticks;
    private readonly float[] _metres;
    private readonly List<int> _touched = [];
    private readonly List<int> _settled = [];
    private readonly PriorityQueue<int, long> _queue = new();

    public WalkSearch(WalkGraph graph)
    {
        _graph = graph;
        _ticks = new int[graph.Network.NodeCount];
        _metres = new float[graph.Network.NodeCount];
        Array.Fill(_ticks, WalkGraph.NoWay);
    }

    /// <summary>Nodes within the limit of the last run, nearest first.</summary>
    public IReadOnlyList<int> Settled => _settled;

    /// <summary>Time between the places of the last run and a node; unreachable when beyond the limit.</summary>
    public WalkTime TimeOf(int node) => new(_ticks[node]);

    /// <summary>Metres of that walk; meaningless when unreachable.</summary>
    public float MetresOf(int node) => _metres[node];

    /// <summary>Searches from one place with any number of accesses, the best of which counts.</summary>
    public void Run(IReadOnlyList<Access> place, WalkTime limit, Direction direction)
    {
        Clear();
        WalkNetwork network = _graph.Network;
        foreach (Access access in place)
        {
            double length = network.LengthMetres[access.Edge];
            Seed(network.Tail[access.Edge], access, 0, access.AlongMetres);
            Seed(network.Head[access.Edge], access, length, length - access.AlongMetres);
        }
        ReadOnlySpan<int> arcTicks = direction == Direction.From ? _graph.TicksOut : _graph.TicksIn;
        while (_queue.TryDequeue(out int node, out long key))
        {
            (int ticks, float metres) = (_ticks[node], _metres[node]);
            if (key != Key(ticks, metres)) continue;
            _settled.Add(node);
            for (int arc = _graph.FirstOut[node]; arc < _graph.FirstOut[node + 1]; arc++)
            {
                if (arcTicks[arc] == WalkGraph.NoWay) continue;
                Relax(_graph.Head[arc], ticks + arcTicks[arc], metres + network.LengthMetres[_graph.ArcEdge[arc]]);
            }
        }

        void Seed(int node, Access access, double nodeMetres, double metres)
        {
            WalkTime part = access.Along(_graph, nodeMetres, direction);
            if (part.IsReachable) Relax(node, access.LegTicks + part.Ticks, (float)(access.LegMetres + metres));
        }

        void Relax(int node, int ticks, float metres)
        {
            if (!new WalkTime(ticks).IsWithin(limit)) return;
            if (ticks > _ticks[node] || ticks == _ticks[node] && metres >= _metres[node]) return;
            if (_ticks[node] == WalkGraph.NoWay) _touched.Add(node);
            _ticks[node] = ticks;
            _metres[node] = metres;
            _queue.Enqueue(node, Key(ticks, metres));
        }
    }

    /// <summary>One number that orders as ticks and then metres do: the bits of floats that are not negative compare like them.</summary>
    private static long Key(int ticks, float metres) => (long)ticks << 32 | BitConverter.SingleToUInt32Bits(Math.Max(metres, 0));

    private void Clear()
    {
        foreach (int node in _touched) _ticks[node] = WalkGraph.NoWay;
        _touched.Clear();
        _settled.Clear();
        _queue.Clear();
    }
}
