using System.Numerics;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Reachability;

public class HierarchyTests
{
    [Fact]
    public void The_hierarchy_does_not_depend_on_the_number_of_threads_and_survives_writing()
    {
        var core = Core.Build(EngineTests.Grid(40, 30, 2));
        byte[] one = Bytes(HierarchyBuilder.Build(core, Hierarchy.DefaultHorizon, 1));
        Assert.Equal(one, Bytes(HierarchyBuilder.Build(core, Hierarchy.DefaultHorizon, 3)));
        Assert.Equal(one, Bytes(Hierarchy.Read(new BinaryReader(new MemoryStream(one)))));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(400)]
    public void Damaged_bytes_are_refused(int at)
    {
        byte[] bytes = Bytes(HierarchyBuilder.Build(Core.Build(EngineTests.Grid(12, 9, 1)), Hierarchy.DefaultHorizon, 1));
        for (int i = 0; i < 4; i++) bytes[at + i] = 0x7E;
        Assert.Throws<InvalidDataException>(() => Hierarchy.Read(new BinaryReader(new MemoryStream(bytes))));
    }

    [Fact]
    public void A_grid_of_equal_streets_needs_few_shortcuts()
    {
        var core = Core.Build(EngineTests.Grid(50, 50, 1));
        Hierarchy hierarchy = HierarchyBuilder.Build(core, Hierarchy.DefaultHorizon, 1);
        Assert.True(hierarchy.Upper.Length < 8 * core.Count, $"{hierarchy.Upper.Length} arcs for {core.Count} junctions");
    }

    [Fact]
    public void A_limit_beyond_the_horizon_is_searched_without_the_hierarchy()
    {
        Graph graph = EngineTests.Grid(20, 20, 1);
        ReachEngine engine = ReachEngine.Prepare(graph, 1, horizon: 500);
        Source[] sources = [.. Enumerable.Range(0, 400).Select(v => new Source(v))];
        var limit = new WalkTime(1_000);
        Assert.Throws<ArgumentException>(() => engine.Run(sources, Direction.From, limit, new Checksum(), new RunOptions(Method: Method.Sweeps)));
        Checksum buckets = engine.Run(sources, Direction.From, limit, new Checksum(), new RunOptions(Method: Method.Buckets));
        Assert.Equal(buckets.Value, engine.Run(sources, Direction.From, limit, new Checksum()).Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_allocated_per_batch_once_the_arrays_have_grown(bool buckets)
    {
        Graph graph = EngineTests.Grid(80, 80, 2);
        ReachEngine engine = ReachEngine.Prepare(graph, 1);
        Source[] all = [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))];
        var options = new RunOptions(Method: buckets ? Method.Buckets : Method.Sweeps, Vectors: 1);
        var meter = new AllocationMeter(new long[all.Length]);
        int batches = engine.Run(all, Direction.From, new WalkTime(800), meter, options).Batches;
        Assert.True(batches > 500);

        // The first half meets the largest regions of the grid; what is allocated after it is allocated per batch.
        int allocating = 0;
        for (int b = batches / 2; b + 1 < batches; b++) allocating += meter.AllocatedBefore[b + 1] > meter.AllocatedBefore[b] ? 1 : 0;
        Assert.InRange(allocating, 0, batches / 50);
    }

    private static byte[] Bytes(Hierarchy hierarchy)
    {
        var stream = new MemoryStream();
        hierarchy.Write(new BinaryWriter(stream));
        return stream.ToArray();
    }

    /// <summary>Notes at each batch how much the thread has allocated so far.</summary>
    private struct AllocationMeter(long[] allocatedBefore) : IConsumer<AllocationMeter>
    {
        public readonly long[] AllocatedBefore => allocatedBefore;

        public int Batches { get; private set; }

        public readonly AllocationMeter Fork() => throw new InvalidOperationException("one thread only");

        public readonly void Join(in AllocationMeter other)
        {
        }

        public void Begin<TRow, T>(in Batch<T> batch)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> =>
            allocatedBefore[Batches++] = GC.GetAllocatedBytesForCurrentThread();

        public readonly void Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
        {
        }

        public readonly void End<TRow, T>(in Batch<T> batch)
            where TRow : unmanaged, ILabel<TRow, T>
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
        {
        }
    }
}
