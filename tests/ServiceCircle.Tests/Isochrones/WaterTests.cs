using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>Paths are drawn over water, ground never is.</summary>
public class WaterTests
{
    [Fact]
    public void Lines_across_a_square_that_reaches_over_the_shore_let_nobody_into_the_river()
    {
        // A quay street at 0; the river begins 12 m north of it; the square is mapped 20 m into the river.
        var town = new Town();
        int west = town.Node(-200, 0), a = town.Node(-40, 0), b = town.Node(40, 0), east = town.Node(200, 0), tip = town.Node(0, 32);
        town.Edge(west, a);
        int quay = town.Edge(a, b);
        town.Edge(b, east);
        town.Edge(a, tip, flags: WayFlags.Assumed);
        town.Edge(tip, b, flags: WayFlags.Assumed);
        Geometry circle =
            Draw(town, quay, 40, 190, [Town.At(-400, 12), Town.At(400, 12), Town.At(400, 90), Town.At(-400, 90), Town.At(-400, 12)]);

        foreach (double x in (double[])[-60, -30, -20, 0, 20, 30, 60])
            foreach (double y in (double[])[13, 22, 36]) Assert.False(Holds(circle, x, y), $"{x}, {y}");
        // The lines themselves, up to the tip, and the land on this side of the shore.
        Assert.True(Holds(circle, 0, 32));
        Assert.True(Holds(circle, 20, 16));
        foreach (double x in (double[])[-60, -20, 0, 20, 60]) Assert.True(Holds(circle, x, 10.5), $"{x}");
    }

    [Fact]
    public void A_line_that_leaves_land_and_comes_back_has_ground_on_land_only()
    {
        // 200 m over two banks and a basin between them, 40 m wide, with an island of 10 m in the middle of it.
        var town = new Town();
        int line = town.Edge(town.Node(0, 0), town.Node(200, 0), flags: WayFlags.Assumed);
        Geometry circle = Draw(town, line, 5, 400,
            [Town.At(80, -60), Town.At(120, -60), Town.At(120, 60), Town.At(80, 60), Town.At(80, -60)],
            [Town.At(95, -5), Town.At(105, -5), Town.At(105, 5), Town.At(95, 5), Town.At(95, -5)]);

        foreach (double x in (double[])[20, 60, 77, 123, 160]) Assert.True(Holds(circle, x, 18), $"{x}");
        foreach (double x in (double[])[82, 90, 110, 118]) Assert.True(Holds(circle, x, 0), $"{x}");
        foreach (double x in (double[])[82, 90, 93, 107, 110, 118]) Assert.False(Holds(circle, x, 4), $"{x}");
        Assert.True(Holds(circle, 100, 3));
        Assert.False(Holds(circle, 100, 7));
    }

    /// <summary>Shores whose corners and sides lie exactly upon samples, where rounding has to decide for one side everywhere.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_shores_keep_ground_and_water_apart(int seed)
    {
        var random = new Random(seed);
        var lattice = new Lattice(Town.At(0, 0).LatE7, Lattice.DefaultCellMetres);
        double error = CircleDrawer.BorderErrorMetres(Lattice.DefaultCellMetres) + 0.05;
        for (int round = 0; round < 12; round++)
        {
            var town = new Town();
            int[] nodes = [.. Enumerable.Range(0, 12).Select(_ => town.Node(random.Next(200), random.Next(200)))];
            int[] edges = [.. Enumerable.Range(0, 20)
                .Select(_ => town.Edge(nodes[random.Next(12)], nodes[random.Next(12)], flags: WayFlags.Assumed))];
            // A star around the middle, so that the ring does not cross itself.
            int corners = random.Next(5, 40);
            Position[] shore = [.. Enumerable.Range(0, corners).Select(k => OnSample(k * 2 * Math.PI / corners, 20 + random.Next(70)))];
            Geometry circle = Draw(town, edges[0], 0, 1_000, [.. shore, shore[0]]);
            WalkNetwork network = town.Build();
            Geometry water =
                Metres(GeometryFactory.Default.CreatePolygon([.. shore.Append(shore[0]).Select(p => new Coordinate(p.Lon, p.Lat))]),
                    lattice);
            if (!water.IsValid) continue;
            Geometry paths = GeometryFactory.Default.CreateMultiLineString(
                [.. edges.Where(e => network.LengthMetres[e] > 0)
                    .Select(e => (LineString)Metres(new ReachedEdge(e, 0, network.LengthMetres[e], 0, 0).Line(network), lattice))]);
            Geometry wet = OverlayNGRobust.Overlay(
                Metres(circle, lattice), water.Buffer(-error).Difference(paths.Buffer(error)), SpatialFunction.Intersection);
            // Where a path and a shore meet at a sharp angle both errors add up, over less than half a sample.
            Assert.True(wet.Buffer(-0.25).IsEmpty, $"round {round}: {wet.Area} square metres of water");
        }

        Position OnSample(double angle, double metres)
        {
            Position p = Town.At(100 + metres * Math.Cos(angle), 100 + metres * Math.Sin(angle));
            return new Position(p.LonE7 / lattice.ColumnUnits * lattice.ColumnUnits, p.LatE7 / lattice.RowUnits * lattice.RowUnits);
        }
    }

    private static Geometry Draw(Town town, int edge, double along, double metres, params Position[][] rings)
    {
        WalkNetwork network = town.With(Features.Area(FeatureGroups.Water, rings)).Build();
        WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
        WalkTime limit = WalkTime.FromSeconds(metres);
        var ground = new OpenGround(network, Barriers.Among(network.Features), Lattice.DefaultCellMetres, 25);
        return new CircleDrawer(graph, ground)
            .Draw(ReachedEdges.Find(graph, [new Access(edge, along, 0, 0)], limit, Direction.From), [limit])[0].Geometry;
    }

    private static bool Holds(Geometry circle, double east, double north)
    {
        Position p = Town.At(east, north);
        return circle.Contains(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)));
    }

    private static Geometry Metres(Geometry geometry, Lattice lattice) => InMetres.Of(geometry, lattice.Scale);
}
