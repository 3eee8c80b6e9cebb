using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// Finds the places whose walks may lead out of the data, where a facility next door would not be seen: those from which
/// the border of the data is within the limit on foot.
/// </summary>
internal static class MapEdge
{
    /// <summary>Nodes this near to the border of the data count as on it.</summary>
    public const double BorderMetres = 25;

    /// <summary>For each place, the walk to the border; unreachable where it is farther than the limit.</summary>
    public static WalkTime[] Times(WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, WalkTime limit)
    {
        WalkNetwork network = graph.Network;
        // A place on the border node itself would do; the node is the tail or head of one of its arcs.
        var border = new List<Access>();
        foreach (int node in BorderNodes(network))
        {
            for (int arc = graph.FirstOut[node]; arc < graph.FirstOut[node + 1]; arc++)
            {
                int edge = graph.ArcEdge[arc];
                border.Add(new Access(edge, network.Tail[edge] == node ? 0 : network.LengthMetres[edge], 0, 0));
            }
        }
        var times = new WalkTime[places.Count];
        Array.Fill(times, WalkTime.Unreachable);
        if (border.Count > 0)
        {
            TravelTimeMatrix walks = TravelTimeMatrix.Compute(new(graph, [border], places), limit, Direction.To);
            foreach (Walk walk in walks.Walks(0)) times[walk.Column] = walk.Time;
        }
        // Beyond the box lie whole ways without what is beside them: who lives there is at the border wherever the next node is.
        for (int place = 0; place < times.Length; place++)
            if (places[place].Any(a => !network.DataBox.Contains(network.PositionAt(a.Edge, a.AlongMetres)))) times[place] = WalkTime.Zero;
        return times;
    }

    private static IEnumerable<int> BorderNodes(WalkNetwork network)
    {
        var isBorder = new bool[network.NodeCount];
        foreach (int node in network.CutNodes) isBorder[node] = true;
        Box box = network.DataBox;
        for (int node = 0; node < isBorder.Length; node++)
        {
            Position p = network.NodePositions[node];
            var scale = new LocalMetres(p.LatE7);
            double east = Math.Min((double)p.LonE7 - box.West, (double)box.East - p.LonE7) * scale.MetresPerLonUnit;
            double north = Math.Min((double)p.LatE7 - box.South, (double)box.North - p.LatE7) * scale.MetresPerLatUnit;
            if (isBorder[node] || Math.Min(east, north) <= BorderMetres) yield return node;
        }
    }
}
