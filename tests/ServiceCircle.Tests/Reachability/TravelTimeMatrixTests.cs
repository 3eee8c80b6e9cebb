using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Hierarchies;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Reachability;

/// <summary>The matrix against Floyd-Warshall on the graph with its places as nodes of their own, to the tick.</summary>
public sealed class TravelTimeMatrixTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_walk_and_no_other_is_listed(int seed)
    {
        using var town = new RandomTown(seed, nodes: 30, ways: 24);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var random = new Random(seed);
        IReadOnlyList<Access>[] rows = Places(graph, random, 12), columns = Places(graph, random, 15);
        columns[3] = rows[2]; // two places at one spot
        rows[5] = []; // off the network
        columns[6] = [];
        columns[7] = [.. rows[1], .. columns[7]]; // two gates, one of them at the other place
        foreach (Direction direction in Enum.GetValues<Direction>())
        {
            double[,] expected = Oracle(graph, rows, columns, direction);
            // Half of the time the limit is the time of some walk, so that this walk is exactly at the limit.
            foreach (WalkTime limit in (WalkTime[])[
                Town.Seconds(random.Next(100, 3_000)), Town.Seconds(100_000), SomeTime(expected, random)])
            {
                TravelTimeMatrix found = TravelTimeMatrix.Compute(new(graph, rows, columns), limit, direction);
                for (int r = 0; r < rows.Length; r++)
                {
                    Assert.Equal(
                        Enumerable.Range(0, columns.Length).Where(c => expected[r, c] <= limit.Ticks).Select(c => (c, (int)expected[r, c])),
                        found.Row(r).Select(w => (w.Column, w.Ticks)));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lanes_give_the_times_of_the_plain_search(int seed)
    {
        using var town = new RandomTown(seed, nodes: 90, ways: 80);
        WalkGraph graph = WalkGraph.Of(StoredHierarchy.Add(town.Network, [Town.Walker]), Town.Walker);
        var engine = WalkArcs.EngineForManyRuns(graph);
        Assert.NotNull(engine.Hierarchy);
        var random = new Random(seed);
        IReadOnlyList<Access>[] rows = Places(graph, random, 150), columns = Places(graph, random, 170);
        columns[3] = rows[2]; // two places at one spot
        rows[5] = []; // off the network
        columns[6] = [];
        columns[7] = [.. rows[1], .. columns[7]]; // two gates, one of them at the other place
        rows[8] = [.. rows[8], .. rows[9], .. rows[10]];
        foreach (Direction direction in Enum.GetValues<Direction>())
        {
            // The last is beyond what 16 bits hold, and beyond the hierarchy.
            foreach (WalkTime limit in (WalkTime[])[
                Town.Seconds(random.Next(30, 300)), Town.Seconds(random.Next(300, 2_000)), Town.Seconds(3_000)])
            {
                TravelTimeMatrix expected = TravelTimeMatrix.Compute(new(graph, rows, columns), limit, direction);
                foreach (SearchMethod method in Enum.GetValues<SearchMethod>())
                {
                    if (method == SearchMethod.Sweeps && limit.Ticks > Hierarchy.DefaultHorizon) continue;
                    var options = new RunOptions(1 + seed % 3, Method: method, Lanes: new[] { 0, 32, 64, 128, 1, 16 }[seed % 6]);
                    TravelTimeMatrix found = TravelTimeMatrix.Times(engine, new(graph, rows, columns), limit, direction, options);
                    for (int r = 0; r < rows.Length; r++)
                        Assert.Equal(expected.Row(r).Select(w => (w.Column, w.Ticks)), found.Row(r).Select(w => (w.Column, w.Ticks)));
                }
            }
        }
    }

    [Fact]
    public void Many_rows_searched_in_lanes_and_few_searched_alone_have_the_same_times()
    {
        using var town = new RandomTown(2, nodes: 40, ways: 40);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        int many = TravelTimeMatrix.RowsForLanes(graph.Network.NodeCount, Town.Seconds(900));
        Assert.Equal(400, many);
        IReadOnlyList<Access>[] rows = Places(graph, new Random(1), many), columns = Places(graph, new Random(2), 5);
        TravelTimeMatrix expected = TravelTimeMatrix.Compute(new(graph, rows, columns), Town.Seconds(900), Direction.To);
        foreach (int count in new[] { many, many - 1 })
        {
            TravelTimeMatrix found = TravelTimeMatrix.Times(new(graph, rows[..count], columns), Town.Seconds(900), Direction.To);
            for (int r = 0; r < count; r++)
                Assert.Equal(expected.Row(r).Select(w => (w.Column, w.Ticks)), found.Row(r).Select(w => (w.Column, w.Ticks)));
        }
    }

    [Theory]
    [InlineData(0, 15, 400)]
    [InlineData(75_000, 15, 700)]
    [InlineData(75_000, 30, 175)]
    [InlineData(75_000, 5, 6_300)]
    [InlineData(1_500_000, 15, 6_400)]
    [InlineData(75_000, 600, 32)]
    [InlineData(75_000, 0, int.MaxValue)]
    public void Lanes_need_more_rows_on_larger_networks_and_for_shorter_walks(int nodes, double minutes, int rows) =>
        Assert.Equal(rows, TravelTimeMatrix.RowsForLanes(nodes, WalkTime.FromMinutes(minutes)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void To_is_from_with_rows_and_columns_changed(int seed)
    {
        using var town = new RandomTown(seed, nodes: 60, ways: 50);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var random = new Random(seed);
        IReadOnlyList<Access>[] a = Places(graph, random, 20), b = Places(graph, random, 20);
        WalkTime limit = Town.Seconds(2_000);
        TravelTimeMatrix to = TravelTimeMatrix.Compute(new(graph, a, b), limit, Direction.To);
        TravelTimeMatrix from = TravelTimeMatrix.Compute(new(graph, b, a), limit, Direction.From);
        Assert.Equal(
            Enumerable.Range(0, 20).SelectMany(r => to.Row(r).Select(w => (r, w.Column, w.Ticks))).Order(),
            Enumerable.Range(0, 20).SelectMany(r => from.Row(r).Select(w => (w.Column, r, w.Ticks))).Order());
    }

    [Fact]
    public void Rows_depend_neither_on_each_other_nor_on_their_order()
    {
        using var town = new RandomTown(1, nodes: 200, ways: 180);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        IReadOnlyList<Access>[] rows = Places(graph, new Random(1), 150), columns = Places(graph, new Random(2), 150);
        WalkTime limit = Town.Seconds(1_500);
        TravelTimeMatrix all = TravelTimeMatrix.Compute(new(graph, rows, columns), limit, Direction.To);
        TravelTimeMatrix reversed = TravelTimeMatrix.Compute(new(graph, [.. rows.Reverse()], columns), limit, Direction.To);
        for (int r = 0; r < rows.Length; r++)
        {
            TravelTimeMatrix alone = TravelTimeMatrix.Compute(new(graph, [rows[r]], columns), limit, Direction.To);
            Assert.Equal(alone.Row(0), all.Row(r));
            Assert.Equal(alone.Row(0), reversed.Row(rows.Length - 1 - r));
        }
    }

    [Fact]
    public void Times_add_up_to_the_tick_in_a_drawn_town()
    {
        using var town = new Town("""
            A---B---C
                |
                D
            """).Way("AB").Way("BC", "highway=footway oneway:foot=yes").Way("BD", "highway=steps");
        TravelTimeMatrix to = town.Matrix("C", "ABCD", Town.Seconds(800), Direction.To);
        Assert.Equal([(0, 800 * 32), (1, 400 * 32), (2, 0), (3, 800 * 32)], to.Row(0).Select(w => (w.Column, w.Ticks)));
        Assert.Equal([800f, 400, 0, 600], to.Row(0).Select(w => MathF.Round(w.Metres)));
        TravelTimeMatrix from = town.Matrix("C", "ABCD", Town.Seconds(800), Direction.From);
        Assert.Equal([(2, 0)], from.Row(0).Select(w => (w.Column, w.Ticks)));
        TravelTimeMatrix tooShort = town.Matrix("C", "ABCD", new WalkTime(800 * 32 - 1), Direction.To);
        Assert.Equal([1, 2], tooShort.Row(0).Select(w => w.Column));
    }

    [Fact]
    public void Two_places_on_one_edge_walk_straight_to_each_other_if_the_edge_goes_that_way()
    {
        using var town = new Town("""
            A---B
            |   |
            C---D
            """).Way("AB", "highway=footway oneway:foot=yes").Way("BDCA");
        Access west = On(town, 'A', 100), east = On(town, 'A', 300);
        Assert.Equal(200 * 32, Ticks(west, east));
        Assert.Equal((400 - 300 + 200 + 400 + 200 + 100) * 32, Ticks(east, west));
        Assert.Equal((100 + 200) * 32, Ticks(west with { LegTicks = 3_200 }, east));

        int Ticks(Access from, Access to) =>
            Assert.Single(TravelTimeMatrix.Compute(new(town.Graph, [[from]], [[to]]), Town.Seconds(5_000), Direction.From).Row(0)).Ticks;

        static Access On(Town town, char letter, double east)
        {
            Snap snap = town.Snap(letter, east);
            // The centimetres of rounding to OSM's degrees would show in ticks here.
            return new Access(snap.Edge, Math.Round(snap.AlongMetres) * town.Network.LengthMetres[snap.Edge] / 400, 0, 0);
        }
    }

    [Fact]
    public void The_walk_off_the_network_counts_at_level_speed()
    {
        using var town = new Town("A---B").Way("AB");
        IReadOnlyList<Access> home = Access.List(town.Snap('A', north: 50), Town.Walker);
        IReadOnlyList<Access> clinic = Access.List(town.Snap('B', north: -30), Town.Walker, extraSeconds: 60);
        Walk walk = Assert.Single(
            TravelTimeMatrix.Compute(new(town.Graph, [clinic], [home]), Town.Seconds(1_000), Direction.To, withMetres: true).Row(0));
        Assert.Equal(50 + 400 + 30 + 60, walk.Time.Seconds!.Value, 0.05);
        Assert.Equal(480, walk.Metres, 0.05);
        Assert.Empty(Access.List(town.Snap('A', north: 900), Town.Walker));
    }

    [Fact]
    public void In_a_whole_city_each_row_is_what_a_search_without_the_others_finds()
    {
        WalkGraph graph = WalkSearchTests.LasPalmas(Shared.Path("laspalmas", "laspalmas.osm.pbf"));
        var random = new Random(3);
        IReadOnlyList<Access>[] rows = Places(graph, random, 10), columns = Places(graph, random, 2_000);
        WalkTime limit = WalkTime.FromMinutes(15);
        TravelTimeMatrix matrix = TravelTimeMatrix.Compute(new(graph, rows, columns), limit, Direction.To);
        var search = new WalkSearch(graph);
        for (int r = 0; r < rows.Length; r++)
        {
            // The other way round: from each column, the row must be as far.
            foreach (Walk walk in matrix.Row(r).Where((_, i) => i % 10 == 0))
            {
                TravelTimeMatrix back = TravelTimeMatrix.Compute(new(graph, [columns[walk.Column]], [rows[r]]), limit, Direction.From);
                Assert.Equal(walk.Ticks, Assert.Single(back.Row(0)).Ticks);
            }
        }
        Assert.True(Enumerable.Range(0, rows.Length).Sum(r => matrix.Row(r).Count) > 100);
    }

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 12).Select(seed => new object[] { seed });

    private static IReadOnlyList<Access>[] Places(WalkGraph graph, Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(IReadOnlyList<Access> (_) => [WalkSearchTests.RandomAccess(graph, random)])];

    private static WalkTime SomeTime(double[,] times, Random random)
    {
        double[] finite = [.. times.Cast<double>().Where(double.IsFinite)];
        return new WalkTime((int)finite[random.Next(finite.Length)]);
    }

    /// <summary>
    /// All walks by Floyd-Warshall: nodes of the graph, then a departure and an arrival for every place, joined to the ends of their
    /// edges by the difference of their ticks from its tail, and to each other where they stand on one edge.
    /// </summary>
    private static double[,] Oracle(WalkGraph graph, IReadOnlyList<Access>[] rows, IReadOnlyList<Access>[] columns, Direction direction)
    {
        WalkNetwork network = graph.Network;
        (IReadOnlyList<Access>[] starts, IReadOnlyList<Access>[] ends) = direction == Direction.From ? (rows, columns) : (columns, rows);
        int firstStart = network.NodeCount, firstEnd = firstStart + starts.Length;
        var arcs = new List<(int, int, double)>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            arcs.Add((network.Tail[e], network.Head[e], Whole(e, isForward: true)));
            arcs.Add((network.Head[e], network.Tail[e], Whole(e, isForward: false)));
        }
        for (int s = 0; s < starts.Length; s++)
        {
            foreach (Access a in starts[s])
            {
                arcs.Add((firstStart + s, network.Tail[a.Edge], a.LegTicks + Part(a.Edge, a.AlongMetres, 0)));
                arcs.Add((firstStart + s, network.Head[a.Edge], a.LegTicks + Part(a.Edge, a.AlongMetres, network.LengthMetres[a.Edge])));
                for (int t = 0; t < ends.Length; t++)
                    foreach (Access b in ends[t].Where(b => b.Edge == a.Edge))
                        arcs.Add((firstStart + s, firstEnd + t, a.LegTicks + b.LegTicks + Part(a.Edge, a.AlongMetres, b.AlongMetres)));
            }
        }
        for (int t = 0; t < ends.Length; t++)
        {
            foreach (Access b in ends[t])
            {
                arcs.Add((network.Tail[b.Edge], firstEnd + t, b.LegTicks + Part(b.Edge, 0, b.AlongMetres)));
                arcs.Add((network.Head[b.Edge], firstEnd + t, b.LegTicks + Part(b.Edge, network.LengthMetres[b.Edge], b.AlongMetres)));
            }
        }
        double[,] all = RandomTown.FloydWarshall(firstEnd + ends.Length, arcs);
        var times = new double[rows.Length, columns.Length];
        for (int r = 0; r < rows.Length; r++)
            for (int c = 0; c < columns.Length; c++)
                times[r, c] = direction == Direction.From ? all[firstStart + r, firstEnd + c] : all[firstStart + c, firstEnd + r];
        return times;

        double Whole(int edge, bool isForward)
        {
            WayAttributes way = network.Attributes(edge);
            if (way.Has(isForward ? WayFlags.NoForward : WayFlags.NoBackward)) return double.PositiveInfinity;
            return Math.Round(network.LengthMetres[edge] * (way.Kind == WayKind.Steps ? 2.0 : 1.0) * 32);
        }

        double Part(int edge, double from, double to) =>
            from == to ? 0
            : double.IsInfinity(Whole(edge, to >= from)) ? double.PositiveInfinity
            : Math.Abs(Mark(edge, to, to >= from) - Mark(edge, from, to >= from));

        // Every place on an edge has one number of ticks from the tail, rounded once.
        double Mark(int edge, double metres, bool isForward) => Math.Round(Whole(edge, isForward) * (metres / network.LengthMetres[edge]));
    }
}
