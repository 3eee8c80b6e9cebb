using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Towns;

/// <summary>
/// A seeded random network with everything that contraction has to get right: long chains, one-ways in both drawing directions,
/// stairs, loops, parallel ways, ways through the same node twice. It keeps its own list of straight pieces, which is what the
/// contracted network is checked against.
/// </summary>
internal sealed class RandomTown : IDisposable
{
    private static readonly (string Tags, double SecondsPerMetre, bool Forward, bool Backward)[] Kinds =
    [
        ("highway=footway", 1, true, true), ("highway=footway", 1, true, true), ("highway=residential", 1, true, true),
            ("highway=steps", 2, true, true),
        ("highway=footway oneway:foot=yes", 1, true, false), ("highway=footway oneway:foot=-1", 1, false, true),
    ];

    private readonly OsmText _osm = new();

    public RandomTown(int seed, int nodes = 40, int ways = 30)
    {
        var random = new Random(seed);
        var taken = new HashSet<Position>();
        while (Positions.Count < nodes)
        {
            Position p = OsmText.At(random.Next(2_000), random.Next(2_000));
            if (!taken.Add(p)) continue;
            _osm.Node(Positions.Count + 1, p);
            Positions.Add(p);
        }
        for (int way = 1; way <= ways; way++)
        {
            (string tags, double pace, bool forward, bool backward) = Kinds[random.Next(Kinds.Length)];
            int[] passed = [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(nodes))];
            _osm.Way(way, passed.Select(n => n + 1L), tags);
            for (int i = 1; i < passed.Length; i++)
            {
                if (passed[i - 1] == passed[i]) continue;
                double seconds = pace * MetresBetween(Positions[passed[i - 1]], Positions[passed[i]]);
                Pieces.Add((passed[i - 1], passed[i], forward ? seconds
                    : double.PositiveInfinity, backward ? seconds : double.PositiveInfinity, seconds / pace));
            }
        }
        Network = _osm.Network();
    }

    public List<Position> Positions { get; } = [];

    /// <summary>Every straight piece: its ends, seconds each way at a metre a second, and metres.</summary>
    public List<(int From, int To, double Forward, double Backward, double Metres)> Pieces { get; } = [];

    public WalkNetwork Network { get; }

    public WalkNetwork Shuffled(int seed) => _osm.Network(seed);

    /// <summary>All shortest times (R. W. Floyd, 1962), in whatever unit the arcs have.</summary>
    public static double[,] FloydWarshall(int nodes, IEnumerable<(int From, int To, double Cost)> arcs)
    {
        var cost = new double[nodes, nodes];
        for (int a = 0; a < nodes; a++)
            for (int b = 0; b < nodes; b++) cost[a, b] = a == b ? 0 : double.PositiveInfinity;
        foreach ((int from, int to, double arc) in arcs) cost[from, to] = Math.Min(cost[from, to], arc);
        for (int via = 0; via < nodes; via++)
            for (int a = 0; a < nodes; a++)
                for (int b = 0; b < nodes; b++) cost[a, b] = Math.Min(cost[a, b], cost[a, via] + cost[via, b]);
        return cost;
    }

    public void Dispose() => _osm.Dispose();

    /// <summary>Metres near the equator by the WGS-84 radii there, written down independently of the library.</summary>
    private static double MetresBetween(Position a, Position b)
    {
        double east = (a.Lon - b.Lon) * 111_319.490793, north = (a.Lat - b.Lat) * 110_574.275822;
        return Math.Sqrt(east * east + north * north);
    }
}
