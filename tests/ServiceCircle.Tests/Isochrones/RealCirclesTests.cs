using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Circles on real streets, against the network's own times; <c>circles-truth</c> does the same at length.</summary>
public class RealCirclesTests
{
    private const int Origins = 5;

    [SkippableTheory]
    [InlineData("laspalmas", "laspalmas.osm.pbf")]
    [InlineData("liechtenstein", "liechtenstein.osm.pbf")]
    [InlineData("porto", "porto_centre_full.osm.pbf")]
    public void Points_on_paths_are_inside_when_their_time_is(string folder, string file)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path(folder, file));
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var barriers = new Barriers(network.Features);
        var drawer = new CircleDrawer(graph, new OpenGround(network, barriers, Lattice.DefaultCellMetres, 25));
        var random = new Random(21);
        var search = new WalkSearch(graph);
        double tolerance = 10 * WalkTime.TicksPerSecond / graph.Walker.SpeedMetresPerSecond;
        foreach (double minutes in (double[])[5, 10, 15])
        {
            WalkTime limit = WalkTime.FromMinutes(minutes);
            int right = 0, wronglyInside = 0, wronglyOutside = 0, inWater = 0, overWater = 0;
            for (int o = 0; o < Origins; o++)
            {
                Access place = RandomOrigin(graph, random);
                search.Run([place], limit + limit, Direction.From);
                IReadOnlyList<ReachedEdge> within = ReachedEdges.Of(graph, search, [place], limit, Direction.From);
                ILookup<int, ReachedEdge> known = ReachedEdges.Of(graph, search, [place], limit + limit, Direction.From).ToLookup(r => r.Edge);
                Geometry circle = drawer.Draw(within, [limit])[0].Geometry;
                Assert.True(circle.IsValid);
                var locator = new IndexedPointInAreaLocator(circle);
                Position centre = network.PositionAt(place.Edge, place.AlongMetres);
                double radius = 1.5 * graph.Walker.StraightLineMetres(limit);
                for (int edge = 0; edge < network.EdgeCount; edge++)
                {
                    double length = network.LengthMetres[edge];
                    if (!graph.IsWalkable(edge) || LocalMetres.Between(centre, network.NodePositions[network.Tail[edge]]) > radius + length) continue;
                    ReachedEdge[] stretches = [.. known[edge]];
                    for (double at = 5; at < length; at += 10)
                    {
                        Position p = network.PositionAt(edge, at);
                        if (LocalMetres.Between(centre, p) > radius) continue;
                        double ticks = stretches.Where(r => at >= r.FromMetres && at <= r.ToMetres).Select(r => r.TicksAt(at)).DefaultIfEmpty(double.PositiveInfinity).Min();
                        bool isInside = Holds(locator, p), isTrue = ticks <= limit.Ticks;
                        if (isInside && ticks <= limit.Ticks + tolerance) right++;
                        else if (isInside) wronglyInside++;
                        else if (isTrue && ticks < limit.Ticks - tolerance) wronglyOutside++;
                    }
                }
                Envelope box = circle.EnvelopeInternal;
                for (int i = 0; i < 2_000; i++)
                {
                    Position p = Position.FromDegrees(box.MinX + random.NextDouble() * box.Width, box.MinY + random.NextDouble() * box.Height);
                    if (!Holds(locator, p) || !IsDeepInWater(barriers, p)) continue;
                    // Only where a path crosses: a bridge or a pier is drawn, the water beside it is not.
                    overWater++;
                    if (!within.Any(r => r.Line(network).Distance(new Point(p.Lon, p.Lat)) < 3e-5)) inWater++;
                }
            }
            Assert.True(right >= 0.995 * (right + wronglyInside), $"{minutes} min: {wronglyInside} wrongly inside, {right} right");
            Assert.True(right >= 0.995 * (right + wronglyOutside), $"{minutes} min: {wronglyOutside} wrongly outside, {right} right");
            Assert.True(inWater == 0, $"{minutes} min: {inWater} of {overWater} places in the middle of water");
        }
    }

    [SkippableTheory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12)]
    public void The_square_at_Cais_da_Ribeira_that_reaches_over_the_shore_holds_no_river(double minutes)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_centre_full.osm.pbf"));
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var barriers = new Barriers(network.Features);
        WalkTime limit = WalkTime.FromMinutes(minutes);
        Position centre = Position.FromDegrees(-8.6126, 41.1402);
        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Of(graph, Access.List(new Snapper(graph, 100).Snap(centre), graph.Walker, 0), limit, Direction.From);
        Geometry circle = new CircleDrawer(graph, new OpenGround(network, barriers, Lattice.DefaultCellMetres, 25)).Draw(reached, [limit])[0].Geometry;
        var locator = new IndexedPointInAreaLocator(circle);
        var scale = new LocalMetres(centre.LatE7);
        Geometry[] paths = [.. reached.Select(r => r.Line(network)).Where(l => Math.Abs(l.Coordinate.X - centre.Lon) < 0.004 && Math.Abs(l.Coordinate.Y - centre.Lat) < 0.003)];
        int inRiver = 0, onLand = 0;
        for (int x = -200; x <= 200; x += 2)
        {
            for (int y = -150; y <= 50; y += 2)
            {
                var p = new Position(centre.LonE7 + (int)(x / scale.MetresPerLonUnit), centre.LatE7 + (int)(y / scale.MetresPerLatUnit));
                if (!Holds(locator, p)) continue;
                if (!IsDeepInWater(barriers, p)) onLand++;
                else if (!paths.Any(l => l.Distance(new Point(p.Lon, p.Lat)) < 3e-5)) inRiver++;
            }
        }
        Assert.Equal(0, inRiver);
        Assert.True(onLand > 1_000, $"{onLand} places on land");
    }

    [SkippableFact]
    public void Circles_of_random_places_speeds_and_limits_are_valid_and_nested()
    {
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_centre_full.osm.pbf"));
        var ground = new OpenGround(network, new Barriers(network.Features), Lattice.DefaultCellMetres, 25);
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult") with { SpeedKmh = 2 + 6 * random.NextDouble() });
            Access place = RandomOrigin(graph, random);
            WalkTime[] limits = [.. Enumerable.Range(0, 3).Select(_ => WalkTime.FromSeconds(30 + random.Next(400))).Order()];
            Circle[] bands = new CircleDrawer(graph, ground).Draw(ReachedEdges.Of(graph, [place], limits[^1], Direction.To), limits);
            Position p = network.PositionAt(place.Edge, place.AlongMetres);
            for (int b = 0; b < bands.Length; b++)
            {
                Assert.True(bands[b].Geometry.IsValid);
                Assert.True(bands[b].Geometry.Covers(new Point(p.Lon, p.Lat)));
                if (b > 0) Assert.True(bands[b].Geometry.Covers(bands[b - 1].Geometry));
            }
        }
    }

    private static bool Holds(IndexedPointInAreaLocator locator, Position p) => locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior;

    private static bool IsDeepInWater(Barriers barriers, Position p) => ((int Lon, int Lat)[])[(0, 0), (250, 0), (-250, 0), (0, 200), (0, -200)] is var around
        && around.All(d => barriers.IsInWater(new Position(p.LonE7 + d.Lon, p.LatE7 + d.Lat)));

    private static Access RandomOrigin(WalkGraph graph, Random random)
    {
        while (true)
        {
            int edge = random.Next(graph.Network.EdgeCount);
            if (graph.IsWalkable(edge) && !graph.Components.IsIsland(graph.Components.OfNode[graph.Network.Tail[edge]]) && graph.Network.LengthMetres[edge] > 0)
                return new Access(edge, random.NextDouble() * graph.Network.LengthMetres[edge], 0, 0);
        }
    }
}
