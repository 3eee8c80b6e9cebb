using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Random origins, speeds, limits and directions, three bands each: every circle must be valid, its rings turn the right
/// way, hold its origin, and hold the circle before it to the last digit.
/// </summary>
internal static class CircleFuzz
{
    private const int PerSpeed = 20;

    public static int Run(string osm, int count)
    {
        (WalkNetwork network, _, OpenGround ground) = CircleCity.Read(osm);
        int invalid = 0, turned = 0, notNested = 0, withoutOrigin = 0, circles = 0;
        Parallel.For(0, (count + PerSpeed - 1) / PerSpeed, chunk =>
        {
            var random = new Random(chunk);
            WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult") with { SpeedKmh = 2 + 6 * random.NextDouble() });
            var drawer = new CircleDrawer(graph, ground);
            for (int i = 0; i < Math.Min(PerSpeed, count - chunk * PerSpeed); i++)
            {
                Access place = CircleCity.RandomOrigin(graph, random);
                Direction direction = random.Next(2) == 0 ? Direction.From : Direction.To;
                WalkTime[] limits = [.. Enumerable.Range(0, 3).Select(_ => WalkTime.FromSeconds(30 + random.Next(870))).Order()];
                Circle[] bands = drawer.Draw(ReachedEdges.Of(graph, [place], limits[^1], direction), limits);
                Position p = network.PositionAt(place.Edge, place.AlongMetres);
                var locators = Array.ConvertAll(bands, band => new IndexedPointInAreaLocator(band.Geometry));
                for (int b = 0; b < bands.Length; b++)
                {
                    Interlocked.Increment(ref circles);
                    if (!bands[b].Geometry.IsValid) Found(ref invalid, "not valid");
                    if (!IsOriented(bands[b].Geometry)) Found(ref turned, "turned the wrong way");
                    if (locators[b].Locate(new Coordinate(p.Lon, p.Lat)) == Location.Exterior) Found(ref withoutOrigin, "without its origin");
                    if (b > 0 && limits[b - 1] < limits[b] && !IsWithin(bands[b - 1].Geometry, locators[b - 1], bands[b].Geometry, locators[b])) Found(ref notNested, "not nested");

                    void Found(ref int number, string what)
                    {
                        Interlocked.Increment(ref number);
                        Console.WriteLine(FormattableString.Invariant($"{what}: {p.Lat} {p.Lon}, {graph.Walker.SpeedKmh} km/h, {string.Join(", ", limits.Select(l => l.Ticks))} ticks, band {b}, {direction}"));
                    }
                }
            }
        });
        Console.WriteLine($"{network.Source.FileName}: {count} origins, {circles} circles: {invalid} invalid, {turned} turned the wrong way, {notNested} not nested, {withoutOrigin} without their origin");
        return invalid + turned + notNested + withoutOrigin == 0 ? 0 : 1;
    }

    private static bool IsOriented(Geometry geometry) => Enumerable.Range(0, geometry.NumGeometries).Select(i => (Polygon)geometry.GetGeometryN(i))
        .All(p => Orientation.IsCCW(p.ExteriorRing.CoordinateSequence) && p.InteriorRings.All(hole => !Orientation.IsCCW(hole.CoordinateSequence)));

    /// <summary>
    /// Whether one valid shape lies in another, which may share borders with it: no corner and no middle of a side lies
    /// outside the larger, none of the larger's inside the smaller.
    /// </summary>
    private static bool IsWithin(Geometry small, IPointOnGeometryLocator inSmall, Geometry large, IPointOnGeometryLocator inLarge)
    {
        HashSet<(double, double, double, double)> sides = [.. Sides(large).Select(s => (s.A.X, s.A.Y, s.B.X, s.B.Y))];
        HashSet<(double, double, double, double)> shared = [];
        foreach ((Coordinate a, Coordinate b) in Sides(small))
        {
            if (sides.Contains((a.X, a.Y, b.X, b.Y))) shared.Add((a.X, a.Y, b.X, b.Y));
            else if (inLarge.Locate(a) == Location.Exterior || inLarge.Locate(Middle(a, b)) == Location.Exterior) return false;
        }
        return Sides(large).All(s => shared.Contains((s.A.X, s.A.Y, s.B.X, s.B.Y)) || inSmall.Locate(s.A) != Location.Interior && inSmall.Locate(Middle(s.A, s.B)) != Location.Interior);
    }

    private static IEnumerable<(Coordinate A, Coordinate B)> Sides(Geometry geometry)
    {
        for (int i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            foreach (Coordinate[] ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(r => r.Coordinates))
                for (int k = 1; k < ring.Length; k++) yield return (ring[k - 1], ring[k]);
        }
    }

    private static Coordinate Middle(Coordinate a, Coordinate b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
