using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Walking.Build;

/// <summary>Looks for what is more often an error of the map than a fact. Each answer is a list of places to look at.</summary>
internal static class NetworkChecks
{
    /// <summary>Gates and bars that are closed although ways reach them from both sides.</summary>
    public static IReadOnlyList<Position> ClosedGates(WalkGraph graph)
    {
        WalkNetwork network = graph.Network;
        var places = new HashSet<Position>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            WayAttributes gate = network.Attributes(e);
            if (gate.Kind != WayKind.Gate || graph.IsWalkable(e)) continue;
            // Behind a locked gate there may be a compound, whose ways are its residents'; a private gate to one is as it should be.
            bool isLocked = gate.Has(WayFlags.Closed);
            if (HasWay(network.Tail[e], isLocked) && HasWay(network.Head[e], isLocked))
                places.Add(network.NodePositions[network.Tail[e]]);
        }
        return Sorted(places);

        bool HasWay(int node, bool isLocked)
        {
            for (int arc = graph.FirstOut[node]; arc < graph.FirstOut[node + 1]; arc++)
            {
                int edge = graph.ArcEdge[arc];
                if (graph.IsWalkable(edge) || isLocked && network.LengthMetres[edge] > 0 && network.Attributes(edge).Has(WayFlags.Private))
                    return true;
            }
            return false;
        }
    }

    /// <summary>Edges of parts that hang together with nothing large.</summary>
    public static IReadOnlyList<int> IslandEdges(WalkGraph graph) =>
        [.. Enumerable.Range(0, graph.Network.EdgeCount).Where(e => graph.IsWalkable(e) && graph.IsOnIsland(e))];

    /// <summary>Places where a footway crosses a carriageway on the ground without meeting it, so that nobody can turn there.</summary>
    public static IReadOnlyList<Position> UnjoinedCrossings(WalkGraph graph)
    {
        WalkNetwork network = graph.Network;
        var roads = new EdgeGrid(network, e => IsOnGround(e) && network.Attributes(e).Kind is WayKind.Street or WayKind.MajorStreet);
        var places = new HashSet<Position>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!IsOnGround(e) || network.Attributes(e).Kind is not (WayKind.Path or WayKind.Crossing or WayKind.Cycleway)
                || !graph.IsWalkable(e)) continue;
            if (network.Attributes(e).Has(WayFlags.Assumed)) continue;
            for (int i = 1; i < network.ShapeLength(e); i++)
            {
                Position a = network.ShapePosition(e, i - 1), b = network.ShapePosition(e, i);
                roads.ForEachIn(Box.Empty.Extend(a).Extend(b), (road, piece) =>
                {
                    Position c = network.ShapePosition(road, piece), d = network.ShapePosition(road, piece + 1);
                    if (a == c || a == d || b == c || b == d) return;
                    if (Segments.Crossing(a, b, c, d) is { } share) places.Add(Segments.At(a, b, share));
                });
            }
        }
        return Sorted(places);

        bool IsOnGround(int edge) => (network.Attributes(edge).Flags & (WayFlags.Bridge | WayFlags.Tunnel | WayFlags.OffGround)) == 0;
    }

    /// <summary>Edges drawn twice: between the same nodes, of one kind, equally long within half a metre. The second of each.</summary>
    public static IReadOnlyList<int> Duplicates(WalkNetwork network)
    {
        var seen = new Dictionary<(int, int, WayKind), List<float>>();
        var twice = new List<int>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            WayAttributes way = network.Attributes(e);
            if (way.Kind is WayKind.Gate or WayKind.NotForWalking || way.Has(WayFlags.Assumed)) continue;
            int low = Math.Min(network.Tail[e], network.Head[e]), high = Math.Max(network.Tail[e], network.Head[e]);
            if (!seen.TryGetValue((low, high, way.Kind), out List<float>? lengths)) seen[(low, high, way.Kind)] = lengths = [];
            if (lengths.Exists(l => Math.Abs(l - network.LengthMetres[e]) < 0.5)) twice.Add(e);
            lengths.Add(network.LengthMetres[e]);
        }
        return twice;
    }

    /// <summary>Streets and roads whose middle is in an area, km: service ways, paths and tracks are not among them.</summary>
    public static double StreetKilometres(WalkNetwork network, Func<Position, bool> isInside)
    {
        double metres = 0;
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (network.Attributes(e).Kind is WayKind.Street or WayKind.MajorStreet
                && isInside(network.PositionAt(e, network.LengthMetres[e] / 2)))
                metres += network.LengthMetres[e];
        }
        return metres / 1000;
    }

    /// <summary>
    /// Share of the length open to a walker about which the map does not say something that they must know; 0 if nothing.
    /// </summary>
    public static double UnknownShare(WalkNetwork network, Walker walker)
    {
        Walker trusting = walker with { UnknownPolicy = Walker.AssumePassable };
        double all = 0, unknown = 0;
        for (int e = 0; e < network.EdgeCount; e++)
        {
            WayAttributes way = network.Attributes(e);
            if (!trusting.MayUse(way)) continue;
            all += network.LengthMetres[e];
            if (walker.IsUnknown(way)) unknown += network.LengthMetres[e];
        }
        return all > 0 ? unknown / all : 0;
    }

    private static Position[] Sorted(HashSet<Position> places) => [.. places.OrderBy(p => p.LonE7).ThenBy(p => p.LatE7)];
}
