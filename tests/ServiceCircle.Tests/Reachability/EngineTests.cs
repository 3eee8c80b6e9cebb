using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Hierarchies;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

public class EngineTests
{
    [Theory]
    [InlineData(Direction.From)]
    [InlineData(Direction.To)]
    public void Both_engines_equal_Floyd_Warshall_on_a_thousand_random_networks(Direction direction) => AssertEqual(direction, 20, 500);

    /// <summary>The first of the thousand, for mutation testing, which runs them hundreds of times.</summary>
    [Theory]
    [InlineData(Direction.From)]
    [InlineData(Direction.To)]
    public void The_first_few_random_networks_alone(Direction direction) => AssertEqual(direction, 0, 20);

    private static void AssertEqual(Direction direction, int firstSeed, int endSeed)
    {
        for (int seed = firstSeed; seed < endSeed; seed++)
        {
            var random = new Random(seed * 2 + (int)direction);
            int maxTicks = seed % 5 == 0 ? 30_000 : 100;
            ArcGraph graph = RandomTowns.Create(random, seed % 10 == 0 ? 150 : 40, maxTicks);
            Source[] sources = RandomTowns.Sources(random, graph, maxTicks);
            bool[]? wanted = seed % 3 == 0 ? [.. Enumerable.Range(0, graph.NodeCount).Select(_ => random.Next(2) == 0)] : null;
            ReachEngine engine = ReachEngine.Prepare(graph, 1);

            // A limit that some walk takes exactly.
            var times = RandomTowns.Expected(graph, sources, direction, maxTicks * 3, null);
            int limit = times.Values.ElementAt(random.Next(times.Count));
            if (limit > Hierarchy.DefaultHorizon) limit = Hierarchy.DefaultHorizon;
            var expected = RandomTowns.Expected(graph, sources, direction, limit, wanted);
            foreach (SearchMethod method in new[] { SearchMethod.Buckets, SearchMethod.Sweeps })
            {
                int lanes = new[] { 1, 16, 32, 64, 128 }[seed % 5];
                var found = engine.Run(
                    sources, direction, new WalkTime(limit), new Collector(), new RunOptions(1, wanted, method, lanes)).Pairs;
                AssertSame(expected, found, $"seed {seed}, {method}, limit {limit}");
            }
        }
    }

    [Fact]
    public void Times_beyond_what_16_bits_hold_are_exact_in_32()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            ArcGraph graph = RandomTowns.Create(random, 60, 50_000);
            Source[] sources = RandomTowns.Sources(random, graph, 50_000);
            ReachEngine engine = ReachEngine.Prepare(graph, 1, horizon: 400_000);
            foreach (int limit in new[] { ushort.MaxValue - 1, ushort.MaxValue, 300_000 })
            {
                var expected = RandomTowns.Expected(graph, sources, Direction.From, limit, null);
                foreach (SearchMethod method in new[] { SearchMethod.Buckets, SearchMethod.Sweeps })
                {
                    foreach (int lanes in new[] { 1, 16, 32, 64, 128 })
                    {
                        var found = engine.Run(
                            sources, Direction.From, new WalkTime(limit), new Collector(), new RunOptions(1, null, method, lanes)).Pairs;
                        AssertSame(expected, found, $"seed {seed}, {method}, limit {limit}, {lanes} lanes");
                    }
                }
            }
        }
    }

    [Fact]
    public void The_scalar_label_gives_the_same()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            ArcGraph graph = RandomTowns.Create(random, 60, 500);
            Source[] sources = [.. RandomTowns.Sources(random, graph, 500).Take(7)];
            var engine = new ReachEngine(JunctionGraph.Build(graph), null);
            var expected = RandomTowns.Expected(graph, sources, Direction.To, 1_000, null);
            AssertSame(expected, engine.Run(sources, Direction.To, new WalkTime(1_000), new Collector()).Pairs, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grid_of_three_levels_of_groups_equals_the_search_without_hierarchy_for_any_number_of_threads(bool sweeps)
    {
        ArcGraph graph = Grid(110, 60, subdivide: 3);
        ReachEngine engine = ReachEngine.Prepare(graph, 1);
        Source[] sources = [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))];
        var limit = new WalkTime(1_500);
        Checksum expected =
            engine.Run(sources, Direction.From, limit, new Checksum(), new RunOptions(Method: SearchMethod.Buckets, Lanes: 32));
        Assert.True(expected.Pairs > 1_000_000);
        foreach (int threads in new[] { 1, 2, 3 })
        {
            foreach (int lanes in new[] { 16, 32, 64, 128 })
            {
                var options = new RunOptions(threads, Method: sweeps ? SearchMethod.Sweeps : SearchMethod.Buckets, Lanes: lanes);
                Checksum found = engine.Run(sources, Direction.From, limit, new Checksum(), options);
                Assert.Equal((expected.Pairs, expected.Value), (found.Pairs, found.Value));
            }
        }
    }

    [Fact]
    public void A_grid_is_arithmetic()
    {
        const int Step = 100;
        ArcGraph graph = Grid(30, 20, subdivide: 2);
        int v = 7 * 30 + 11;
        var found = ReachEngine.Prepare(graph, 1)
            .Run([new Source(v)], Direction.From, new WalkTime(Step * 5), new Collector(),
                new RunOptions(Method: SearchMethod.Sweeps)).Pairs;
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 30; x++)
            {
                int steps = Math.Abs(x - 11) + Math.Abs(y - 7);
                Assert.Equal(steps <= 5, found.TryGetValue((0, y * 30 + x), out int ticks));
                if (steps <= 5) Assert.Equal(steps * Step, ticks);
            }
        }
    }

    [Fact]
    public void A_circle_without_junctions_and_a_lonely_node_are_found()
    {
        var edges = new Edge[6];
        for (int i = 0; i < 6; i++) edges[i] = new Edge(i, (i + 1) % 6, 10, 10);
        ArcGraph graph = ArcGraph.FromEdges(new Position[7], edges);
        var found = ReachEngine.Prepare(graph, 1)
            .Run([new Source(2), new Source(6)], Direction.From, new WalkTime(20), new Collector(),
                new RunOptions(Method: SearchMethod.Sweeps)).Pairs;
        Assert.Equal(
            new Dictionary<(
                int, int), int>
            { [(0, 0)] = 20, [(0, 1)] = 10, [(0, 2)] = 0, [(0, 3)] = 10, [(0, 4)] = 20, [(1, 6)] = 0 }.OrderBy(
                    p => p.Key),
            found.OrderBy(p => p.Key));
    }

    [Fact]
    public void No_sources_reach_nothing_and_a_source_off_the_graph_is_refused()
    {
        ReachEngine engine = ReachEngine.Prepare(Grid(3, 3, 1), 1);
        foreach (SearchMethod method in new[] { SearchMethod.Buckets, SearchMethod.Sweeps })
        {
            var options = new RunOptions(Method: method);
            Assert.Empty(engine.Run([], Direction.From, new WalkTime(100), new Collector(), options).Pairs);
            Assert.Throws<ArgumentException>(
                () => engine.Run([new Source(9)], Direction.From, new WalkTime(100), new Collector(), options));
        }
    }

    internal static ArcGraph Grid(int width, int height, int subdivide)
    {
        var positions = new List<Position>();
        var edges = new List<Edge>();
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) positions.Add(new Position(x * 6_000, y * 6_000));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (x + 1 < width) Street(y * width + x, y * width + x + 1);
                if (y + 1 < height) Street(y * width + x, (y + 1) * width + x);
            }
        }

        return ArcGraph.FromEdges([.. positions], edges.ToArray());

        void Street(int a, int b)
        {
            int before = a, left = 100;
            for (int i = 1; i < subdivide; i++)
            {
                positions.Add(new Position(
                    positions[a].LonE7 + (positions[b].LonE7 - positions[a].LonE7) * i / subdivide,
                    positions[a].LatE7 + (positions[b].LatE7 - positions[a].LatE7) * i / subdivide));
                edges.Add(new Edge(before, positions.Count - 1, 100 / subdivide, 100 / subdivide));
                (before, left) = (positions.Count - 1, left - 100 / subdivide);
            }

            edges.Add(new Edge(before, b, left, left));
        }
    }

    internal static void AssertSame(
        Dictionary<(int Source, int Node), int> expected, Dictionary<(int Source, int Node), int> found, string what)
    {
        foreach (var (pair, ticks) in expected)
        {
            Assert.True(found.TryGetValue(pair, out int actual), $"{what}: {pair} is missing, expected {ticks}");
            Assert.True(actual == ticks, $"{what}: {pair} is {actual}, expected {ticks}");
        }

        Assert.True(found.Count == expected.Count, $"{what}: {found.Count - expected.Count} pairs too many");
    }
}
