using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Snapping;

/// <summary>How a place came onto the network, or why not.</summary>
internal enum SnapStatus
{
    Ok, // on the nearest usable stretch of a part of the network that leads somewhere
    OnIsland, // only an island is near: on it, but hardly anything is reachable from there
    TooFar, // no usable stretch within the largest distance
}

/// <summary>
/// Where a place meets the network, AlongMetres from the edge's tail; the straight walk to it counts. The edge is -1 when not snapped. When
/// too far, the distance is to the nearest edge found, or infinite. An island that was nearer and was passed over is noted by its distance,
/// and whether the line to the network crosses a barrier, because there is no way on this side of it.
/// </summary>
internal sealed record Snap(
    SnapStatus Status, int Edge, double AlongMetres, Position Position, double DistanceMetres, double? NearerIslandMetres = null,
    bool CrossesBarrier = false)
{
    /// <summary>The place itself.</summary>
    public Position From { get; init; }

    public bool IsSnapped => Status != SnapStatus.TooFar;

    /// <summary>One word for tables: "ok", "island", "too_far".</summary>
    public string Reason => Status switch { SnapStatus.Ok => "ok", SnapStatus.OnIsland => "island", _ => "too_far" };
}

/// <summary>
/// Puts places onto the inside of edges. Each place is looked at alone, so its snap never depends on what else was asked.
/// </summary>
/// <remarks>
/// Of the edges within the largest distance the nearest wins to which the straight line crosses no barrier (water, walls, fences,
/// railways, motorways) and that is not on an island; if there is none, the nearest behind a barrier; then the nearest on an island.
/// Nobody snaps into tunnels or buildings, onto other levels, onto boats, into lifts or into gates; onto a bridge, or what lies below
/// others, only where the ground is at least <see cref="BridgeHandicapMetres"/> further. Safe to use from several threads.
/// </remarks>
internal sealed class Snapper
{
    /// <summary>Largest distance if none is given.</summary>
    public const double DefaultMaxMetres = 150;

    /// <summary>How much further a stretch on the ground may be than one on a bridge: bridges pass over the heads of people.</summary>
    public const double BridgeHandicapMetres = 30;

    private const double LookBeyondMetres = 2_000;

    private readonly Barriers _barriers;

    /// <summary>A snapper within a straight distance of a place.</summary>
    public Snapper(WalkGraph graph, double maxMetres = DefaultMaxMetres)
        : this(graph, maxMetres, new EdgeGrid(graph.Network, edge => IsCandidate(graph, edge)), graph.IsOnIsland)
    {
    }

    private Snapper(WalkGraph graph, double maxMetres, EdgeGrid grid, Func<int, bool> isOnIsland) =>
        (Graph, MaxMetres, Grid, IsOnIsland, _barriers) =
            (graph, maxMetres, grid, isOnIsland, Barriers.Among(graph.Network.Features));

    /// <summary>The snapper of the edited graph: the same as a new one, without listing the city again.</summary>
    internal Snapper After(WalkGraph edited, Func<int, bool> isOnIsland) =>
        new(edited, MaxMetres, Grid.After(edited.Network, edge => IsCandidate(edited, edge)), isOnIsland);

    internal WalkGraph Graph { get; }

    /// <summary>Whether an edge is on an island: a part of the network that leads nowhere.</summary>
    internal Func<int, bool> IsOnIsland { get; }

    /// <summary>The stretches that places may be put onto.</summary>
    internal EdgeGrid Grid { get; }

    /// <summary>Largest straight distance from a place to its edge.</summary>
    public double MaxMetres { get; }

    /// <summary>Where a place comes onto the network; where nothing is near, how far the network is.</summary>
    public Snap Snap(Position position) => SnapIfNear(position)
        ?? new Snap(SnapStatus.TooFar, -1, 0, position, NearestMetres(position, LookBeyondMetres)) { From = position };

    /// <summary>The same; null where nothing is near. Of many places that may be far from everything this takes much less time.</summary>
    internal Snap? SnapIfNear(Position position)
    {
        EdgeGrid.Hit mainland = Mainland(hit => !_barriers.IsBetween(position, hit.Position));
        bool crosses = mainland.Edge < 0;
        if (crosses) mainland = Mainland(_ => true);
        EdgeGrid.Hit nearest = Grid.Nearest(position, Math.Min(MaxMetres, mainland.DistanceMetres), _ => true);
        if (mainland.Edge >= 0)
        {
            bool isIslandNearer = nearest.DistanceMetres < mainland.DistanceMetres && IsOnIsland(nearest.Edge);
            return On(SnapStatus.Ok, mainland) with
            {
                NearerIslandMetres = isIslandNearer ? nearest.DistanceMetres : null,
                CrossesBarrier = crosses,
            };
        }
        return nearest.Edge >= 0 ? On(SnapStatus.OnIsland, nearest) : null;

        EdgeGrid.Hit Mainland(Func<EdgeGrid.Hit, bool> isOnThisSide)
        {
            EdgeGrid.Hit best = Grid.Nearest(position, MaxMetres, hit => !IsOnIsland(hit.Edge) && isOnThisSide(hit));
            if (best.Edge < 0 || IsOnGround(best.Edge)) return best;
            double within = Math.Min(MaxMetres, best.DistanceMetres + BridgeHandicapMetres);
            EdgeGrid.Hit ground = Grid.Nearest(position, within, hit => IsOnGround(hit.Edge) && isOnThisSide(hit));
            return ground.Edge >= 0 ? ground : best;
        }

        Snap On(SnapStatus status, EdgeGrid.Hit hit) =>
            new(status, hit.Edge, hit.AlongMetres, hit.Position, hit.DistanceMetres) { From = position };
    }

    /// <summary>Straight distance to the nearest edge that a place could be put onto, islands too; infinite beyond the largest.</summary>
    internal double NearestMetres(Position position, double maxMetres) => Grid.Nearest(position, maxMetres, _ => true).DistanceMetres;

    private bool IsOnGround(int edge) =>
        (Graph.Network.Attributes(edge).Flags & (WayFlags.Bridge | WayFlags.Below)) == 0 && !IsOnIsland(edge);

    private static bool IsCandidate(WalkGraph graph, int edge)
    {
        WayAttributes way = graph.Network.Attributes(edge);
        return graph.IsWalkable(edge)
            && way.Kind is not (WayKind.Ferry or WayKind.Elevator or WayKind.Gate)
            && (way.Flags & (WayFlags.Tunnel | WayFlags.OffGround | WayFlags.Indoor)) == 0;
    }
}
