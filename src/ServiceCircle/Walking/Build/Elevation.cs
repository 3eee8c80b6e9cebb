using ServiceCircle.Formats;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

internal static class Elevation
{
    /// <summary>The key of what is told of voids that were filled with 0.</summary>
    public const string ZeroHeights = "warning/zero-heights";

    private const int Rounds = 400;

    /// <summary>
    /// The network with a height at each node and inner position; places outside the grid stay unknown and count as level.
    /// </summary>
    /// <remarks>
    /// Bridges and tunnels do not follow the ground: their nodes lie between their ends (as a stretched string would, by relaxation), and
    /// their inner positions on the straight line between their nodes.
    /// </remarks>
    public static WalkNetwork Add(WalkNetwork network, HeightGrid grid)
    {
        var nodes = new float[network.NodeCount];
        int unknown = 0;
        for (int v = 0; v < nodes.Length; v++)
        {
            nodes[v] = (float)(grid.At(network.NodePositions[v]) ?? double.NaN);
            if (float.IsNaN(nodes[v])) unknown++;
        }
        LiftBridges(network, nodes);
        var inner = new float[network.InnerPositions.Length];
        for (int e = 0; e < network.EdgeCount; e++)
        {
            bool isOffGround = IsOffGround(network, e);
            float tail = nodes[network.Tail[e]], head = nodes[network.Head[e]];
            for (int i = network.FirstInner[e]; i < network.FirstInner[e + 1]; i++)
            {
                inner[i] = isOffGround
                    ? tail + (head - tail) * (network.InnerMetres[i] / network.LengthMetres[e])
                    : (float)(grid.At(network.InnerPositions[i]) ?? double.NaN);
            }
        }
        IReadOnlyList<Notice> warnings = network.Source.Warnings;
        if (unknown > 0) warnings = [.. warnings, new Notice("warning/no-heights", ("count", unknown), ("all", nodes.Length))];
        if (grid.CountZerosBesideHeights() is > 0 and var zeros)
            warnings = [.. warnings, new Notice(ZeroHeights, ("count", zeros))];
        return network with { NodeHeights = nodes, InnerHeights = inner, Source = network.Source with { Warnings = warnings } };
    }

    private static bool IsOffGround(WalkNetwork network, int edge) =>
        (network.Attributes(edge).Flags & (WayFlags.Bridge | WayFlags.Tunnel)) != 0;

    /// <summary>
    /// Nodes that only bridges and tunnels touch: each moves to its neighbours' mean, the nearer the more, until all rest.
    /// </summary>
    private static void LiftBridges(WalkNetwork network, float[] heights)
    {
        var onGround = new bool[network.NodeCount];
        for (int e = 0; e < network.EdgeCount; e++)
        {
            // A gate on a bridge is on the bridge.
            if (IsOffGround(network, e) || network.Attributes(e).Kind == WayKind.Gate) continue;
            onGround[network.Tail[e]] = onGround[network.Head[e]] = true;
        }
        var neighbours = new SortedDictionary<int, List<(int Node, double Weight)>>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!IsOffGround(network, e) && network.Attributes(e).Kind != WayKind.Gate) continue;
            double weight = 1 / Math.Max(0.1, network.LengthMetres[e]);
            int tail = network.Tail[e], head = network.Head[e];
            if (!onGround[tail]) List(tail).Add((head, weight));
            if (!onGround[head]) List(head).Add((tail, weight));
        }
        for (int round = 0; round < Rounds; round++)
        {
            double moved = 0;
            foreach ((int node, List<(int Node, double Weight)> list) in neighbours)
            {
                double sum = 0, weights = 0;
                foreach ((int other, double weight) in list)
                {
                    if (float.IsNaN(heights[other])) continue;
                    sum += weight * heights[other];
                    weights += weight;
                }
                if (weights == 0) continue;
                var height = (float)(sum / weights);
                moved = Math.Max(moved, float.IsNaN(heights[node]) ? 1 : Math.Abs(height - heights[node]));
                heights[node] = height;
            }
            if (moved < 0.005) break;
        }

        List<(int, double)> List(int node)
        {
            if (!neighbours.TryGetValue(node, out var list)) neighbours[node] = list = [];
            return list;
        }
    }
}
