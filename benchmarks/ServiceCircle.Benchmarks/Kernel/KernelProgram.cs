using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// The kernel against the textbook on a whole network, in one run. Both are measured in turns: a run of the kernel, a slice of
/// the textbook's sources, and so on; the medians are reported, so that what else the machine does falls on both.
/// </summary>
internal static class KernelProgram
{
    private const int Rounds = 15;

    public static int Run(string[] args)
    {
        var options = new Arguments(args);
        int threads = options.Int("--threads", 1);
        WalkTime limit = WalkTime.FromMinutes(options.Double("--minutes", 15));
        Graph graph = NetworkGraph.Read(args[0]);
        Source[] sources = Choose(graph, options.Text("--sources", "all"));

        if (options.Has("--export")) return PeerExport.Run(graph, sources, limit, options.Text("--export", ""));

        using var process = Process.GetCurrentProcess();
        TimeSpan processorBefore = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        ReachEngine engine = ReachEngine.Prepare(graph, threads);
        double preprocessing = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double preprocessingProcessor = (process.TotalProcessorTime - processorBefore).TotalSeconds;

        var runOptions = new RunOptions(threads, null, Enum.Parse<Method>(options.Text("--method", "automatic"), true), options.Int("--vectors", 0));
        Checksum vector = default, scalar = new();
        Checksum Vector() => vector = engine.Run(sources, Direction.From, limit, new Checksum(), runOptions);

        // The JIT replaces its first code after some calls: not what is measured.
        for (int warm = 0; warm < 5; warm++) Vector();
        var textbook = new TextbookDijkstra(graph);
        Textbook(textbook, sources.AsSpan(0, Math.Min(100, sources.Length)), 0, limit.Ticks, new Checksum());

        double[] vectorNs = new double[Rounds], scalarNs = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            clock.Restart();
            Vector();
            vectorNs[round] = clock.Elapsed.TotalNanoseconds / vector.Pairs;
            int begin = (int)((long)sources.Length * round / Rounds), end = (int)((long)sources.Length * (round + 1) / Rounds);
            clock.Restart();
            Checksum slice = Textbook(textbook, sources.AsSpan(begin, end - begin), begin, limit.Ticks, new Checksum());
            scalarNs[round] = clock.Elapsed.TotalNanoseconds / slice.Pairs;
            scalar.Join(slice);
        }

        process.Refresh();
        double vectorMedian = Median(vectorNs), scalarMedian = Median(scalarNs);
        var result = new Dictionary<string, object>
        {
            ["kind"] = "kernel",
            ["network"] = Path.GetFileName(args[0]),
            ["cpu"] = Machine.Processor,
            ["runtime"] = Machine.Runtime,
            ["vector_bits"] = Machine.VectorBits,
            ["nodes"] = graph.NodeCount,
            ["edges"] = graph.Head.Length / 2,
            ["core_nodes"] = engine.Core.Count,
            ["upward_arcs"] = engine.Hierarchy!.Upper.Length,
            ["sources"] = sources.Length,
            ["minutes"] = limit.Minutes!,
            ["threads"] = threads,
            ["pairs"] = vector.Pairs,
            ["ball"] = (double)vector.Pairs / sources.Length,
            ["preprocessing_s"] = preprocessing,
            ["preprocessing_processor_s"] = preprocessingProcessor,
            ["scalar_dijkstra_ns_per_pair"] = scalarMedian,
            ["vector_ns_per_pair"] = vectorMedian,
            ["vector_ns_per_pair_best"] = vectorNs.Min(),
            ["ratio"] = scalarMedian / vectorMedian,
            ["sources_per_s"] = 1e9 * sources.Length / (vectorMedian * vector.Pairs),
            ["peak_memory_mb"] = process.PeakWorkingSet64 / 1e6,
            ["checksum_scalar"] = scalar.Value.ToString("x16", CultureInfo.InvariantCulture),
            ["checksum_vector"] = vector.Value.ToString("x16", CultureInfo.InvariantCulture),
        };
        if (options.Has("--json")) Console.WriteLine(JsonSerializer.Serialize(result));
        else foreach ((string key, object value) in result) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-28} {value}"));
        return scalar.Value == vector.Value && scalar.Pairs == vector.Pairs ? 0 : 4;
    }

    /// <summary>All nodes, or a seeded random sample without repetition.</summary>
    internal static Source[] Choose(Graph graph, string option)
    {
        int[] nodes = [.. Enumerable.Range(0, graph.NodeCount)];
        if (option != "all")
        {
            new Random(1).Shuffle(nodes);
            nodes = nodes[..Math.Min(nodes.Length, int.Parse(option, CultureInfo.InvariantCulture))];
        }

        return [.. nodes.Select(n => new Source(n))];
    }

    internal static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static Checksum Textbook(TextbookDijkstra search, ReadOnlySpan<Source> sources, int firstSource, int limit, Checksum checksum)
    {
        for (int s = 0; s < sources.Length; s++)
        {
            ReadOnlySpan<int> settled = search.Search(sources[s].NodeA, limit);
            ushort sum = 0;
            foreach (int node in settled) sum += (ushort)((search.TicksOf(node) + 1) * Checksum.Factor(node));
            checksum.AddSource(firstSource + s, sum, settled.Length);
            search.Reset(settled);
        }

        return checksum;
    }
}
