using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Coverage.Bases;

/// <summary>Counts coverage on a basis: one search per service from all of its facilities at once, as everywhere to the facility.</summary>
public static class BasisCount
{
    /// <summary>The count.</summary>
    /// <param name="basis">What is counted.</param>
    /// <param name="services">The services asked.</param>
    /// <param name="facilities">Facilities.</param>
    /// <param name="siteAccess">How each facility is entered.</param>
    /// <param name="locator">Puts homes onto the network.</param>
    /// <param name="graph">The network as visitors see it.</param>
    public static BasisCoverage Of(
        CoverageBasis basis, IReadOnlyList<Service> services, IReadOnlyList<Facility> facilities, IReadOnlyList<IReadOnlyList<Reachability.Access>> siteAccess,
        PlaceLocator locator, WalkGraph graph)
    {
        IReadOnlyList<Reachability.Access>[] homes =
        [
            .. basis.Points.AsParallel().AsOrdered().Select(p => locator.Home(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)), p).Accesses),
        ];
        Position[] on = [.. basis.Points.Where((_, i) => homes[i].Count > 0)];
        IReadOnlyList<Reachability.Access>[] sites =
            [.. services.Select(s => (IReadOnlyList<Reachability.Access>)[.. facilities.Zip(siteAccess).Where(f => f.First.Offers(s.Category)).SelectMany(f => f.Second)])];
        TravelTimeMatrix times = TravelTimeMatrix.Compute(graph, sites, homes, services.Max(s => s.Limit), Direction.To);
        return new BasisCoverage(basis, on.Length,
        [
            .. services.Select((service, s) => new BasisServiceCoverage(
                service, on.Length * basis.WeightEach,
                times.Row(s).Count(w => w.Time.IsWithin(service.Limit)) * basis.WeightEach,
                Straight(on, [.. facilities.Where(f => f.Offers(service.Category)).Select(f => f.Position)], CoverageCount.StraightReach(graph.Walker, service.Limit)) * basis.WeightEach)),
        ]);
    }

    /// <summary>Points with a facility within a straight distance.</summary>
    internal static int Straight(IReadOnlyList<Position> points, Position[] facilities, double radius)
    {
        // By latitude, so that only a band of facilities is looked at for each point.
        Array.Sort(facilities, (a, b) => a.LatE7.CompareTo(b.LatE7));
        int[] latitudes = [.. facilities.Select(f => f.LatE7)];
        return points.AsParallel().Count(p =>
        {
            int band = (int)Math.Ceiling(1.01 * radius / new LocalMetres(p.LatE7).MetresPerLatUnit);
            int first = Array.BinarySearch(latitudes, p.LatE7 - band);
            first = first < 0 ? ~first : first;
            while (first > 0 && latitudes[first - 1] == p.LatE7 - band) first--;
            for (int f = first; f < facilities.Length && latitudes[f] <= p.LatE7 + band; f++)
                if (LocalMetres.Between(p, facilities[f]) <= radius) return true;
            return false;
        });
    }
}
