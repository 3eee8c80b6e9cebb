using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>A walker's network as graphs of the kernel, and engines over its nodes.</summary>
internal static class WalkArcs
{
    /// <summary>Junctions, ends and gates only; shares the arrays of the walker's graph.</summary>
    public static ArcGraph OfNodes(WalkGraph graph)
    {
        (int[] firstOut, int[] head, int[] ticksOut, int[] ticksIn) = graph.Arcs;
        return new(firstOut, head, ticksOut, ticksIn, graph.Network.NodePositions);
    }

    /// <summary>
    /// Every position of the streets as a node: first the network's own nodes under their ids, then the inner positions of
    /// the edges in order. The ticks of the pieces of an edge add up exactly to the ticks of the edge.
    /// </summary>
    public static ArcGraph OfPositions(WalkGraph graph)
    {
        WalkNetwork network = graph.Network;
        Position[] positions = [.. network.NodePositions, .. network.InnerPositions];
        var pieces = new List<Edge>(network.EdgeCount + network.InnerPositions.Length);
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!graph.IsWalkable(e)) continue;
            int previous = network.Tail[e];
            WalkTime there = WalkTime.Zero, back = WalkTime.Zero;
            int last = network.ShapeLength(e) - 1;
            for (int i = 1; i <= last; i++)
            {
                int node = i == last ? network.Head[e] : network.NodeCount + network.FirstInner[e] + i - 1;
                double metres = network.ShapeMetres(e, i);
                WalkTime thereNow = graph.Along(e, 0, metres), backNow = graph.Along(e, metres, 0);
                pieces.Add(new Edge(previous, node, Between(there, thereNow), Between(back, backNow)));
                (previous, there, back) = (node, thereNow, backNow);
            }
        }
        return ArcGraph.FromEdges(positions, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces));
    }

    /// <summary>The piece of an edge that a place stands on, in the graph of <see cref="OfPositions"/>.</summary>
    public static Stretch PieceAt(WalkNetwork network, Access access)
    {
        int edge = access.Edge, last = network.ShapeLength(edge) - 1, i = 1;
        while (i < last && network.ShapeMetres(edge, i) < access.AlongMetres) i++;
        return new Stretch(Node(i - 1), network.ShapeMetres(edge, i - 1), Node(i), network.ShapeMetres(edge, i));

        int Node(int index) =>
            index == 0 ? network.Tail[edge] : index == last ? network.Head[edge] : network.NodeCount + network.FirstInner[edge] + index - 1;
    }

    /// <summary>The edge that a place stands on, in the graph of <see cref="OfNodes"/>.</summary>
    public static Stretch EdgeAt(WalkNetwork network, Access access) =>
        new(network.Tail[access.Edge], 0, network.Head[access.Edge], network.LengthMetres[access.Edge]);

    /// <summary>A stretch of an edge between two nodes of a graph, A nearer to the edge's tail; metres from that tail.</summary>
    public readonly record struct Stretch(int NodeA, double MetresA, int NodeB, double MetresB);

    /// <summary>
    /// One source for each access of some places that can be walked, grouped by place, in the graph in which
    /// <paramref name="stretchOf"/> (<see cref="EdgeAt"/> or <see cref="PieceAt"/>) says where an access is.
    /// </summary>
    public static SourceGroups ListDoors(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, Direction direction, Func<WalkNetwork, Access, Stretch> stretchOf)
    {
        var sources = new List<Source>();
        var placeOf = new List<int>();
        for (int p = 0; p < places.Count; p++)
        {
            foreach (Access access in places[p])
            {
                Stretch at = stretchOf(graph.Network, access);
                int a = Ticks(access, at.MetresA), b = Ticks(access, at.MetresB);
                if (a == ArcGraph.Unreachable && b == ArcGraph.Unreachable) continue;
                placeOf.Add(p);
                sources.Add(a == ArcGraph.Unreachable ? new Source(at.NodeB, b)
                    : b == ArcGraph.Unreachable ? new Source(at.NodeA, a)
                    : new Source(at.NodeA, a, at.NodeB, b));
            }
        }
        return new SourceGroups([.. sources], [.. placeOf], places.Count);

        int Ticks(Access access, double nodeMetres) => access.Along(graph, nodeMetres, direction) is { IsReachable: true } part
            ? ArcGraph.Sum(access.LegTicks, part.Ticks) : ArcGraph.Unreachable;
    }

    /// <summary>An engine over the nodes for one run.</summary>
    public static ReachEngine Engine(WalkGraph graph) => ReachEngine.WithoutHierarchy(OfNodes(graph));

    /// <summary>An engine over the nodes for many runs, with the hierarchy that the network's cache holds for it, if any.</summary>
    /// <exception cref="InputException">The cache holds something that is no hierarchy of it.</exception>
    public static ReachEngine EngineForManyRuns(WalkGraph graph)
    {
        var junctions = JunctionGraph.Build(OfNodes(graph));
        return new ReachEngine(junctions, StoredHierarchy.Find(graph.Network, junctions));
    }

    private static int Between(WalkTime earlier, WalkTime later) =>
        later.IsReachable && earlier.IsReachable ? later.Ticks - earlier.Ticks : ArcGraph.Unreachable;
}
