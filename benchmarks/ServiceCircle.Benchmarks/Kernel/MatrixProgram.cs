using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// A travel-time matrix as the product computes it, once in a new process: a plain search per row, or lanes. What lanes need
/// first (junctions, the stored hierarchy and its proof, compilation of their code) is part of the time.
/// </summary>
internal static class MatrixProgram
{
    public static int Run(string[] args)
    {
        var options = new Arguments(args);
        int rows = options.Int("--rows", 1_000), columns = options.Int("--columns", 1_000), repeats = options.Int("--repeats", 1);
        WalkTime limit = WalkTime.FromMinutes(options.Double("--minutes", 15));
        string method = options.Text("--method", "lanes");
        WalkNetwork network = NetworkFiles.Open(args[0]);
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var random = new Random(1);
        IReadOnlyList<Access>[] starts = Places(rows), ends = Places(columns);
        using var process = Process.GetCurrentProcess();
        for (int i = 0; i < repeats; i++)
        {
            process.Refresh();
            TimeSpan before = process.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            ReachEngine? engine = method switch { "plain" => null, "hierarchy" => ReachEngine.Of(graph), _ => ReachEngine.WithoutHierarchy(graph) };
            double prepared = clock.Elapsed.TotalMilliseconds;
            TravelTimeMatrix times = engine is null
                ? TravelTimeMatrix.Compute(graph, starts, ends, limit, Direction.To)
                : TravelTimeMatrix.Times(graph, engine, starts, ends, limit, Direction.To, new RunOptions(Environment.ProcessorCount));
            double elapsed = clock.Elapsed.TotalMilliseconds;
            process.Refresh();
            long walks = 0, sum = 0;
            for (int r = 0; r < rows; r++)
                foreach (Walk walk in times.Row(r)) (walks, sum) = (walks + 1, sum + walk.Ticks * (walk.Column + 1L));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{method,-9} {rows} x {columns}, {limit.Minutes} minutes: {elapsed,8:0} ms, of which prepared {prepared:0}; processor {(process.TotalProcessorTime - before).TotalMilliseconds:0} ms; {walks} walks, sum {sum:x}"));
        }

        return 0;

        IReadOnlyList<Access>[] Places(int count)
        {
            var places = new IReadOnlyList<Access>[count];
            for (int p = 0; p < count; p++)
            {
                int edge = random.Next(network.EdgeCount);
                places[p] = [new Access(edge, random.NextDouble() * network.LengthMetres[edge], random.Next(1_000), 0)];
            }

            return places;
        }
    }
}
