using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>The graph that is measured: every position of the streets a node, an adult at 5 km/h, so that 15 minutes are 1,250 m.</summary>
internal static class NetworkGraph
{
    public const double SpeedKmh = 5;

    public static ArcGraph Read(string path)
    {
        WalkNetwork network = NetworkFiles.Open(path);
        return WalkArcs.OfPositions(WalkGraph.Of(network, Walker.Load("adult") with { SpeedKmh = SpeedKmh }));
    }
}
