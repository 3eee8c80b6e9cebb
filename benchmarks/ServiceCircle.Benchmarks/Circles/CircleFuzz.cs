using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Random origins, speeds, limits and directions, one to four bands each: every circle must be valid, its rings turn the right
/// way, hold its origin, and hold the circle before it to the last digit; and lose nothing when paths are added to the city.
/// </summary>
internal static class CircleFuzz
{
    private const int PerSpeed = 20;

    /// <summary>Paths are added for the origins of one in so many speeds: comparing the ground costs far more than drawing it.</summary>
    private const int PerEdits = 5;

    /// <param name="osm">The city.</param>
    /// <param name="count">Number of origins.</param>
    /// <param name="skip">Origins to leave out before them, so that a long run can be made in parts.</param>
    public static int Run(string osm, int count, int skip = 0)
    {
        CircleCity city = CircleCity.Read(osm);
        WalkNetwork network = city.Network;
        var editor = new NetworkEditor(network);
        int edited = 0, invalid = 0, turned = 0, notNested = 0, withoutOrigin = 0, lessGround = 0, circles = 0;
        Parallel.For(0, (count + PerSpeed - 1) / PerSpeed, chunk =>
        {
            int number = skip / PerSpeed + chunk;
            var random = new Random(number);
            var edits = new CircleEdits(city, editor);
            var drawers = new Dictionary<OpenGround, CircleDrawer>();
            var drawn = new List<(Access Place, WalkTime Limit, Direction Direction)>();
            WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult") with { SpeedKmh = 2 + 6 * random.NextDouble() });
            for (int i = 0; i < Math.Min(PerSpeed, count - chunk * PerSpeed); i++)
            {
                Access place = CircleCity.RandomOrigin(graph, random);
                Direction direction = random.Next(2) == 0 ? Direction.From : Direction.To;
                WalkTime[] limits =
                    [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => WalkTime.FromSeconds(30 + random.Next(870))).Order()];
                OpenGround ground = city.Ground(graph.Walker, limits[^1]);
                if (!drawers.TryGetValue(ground, out CircleDrawer? drawer)) drawers[ground] = drawer = new CircleDrawer(graph, ground);
                Circle[] bands = drawer.Draw(ReachedEdges.Find(graph, [place], limits[^1], direction), limits);
                Position p = network.PositionAt(place.Edge, place.AlongMetres);
                if (number % PerEdits == 0)
                {
                    edits.AddAround(p, graph.Walker.StraightLineMetres(limits[^1]), random);
                    drawn.Add((place, limits[^1], direction));
                }
                var locators = Array.ConvertAll(bands, band => new IndexedPointInAreaLocator(band.Geometry));
                for (int b = 0; b < bands.Length; b++)
                {
                    Interlocked.Increment(ref circles);
                    if (!bands[b].Geometry.IsValid) Found(ref invalid, "not valid");
                    if (!IsOriented(bands[b].Geometry)) Found(ref turned, "turned the wrong way");
                    if (locators[b].Locate(new Coordinate(p.Lon, p.Lat)) == Location.Exterior)
                        Found(ref withoutOrigin, "without its origin");
                    if (b > 0 && limits[b - 1] < limits[b]
                        && !IsWithin(bands[b - 1].Geometry, locators[b - 1], bands[b].Geometry, locators[b])) Found(
                            ref notNested, "not nested");

                    void Found(ref int number, string what)
                    {
                        Interlocked.Increment(ref number);
                        Console.WriteLine(
                            FormattableString.Invariant(
                                $"{what}: {p.Lat} {p.Lon}, {graph.Walker.SpeedKmh} km/h, {string.Join(", ", limits.Select(l => l.Ticks))} ticks, band {b}, {direction}"));
                    }
                }
            }
            foreach (((Access place, WalkTime limit, Direction direction), double lost) in drawn.Zip(edits.Lost(graph, drawn)))
            {
                Interlocked.Increment(ref edited);
                if (lost == 0) continue;
                Interlocked.Increment(ref lessGround);
                Position p = network.PositionAt(place.Edge, place.AlongMetres);
                Console.WriteLine(
                    FormattableString.Invariant(
                        $"less ground: {lost:0.0} square metres, speed {number}, {p.Lat} {p.Lon}, {graph.Walker.SpeedKmh} km/h, {limit.Ticks} ticks, {direction}"));
            }
        });
        Console.WriteLine(
            $"{network.Source.FileName}: {count} origins, {circles} circles: {invalid} invalid, {turned} turned the wrong way, {notNested} not nested, {withoutOrigin} without their origin; {lessGround} of {edited} with less ground after paths were added");
        return invalid + turned + notNested + withoutOrigin + lessGround == 0 ? 0 : 1;
    }

    private static bool IsOriented(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(i => (Polygon)geometry.GetGeometryN(i))
        .All(p => Orientation.IsCCW(p.ExteriorRing.CoordinateSequence)
            && p.InteriorRings.All(hole => !Orientation.IsCCW(hole.CoordinateSequence)));

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
        return Sides(large)
            .All(s => shared.Contains((s.A.X, s.A.Y, s.B.X, s.B.Y)) || inSmall.Locate(s.A) != Location.Interior
                && inSmall.Locate(Middle(s.A, s.B)) != Location.Interior);
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
