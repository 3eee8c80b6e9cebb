using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>
/// Circles per second on all cores, the split between search and drawing, and plain NetTopologySuite on the same stretches.
/// </summary>
internal static class CircleSpeed
{
    /// <param name="osm">The city.</param>
    /// <param name="minutes">The limit.</param>
    /// <param name="count">Number of origins.</param>
    /// <param name="only">Around "nodes" or "edges" only; null for both.</param>
    public static int Run(string osm, double minutes, int count, string? only)
    {
        CircleCity city = CircleCity.Read(osm);
        WalkGraph graph = city.Graph;
        WalkTime limit = WalkTime.FromMinutes(minutes);
        OpenGround ground = city.Ground(graph.Walker, limit);
        Worker[] workers =
            [.. Enumerable.Range(0, Environment.ProcessorCount)
                .Select(_ => new Worker(new WalkSearch(graph), new CircleDrawer(graph, ground), []))];
        foreach ((string kind, Func<WalkGraph, Random, Access> choose) in
            ((string, Func<WalkGraph, Random, Access>)[])[("nodes", CircleCity.RandomNode), ("edges", CircleCity.RandomOrigin)])
        {
            if (only is not null && only != kind) continue;
            var random = new Random(11);
            Access[] origins = [.. Enumerable.Range(0, count).Select(_ => choose(graph, random))];
            Console.WriteLine($"around random {kind}:");
            Draw(workers, graph, origins, limit);
            Compare(graph, ground, origins.AsSpan(0, Math.Min(20, count)), limit);
        }
        return 0;
    }

    private static void Draw(Worker[] workers, WalkGraph graph, Access[] origins, WalkTime limit)
    {
        int count = origins.Length;
        for (int round = 0; round < 3; round++)
        {
            long search = 0, stretch = 0, draw = 0, corners = 0, edges = 0;
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            var all = Stopwatch.StartNew();
            Workers.Run(workers.Length, count, 1, (worker, i) =>
            {
                Worker own = workers[worker];
                long start = Stopwatch.GetTimestamp();
                own.Search.Run([origins[i]], limit, Direction.From);
                long searched = Stopwatch.GetTimestamp();
                own.Reached.Clear();
                ReachedEdges.Collect(graph, own.Search, [origins[i]], limit, Direction.From, own.Reached);
                long collected = Stopwatch.GetTimestamp();
                Circle circle = own.Drawer.Draw(own.Reached, [limit])[0];
                Interlocked.Add(ref draw, Stopwatch.GetTimestamp() - collected);
                Interlocked.Add(ref search, searched - start);
                Interlocked.Add(ref stretch, collected - searched);
                Interlocked.Add(ref corners, circle.Geometry.NumPoints);
                Interlocked.Add(ref edges, own.Reached.Count);
            });
            double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / count;
            double Each(long ticks) => ticks * 1000.0 / Stopwatch.Frequency / count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{count / all.Elapsed.TotalSeconds,6:0} circles/s; {cpu:0.00} ms of processor time each: search {Each(search):0.00} ms, stretches {Each(stretch):0.00} ms, polygon {Each(draw):0.00} ms; {edges / count} stretches, {corners / count} corners"));
        }
    }

    private static void Compare(WalkGraph graph, OpenGround ground, ReadOnlySpan<Access> origins, WalkTime limit)
    {
        var drawer = new CircleDrawer(graph, ground);
        var own = new Stopwatch();
        var plain = new Stopwatch();
        double difference = 0, area = 0;
        foreach (Access origin in origins)
        {
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [origin], limit, Direction.From);
            own.Start();
            Geometry circle = drawer.Draw(reached, [limit])[0].Geometry;
            own.Stop();
            plain.Start();
            var scale = new LocalMetres(graph.Network.NodePositions[graph.Network.Tail[origin.Edge]].LatE7);
            double x = scale.MetresPerLonUnit * 1e7, y = scale.MetresPerLatUnit * 1e7, leave = ground.LeaveMetres;
            var buffers = new List<Geometry>();
            foreach (ReachedEdge stretch in reached)
            {
                LineString line = stretch.Line(graph.Network);
                foreach (Coordinate c in line.Coordinates) (c.X, c.Y) = (c.X * x, c.Y * y);
                buffers.Add(line.Buffer(leave));
            }
            Geometry union = UnaryUnionOp.Union(buffers);
            plain.Stop();
            Geometry metres = circle.Copy();
            metres.Apply(new Scale(x, y));
            metres.GeometryChanged();
            area += union.Area;
            difference += union.SymmetricDifference(metres).Area;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"plain NetTopologySuite buffer and union of the same stretches: {plain.Elapsed.TotalMilliseconds / origins.Length:0.0} ms, {plain.Elapsed / own.Elapsed:0.0} times ours; symmetric difference {difference / area:0.0000} of the area"));
    }

    private sealed record Worker(WalkSearch Search, CircleDrawer Drawer, List<ReachedEdge> Reached);

    private sealed class Scale(double x, double y) : ICoordinateFilter
    {
        public void Filter(Coordinate c) => (c.X, c.Y) = (c.X * x, c.Y * y);
    }
}
