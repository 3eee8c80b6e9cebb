using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Snapping;

/// <summary>How a place came onto the network, or why not.</summary>
internal enum SnapStatus
{
    /// <summary>On the nearest usable stretch of a part of the network that leads somewhere.</summary>
    Ok,

    /// <summary>Only an island is near: on it, but hardly anything is reachable from there.</summary>
    OnIsland,

    /// <summary>No usable stretch within the largest distance.</summary>
    TooFar,
}

/// <summary>Where a place meets the network. The straight walk to it counts.</summary>
/// <param name="Status">Whether and how it was snapped.</param>
/// <param name="Edge">The edge; -1 when not snapped.</param>
/// <param name="AlongMetres">Metres from the edge's tail.</param>
/// <param name="Position">The place on the edge.</param>
/// <param name="DistanceMetres">Straight line from the place to the edge; when too far, to the nearest edge found, or infinite.</param>
/// <param name="NearerIslandMetres">Distance of an island that was nearer and was passed over; null if there was none.</param>
internal sealed record Snap(
    SnapStatus Status, int Edge, double AlongMetres, Position Position, double DistanceMetres, double? NearerIslandMetres = null)
{
    /// <summary>The place itself.</summary>
    public Position From { get; init; }

    /// <summary>Whether the place is on the network.</summary>
    public bool IsSnapped => Status != SnapStatus.TooFar;

    /// <summary>One word for tables: "ok", "island", "too_far".</summary>
    public string Reason => Status switch { SnapStatus.Ok => "ok", SnapStatus.OnIsland => "island", _ => "too_far" };
}

/// <summary>
/// Puts places onto the inside of edges. Each place is looked at alone, so its snap never depends on what else was asked.
/// </summary>
/// <remarks>
/// Two candidates: the nearest usable edge, and the nearest that is not on an island. The second wins whenever it is within
/// the largest distance. Nobody snaps into tunnels, onto other levels, onto boats, into lifts or into gates; onto a
/// bridge only where the ground is at least <see cref="BridgeHandicapMetres"/> further. Safe to use from several threads.
/// </remarks>
internal sealed class Snapper
{
    /// <summary>Largest distance if none is given.</summary>
    public const double DefaultMaxMetres = 150;

    /// <summary>How much further a stretch on the ground may be than one on a bridge: bridges pass over the heads of people.</summary>
    public const double BridgeHandicapMetres = 30;

    private const double LookBeyondMetres = 2_000;
    private readonly WalkGraph _graph;
    private readonly Func<int, bool> _any = _ => true;
    private readonly Func<int, bool> _notIsland, _onGround;

    /// <summary>A snapper for one walker's graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="maxMetres">Largest straight distance from a place to its edge.</param>
    public Snapper(WalkGraph graph, double maxMetres = DefaultMaxMetres)
        : this(graph, maxMetres, isWanted => new EdgeGrid(graph.Network, isWanted),
            edge => graph.Components.IsIsland(graph.Components.OfNode[graph.Network.Tail[edge]]))
    {
    }

    private Snapper(WalkGraph graph, double maxMetres, Func<Func<int, bool>, EdgeGrid> gridOf, Func<int, bool> isOnIsland)
    {
        _graph = graph;
        MaxMetres = maxMetres;
        Grid = gridOf(IsCandidate);
        IsOnIsland = isOnIsland;
        _notIsland = edge => !isOnIsland(edge);
        _onGround = edge => (graph.Network.Attributes(edge).Flags & WayFlags.Bridge) == 0 && _notIsland(edge);
    }

    /// <summary>The snapper of the edited graph: the same as a new one, without listing the city again.</summary>
    /// <param name="edited">This graph after edits.</param>
    /// <param name="isOnIsland">Whether an edge of the edited graph is on an island.</param>
    internal Snapper After(WalkGraph edited, Func<int, bool> isOnIsland) =>
        new(edited, MaxMetres, isWanted => Grid.After(edited.Network, isWanted), isOnIsland);

    /// <summary>Whether an edge is on an island: a part of the network that leads nowhere.</summary>
    internal Func<int, bool> IsOnIsland { get; }

    /// <summary>The stretches that places may be put onto.</summary>
    internal EdgeGrid Grid { get; }

    /// <summary>Largest straight distance from a place to its edge, in metres.</summary>
    public double MaxMetres { get; }

    /// <summary>Snaps one position.</summary>
    public Snap Snap(Position position)
    {
        EdgeGrid.Hit mainland = Grid.Nearest(position, MaxMetres, _notIsland);
        if (mainland.Edge >= 0 && !_onGround(mainland.Edge))
        {
            double within = Math.Min(MaxMetres, mainland.DistanceMetres + BridgeHandicapMetres);
            if (Grid.Nearest(position, within, _onGround) is { Edge: >= 0 } ground) mainland = ground;
        }
        EdgeGrid.Hit nearest = Grid.Nearest(position, MaxMetres, _any);
        if (mainland.Edge >= 0)
        {
            double? nearer = nearest.DistanceMetres < mainland.DistanceMetres && !_notIsland(nearest.Edge) ? nearest.DistanceMetres : null;
            return new Snap(
                SnapStatus.Ok, mainland.Edge, mainland.AlongMetres, mainland.Position, mainland.DistanceMetres, nearer)
            { From = position };
        }
        if (nearest.Edge >= 0)
            return new Snap(
                SnapStatus.OnIsland, nearest.Edge, nearest.AlongMetres, nearest.Position, nearest.DistanceMetres)
            { From = position };
        double beyond = Grid.Nearest(position, LookBeyondMetres, _any).DistanceMetres;
        return new Snap(SnapStatus.TooFar, -1, 0, position, beyond) { From = position };
    }

    /// <summary>
    /// Straight distance to the nearest edge that a place could be put onto, islands included; infinite beyond a distance.
    /// </summary>
    internal double NearestMetres(Position position, double maxMetres) => Grid.Nearest(position, maxMetres, _any).DistanceMetres;

    private bool IsCandidate(int edge)
    {
        WayAttributes way = _graph.Network.Attributes(edge);
        return _graph.IsWalkable(edge)
            && way.Kind is not (WayKind.Ferry or WayKind.Elevator or WayKind.Gate)
            && (way.Flags & (WayFlags.Tunnel | WayFlags.OffGround)) == 0;
    }
}
