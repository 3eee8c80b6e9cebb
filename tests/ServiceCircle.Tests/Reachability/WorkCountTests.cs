using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Buckets;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;
using ServiceCircle.Reachability.Kernel.Sweeps;
using ServiceCircle.Walking.Rules;
using Row2048 = ServiceCircle.Reachability.Kernel.Labels.RowPair<ServiceCircle.Reachability.Kernel.Labels.RowPair<
    ServiceCircle.Reachability.Kernel.Labels.Row512<ushort>, ushort>, ushort>;

namespace ServiceCircle.Tests.Reachability;

/// <summary>
/// Gates on the work of the kernel, in counts instead of seconds: they are the same on every machine, so that a change that
/// makes the kernel do more fails here. The bounds are about 5 % above what was measured, which each test states.
/// </summary>
public class WorkCountTests
{
    private static readonly Lazy<(ArcGraph Graph, ReachEngine Engine, Source[] Sources)> _town = new(() =>
    {
        ArcGraph graph = Streets(100, 80);
        return (graph, ReachEngine.Prepare(graph, 1), [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))]);
    });

    private static readonly WalkTime _limit = new(1_500);

    [Fact]
    public void The_junctions_and_the_hierarchy_are_few()
    {
        (ArcGraph graph, ReachEngine engine, _) = _town.Value;
        Under(0.214, (double)engine.Junctions.Count / graph.NodeCount, "junctions per node"); // measured 0.2030
        Under(5.6, (double)engine.Hierarchy!.Upper.Length / engine.Junctions.Count, "upward arcs per junction"); // measured 5.318
    }

    [Fact]
    public void Sweeps_from_all_nodes_touch_few_rows()
    {
        SweepRun<Row2048, ushort> run = Sweeps<Row2048>(_town.Value.Sources, 1, out Checksum found);
        Under(5.05, (double)run.RowsSwept / _town.Value.Sources.Length, "rows per source"); // measured 4.802
        Under(0.0241, (double)run.ArcsSwept / found.Pairs, "arcs per pair"); // measured 0.02288
        SweepRun<Row2048, ushort> again = Sweeps<Row2048>(_town.Value.Sources, 3, out _);
        Assert.Equal((run.RowsSwept, run.ArcsSwept), (again.RowsSwept, again.ArcsSwept));
    }

    [Fact]
    public void Sweeps_from_scattered_sources_touch_few_rows()
    {
        Source[] sources = [.. _town.Value.Sources.Where((_, i) => i % 32 == 0)];
        SweepRun<Row512<ushort>, ushort> run = Sweeps<Row512<ushort>>(sources, 1, out Checksum found);
        Under(46.5, (double)run.RowsSwept / sources.Length, "rows per source"); // measured 44.23
        Under(0.242, (double)run.ArcsSwept / found.Pairs, "arcs per pair"); // measured 0.2304
    }

    [Fact]
    public void Bucket_searches_settle_few_junctions_twice()
    {
        ReachEngine engine = _town.Value.Engine;
        ArcGraph arcs = engine.Junctions.Arcs;
        var search = new BucketSearch<ScalarRow<ushort>, ushort>(arcs, Array.ConvertAll(arcs.TicksOut, Seeds.Narrow<ushort>), _limit.Ticks);
        long reached = 0;
        for (int v = 0; v < arcs.NodeCount; v += 16)
        {
            search.Seed(v, 0, 0);
            search.Run();
            reached += search.Touched.Length;
            search.Clear();
        }

        Under(1.03, (double)search.Scans / reached, "scans per reached junction"); // measured 1.0181
    }

    /// <summary>From the end of the first batch to the end of the last: regions of all sizes, the longest chain, the border.</summary>
    [Theory]
    [InlineData(true, 32, 1)]
    [InlineData(true, 64, 1)]
    [InlineData(true, 128, 1)]
    [InlineData(true, 32, 7)]
    [InlineData(true, 64, 40)]
    [InlineData(false, 32, 1)]
    [InlineData(false, 64, 1)]
    [InlineData(false, 32, 7)]
    public void No_batch_allocates_a_byte(bool sweeps, int lanes, int everyNth)
    {
        (_, ReachEngine engine, Source[] all) = _town.Value;
        Source[] sources = [.. all.Where((_, i) => i % everyNth == 0)];
        var options = new RunOptions(Method: sweeps ? SearchMethod.Sweeps : SearchMethod.Buckets, Lanes: lanes);
        long least = long.MaxValue;
        for (int run = 0; run < 5 && least > 0; run++)
        {
            List<long> bytes = engine.Run(sources, Direction.From, _limit, new Allocations(new List<long>(10_000)), options).AtEnd;
            Assert.Equal((sources.Length + lanes - 1) / lanes, bytes.Count);
            Assert.True(bytes.Count > 10);
            least = Math.Min(least, bytes[^1] - bytes[0]);
        }

        // What a batch allocates comes in every run. When another thread starts a collection, the runtime also counts the unused rest of
        // this thread's 8 KB of fresh memory; that comes in some.
        Assert.Equal(0, least);
    }

    private static SweepRun<TRow, ushort> Sweeps<TRow>(Source[] sources, int threads, out Checksum found)
        where TRow : unmanaged, ILabel<TRow, ushort>
    {
        var run = new SweepRun<TRow, ushort>(DirectedMetric(), SeedsOf(sources), null, threads);
        found = run.Execute(new Checksum());
        return run;
    }

    private static DirectedMetric<ushort> DirectedMetric()
    {
        ReachEngine engine = _town.Value.Engine;
        return new DirectedMetric<ushort>(engine.Junctions, engine.Hierarchy, Direction.From);
    }

    private static Seeds SeedsOf(Source[] sources)
    {
        JunctionGraph junctions = _town.Value.Engine.Junctions;
        return new Seeds(junctions, sources, SpatialOrder.OrderOf(sources, junctions.SpaceRank), Direction.From, _limit.Ticks, 1);
    }

    private static void Under(double bound, double measured, string what) =>
        Assert.True(measured <= bound, FormattableString.Invariant($"{measured:0.0000} {what}, not more than {bound} are expected"));

    /// <summary>A town of crooked blocks: streets of 80 to 140 ticks, one in eight missing, each with two bends.</summary>
    private static ArcGraph Streets(int width, int height)
    {
        var random = new Random(1);
        var positions = new List<Position>();
        var edges = new List<Edge>();
        for (int i = 0; i < width * height; i++) positions.Add(new Position(i % width * 6_000, i / width * 6_000));
        for (int i = 0; i < width * height; i++)
        {
            if (i % width + 1 < width) Street(i, i + 1);
            if (i + width < width * height) Street(i, i + width);
        }

        return ArcGraph.FromEdges([.. positions], edges.ToArray());

        void Street(int a, int b)
        {
            if (random.Next(8) == 0) return;
            int before = a;
            for (int bend = 1; bend <= 3; bend++)
            {
                int next = b, ticks = random.Next(27, 47);
                if (bend < 3)
                {
                    next = positions.Count;
                    positions.Add(new Position(
                        positions[a].LonE7 + (positions[b].LonE7 - positions[a].LonE7) * bend / 3,
                        positions[a].LatE7 + (positions[b].LatE7 - positions[a].LatE7) * bend / 3));
                }

                edges.Add(new Edge(before, next, ticks, ticks));
                before = next;
            }
        }
    }

    /// <summary>Notes at the end of each batch what the thread has allocated so far.</summary>
    private readonly struct Allocations(List<long> atEnd) : IConsumer<Allocations>
    {
        public List<long> AtEnd { get; } = atEnd;

        public Allocations Fork() => new(new List<long>(AtEnd.Capacity));

        public void Join(in Allocations other) => AtEnd.AddRange(other.AtEnd);

        void IConsumer<Allocations>.Begin<TRow, T>(in Batch<T> batch)
        {
        }

        void IConsumer<Allocations>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
        {
        }

        void IConsumer<Allocations>.End<TRow, T>(in Batch<T> batch) =>
            AtEnd.Add(GC.GetAllocatedBytesForCurrentThread());
    }
}
