using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>
/// Where a place meets the network, metres from the edge's tail, and the leg off it between there and the place itself, the same both ways.
/// Of a place that is a point also where it is, so that who is there already does not walk to the street and back; null for doors.
/// </summary>
internal readonly record struct Access(int Edge, double AlongMetres, int LegTicks, double LegMetres, Position? Place = null)
{
    /// <summary>Whether both are of places at the same coordinates, between which there is no walk.</summary>
    public bool IsAtPlaceOf(Access other) => Place is { } place && place == other.Place;

    /// <summary>Metres of the walk along the edge to another place on it.</summary>
    public double MetresTo(Access other) =>
        IsAtPlaceOf(other) ? 0 : Math.Abs(AlongMetres - other.AlongMetres) + LegMetres + other.LegMetres;

    /// <summary>
    /// The accesses that a snap gives, its straight leg walked at level speed and seconds added for stairs or a yard; none when not
    /// snapped.
    /// </summary>
    public static IReadOnlyList<Access> List(Snap snap, Walker walker, double extraSeconds = 0) =>
        snap.IsSnapped
            ? [new Access(snap.Edge, snap.AlongMetres,
                WalkTime.FromSeconds(snap.DistanceMetres / walker.SpeedMetresPerSecond + extraSeconds).Ticks, snap.DistanceMetres,
                extraSeconds == 0 ? snap.From : null)]
            : [];

    /// <summary>
    /// The walk along the edge from this place to another, in metres from the tail, or from there to here when people walk to this place;
    /// without the leg.
    /// </summary>
    public WalkTime Along(WalkGraph graph, double metres, Direction direction) =>
        direction == Direction.From ? graph.Along(Edge, AlongMetres, metres) : graph.Along(Edge, metres, AlongMetres);
}
