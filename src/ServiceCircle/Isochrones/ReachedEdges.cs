using System.Runtime.InteropServices;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Every stretch of every edge within a limit of a place, with exact ends: what service circles are made of, and the
/// honest answer where lines will do.
/// </summary>
/// <remarks>
/// A stretch is walked into from either end, or from an access that lies on it. Each of these is a source whose time grows
/// steadily with the distance from it; the walk that counts is the lowest of them, cut off at the limit. Linear in the
/// edges of the ball. A point that takes exactly the limit belongs to it; stretches of no length are left out.
/// </remarks>
internal static class ReachedEdges
{
    /// <summary>Searches from a place, or many that count as one: the stretches by rising edge, then from tail to head.</summary>
    public static IReadOnlyList<ReachedEdge> Find(WalkGraph graph, IReadOnlyList<Access> place, WalkTime limit, Direction direction)
    {
        var search = new WalkSearch(graph);
        search.Run(place, limit, direction);
        return Find(graph, search, place, limit, direction);
    }

    /// <summary>The same of a search that has run from the same place in the same direction, up to this limit or a longer one.</summary>
    public static IReadOnlyList<ReachedEdge> Find(
        WalkGraph graph, WalkSearch search, IReadOnlyList<Access> place, WalkTime limit, Direction direction)
    {
        var stretches = new List<ReachedEdge>();
        Collect(graph, search, place, limit, direction, stretches);
        stretches.Sort((a, b) => a.Edge != b.Edge ? a.Edge.CompareTo(b.Edge) : a.FromMetres.CompareTo(b.FromMetres));
        return stretches;
    }

    /// <summary>Adds the stretches to a list, in the order of the search.</summary>
    internal static void Collect(
        WalkGraph graph, WalkSearch search, IReadOnlyList<Access> place, WalkTime limit, Direction direction, List<ReachedEdge> stretches)
    {
        WalkNetwork network = graph.Network;
        var onEdge = new Dictionary<int, List<EdgeSource>>();
        foreach (Access access in place)
        {
            ref List<EdgeSource>? sources = ref CollectionsMarshal.GetValueRefOrAddDefault(onEdge, access.Edge, out _);
            (sources ??= []).Add(new EdgeSource(access.AlongMetres, access.LegTicks));
        }
        var profile = new EdgeProfile(graph, limit, direction, stretches);
        foreach ((int edge, List<EdgeSource> sources) in onEdge) profile.Add(edge, TailOf(edge), HeadOf(edge), sources);

        // Each other edge once: from its tail, or from its head where the tail is beyond the limit.
        foreach (int node in search.Settled)
        {
            if (!search.TimeOf(node).IsWithin(limit)) break;
            int previous = -1;
            for (int arc = graph.FirstOut[node]; arc < graph.FirstOut[node + 1]; arc++)
            {
                int edge = graph.ArcEdge[arc], tail = network.Tail[edge];
                // The two arcs of a loop are neighbours.
                bool isDone = edge == previous || (tail != node && search.TimeOf(tail).IsWithin(limit));
                previous = edge;
                if (isDone || onEdge.ContainsKey(edge)) continue;
                profile.Add(edge, TailOf(edge), HeadOf(edge), []);
            }
        }

        EdgeSource TailOf(int edge) => new(0, TicksAt(network.Tail[edge]));

        EdgeSource HeadOf(int edge) => new(network.LengthMetres[edge], TicksAt(network.Head[edge]));

        double TicksAt(int node) => search.TimeOf(node) is { IsReachable: true } time ? time.Ticks : double.PositiveInfinity;
    }
}
