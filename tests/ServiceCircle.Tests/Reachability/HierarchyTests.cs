using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Hierarchies;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

public class HierarchyTests
{
    [Fact]
    public void The_hierarchy_does_not_depend_on_the_number_of_threads_and_survives_writing()
    {
        var junctions = JunctionGraph.Build(EngineTests.Grid(40, 30, 2));
        byte[] one = HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, 1).ToBytes();
        Assert.Equal(one, HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, 3).ToBytes());
        Assert.Equal(one, Hierarchy.FromBytes(one, junctions.Count).ToBytes());
    }

    [Fact]
    public void Any_number_of_a_stored_hierarchy_may_be_wrong_and_no_time_ever_is()
    {
        int refused = 0, harmless = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            ArcGraph graph = seed % 2 == 0 ? RandomTowns.Create(random, 60, 300) : EngineTests.Grid(7, 6, 2);
            var junctions = JunctionGraph.Build(graph);
            byte[] bytes = HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, 1).ToBytes();
            Span<int> numbers = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
            int at = random.Next(numbers.Length);
            numbers[at] = random.Next(4)
                switch
            { 0 => numbers[at] + 1, 1 => numbers[at] - 1, 2 => random.Next(), _ => numbers[random.Next(numbers.Length)] };
            try
            {
                Hierarchy hierarchy = Hierarchy.FromBytes(bytes, junctions.Count);
                HierarchyCertificate.Check(junctions, hierarchy, 1 + seed % 3);
                Source[] sources = [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))];
                int limit = Math.Min(hierarchy.Horizon, 2_000);
                var found = new ReachEngine(junctions, hierarchy)
                    .Run(sources, Direction.From, new WalkTime(limit), new Collector(), new RunOptions(Method: SearchMethod.Sweeps)).Pairs;
                EngineTests.AssertSame(RandomTowns.Expected(graph, sources, Direction.From, limit, null), found, $"seed {seed}");
                harmless++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        // Harmless: a wrong number may happen to be the right one, or belong to an arc that nothing needs.
        Assert.True(refused > 120 && harmless > 5, $"{refused} refused, {harmless} harmless");
    }

    [Fact]
    public void Every_hierarchy_that_is_built_has_its_certificate()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var junctions = JunctionGraph.Build(RandomTowns.Create(new Random(seed), 150, seed % 5 == 0 ? 30_000 : 300));
            Hierarchy hierarchy = HierarchyBuilder.Build(junctions, seed % 3 == 0 ? 1_000 : Hierarchy.DefaultHorizon, 1);
            HierarchyCertificate.Check(junctions, hierarchy, 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_hierarchy_without_one_of_its_arcs_is_refused(int seed)
    {
        var random = new Random(seed);
        var junctions = JunctionGraph.Build(EngineTests.Grid(9, 8, 1));
        Hierarchy whole = HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, 1);
        int without = random.Next(whole.Upper.Length);
        int[] Without(int[] arcs) => [.. arcs.Where((_, a) => a != without)];
        var less = new Hierarchy(
            whole.Rank, [.. whole.FirstArc.Select(a => a > without ? a - 1 : a)], Without(whole.Upper), Without(whole.TicksUp),
            Without(whole.TicksDown), whole.Horizon);

        // Each street of the grid is needed, and so is each shortcut: a builder adds none that has a witness.
        Assert.Throws<InvalidDataException>(() => HierarchyCertificate.Check(junctions, less, 1));
    }

    /// <summary>
    /// One arc less, or longer one way, in towns with streets one way and in grids whose walks end at the very horizon: the certificate
    /// refuses it, or no time is another.
    /// </summary>
    [Fact]
    public void A_hierarchy_with_a_worse_arc_is_refused_or_gives_the_same_times()
    {
        int refused = 0, harmless = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            ArcGraph graph = seed % 3 == 0 ? EngineTests.Grid(6, 5, 1 + seed % 2) : RandomTowns.Create(random, 40, seed % 3 == 1 ? 4 : 60);
            var junctions = JunctionGraph.Build(graph);
            Source[] sources = [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))];
            // Streets of 100, of up to 4 and of up to 60 ticks: many walks end there.
            int horizon = (seed % 3) switch { 0 => 600, 1 => 6, _ => 150 };
            Hierarchy whole = HierarchyBuilder.Build(junctions, horizon, 1);
            if (whole.Upper.Length == 0) continue;
            for (int round = 0; round < 12; round++)
            {
                int arc = random.Next(whole.Upper.Length);
                int[] up = [.. whole.TicksUp], down = [.. whole.TicksDown];
                int[] worse = round % 2 == 0 ? up : down;
                worse[arc] = round % 3 == 0 ? ArcGraph.Unreachable : ArcGraph.Sum(worse[arc], 1);
                try
                {
                    var other = new Hierarchy(whole.Rank, whole.FirstArc, whole.Upper, up, down, horizon);
                    HierarchyCertificate.Check(junctions, other, 1);
                    var found = new ReachEngine(junctions, other).Run(
                        sources, Direction.From, new WalkTime(horizon), new Collector(), new RunOptions(Method: SearchMethod.Sweeps)).Pairs;
                    EngineTests.AssertSame(
                        RandomTowns.Expected(graph, sources, Direction.From, horizon, null), found, $"seed {seed}, round {round}");
                    harmless++;
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        }
        Assert.True(refused > 400 && harmless > 10, $"{refused} refused, {harmless} harmless");
    }

    [Fact]
    public void Cut_bytes_and_another_number_of_nodes_are_refused()
    {
        var junctions = JunctionGraph.Build(EngineTests.Grid(5, 4, 1));
        byte[] bytes = HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, 1).ToBytes();
        for (int length = 0; length < bytes.Length; length += 3)
            Assert.Throws<InvalidDataException>(() => Hierarchy.FromBytes(bytes.AsSpan(0, length), junctions.Count));
        Assert.Throws<InvalidDataException>(() => Hierarchy.FromBytes(bytes, junctions.Count + 1));
        Assert.Throws<InvalidDataException>(() => Hierarchy.FromBytes([.. bytes, 0, 0, 0, 0], junctions.Count));
    }

    [Fact]
    public void A_grid_of_equal_streets_needs_few_shortcuts()
    {
        var junctions = JunctionGraph.Build(EngineTests.Grid(50, 50, 1));
        Hierarchy hierarchy = HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, 1);
        Assert.True(hierarchy.Upper.Length < 8 * junctions.Count, $"{hierarchy.Upper.Length} arcs for {junctions.Count} junctions");
    }

    [Fact]
    public void A_limit_beyond_the_horizon_is_searched_without_the_hierarchy()
    {
        ArcGraph graph = EngineTests.Grid(20, 20, 1);
        ReachEngine engine = ReachEngine.Prepare(graph, 1, horizon: 500);
        Source[] sources = [.. Enumerable.Range(0, 400).Select(v => new Source(v))];
        var limit = new WalkTime(1_000);
        Assert.Throws<ArgumentException>(
            () => engine.Run(sources, Direction.From, limit, new Checksum(), new RunOptions(Method: SearchMethod.Sweeps)));
        Checksum buckets = engine.Run(sources, Direction.From, limit, new Checksum(), new RunOptions(Method: SearchMethod.Buckets));
        Assert.Equal(buckets.Value, engine.Run(sources, Direction.From, limit, new Checksum()).Value);
    }
}
