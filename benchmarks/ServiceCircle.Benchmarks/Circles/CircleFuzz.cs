using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using Position = ServiceCircle.Geo.Position;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>Random origins, speeds and limits: every circle must be valid, hold its origin, and hold the circle before it.</summary>
internal static class CircleFuzz
{
    public static int Run(string osm, int count)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(osm);
        var ground = new OpenGround(network, new Barriers(network.Features), Lattice.DefaultCellMetres, 25);
        int invalid = 0, notNested = 0, withoutOrigin = 0, circles = 0;
        const int PerSpeed = 50;
        for (int done = 0; done < count; done += PerSpeed)
        {
            var random = new Random(done);
            WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult") with { SpeedKmh = 2 + 12 * random.NextDouble() });
            var drawer = new CircleDrawer(graph, ground);
            for (int i = 0; i < PerSpeed; i++)
            {
                Access place = CircleTruth.RandomOrigin(graph, random);
                Direction direction = random.Next(2) == 0 ? Direction.From : Direction.To;
                WalkTime[] limits = [.. Enumerable.Range(0, 3).Select(_ => WalkTime.FromSeconds(30 + random.Next(700))).Order()];
                Circle[] bands = drawer.Draw(ReachedEdges.Of(graph, [place], limits[^1], direction), limits);
                Position p = network.PositionAt(place.Edge, place.AlongMetres);
                Point origin = GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat));
                for (int b = 0; b < bands.Length; b++)
                {
                    circles++;
                    if (!bands[b].Geometry.IsValid) invalid++;
                    if (!bands[b].Geometry.Covers(origin)) withoutOrigin++;
                    if (b > 0 && !PreparedGeometryFactory.Prepare(bands[b].Geometry).Covers(bands[b - 1].Geometry)) notNested++;
                }
            }
        }
        Console.WriteLine($"{network.Source.FileName}: {circles} circles: {invalid} invalid, {notNested} not nested, {withoutOrigin} without their origin");
        return invalid + notNested + withoutOrigin == 0 ? 0 : 1;
    }
}
