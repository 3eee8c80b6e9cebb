using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

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
        Graph graph = NetworkGraph.Read(args[0]);
        ReachEngine engine = ReachEngine.Prepare(graph, threads);
        var run = new RunOptions(threads);
        Source[] sources = KernelProgram.Choose(graph, facilities.ToString(CultureInfo.InvariantCulture));
        int[] category = [.. sources.Select((_, i) => i % Categories)], one = new int[sources.Length];
        int n = graph.NodeCount;

        string only = options.Text("--only", "");
        int[] counts = new int[n * Categories];
        Print($"counts of {facilities} facilities in {Categories} categories", only, () =>
        {
            Array.Clear(counts);
            engine.Run(sources, Direction.To, limit, new NodeCounts(category, Categories, counts), run);
        });

        int[] nearest = new int[n * Categories];
        Print("nearest of one category", only, () =>
        {
            Array.Fill(nearest, Graph.Unreachable, 0, n);
            engine.RunNearest(sources, one, 1, Direction.To, limit, new NodeTimes(1, nearest), run);
        });
        Print($"nearest of each of {Categories} categories", only, () =>
        {
            Array.Fill(nearest, Graph.Unreachable);
            engine.RunNearest(sources, category, Categories, Direction.To, limit, new NodeTimes(Categories, nearest), run);
        });

        ushort[] ticks = new ushort[n * Categories];
        Print($"nearest of each of {Categories} categories in 16 bits", only, () =>
        {
            Array.Fill(ticks, NodeTicks.Beyond);
            engine.RunNearest(sources, category, Categories, Direction.To, limit, new NodeTicks(Categories, ticks), run);
        });
        Print($"nearest of each of {Categories} categories, only the search", only, () =>
            engine.RunNearest(sources, category, Categories, Direction.To, limit, new Checksum(), run));

        long[] people = [.. sources.Select((_, i) => 1L + i % 500)], values = new long[n];
        Print($"marginal value of a facility at every node, {facilities} places with demand", only, () =>
        {
            Array.Clear(values);
            engine.Run(sources, Direction.From, limit, new NodeSums(people, values), run);
        });

        foreach (int count in new[] { 1, 8, 32, 64, 128, 256, 512, 1_024, 4_096 })
        {
            Source[] some = KernelProgram.Choose(graph, count.ToString(CultureInfo.InvariantCulture));
            foreach (Method method in new[] { Method.Buckets, Method.Sweeps })
                Print($"{count} random sources, {method}", only, () => engine.Run(some, Direction.From, limit, new Checksum(), run with { Method = method }));
        }

        return 0;
    }

    private static void Print(string what, string only, Action action)
    {
        if (!what.Contains(only, StringComparison.Ordinal)) return;
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

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{KernelProgram.Median(ms),10:0.000} ms (best {ms.Min():0.000}; processor time {KernelProgram.Median(cpu):0.000})  {what}"));
    }
}
