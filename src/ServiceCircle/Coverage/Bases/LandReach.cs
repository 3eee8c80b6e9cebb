using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Coverage.Bases;

/// <summary>How much of the residential land reaches some facilities, asked with any facilities and any limit. Homes are put onto the network when first asked.</summary>
/// <param name="land">The land's sample points.</param>
/// <param name="facilities">Facilities of the study.</param>
/// <param name="siteAccess">How each is entered.</param>
/// <param name="locator">Puts homes onto the network.</param>
/// <param name="graph">The network as visitors see it.</param>
public sealed class LandReach(
    CoverageBasis land, IReadOnlyList<Facility> facilities, IReadOnlyList<IReadOnlyList<Reachability.Access>> siteAccess, PlaceLocator locator, WalkGraph graph)
{
    private readonly Lazy<IReadOnlyList<Reachability.Access>[]> _homes = new(() =>
    [
        .. land.Points.AsParallel().AsOrdered().Select(p => locator.Home(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)), p).Accesses),
    ]);

    /// <summary>Square metres on the network.</summary>
    public double Counted => _homes.Value.Count(h => h.Count > 0) * land.WeightEach;

    /// <summary>Square metres off it.</summary>
    public double NotSnapped => _homes.Value.Count(h => h.Count == 0) * land.WeightEach;

    /// <summary>Square metres from which one of the facilities is within a walk.</summary>
    /// <param name="some">Indices of facilities.</param>
    /// <param name="limit">The longest walk, inclusive.</param>
    public double Walked(IReadOnlyList<int> some, WalkTime limit)
    {
        IReadOnlyList<Reachability.Access>[] sites = [[.. some.SelectMany(f => siteAccess[f])]];
        TravelTimeMatrix times = TravelTimeMatrix.Compute(graph, sites, _homes.Value, limit, Direction.To);
        return times.Row(0).Count(w => w.Time.IsWithin(limit)) * land.WeightEach;
    }

    /// <summary>Square metres within the straight line that the walker could walk in a time.</summary>
    /// <param name="some">Indices of facilities.</param>
    /// <param name="limit">The time.</param>
    public double Straight(IReadOnlyList<int> some, WalkTime limit) =>
        BasisCount.Straight(land.Points, [.. some.Select(f => facilities[f].Position)], CoverageCount.StraightReach(graph.Walker, limit)) * land.WeightEach;
}
