using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Coverage.Bases;

/// <summary>Counts coverage on a basis: one search per service from all of its facilities at once, as everywhere to the facility.</summary>
internal static class BasisCount
{
    /// <summary>The count.</summary>
    public static BasisCoverage Count(CoverageBasis basis, IReadOnlyList<Service> services, Walks walks)
    {
        IReadOnlyList<Reachability.Access>[] homes =
        [
            .. basis.Points.AsParallel().AsOrdered()
                .Select(p => walks.Locator.Home(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)), p).Accesses),
        ];
        Position[] on = [.. basis.Points.Where((_, i) => homes[i].Count > 0)];
        Site[][] sites = [.. services.Select(Site[] (service) => [.. walks.Offering(service.Category).Select(f => walks.Sites[f])])];
        IReadOnlyList<Reachability.Access>[] doors =
            [.. sites.Select(IReadOnlyList<Reachability.Access> (of) => [.. of.SelectMany(s => s.Access.Accesses)])];
        TravelTimeMatrix times = TravelTimeMatrix.Compute(new(walks.Graph, doors, homes), services.Max(s => s.Limit), Direction.To);
        return new BasisCoverage(basis, on.Length,
        [
            .. services.Select((service, s) => new BasisServiceCoverage(
                service, on.Length * basis.WeightEach,
                Within(times.Walks(s), service.Limit) * basis.WeightEach,
                Straight(on, [.. sites[s].Select(f => f.Facility.Position)],
                    CoverageCount.StraightReach(walks.Graph.Walker, service.Limit)) * basis.WeightEach)),
        ]);
    }

    private static int Within(PackedWalks walks, WalkTime limit)
    {
        int count = 0;
        foreach (Walk walk in walks) count += walk.Time.IsWithin(limit) ? 1 : 0;
        return count;
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
