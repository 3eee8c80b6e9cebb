using NetTopologySuite.Geometries;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Isochrones;

public class ReachedEdgesTests
{
    private static readonly WalkTime OneMinute = WalkTime.FromMinutes(1);

    [Fact]
    public void An_origin_in_the_middle_of_a_long_street_reaches_neither_end()
    {
        var town = new Town();
        int edge = town.Edge(town.Node(0, 0), town.Node(1_000, 0));
        WalkGraph graph = WalkGraph.Of(town.Build(), Town.OneMetreASecond);

        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [new Access(edge, 400, 0, 0)], OneMinute, Direction.From);

        Assert.Equal(2, reached.Count);
        Assert.Equal(340, reached[0].FromMetres, 2);
        Assert.Equal(400, reached[0].ToMetres);
        Assert.Equal(OneMinute.Ticks, reached[0].TicksAtFrom, 6);
        Assert.Equal(0, reached[0].TicksAtTo);
        Assert.Equal(400, reached[1].FromMetres);
        Assert.Equal(460, reached[1].ToMetres, 2);
        Assert.Equal(1, reached[1].MinutesAtTo, 6);
    }

    [Fact]
    public void The_leg_to_the_path_costs_time()
    {
        var town = new Town();
        int edge = town.Edge(town.Node(0, 0), town.Node(1_000, 0));
        WalkGraph graph = WalkGraph.Of(town.Build(), Town.OneMetreASecond);

        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [new Access(edge, 400, 20 * 32, 20)], OneMinute, Direction.From);

        Assert.Equal(80, reached.Sum(r => r.LengthMetres), 2);
        Assert.Empty(ReachedEdges.Find(graph, [new Access(edge, 400, 60 * 32 + 1, 60)], OneMinute, Direction.From));
    }

    [Theory]
    [InlineData(Direction.From, 0, 60)]
    [InlineData(Direction.To, 40, 100)]
    public void A_one_way_stretch_is_reached_on_one_side_only(Direction direction, double from, double to)
    {
        var town = new Town();
        int edge = town.Edge(town.Node(0, 0), town.Node(1_000, 0), flags: WayFlags.NoBackward);
        WalkGraph graph = WalkGraph.Of(town.Build(), Town.OneMetreASecond);

        ReachedEdge only = Assert.Single(ReachedEdges.Find(
            graph, [new Access(edge, direction == Direction.From ? 0 : 100, 0, 0)], OneMinute, direction));

        Assert.Equal(from, only.FromMetres, 2);
        Assert.Equal(to, only.ToMetres, 2);
    }

    [Fact]
    public void Walks_from_both_sides_meet_inside_the_street()
    {
        // A ring of 200 m: from its one node the far point is 100 m away.
        var town = new Town();
        int corner = town.Node(0, 0);
        int loop = town.Edge(corner, corner, inner: [Town.At(50, 0), Town.At(50, 50), Town.At(0, 50)]);
        int stem = town.Edge(town.Node(-100, 0), corner);
        WalkGraph graph = WalkGraph.Of(town.Build(), Town.OneMetreASecond);

        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [new Access(stem, 100, 0, 0)], WalkTime.FromMinutes(2), Direction.From);

        ReachedEdge[] ring = [.. reached.Where(r => r.Edge == loop)];
        Assert.Equal(2, ring.Length);
        Assert.Equal(100, ring[0].ToMetres, 1);
        Assert.Equal(ring[0].ToMetres, ring[1].FromMetres, 6);
        Assert.Equal(100 * 32, ring[0].TicksAtTo, 2.0);
        Assert.Equal(ring[0].TicksAtTo, ring[1].TicksAtFrom, 6);
    }

    [Fact]
    public void A_line_follows_the_shape_and_ends_where_the_time_is_up()
    {
        var town = new Town();
        int edge = town.Edge(town.Node(0, 0), town.Node(50, 50), inner: [Town.At(50, 0)]);
        WalkNetwork network = town.Build();
        WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);

        ReachedEdge only = Assert.Single(ReachedEdges.Find(graph, [new Access(edge, 0, 0, 0)], OneMinute, Direction.From));
        LineString line = only.Line(network);

        Assert.Equal(3, line.NumPoints);
        Assert.Equal(Town.At(50, 0).Lon, line.GetCoordinateN(1).X, 7);
        Assert.Equal(Town.At(50, 10).Lat, line.GetCoordinateN(2).Y, 6);
    }

    [Fact]
    public void On_a_grid_every_point_within_the_limit_is_reached_and_no_other()
    {
        // Manhattan distance is the arithmetic truth; the origin stands on a crossing.
        const int Columns = 9;
        const double Block = 40;
        WalkNetwork network = Town.Grid(Columns, Columns, Block).Build();
        WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
        int centre = 4 * Columns + 4;
        int edge = Enumerable.Range(0, network.EdgeCount).First(e => network.Tail[e] == centre);
        IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [new Access(edge, 0, 0, 0)], WalkTime.FromSeconds(130), Direction.From);

        for (int e = 0; e < network.EdgeCount; e++)
        {
            for (double metres = 1; metres < Block; metres += 3)
            {
                (int x, int y) = (network.Tail[e] % Columns, network.Tail[e] / Columns);
                bool isEast = network.Head[e] == network.Tail[e] + 1;
                double east = x * Block + (isEast ? metres : 0) - 4 * Block, north = y * Block + (isEast ? 0 : metres) - 4 * Block;
                double truth = Math.Abs(east) + Math.Abs(north);
                if (Math.Abs(truth - 130) < 0.3) continue;
                ReachedEdge[] here = [.. reached.Where(r => r.Edge == e && metres >= r.FromMetres && metres <= r.ToMetres)];
                Assert.Equal(truth <= 130 ? 1 : 0, here.Length);
                if (here.Length == 1) Assert.Equal(truth * 32, here[0].TicksAt(metres), 8.0);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agrees_with_a_search_from_every_sampled_point(int seed)
    {
        // Oracle: a second place on the street, asked for with the travel-time matrix.
        var random = new Random(seed);
        WalkNetwork network = RandomTown(random);
        WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
        for (int round = 0; round < 30; round++)
        {
            Access[] place = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomAccess(random, network))];
            WalkTime limit = WalkTime.FromSeconds(random.Next(1, 300));
            Direction direction = random.Next(2) == 0 ? Direction.From : Direction.To;
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, place, limit, direction);
            Access[] samples = [.. Enumerable.Range(0, 200).Select(_ => RandomAccess(random, network) with { LegTicks = 0 })];
            TravelTimeMatrix times = TravelTimeMatrix.Compute(
                new(graph, [place], [.. samples.Select(s => (IReadOnlyList<Access>)[s])]), limit + WalkTime.FromSeconds(10), direction);
            var truth = new double[samples.Length];
            Array.Fill(truth, double.PositiveInfinity);
            foreach (Walk walk in times.Row(0)) truth[walk.Column] = walk.Ticks;
            for (int s = 0; s < samples.Length; s++)
            {
                double metres = samples[s].AlongMetres;
                if (Math.Abs(truth[s] - limit.Ticks) <= 3) continue;
                ReachedEdge[] here = [.. reached.Where(r => r.Edge == samples[s].Edge && metres >= r.FromMetres && metres <= r.ToMetres)];
                Assert.Equal(truth[s] <= limit.Ticks, here.Length > 0);
                if (here.Length > 0) Assert.Equal(truth[s], here.Min(r => r.TicksAt(metres)), 3.0);
            }
            Assert.All(reached, r => Assert.True(r.LengthMetres > 0 && Math.Max(r.TicksAtFrom, r.TicksAtTo) <= limit.Ticks));
        }
    }

    internal static Access RandomAccess(Random random, WalkNetwork network)
    {
        int edge = random.Next(network.EdgeCount);
        return new Access(edge, random.NextDouble() * network.LengthMetres[edge], random.Next(0, 600), 0);
    }

    private static WalkNetwork RandomTown(Random random)
    {
        var town = new Town();
        for (int n = 0; n < 40; n++) town.Node(random.Next(0, 400), random.Next(0, 400));
        for (int e = 0; e < 70; e++)
        {
            WayFlags flags = random.Next(5) switch { 0 => WayFlags.NoBackward, 1 => WayFlags.NoForward, _ => WayFlags.None };
            Position[] inner = random.Next(2) == 0 ? [] : [Town.At(random.Next(0, 400), random.Next(0, 400))];
            town.Edge(random.Next(40), random.Next(40), random.Next(6) == 0 ? WayKind.Steps : WayKind.Path, flags, inner);
        }
        return town.Build();
    }
}
