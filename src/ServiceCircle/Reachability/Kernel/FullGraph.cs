using ServiceCircle.Walking;

namespace ServiceCircle.Reachability.Kernel;

/// <summary>A walker's network as graphs of the all-pairs engine.</summary>
public static class FullGraph
{
    /// <summary>Junctions, ends and gates only; shares the arrays of the walker's graph.</summary>
    public static Graph OfNodes(WalkGraph graph)
    {
        (int[] firstOut, int[] head, int[] ticksOut, int[] ticksIn) = graph.Arcs;
        return new(firstOut, head, ticksOut, ticksIn, graph.Network.NodePositions);
    }

    /// <summary>
    /// Every position of the streets as a node: first the network's own nodes under their ids, then the inner positions of
    /// the edges in order. The ticks of the pieces of an edge add up exactly to the ticks of the edge.
    /// </summary>
    public static Graph OfPositions(WalkGraph graph)
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
        return Graph.FromEdges(positions, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces));
    }

    private static int Between(WalkTime earlier, WalkTime later) =>
        later.IsReachable && earlier.IsReachable ? later.Ticks - earlier.Ticks : Graph.Unreachable;
}
