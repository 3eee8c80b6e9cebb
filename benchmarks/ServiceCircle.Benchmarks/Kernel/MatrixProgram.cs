using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Consumers;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// What a verb asks of the kernel, once in a new process: a travel-time matrix, the value of a facility at every node for some
/// services, the nearest facility of each service for every node, or the people around every node from all nodes. What the engine
/// needs first (junctions, the stored hierarchy and its proof, compilation of its code) is part of the time.
/// </summary>
internal static class MatrixProgram
{
    public static int Run(string[] args)
    {
        var options = new Arguments(args);
        int rows = options.Int("--rows", 1_000), columns = options.Int("--columns", 1_000), repeats = options.Int("--repeats", 1);
        WalkTime limit = WalkTime.FromMinutes(options.Double("--minutes", 15));
        int services = options.Int("--services", 4);
        string method = options.Text("--method", "lanes"), question = options.Text("--question", "matrix");
        WalkNetwork network = NetworkFiles.Open(args[0]);
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var random = new Random(1);
        var run = new RunOptions(Environment.ProcessorCount);
        IReadOnlyList<Access>[] starts = Places(rows), ends = Places(columns);
        using var process = Process.GetCurrentProcess();
        for (int i = 0; i < repeats; i++)
        {
            process.Refresh();
            TimeSpan before = process.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            ReachEngine? engine = method
                switch
            { "plain" => null, "hierarchy" => WalkArcs.EngineForManyRuns(graph), _ => WalkArcs.Engine(graph) };
            double prepared = clock.Elapsed.TotalMilliseconds;
            (long count, long sum) = question switch
            {
                "values" => Values(engine!),
                "nearest" => Nearest(engine!),
                "all" => All(engine!),
                _ => Matrix(engine),
            };
            double elapsed = clock.Elapsed.TotalMilliseconds;
            process.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{question,-8} {method,-9} {rows} x {columns}, {limit.Minutes} minutes: {elapsed,8:0} ms, of which prepared {prepared:0}; processor {(process.TotalProcessorTime - before).TotalMilliseconds:0} ms; {count} found, sum {sum:x}"));
        }

        return 0;

        (long Count, long Sum) Matrix(ReachEngine? engine)
        {
            TravelTimeMatrix times = engine is null
                ? TravelTimeMatrix.Compute(new(graph, starts, ends), limit, Direction.To)
                : TravelTimeMatrix.Times(engine, new(graph, starts, ends), limit, Direction.To, run);
            long walks = 0, sum = 0;
            for (int r = 0; r < rows; r++)
                foreach (Walk walk in times.Row(r)) (walks, sum) = (walks + 1, sum + walk.Ticks * (walk.Column + 1L));
            return (walks, sum);
        }

        (long Count, long Sum) Values(ReachEngine engine)
        {
            var values = new MarginalValues(graph, engine);
            double sum = 0;
            for (int s = 0; s < services; s++)
                sum += values.Compute(starts, [.. starts.Select((_, i) => (i + s) % 2 == 0 ? 100.0 : 0)], limit).Sum();
            return (services, (long)sum);
        }

        (long Count, long Sum) Nearest(ReachEngine engine)
        {
            SourceGroups doors = WalkArcs.ListDoors(graph, starts, Direction.To, WalkArcs.EdgeAt);
            var ticks = new int[network.NodeCount * services];
            var byService = new SourceGroups(doors.Sources, Array.ConvertAll(doors.GroupOf, place => place % services), services);
            engine.RunNearest(byService, Direction.To, limit, new NodeTimes(services, ticks), run);
            return (ticks.Count(t => t != ArcGraph.Unreachable), ticks.Sum(t => t == ArcGraph.Unreachable ? 0L : t));
        }

        (long Count, long Sum) All(ReachEngine engine)
        {
            Source[] all = [.. Enumerable.Range(0, network.NodeCount).Select(v => new Source(v))];
            Checksum found = engine.Run(all, Direction.From, limit, new Checksum(), run);
            return (found.Pairs, (long)found.Value);
        }

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
