using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Consumers;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

public class ConsumerTests
{
    private const int Limit = 900;

    /// <summary>Each consumer against the plain list of pairs, which other tests hold against Floyd-Warshall.</summary>
    private static void ForEachTown(Action<ReachEngine, Source[], RunOptions, Dictionary<(int Source, int Node), int>, Random> check)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            ArcGraph graph = seed < 8 ? RandomTowns.Create(random, 120, 300) : EngineTests.Grid(12, 9, 3);
            Source[] sources = RandomTowns.Sources(random, graph, 300);
            ReachEngine engine = ReachEngine.Prepare(graph, 1);
            var options = new RunOptions(
                1 + seed % 3, null, seed % 2 == 0 ? SearchMethod.Buckets : SearchMethod.Sweeps, new[] { 1, 16, 32, 64, 128 }[seed % 5]);
            check(engine, sources, options, engine.Run(sources, Direction.To, new WalkTime(Limit), new Collector(), options).Pairs, random);
        }
    }

    [Fact]
    public void Counts_per_node_and_group() => ForEachTown((engine, sources, options, pairs, random) =>
    {
        int[] group = [.. sources.Select(_ => random.Next(5))];
        int[] counts = engine.Run(
            sources, Direction.To, new WalkTime(Limit), new NodeCounts(group, 5, new int[5 * engine.Junctions.JunctionOf.Length]),
            options).Counts;
        var expected = pairs.GroupBy(p => p.Key.Node * 5 + group[p.Key.Source]).ToDictionary(g => g.Key, g => g.Count());
        for (int i = 0; i < counts.Length; i++) Assert.Equal(expected.GetValueOrDefault(i), counts[i]);
    });

    [Fact]
    public void The_nearest_of_each_category_is_the_least_of_its_members() => ForEachTown((engine, sources, options, pairs, random) =>
    {
        int nodes = engine.Junctions.JunctionOf.Length;
        int[] category = [.. sources.Select(_ => random.Next(16))];
        var ticks = new int[nodes * 16];
        Array.Fill(ticks, 7);
        engine.RunNearest(new SourceGroups(sources, category, 16), Direction.To, new WalkTime(Limit), new NodeTimes(16, ticks), options);
        var expected = pairs.GroupBy(p => p.Key.Node * 16 + category[p.Key.Source]).ToDictionary(g => g.Key, g => g.Min(p => p.Value));
        for (int i = 0; i < ticks.Length; i++) Assert.Equal(expected.GetValueOrDefault(i, ArcGraph.Unreachable), ticks[i]);

        var narrow = new ushort[nodes * 16];
        Array.Fill(narrow, (ushort)7);
        engine.RunNearest(new SourceGroups(sources, category, 16), Direction.To, new WalkTime(Limit), new NodeTicks(16, narrow), options);
        for (int i = 0; i < narrow.Length; i++) Assert.Equal(expected.GetValueOrDefault(i, NodeTicks.Beyond), narrow[i]);
    });

    [Fact]
    public void The_checksum_changes_with_any_single_time()
    {
        ArcGraph graph = EngineTests.Grid(6, 6, 1);
        Source[] sources = [new Source(0), new Source(7)];
        Checksum Of(ArcGraph g) => ReachEngine.Prepare(g, 1).Run(sources, Direction.From, new WalkTime(5_000), new Checksum());
        Checksum before = Of(graph);
        Assert.Equal(72, before.Pairs);
        int slot = graph.FirstOut[35];
        foreach (int ticks in new[] { 99, 101 })
        {
            // Node 35 is a corner: lowering or raising both its streets moves it alone.
            int[] there = [.. graph.TicksOut], back = [.. graph.TicksBack];
            for (int v = 0; v < 36; v++)
                for (int s = graph.FirstOut[v]; s < graph.FirstOut[v + 1]; s++)
                    if (v == 35 || graph.Head[s] == 35) there[s] = back[s] = ticks;
            Assert.NotEqual(before.Value, Of(new ArcGraph(graph.FirstOut, graph.Head, there, back, graph.Positions)).Value);
        }

        Assert.Equal(2, graph.FirstOut[36] - slot);
    }
}
