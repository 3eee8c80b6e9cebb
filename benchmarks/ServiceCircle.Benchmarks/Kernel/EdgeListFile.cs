using ServiceCircle.Geo;
using ServiceCircle.Reachability;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>A graph as a binary edge list: n, longitudes, latitudes (1e-7 degree), m, then m times tail, head, ticks both ways. Little endian.</summary>
internal static class EdgeListFile
{
    public static Graph Read(string path)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20));
        int n = reader.ReadInt32();
        int[] lon = new int[n], lat = new int[n];
        for (int i = 0; i < n; i++) lon[i] = reader.ReadInt32();
        for (int i = 0; i < n; i++) lat[i] = reader.ReadInt32();
        var positions = new Position[n];
        for (int i = 0; i < n; i++) positions[i] = new Position(lon[i], lat[i]);
        var edges = new Edge[reader.ReadInt32()];
        for (int i = 0; i < edges.Length; i++)
        {
            int a = reader.ReadInt32(), b = reader.ReadInt32(), ticks = reader.ReadInt32();
            edges[i] = new Edge(a, b, ticks, ticks);
        }

        return Graph.FromEdges(positions, edges);
    }
}
