using System.Runtime.InteropServices;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Divides the paths among places: every stretch goes to the place with the shortest walk, of equally near ones to the
/// first. One search from all places at once that carries along whose walk it is (a network Voronoi diagram; M. Erwig, 2000).
/// </summary>
internal static class NearestOrigins
{
    /// <summary>The stretches within the limit of each place.</summary>
    public static List<ReachedEdge>[] Divide(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, WalkTime limit, Direction direction)
    {
        WalkNetwork network = graph.Network;
        int[] ticks = [.. Enumerable.Repeat(WalkGraph.NoWay, network.NodeCount)];
        int[] owner = [.. Enumerable.Repeat(-1, network.NodeCount)];
        var queue = new PriorityQueue<int, (int Ticks, int Owner)>();
        var onEdge = new Dictionary<int, List<EdgeSource>>();
        var reachedEdges = new SortedSet<int>();
        for (int p = 0; p < places.Count; p++)
        {
            foreach (Access access in places[p])
            {
                ref List<EdgeSource>? sources = ref CollectionsMarshal.GetValueRefOrAddDefault(onEdge, access.Edge, out _);
                (sources ??= []).Add(new EdgeSource(access.AlongMetres, access.LegTicks, p));
                reachedEdges.Add(access.Edge);
                Seed(access, network.Tail[access.Edge], 0, p);
                Seed(access, network.Head[access.Edge], network.LengthMetres[access.Edge], p);
            }
        }
        ReadOnlySpan<int> arcTicks = direction == Direction.From ? graph.TicksOut : graph.TicksIn;
        while (queue.TryDequeue(out int node, out (int Ticks, int Owner) key))
        {
            if (key != (ticks[node], owner[node])) continue;
            for (int arc = graph.FirstOut[node]; arc < graph.FirstOut[node + 1]; arc++)
            {
                reachedEdges.Add(graph.ArcEdge[arc]);
                if (arcTicks[arc] != WalkGraph.NoWay) Relax(graph.Head[arc], key.Ticks + arcTicks[arc], key.Owner);
            }
        }

        var stretches = new List<ReachedEdge>();
        var owners = new List<int>();
        var profile = new EdgeProfile(graph, limit, direction, stretches, owners);
        foreach (int edge in reachedEdges)
            profile.Add(edge, SourceAt(network.Tail[edge], 0), SourceAt(network.Head[edge], network.LengthMetres[edge]),
                onEdge.GetValueOrDefault(edge) ?? []);
        List<ReachedEdge>[] ofPlace = [.. places.Select(_ => new List<ReachedEdge>())];
        for (int s = 0; s < stretches.Count; s++) ofPlace[owners[s]].Add(stretches[s]);
        return ofPlace;

        EdgeSource SourceAt(int node, double metres) =>
            new(metres, ticks[node] == WalkGraph.NoWay ? double.PositiveInfinity : ticks[node], owner[node]);

        void Seed(Access access, int node, double metres, int place)
        {
            WalkTime part = access.Along(graph, metres, direction);
            if (part.IsReachable) Relax(node, access.LegTicks + part.Ticks, place);
        }

        void Relax(int node, int time, int place)
        {
            if (time > limit.Ticks || time > ticks[node] || time == ticks[node] && place >= owner[node]) return;
            (ticks[node], owner[node]) = (time, place);
            queue.Enqueue(node, (time, place));
        }
    }
}
