using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// The kernel against the textbook on a whole network, in one run. Both are measured in turns: a run of the kernel, a slice of
/// the textbook's sources, and so on; the medians are reported, so that what else the machine does falls on both.
/// </summary>
internal static class KernelProgram
{
    public static int Run(string[] args)
    {
        var options = new Arguments(args);
        int threads = options.Int("--threads", 1);
        WalkTime[] limits =
            [.. options.Text("--minutes", "15").Split(',')
                .Select(m => WalkTime.FromMinutes(double.Parse(m, CultureInfo.InvariantCulture)))];
        ArcGraph graph = NetworkGraph.Read(args[0]);
        Source[] sources = Choose(graph, options.Text("--sources", "all"));
        if (options.Has("--export")) return PeerExport.Run(graph, sources, limits[0], options.Text("--export", ""));

        using var process = Process.GetCurrentProcess();
        TimeSpan processorBefore = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        ReachEngine engine = ReachEngine.Prepare(graph, threads);
        double preprocessing = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double preprocessingProcessor = (process.TotalProcessorTime - processorBefore).TotalSeconds;

        var runOptions =
            new RunOptions(threads, null, Enum.Parse<SearchMethod>(options.Text("--method", "automatic"), true), options.Int("--lanes", 0));
        var race = new Race(graph, engine, sources, runOptions, options.Int("--rounds", 15), options.Text("--textbook", "all"));
        bool equal = true;
        foreach (WalkTime limit in limits)
        {
            race.Run(limit);
            equal &= race.IsEqual;
            process.Refresh();
            var result = new Dictionary<string, object>
            {
                ["kind"] = "kernel",
                ["network"] = Path.GetFileName(args[0]),
                ["version"] = Machine.Version,
                ["cpu"] = Machine.Processor,
                ["runtime"] = Machine.Runtime,
                ["vector_bits"] = Machine.VectorBits,
                ["nodes"] = graph.NodeCount,
                ["edges"] = graph.Head.Length / 2,
                ["core_nodes"] = engine.Junctions.Count,
                ["upward_arcs"] = engine.Hierarchy!.Upper.Length,
                ["sources"] = sources.Length,
                ["minutes"] = limit.Minutes!,
                ["threads"] = threads,
                ["pairs"] = race.Pairs,
                ["ball"] = (double)race.Pairs / sources.Length,
                ["preprocessing_s"] = preprocessing,
                ["preprocessing_processor_s"] = preprocessingProcessor,
                ["scalar_dijkstra_ns_per_pair"] = race.TextbookNs,
                ["vector_ns_per_pair"] = race.VectorNs,
                ["vector_ns_per_pair_best"] = race.BestVectorNs,
                ["one_thread_ns_per_pair"] = race.OneThreadNs,
                ["ratio"] = race.TextbookNs / race.VectorNs,
                ["sources_per_s"] = 1e9 * sources.Length / (race.VectorNs * race.Pairs),
                ["peak_memory_mb"] = process.PeakWorkingSet64 / 1e6,
                ["checksum_sources"] = race.ComparedSources,
                ["checksum_scalar"] = race.TextbookChecksum.ToString("x16", CultureInfo.InvariantCulture),
                ["checksum_vector"] = race.VectorChecksum.ToString("x16", CultureInfo.InvariantCulture),
            };
            if (options.Has("--json")) Console.WriteLine(JsonSerializer.Serialize(result));
            else foreach ((string key, object value) in result)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-28} {value}"));
        }

        return equal ? 0 : 4;
    }

    /// <summary>All nodes, or a seeded random sample without repetition.</summary>
    internal static Source[] Choose(ArcGraph graph, string option)
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
}
