using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Benchmarks.Circles;

/// <summary>A city whose circles are measured: an adult, who leaves the paths as far as circles allow by default.</summary>
internal sealed record CircleCity(WalkNetwork Network, WalkGraph Graph, OpenGround Ground)
{
    public static CircleCity Read(string osm)
    {
        WalkNetwork network = NetworkBuilder.FromOsm(osm);
        double leaveMetres = new IsochroneRequest { Origins = [], Contours = [] }.LeaveMetres;
        return new CircleCity(
            network, WalkGraph.Of(network, Walker.Load("adult")), new OpenGround(network, new Barriers(network.Features), Lattice.DefaultCellMetres, leaveMetres));
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
}
