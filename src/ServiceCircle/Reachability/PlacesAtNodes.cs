using ServiceCircle.Walking;

namespace ServiceCircle.Reachability;

/// <summary>
/// Places listed under both ends of the edges they stand on, so that a search that reaches a node knows at once whom it
/// reaches there and how much further they are.
/// </summary>
internal sealed class PlacesAtNodes
{
    private readonly WalkGraph _graph;
    private readonly Direction _direction;
    private readonly Dictionary<int, List<(int Place, int Ticks, float Metres)>> _atNode = [];
    private readonly Dictionary<int, List<(int Place, Access Access)>> _onEdge = [];

    /// <param name="graph">Whose walks.</param>
    /// <param name="places">Accesses of each place.</param>
    /// <param name="direction">The direction of the searches to come: To means that these places' people walk to the start.</param>
    public PlacesAtNodes(WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, Direction direction)
    {
        _graph = graph;
        _direction = direction;
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
    }

    /// <summary>The walks between one start and all places within the limit, by rising place.</summary>
    public Walk[] Walks(IReadOnlyList<Access> start, WalkTime limit, WalkSearch search, BestWalks best)
    {
        search.Run(start, limit, _direction);
        foreach (int node in search.Settled)
        {
            if (!_atNode.TryGetValue(node, out var places)) continue;
            WalkTime time = search.TimeOf(node);
            foreach ((int place, int ticks, float metres) in places)
                best.Offer(place, time + new WalkTime(ticks), search.MetresOf(node) + metres, limit);
        }
        // Two places on one edge need not go through either end.
        foreach (Access a in start)
        {
            if (!_onEdge.TryGetValue(a.Edge, out var places)) continue;
            foreach ((int place, Access b) in places)
            {
                WalkTime between = _direction == Direction.From ? _graph.Along(a.Edge, a.AlongMetres, b.AlongMetres) : _graph.Along(a.Edge, b.AlongMetres, a.AlongMetres);
                double metres = Math.Abs(a.AlongMetres - b.AlongMetres) + a.LegMetres + b.LegMetres;
                best.Offer(place, new WalkTime(a.LegTicks) + between + new WalkTime(b.LegTicks), (float)metres, limit);
            }
        }
        return best.Take();
    }

    private void List(int node, int place, Access access, double nodeMetres, double metres)
    {
        WalkTime part = _direction == Direction.From
            ? _graph.Along(access.Edge, nodeMetres, access.AlongMetres)
            : _graph.Along(access.Edge, access.AlongMetres, nodeMetres);
        if (!part.IsReachable) return;
        if (!_atNode.TryGetValue(node, out var list)) _atNode[node] = list = [];
        list.Add((place, access.LegTicks + part.Ticks, (float)(access.LegMetres + metres)));
    }
}

/// <summary>The best walk to each place while one row is computed; cleared by the places touched.</summary>
internal sealed class BestWalks(int placeCount)
{
    private readonly int[] _ticks = Filled(placeCount);
    private readonly float[] _metres = new float[placeCount];
    private readonly List<int> _touched = [];

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
    public Walk[] Take()
    {
        _touched.Sort();
        var walks = new Walk[_touched.Count];
        for (int i = 0; i < walks.Length; i++)
        {
            int place = _touched[i];
            walks[i] = new Walk(place, _ticks[place], _metres[place]);
            _ticks[place] = WalkGraph.NoWay;
        }
        _touched.Clear();
        return walks;
    }

    private static int[] Filled(int count)
    {
        var ticks = new int[count];
        Array.Fill(ticks, WalkGraph.NoWay);
        return ticks;
    }
}
