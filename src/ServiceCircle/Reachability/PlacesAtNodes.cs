using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// Places listed under both ends of the edges they stand on, so that a search that reaches a node knows at once whom it
/// reaches there and how much further they are.
/// </summary>
internal sealed class PlacesAtNodes
{
    private readonly WalkGraph _graph;
    private readonly Direction _direction;
    private readonly int[] _first;
    private readonly AtNode[] _atNode;
    private readonly Dictionary<int, List<(int Place, Access Access)>> _onEdge = [];

    /// <summary>For searches in a direction: To means that these places' people walk to the start.</summary>
    public PlacesAtNodes(WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, Direction direction)
    {
        _graph = graph;
        _direction = direction;
        Count = places.Count;
        var listed = new List<(int Node, AtNode Place)>();
        for (int p = 0; p < places.Count; p++)
        {
            foreach (Access access in places[p])
            {
                double length = graph.Network.LengthMetres[access.Edge];
                List(graph.Network.Tail[access.Edge], p, access, 0, access.AlongMetres);
                List(graph.Network.Head[access.Edge], p, access, length, length - access.AlongMetres);
                if (!_onEdge.TryGetValue(access.Edge, out var list)) _onEdge[access.Edge] = list = [];
                list.Add((p, access));
            }
        }
        _first = new int[graph.Network.NodeCount + 1];
        foreach ((int node, _) in listed) _first[node + 1]++;
        for (int v = 0; v + 1 < _first.Length; v++) _first[v + 1] += _first[v];
        int[] next = _first[..^1];
        _atNode = new AtNode[listed.Count];
        foreach ((int node, AtNode place) in listed) _atNode[next[node]++] = place;

        void List(int node, int place, Access access, double nodeMetres, double metres)
        {
            WalkTime part = access.Along(graph, nodeMetres, direction == Direction.From ? Direction.To : Direction.From);
            if (part.IsReachable) listed.Add((node, new AtNode(place, access.LegTicks + part.Ticks, (float)(access.LegMetres + metres))));
        }
    }

    public int Count { get; }

    public ReadOnlySpan<AtNode> At(int node) => _atNode.AsSpan(_first[node], _first[node + 1] - _first[node]);
    public bool[] HasAny() => [.. Enumerable.Range(0, _first.Length - 1).Select(v => _first[v + 1] > _first[v])];

    /// <summary>The walks between one start and all places within the limit, by rising place, packed.</summary>
    public byte[] Walks(IReadOnlyList<Access> start, WalkTime limit, WalkSearch search, BestWalks best)
    {
        search.Run(start, limit, _direction);
        foreach (int node in search.Settled)
        {
            ReadOnlySpan<AtNode> places = At(node);
            if (places.Length == 0) continue;
            WalkTime time = search.TimeOf(node);
            float metres = search.MetresOf(node);
            foreach (AtNode there in places) best.Offer(there.Place, time + new WalkTime(there.Ticks), metres + there.Metres, limit);
        }
        foreach (Access a in start)
            foreach ((int place, Access b) in OnEdge(a.Edge))
                best.Offer(place, Between(a, b), (float)a.MetresTo(b), limit);
        return best.Take();
    }

    /// <summary>The places on an edge: two on one edge need not go through either end.</summary>
    public IReadOnlyList<(int Place, Access Access)> OnEdge(int edge) => _onEdge.TryGetValue(edge, out var places) ? places : [];

    /// <summary>The walk along the edge between a start and a place on it; none between places at the same coordinates.</summary>
    public WalkTime Between(Access start, Access place) => start.IsAtPlaceOf(place) ? WalkTime.Zero
        : new WalkTime(start.LegTicks) + start.Along(_graph, place.AlongMetres, _direction) + new WalkTime(place.LegTicks);

    /// <summary>A place beside a node, and the ticks and metres between the two.</summary>
    public readonly record struct AtNode(int Place, int Ticks, float Metres);
}

/// <summary>The best walk to each place while one row is computed; cleared by the places touched.</summary>
internal sealed class BestWalks(int placeCount, WalkPacking packing)
{
    private readonly int[] _ticks = [.. Enumerable.Repeat(WalkGraph.NoWay, placeCount)];
    private readonly float[] _metres = new float[placeCount];
    private readonly List<int> _touched = [];
    private readonly WalkPacker _packer = new(packing);

    /// <summary>Keeps a walk if it is within the limit and better than what is known.</summary>
    public void Offer(int place, WalkTime time, float metres, WalkTime limit)
    {
        if (!time.IsWithin(limit)) return;
        if (time.Ticks > _ticks[place] || time.Ticks == _ticks[place] && metres >= _metres[place]) return;
        if (_ticks[place] == WalkGraph.NoWay) _touched.Add(place);
        _ticks[place] = time.Ticks;
        _metres[place] = metres;
    }

    /// <summary>The walks kept, by rising place; forgets them.</summary>
    public byte[] Take()
    {
        _touched.Sort();
        foreach (int place in _touched)
        {
            _packer.Add(place, _ticks[place], _metres[place]);
            _ticks[place] = WalkGraph.NoWay;
        }
        _touched.Clear();
        return _packer.Take();
    }
}
