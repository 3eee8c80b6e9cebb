using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>A drawn town: nodes and edges in metres around one place, so that every time is arithmetic.</summary>
internal sealed class Town
{
    private const int CentreLonE7 = 1_186_000_000, CentreLatE7 = 391_000_000;
    private static readonly LocalMetres Scale = new(CentreLatE7);
    private readonly List<Position> _nodes = [];
    private readonly List<(int Tail, int Head, WayAttributes Way, Position[] Inner)> _edges = [];
    private FeatureStore _features = FeatureStore.Empty;

    /// <summary>One metre a second, so that a minute is 60 m and a metre 32 ticks.</summary>
    public static Walker OneMetreASecond { get; } = new()
    {
        Id = "test",
        Name = new Dictionary<string, string> { ["en"] = "test" },
        SpeedKmh = 3.6,
        SpeedSource = "test",
        StepsFactor = 2,
        StepsSource = "test",
    };

    public static Position At(double east, double north) => new(
        CentreLonE7 + (int)Math.Round(east / Scale.MetresPerLonUnit), CentreLatE7 + (int)Math.Round(north / Scale.MetresPerLatUnit));

    public int Node(double east, double north)
    {
        _nodes.Add(At(east, north));
        return _nodes.Count - 1;
    }

    public int Edge(int tail, int head, WayKind kind = WayKind.Path, WayFlags flags = WayFlags.None, params Position[] inner)
    {
        _edges.Add((tail, head, new WayAttributes(kind, flags), inner));
        return _edges.Count - 1;
    }

    public Town With(FeatureStore features)
    {
        _features = features;
        return this;
    }

    /// <summary>A grid of streets; node (column, row) has index row * columns + column.</summary>
    public static Town Grid(int columns, int rows, double blockMetres)
    {
        var town = new Town();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) town.Node(column * blockMetres, row * blockMetres);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                int node = row * columns + column;
                if (column + 1 < columns) town.Edge(node, node + 1);
                if (row + 1 < rows) town.Edge(node, node + columns);
            }
        return town;
    }

    public WalkNetwork Build()
    {
        WayAttributes[] table = [.. _edges.Select(e => e.Way).Distinct()];
        var inner = new List<Position>();
        var innerMetres = new List<float>();
        var firstInner = new List<int> { 0 };
        var lengths = new List<float>();
        foreach ((int tail, int head, _, Position[] shape) in _edges)
        {
            double metres = 0;
            Position last = _nodes[tail];
            foreach (Position p in shape)
            {
                metres += LocalMetres.Between(last, p);
                inner.Add(p);
                innerMetres.Add((float)metres);
                last = p;
            }
            lengths.Add((float)(metres + LocalMetres.Between(last, _nodes[head])));
            firstInner.Add(inner.Count);
        }
        Box box = Box.Empty;
        foreach (Position p in _nodes) box = box.Extend(p);
        return new WalkNetwork
        {
            NodePositions = [.. _nodes],
            Crossings = new byte[_nodes.Count],
            Tail = [.. _edges.Select(e => e.Tail)],
            Head = [.. _edges.Select(e => e.Head)],
            LengthMetres = [.. lengths],
            AttributeIndex = [.. _edges.Select(e => (ushort)Array.IndexOf(table, e.Way))],
            OsmId = [.. Enumerable.Range(1, _edges.Count).Select(i => (long)i)],
            AttributeTable = table,
            FirstInner = [.. firstInner],
            InnerPositions = [.. inner],
            InnerMetres = [.. innerMetres],
            DataBox = box,
            CutNodes = [],
            Source = new NetworkSource("town", "", null, []),
            Features = _features,
        };
    }
}
