using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>Where a place meets the network, and how long it takes to get there from the place itself (or back).</summary>
/// <param name="Edge">Edge of the network.</param>
/// <param name="AlongMetres">Metres from the edge's tail.</param>
/// <param name="LegTicks">Ticks of the leg off the network, the same both ways.</param>
/// <param name="LegMetres">Metres of that leg.</param>
internal readonly record struct Access(int Edge, double AlongMetres, int LegTicks, double LegMetres)
{
    /// <summary>The accesses that a snap gives, its straight leg walked at level speed; none when not snapped.</summary>
    /// <param name="snap">Where the place was snapped.</param>
    /// <param name="walker">Who walks.</param>
    /// <param name="extraSeconds">Seconds that the place itself adds (stairs, a yard).</param>
    public static IReadOnlyList<Access> List(Snap snap, Walker walker, double extraSeconds = 0) =>
        snap.IsSnapped
            ? [new Access(snap.Edge, snap.AlongMetres,
                WalkTime.FromSeconds(snap.DistanceMetres / walker.SpeedMetresPerSecond + extraSeconds).Ticks, snap.DistanceMetres)]
            : [];
}
