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

    [Fact]
    public void Nothing_is_allocated_per_batch_once_the_arrays_have_grown()
    {
        Graph graph = EngineTests.Grid(80, 80, 2);
        ReachEngine engine = ReachEngine.Prepare(graph, 1);
        Source[] all = [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))];
        var options = new RunOptions(Method: Method.Sweeps, Vectors: 1);
        long Allocated(Source[] sources)
        {
            engine.Run(sources, Direction.From, new WalkTime(800), new Checksum(), options);
            long before = GC.GetAllocatedBytesForCurrentThread();
            engine.Run(sources, Direction.From, new WalkTime(800), new Checksum(), options);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The runs differ by 580 batches. What a source itself takes (its order and seeds) is below 250 bytes.
        Source[] few = all[..512];
        long perSource = (Allocated(all) - Allocated(few)) / (all.Length - few.Length);
        Assert.InRange(perSource, 0, 250);
    }

    private static byte[] Bytes(Hierarchy hierarchy)
    {
        var stream = new MemoryStream();
        hierarchy.Write(new BinaryWriter(stream));
        return stream.ToArray();
    }
}
