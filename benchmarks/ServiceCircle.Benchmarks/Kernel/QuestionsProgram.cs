using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Consumers;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// What planners ask, for all nodes at once, in milliseconds (median of several runs, preprocessing done): facilities in 16
/// categories around every node, the nearest of one and of sixteen categories; and from how many sources on sweeps win.
/// </summary>
internal static class QuestionsProgram
{
    private const int Categories = 16;

    public static int Run(string[] args)
    {
        var options = new Arguments(args);
        int threads = options.Int("--threads", 1), facilities = options.Int("--facilities", 5_000);
        WalkTime limit = WalkTime.FromMinutes(options.Double("--minutes", 15));
        ArcGraph graph = NetworkGraph.Read(args[0]);
        ReachEngine engine = ReachEngine.Prepare(graph, threads);
        var run = new RunOptions(threads);
        Source[] sources = KernelProgram.Choose(graph, facilities.ToString(CultureInfo.InvariantCulture));
        int[] category = [.. sources.Select((_, i) => i % Categories)], one = new int[sources.Length];
        var byCategory = new SourceGroups(sources, category, Categories);
        int n = graph.NodeCount;

        var clock = new Clock(Path.GetFileName(args[0]), threads, options);
        int[] counts = new int[n * Categories];
        clock.Print($"counts of {facilities} facilities in {Categories} categories", () =>
        {
            Array.Clear(counts);
            engine.Run(sources, Direction.To, limit, new NodeCounts(category, Categories, counts), run);
        });

        int[] nearest = new int[n * Categories];
        int[] nearestOfOne = new int[n];
        clock.Print("nearest of one category",
            () => engine.RunNearest(new SourceGroups(sources, one, 1), Direction.To, limit, new NodeTimes(1, nearestOfOne), run));
        clock.Print($"nearest of each of {Categories} categories", () =>
            engine.RunNearest(byCategory, Direction.To, limit, new NodeTimes(Categories, nearest), run));

        ushort[] ticks = new ushort[n * Categories];
        clock.Print($"nearest of each of {Categories} categories in 16 bits", () =>
            engine.RunNearest(byCategory, Direction.To, limit, new NodeTicks(Categories, ticks), run));
        clock.Print($"nearest of each of {Categories} categories, only the search", () =>
            engine.RunNearest(byCategory, Direction.To, limit, new Checksum(), run));

        long[] people = [.. sources.Select((_, i) => 1L + i % 500)], values = new long[n];
        clock.Print($"marginal value of a facility at every node, {facilities} places with demand", () =>
        {
            Array.Clear(values);
            engine.Run(sources, Direction.From, limit, new NodeSums(people, values), run);
        });

        if (options.Has("--json")) return 0;
        foreach (int count in new[] { 1, 8, 32, 64, 128, 256, 512, 1_024, 4_096 })
        {
            Source[] some = KernelProgram.Choose(graph, count.ToString(CultureInfo.InvariantCulture));
            foreach (SearchMethod method in new[] { SearchMethod.Buckets, SearchMethod.Sweeps })
                clock.Print($"{count} random sources, {method}",
                    () => engine.Run(some, Direction.From, limit, new Checksum(), run with { Method = method }));
        }

        return 0;
    }

    private sealed class Clock(string network, int threads, Arguments options)
    {
        private readonly string _only = options.Text("--only", "");
        private readonly bool _json = options.Has("--json");

        public void Print(string what, Action action)
        {
            if (!what.Contains(_only, StringComparison.Ordinal)) return;
            using var process = Process.GetCurrentProcess();
            double[] ms = new double[15], cpu = new double[15];
            for (int i = -10; i < ms.Length; i++)
            {
                process.Refresh();
                TimeSpan before = process.TotalProcessorTime;
                long start = Stopwatch.GetTimestamp();
                action();
                if (i < 0) continue;
                ms[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                process.Refresh();
                cpu[i] = (process.TotalProcessorTime - before).TotalMilliseconds;
            }

            double median = KernelProgram.Median(ms);
            Console.WriteLine(_json
                ? JsonSerializer.Serialize(new Dictionary<string, object>
                {
                    ["kind"] = "question",
                    ["network"] = network,
                    ["version"] = Machine.Version,
                    ["cpu"] = Machine.Processor,
                    ["runtime"] = Machine.Runtime,
                    ["threads"] = threads,
                    ["what"] = what,
                    ["ms"] = median,
                    ["ms_best"] = ms.Min(),
                })
                    : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{median,10:0.000} ms (best {ms.Min():0.000}; processor time {KernelProgram.Median(cpu):0.000})  {what}"));
        }
    }
}
