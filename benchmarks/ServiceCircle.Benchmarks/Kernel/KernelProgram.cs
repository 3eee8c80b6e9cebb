using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>The kernel against the textbook on a whole network, in one run.</summary>
internal static class KernelProgram
{
    public static int Run(string[] args)
    {
        string network = args[0], sourcesOption = Option("--sources", "all");
        int threads = int.Parse(Option("--threads", "1"), CultureInfo.InvariantCulture);
        int vectors = int.Parse(Option("--vectors", "0"), CultureInfo.InvariantCulture);
        int scalarSample = int.Parse(Option("--scalar", "0"), CultureInfo.InvariantCulture);
        WalkTime limit = WalkTime.FromMinutes(double.Parse(Option("--minutes", "15"), CultureInfo.InvariantCulture));
        Graph graph = EdgeListFile.Read(network);
        Source[] sources = Choose(graph, sourcesOption);

        var clock = Stopwatch.StartNew();
        ReachEngine engine = ReachEngine.Prepare(graph, threads);
        double preprocessing = clock.Elapsed.TotalSeconds;
        Console.Error.WriteLine($"core {engine.Core.Count} chains {engine.Core.ChainCount} arcs {engine.Hierarchy!.Upper.Length} pre {preprocessing:0.00}");

        var options = new RunOptions(threads, Method: Enum.Parse<Method>(Option("--method", "automatic"), true), Vectors: vectors);
        var runs = new List<double>();
        Checksum vector = default;
        for (int run = 0; run < 15; run++)
        {
            clock.Restart();
            vector = engine.Run(sources, Direction.From, limit, new Checksum(), options);
            runs.Add(clock.Elapsed.TotalSeconds); Console.Error.WriteLine(clock.Elapsed.TotalMilliseconds);
        }

        runs.Sort();
        double vectorSeconds = runs[runs.Count / 2];
        clock.Restart();
        Checksum scalar = Textbook(graph, sources, limit.Ticks, scalarSample);
        double scalarSeconds = clock.Elapsed.TotalSeconds;
        double scalarNs = scalarSeconds * 1e9 / scalar.Pairs, vectorNs = vectorSeconds * 1e9 / vector.Pairs;
        var result = new Dictionary<string, object>
        {
            ["nodes"] = graph.NodeCount,
            ["edges"] = graph.Head.Length / 2,
            ["sources"] = sources.Length,
            ["pairs"] = vector.Pairs,
            ["ball"] = (double)vector.Pairs / sources.Length,
            ["preprocessing_s"] = preprocessing,
            ["scalar_dijkstra_ns_per_pair"] = scalarNs,
            ["vector_ns_per_pair"] = vectorNs,
            ["ratio"] = scalarNs / vectorNs,
            ["sources_per_s"] = sources.Length / vectorSeconds,
            ["peak_memory_mb"] = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,
            ["checksum_scalar"] = scalar.Value.ToString("x16", CultureInfo.InvariantCulture),
            ["checksum_vector"] = vector.Value.ToString("x16", CultureInfo.InvariantCulture),
        };
        Console.WriteLine(JsonSerializer.Serialize(result, new JsonSerializerOptions { WriteIndented = true }));
        return scalar.Value == vector.Value ? 0 : 4;

        string Option(string name, string otherwise)
        {
            int at = Array.IndexOf(args, name);
            return at < 0 ? otherwise : args[at + 1];
        }
    }

    /// <summary>All nodes, or a seeded random sample without repetition.</summary>
    private static Source[] Choose(Graph graph, string option)
    {
        int[] nodes = [.. Enumerable.Range(0, graph.NodeCount)];
        if (option != "all")
        {
            int count = Math.Min(nodes.Length, int.Parse(option, CultureInfo.InvariantCulture));
            var random = new Random(1);
            random.Shuffle(nodes);
            nodes = nodes[..count];
        }

        return [.. nodes.Select(n => new Source(n))];
    }

    private static Checksum Textbook(Graph graph, Source[] sources, int limit, int sample)
    {
        var search = new TextbookDijkstra(graph);
        var checksum = new Checksum();
        int n = sample == 0 ? sources.Length : sample;
        for (int s = 0; s < n; s++)
        {
            ReadOnlySpan<int> settled = search.Search(sources[s].NodeA, limit);
            ushort sum = 0;
            foreach (int node in settled) sum += (ushort)((search.TicksOf(node) + 1) * Checksum.Factor(node));
            checksum.AddSource(s, sum, settled.Length);
            search.Reset(settled);
        }

        return checksum;
    }
}
