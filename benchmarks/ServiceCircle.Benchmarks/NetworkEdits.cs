using System.Diagnostics;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks;

/// <summary>Paths drawn one by one on a network: the edited network and its walker's graph, without building either anew.</summary>
internal static class NetworkEdits
{
    /// <summary>Prints the median and the 95th percentile over a number of paths of 100 m, after a tenth as many to warm up.</summary>
    public static int Run(string file, int count)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(file);
        WalkGraph graph = WalkGraph.Of(network, Walker.Load("adult"));
        var editor = new NetworkEditor(network);
        var random = new Random(1);
        var times = new List<double>();
        for (int i = -count / 10; i < count; i++)
        {
            Position at = network.NodePositions[random.Next(network.NodeCount)];
            NetworkEdit edit = new(NetworkEditKind.AddPath, [at, new Position(at.LonE7 + 8_000, at.LatE7 + 6_000)]);
            long start = Stopwatch.GetTimestamp();
            WalkGraph edited = editor.Apply([edit]).GraphOf(graph);
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (edited.Network.EdgeCount <= network.EdgeCount) return 1;
        }
        times.Sort();
        Console.WriteLine(
            FormattableString.Invariant(
                $"nodes {network.NodeCount}, edges {network.EdgeCount}: median {times[count / 2]:0.00} ms, p95 {times[count * 95 / 100]:0.00} ms"));
        return 0;
    }
}
