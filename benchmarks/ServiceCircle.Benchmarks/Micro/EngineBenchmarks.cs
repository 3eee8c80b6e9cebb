using BenchmarkDotNet.Attributes;
using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Geo;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Micro;

/// <summary>Both engines, all nodes of a town of 60 x 60 crooked blocks as sources.</summary>
public class EngineBenchmarks
{
    private const int Blocks = 60;

    private ReachEngine _engine = null!;
    private Source[] _sources = null!;

    /// <summary>Sources per row.</summary>
    [Params(32, 64, 128)]
    public int Lanes { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var random = new Random(1);
        var edges = new List<Edge>();
        for (int v = 0; v < Blocks * Blocks; v++)
        {
            if (v % Blocks + 1 < Blocks) Street(v, v + 1);
            if (v + Blocks < Blocks * Blocks) Street(v, v + Blocks);
        }

        ArcGraph graph = ArcGraph.FromEdges(
            [.. Enumerable.Range(0, Blocks * Blocks).Select(v => new Position(v % Blocks * 6_000, v / Blocks * 6_000))], edges.ToArray());
        _engine = ReachEngine.Prepare(graph, 1);
        _sources = [.. Enumerable.Range(0, graph.NodeCount).Select(v => new Source(v))];

        void Street(int a, int b)
        {
            int ticks = random.Next(80, 140);
            edges.Add(new Edge(a, b, ticks, ticks));
        }
    }

    [Benchmark]
    public long Sweeps() => Pairs(SearchMethod.Sweeps);

    [Benchmark]
    public long Buckets() => Pairs(SearchMethod.Buckets);

    private long Pairs(SearchMethod method) =>
        _engine.Run(_sources, Direction.From, new WalkTime(1_500), new Checksum(), new RunOptions(Method: method, Lanes: Lanes)).Pairs;
}
