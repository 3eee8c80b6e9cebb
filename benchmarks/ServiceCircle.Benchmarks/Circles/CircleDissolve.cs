using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>One circle of many places together, as a study's service area is: the time it takes, cold and warm.</summary>
internal static class CircleDissolve
{
    public static int Run(string osm, double minutes, int places)
    {
        CircleCity city = CircleCity.Read(osm);
        WalkGraph graph = city.Graph;
        var drawer = new CircleDrawer(graph, city.Ground(graph.Walker, WalkTime.FromMinutes(minutes)));
        for (int round = 0; round < 4; round++)
        {
            var random = new Random(round);
            Access[] all = [.. Enumerable.Range(0, places).Select(_ => CircleCity.RandomOrigin(graph, random))];
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, all, WalkTime.FromMinutes(minutes), Direction.To);
            TimeSpan searched = Process.GetCurrentProcess().TotalProcessorTime;
            Circle circle = drawer.Draw(reached, [WalkTime.FromMinutes(minutes)])[0];
            TimeSpan drawn = Process.GetCurrentProcess().TotalProcessorTime;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{places} places, {minutes} min: {reached.Count} stretches {(searched - before).TotalMilliseconds:0} ms, polygon {(drawn - searched).TotalMilliseconds:0} ms of processor time; {circle.SquareMetres / 1e6:0.0} square kilometres, {circle.Geometry.NumPoints} corners"));
        }
        return 0;
    }
}
