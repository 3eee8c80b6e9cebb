using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>
/// How residents leave a gated compound (小区): over the private ways and gates that they belong to, to every place where
/// these meet the public network. From there on they are visitors like everybody else, so nobody ever walks through a
/// compound, and yet nobody is locked in.
/// </summary>
internal static class ResidentAccess
{
    /// <summary>
    /// The accesses of a home, as snapped on the residents' graph: on a public way, just that; on a private one, each exit.
    /// </summary>
    public static IReadOnlyList<Access> List(Snap snap, WalkGraph residents, WalkGraph visitors)
    {
        IReadOnlyList<Access> doorstep = Access.List(snap, residents.Walker);
        if (doorstep.Count == 0 || visitors.IsWalkable(snap.Edge)) return doorstep;

        var best = new SortedDictionary<int, (int Ticks, float Metres)>();
        var queue = new PriorityQueue<int, (int Ticks, float Metres)>();
        Access home = doorstep[0];
        WalkNetwork network = residents.Network;
        double length = network.LengthMetres[home.Edge];
        Leave(network.Tail[home.Edge], residents.Along(home.Edge, home.AlongMetres, 0), home.AlongMetres);
        Leave(network.Head[home.Edge], residents.Along(home.Edge, home.AlongMetres, length), length - home.AlongMetres);
        while (queue.TryDequeue(out int node, out (int Ticks, float Metres) key))
        {
            if (best[node] != key) continue;
            for (int arc = residents.FirstOut[node]; arc < residents.FirstOut[node + 1]; arc++)
            {
                int edge = residents.ArcEdge[arc];
                if (residents.TicksOut[arc] == WalkGraph.NoWay || visitors.IsWalkable(edge)) continue;
                Relax(residents.Head[arc], key.Ticks + residents.TicksOut[arc], key.Metres + network.LengthMetres[edge]);
            }
        }
        var exits = new List<Access>();
        foreach ((int node, (int ticks, float metres)) in best)
            if (PublicEdgeAt(node, visitors) is { } edge)
                exits.Add(new Access(edge, network.Tail[edge] == node ? 0 : network.LengthMetres[edge], ticks, metres, snap.From));
        return exits;

        void Leave(int node, WalkTime time, double metres)
        {
            if (time.IsReachable) Relax(node, home.LegTicks + time.Ticks, (float)(home.LegMetres + metres));
        }

        void Relax(int node, int ticks, float metres)
        {
            if (best.TryGetValue(node, out var known) && known.CompareTo((ticks, metres)) <= 0) return;
            best[node] = (ticks, metres);
            queue.Enqueue(node, (ticks, metres));
        }
    }

    private static int? PublicEdgeAt(int node, WalkGraph visitors)
    {
        for (int arc = visitors.FirstOut[node]; arc < visitors.FirstOut[node + 1]; arc++)
            if (visitors.IsWalkable(visitors.ArcEdge[arc])) return visitors.ArcEdge[arc];
        return null;
    }
}
