using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>A city whose circles are measured: an adult, who leaves the paths as far as circles allow by default.</summary>
internal sealed record CircleCity(WalkNetwork Network, WalkGraph Graph)
{
    private readonly Dictionary<double, OpenGround> _grounds = [];
    private readonly Barriers _barriers = Barriers.Among(Network.Features);

    public static CircleCity Read(string osm)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(osm);
        return new CircleCity(network, WalkGraph.Of(network, Walker.Load("adult")));
    }

    /// <summary>The ground of circles whose largest has a limit, sampled as the product samples it.</summary>
    public OpenGround Ground(Walker walker, WalkTime longest) =>
        Ground(Lattice.CellMetresFor(longest.Ticks / (double)WalkTime.TicksPerSecond * walker.SpeedMetresPerSecond));

    private OpenGround Ground(double cellMetres)
    {
        lock (_grounds)
        {
            if (!_grounds.TryGetValue(cellMetres, out OpenGround? ground))
                _grounds[cellMetres] = ground =
                    new OpenGround(Network, _barriers, cellMetres, new IsochroneRequest { Origins = [], Contours = [] }.LeaveMetres);
            return ground;
        }
    }

    /// <summary>A random place on a random path that hangs together with the rest.</summary>
    public static Access RandomOrigin(WalkGraph graph, Random random)
    {
        while (true)
        {
            int edge = random.Next(graph.Network.EdgeCount);
            int part = graph.Components.OfNode[graph.Network.Tail[edge]];
            if (graph.IsWalkable(edge) && !graph.Components.IsIsland(part) && graph.Network.LengthMetres[edge] > 0)
                return new Access(edge, random.NextDouble() * graph.Network.LengthMetres[edge], 0, 0);
        }
    }

    /// <summary>A random node of the network, off islands.</summary>
    public static Access RandomNode(WalkGraph graph, Random random)
    {
        while (true)
        {
            int node = random.Next(graph.Network.NodeCount);
            if (graph.Components.IsIsland(graph.Components.OfNode[node])) continue;
            for (int arc = graph.FirstOut[node]; arc < graph.FirstOut[node + 1]; arc++)
            {
                int edge = graph.ArcEdge[arc];
                if (graph.IsWalkable(edge) && graph.Network.LengthMetres[edge] > 0)
                    return new Access(edge, graph.Network.Tail[edge] == node ? 0 : graph.Network.LengthMetres[edge], 0, 0);
            }
        }
    }
}
