using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Union;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Isochrones;

public class CircleDrawerTests
{
    private const double Leave = 25;

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(45)]
    [InlineData(90)]
    [InlineData(133)]
    public void A_single_street_is_a_capsule_whatever_its_direction(double degrees)
    {
        // From its middle, 200 m to either side: a rectangle of 350 m by 50 m and a disc of 25 m, since the last leg starts 25 m earlier.
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        var town = new Town();
        int edge = town.Edge(town.Node(-500 * cos, -500 * sin), town.Node(500 * cos, 500 * sin));
        Circle circle = Draw(town.Build(), new Access(edge, 500, 0, 0), 200);

        double truth = 350 * 50 + Math.PI * 25 * 25;
        Assert.Equal(truth, circle.SquareMetres, truth * 0.02);
        Assert.True(circle.Geometry.IsValid);
        Assert.IsType<Polygon>(circle.Geometry);
    }

    [Fact]
    public void A_block_too_wide_to_cross_is_a_hole()
    {
        // A square of streets, 200 m a side; everything within reach; the middle 150 m x 150 m is nobody's.
        WalkNetwork network = Town.Grid(2, 2, 200).Build();
        Circle circle = Draw(network, new Access(0, 0, 0, 0), 5_000);

        var polygon = Assert.IsType<Polygon>(circle.Geometry);
        Assert.Equal(1, polygon.NumInteriorRings);
        double truth = 250 * 250 - (50 * 50 - Math.PI * 25 * 25) - 150 * 150;
        Assert.Equal(truth, circle.SquareMetres, truth * 0.02);
        Assert.True(NetTopologySuite.Algorithm.Orientation.IsCCW(polygon.ExteriorRing.CoordinateSequence));
        Assert.False(NetTopologySuite.Algorithm.Orientation.IsCCW(polygon.GetInteriorRingN(0).CoordinateSequence));
    }

    [Fact]
    public void A_river_is_not_crossed_but_on_the_bridge()
    {
        // A bank street 10 m south of a river 4 m wide, and a bridge in the middle.
        var town = new Town();
        int west = town.Node(-300, 0), middle = town.Node(0, 0), east = town.Node(300, 0), north = town.Node(0, 40);
        int street = town.Edge(west, middle);
        town.Edge(middle, east);
        town.Edge(middle, north, flags: WayFlags.Bridge);
        town.Edge(town.Node(-300, 40), north);
        town.Edge(north, town.Node(300, 40));
        town.With(Features.Areas(
            FeatureGroups.Water, [Town.At(-400, 10), Town.At(400, 10), Town.At(400, 14), Town.At(-400, 14), Town.At(-400, 10)]));
        WalkNetwork network = town.Build();

        Circle near = Draw(network, new Access(street, 100, 0, 0), 100);
        Assert.True(Holds(near, -200, 8));
        Assert.False(Holds(near, -200, 11));
        Assert.False(Holds(near, -200, 16));

        Circle far = Draw(network, new Access(street, 299, 0, 0), 150);
        Assert.True(Holds(far, 0, 12));
        Assert.False(Holds(far, 10, 12));
        Assert.True(Holds(far, 40, 38));
        Assert.True(Holds(far, 40, 20));
        Assert.True(far.Geometry.IsValid);
    }

    [Fact]
    public void Nobody_walks_through_a_wall_but_past_its_end()
    {
        var town = new Town();
        int street = town.Edge(town.Node(-300, 0), town.Node(300, 0));
        town.With(Features.Lines(FeatureGroups.Barrier, [Town.At(0, 5), Town.At(200, 5)]));
        Circle circle = Draw(town.Build(), new Access(street, 300, 0, 0), 250);

        Assert.True(Holds(circle, 100, 4));
        Assert.False(Holds(circle, 100, 7));
        Assert.True(Holds(circle, 100, -20));
        Assert.True(Holds(circle, -50, 20));
        // Behind the corner what a straight leg sees: from 2 m further west the ray passes the wall's end.
        Assert.True(Holds(circle, 2, 12));
        Assert.False(Holds(circle, 20, 20));
    }

    [Fact]
    public void Of_a_street_across_a_continent_only_what_is_reached_is_looked_at()
    {
        Geometry shortOne = Circle(2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Geometry longOne = Circle(3_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
        // Degrees and metres of so long a street do not go hand in hand, so the same place lies a little elsewhere.
        Assert.Equal(1, longOne.Area / shortOne.Area, 0.05);

        static Geometry Circle(double metres)
        {
            var town = new Town();
            int street = town.Edge(town.Node(0, 0), town.Node(metres, 0));
            town.With(Features.Lines(FeatureGroups.Barrier, [Town.At(100, 1), Town.At(200, 1)]));
            return Draw(town.Build(), new Access(street, 150, 0, 0), 250).Geometry;
        }
    }

    [Fact]
    public void The_path_behind_the_house_is_not_in_the_circle()
    {
        // Two parallel streets 20 m apart that meet only far away.
        var town = new Town();
        int street = town.Edge(town.Node(0, 0), town.Node(300, 0));
        town.Edge(town.Node(0, 20), town.Node(300, 20));
        Circle circle = Draw(town.Build(), new Access(street, 150, 0, 0), 100);

        Assert.True(Holds(circle, 150, 15));
        Assert.False(Holds(circle, 150, 20));
        Assert.False(Holds(circle, 150, 24));
        Assert.True(Holds(circle, 150, -24));
        Assert.IsType<Polygon>(circle.Geometry);
    }

    [Fact]
    public void A_wall_changes_nothing_further_from_it_than_a_leg()
    {
        // Side streets every 53 metres, so that much of the ground hangs on one of them alone.
        var town = new Town();
        int[] crossings = [.. Enumerable.Range(0, 29).Select(i => town.Node(53 * i, 0))];
        int street = 0;
        for (int i = 0; i < crossings.Length; i++)
        {
            if (i > 0) street = town.Edge(crossings[i - 1], crossings[i]);
            foreach (int end in (ReadOnlySpan<int>)[-170, 170]) town.Edge(crossings[i], town.Node(53 * i + 3, end));
        }
        var place = new Access(street, 0, 0, 0);
        Geometry without = Draw(town.Build(), place, 1_400).Geometry;
        var random = new Random(3);
        var scale = new LocalMetres(Town.At(0, 0).LatE7);
        double x = scale.MetresPerLonUnit * 1e7, y = scale.MetresPerLatUnit * 1e7;
        for (int round = 0; round < 20; round++)
        {
            double east = random.Next(1_480), north = random.Next(-160, 160);
            Position[] wall = [Town.At(east, north), Town.At(east + random.Next(-20, 20), north + random.Next(5, 20))];
            Geometry with = Draw(town.With(Features.Lines(FeatureGroups.Barrier, wall)).Build(), place, 1_400).Geometry;
            LineString line = GeometryFactory.Default.CreateLineString([.. wall.Select(p => new Coordinate(p.Lon, p.Lat))]);
            Geometry changed = Union([Minus(without, with), Minus(with, without)]);
            Geometry nearWall = Scaled(line, x, y).Buffer(Leave + CircleDrawer.BorderErrorMetres(Lattice.DefaultCellMetres));
            // Whatever is narrower than a cell is a border that errs otherwise.
            double further = Minus(Scaled(changed, x, y), nearWall).Buffer(-Lattice.DefaultCellMetres / 2).Area;
            Assert.True(further < 1, $"a wall at {east} {north} changes {further} square metres beyond a leg from it");
        }
    }

    [Fact]
    public void Agrees_with_exact_buffers_on_random_towns()
    {
        var random = new Random(5);
        for (int round = 0; round < 6; round++)
        {
            WalkNetwork network = RandomTown(random, 300);
            WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
            Access place = ReachedEdgesTests.RandomAccess(random, network) with { LegTicks = 0 };
            WalkTime limit = WalkTime.FromSeconds(random.Next(60, 600));
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [place], limit, Direction.From);
            Circle circle = Drawer(network).Draw(reached, [limit])[0];

            var scale = new LocalMetres(network.NodePositions[0].LatE7);
            double x = scale.MetresPerLonUnit * 1e7, y = scale.MetresPerLatUnit * 1e7;
            Geometry exact =
                Union(ReachedEdges.Find(graph, [place], limit + new WalkTime((int)(-Leave * 32)), Direction.From)
                    .Select(r => Scaled(r.Line(network), x, y).Buffer(Leave, 32)));
            Geometry paths = Union(reached.Select(r => Scaled(r.Line(network), x, y).Buffer(0.5)));
            Geometry unreached = Union(Unreached(network, reached).Select(r => Scaled(r.Line(network), x, y).Buffer(0.5)));
            Geometry truth = exact.Difference(unreached).Union(paths);
            Geometry drawn = Scaled(circle.Geometry, x, y);
            double error = CircleDrawer.BorderErrorMetres(Lattice.DefaultCellMetres) + 0.05;
            Assert.True(drawn.Difference(truth.Buffer(error)).Area < 1, "drawn beyond the truth");
            // Strips behind unreached paths are left out on purpose; of what hangs together with a path nothing may be missing.
            Geometry parts = Union(Parts(truth.Buffer(-error)).Where(part => part.Intersects(paths)));
            double missing = parts.Difference(drawn).Area / truth.Area;
            Assert.True(missing < 0.004, $"truth not drawn: {missing} in round {round}");
        }
    }

    [Fact]
    public void Always_valid_nested_and_true_on_the_paths()
    {
        var random = new Random(9);
        for (int round = 0; round < 70; round++)
        {
            WalkNetwork network = RandomTown(random, random.Next(60, 500));
            WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond with { SpeedKmh = 1 + random.NextDouble() * 14 });
            Access place = ReachedEdgesTests.RandomAccess(random, network);
            WalkTime[] limits = [.. Enumerable.Range(0, 3).Select(_ => WalkTime.FromSeconds(20 + random.Next(600))).Order()];
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [place], limits[^1], Direction.From);
            Circle[] circles = new CircleDrawer(graph, GroundOf(network)).Draw(reached, limits);
            for (int b = 0; b < circles.Length; b++)
            {
                Assert.True(circles[b].Geometry.IsValid);
                Assert.Equal(circles[b].Geometry.IsEmpty, place.LegTicks >= limits[b].Ticks);
                if (b > 0) Assert.True(circles[b].Geometry.Covers(circles[b - 1].Geometry), "bands are not nested");
            }
            double spare = 3 * 32 / graph.Walker.SpeedMetresPerSecond;
            foreach (ReachedEdge stretch in reached)
            {
                if (stretch.LengthMetres < 1) continue;
                double middle = (stretch.FromMetres + stretch.ToMetres) / 2;
                Position p = network.PositionAt(stretch.Edge, middle);
                for (int b = 0; b < circles.Length; b++)
                    if (stretch.TicksAt(middle) + spare < limits[b].Ticks)
                        Assert.True(Holds(circles[b], p), "a reached path is not in the circle");
            }
        }
    }

    [Fact]
    public void A_new_path_takes_nothing_away_but_its_own_line()
    {
        var random = new Random(13);
        for (int round = 0; round < 20; round++)
        {
            (Town town, List<int> nodes) = RandomStreets(random, 300);
            WalkNetwork before = town.Build();
            Access place = ReachedEdgesTests.RandomAccess(random, before) with { LegTicks = 0 };
            int added = town.Edge(nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]);
            WalkNetwork after = town.Build();
            double metres = random.Next(60, 500);
            Geometry lost = Minus(Draw(before, place, metres).Geometry, Draw(after, place, metres).Geometry);
            var scale = new LocalMetres(before.NodePositions[0].LatE7);
            double x = scale.MetresPerLonUnit * 1e7, y = scale.MetresPerLatUnit * 1e7;
            double length = after.LengthMetres[added];
            Geometry line = length > 0 ? Scaled(new ReachedEdge(added, 0, length, 0, 0).Line(after), x, y).Buffer(30)
                : GeometryFactory.Default.CreatePolygon();
            Assert.True(Minus(Scaled(lost, x, y), line).Buffer(-0.6).IsEmpty);
        }
    }

    [Fact]
    public void Tiny_circles_are_drawn_on_a_finer_lattice()
    {
        var town = new Town();
        int edge = town.Edge(town.Node(0, 0), town.Node(300, 0));
        var engine = new IsochroneEngine(town.Build(), Town.OneMetreASecond);
        Isochrone circle = Assert.Single(engine.Run(new IsochroneRequest
        {
            Origins = [new IsochroneOrigin("a", Town.At(150, 0))],
            Contours = [4],
            Metric = IsochroneMetric.Distance,
        }));
        Assert.Equal(Math.PI * 16, circle.AreaSquareMetres!.Value, 2.0);
        Assert.Equal(0, edge);
    }

    /// <summary>A difference that snaps where rounding would make lines cross.</summary>
    private static Geometry Minus(Geometry a, Geometry b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Difference);

    private static Circle Draw(WalkNetwork network, Access place, double metres)
    {
        WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
        WalkTime limit = WalkTime.FromSeconds(metres);
        return Drawer(network).Draw(ReachedEdges.Find(graph, [place], limit, Direction.From), [limit])[0];
    }

    private static CircleDrawer Drawer(WalkNetwork network) => new(WalkGraph.Of(network, Town.OneMetreASecond), GroundOf(network));

    private static OpenGround GroundOf(WalkNetwork network) =>
        new(network, Barriers.Among(network.Features), Lattice.DefaultCellMetres, Leave);

    private static bool Holds(Circle circle, double east, double north) => Holds(circle, Town.At(east, north));

    private static bool Holds(Circle circle, Position p) =>
        circle.Geometry.Contains(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)));

    private static Geometry Scaled(Geometry geometry, double x, double y) => InMetres.Of(geometry, x, y);

    private static Geometry Union(IEnumerable<Geometry> geometries) =>
        UnaryUnionOp.Union(geometries.ToList()) ?? GeometryFactory.Default.CreatePolygon();

    private static IEnumerable<Geometry> Parts(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN);

    private static IEnumerable<ReachedEdge> Unreached(WalkNetwork network, IReadOnlyList<ReachedEdge> reached)
    {
        for (int e = 0; e < network.EdgeCount; e++)
        {
            double until = 0;
            foreach (ReachedEdge r in reached.Where(r => r.Edge == e).OrderBy(r => r.FromMetres))
            {
                if (r.FromMetres > until) yield return new ReachedEdge(e, until, r.FromMetres, 0, 0);
                until = r.ToMetres;
            }
            if (network.LengthMetres[e] > until) yield return new ReachedEdge(e, until, network.LengthMetres[e], 0, 0);
        }
    }

    private static WalkNetwork RandomTown(Random random, int size) => RandomStreets(random, size).Town.Build();

    private static (Town Town, List<int> Nodes) RandomStreets(Random random, int size)
    {
        var town = new Town();
        List<int> nodes = [.. Enumerable.Range(0, 25).Select(_ => town.Node(random.NextDouble() * size, random.NextDouble() * size))];
        for (int e = 0; e < 35; e++)
        {
            Position[] inner = random.Next(2) == 0 ? [] : [Town.At(random.NextDouble() * size, random.NextDouble() * size)];
            town.Edge(random.Next(25), random.Next(25), inner: inner);
        }
        return (town, nodes);
    }
}
