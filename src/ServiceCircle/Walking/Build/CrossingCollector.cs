using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Build;

/// <summary>Finds the vertices where ways for people meet carriageways: told a way, and then the vertices that it passes.</summary>
internal sealed class CrossingCollector(int vertexCapacity)
{
    private readonly RoadClass[] _road = new RoadClass[vertexCapacity];
    private readonly bool[] _isTwoWay = new bool[vertexCapacity], _isFootway = new bool[vertexCapacity];
    private readonly CrossingKind[] _kind = new CrossingKind[vertexCapacity];
    private FootWay _way;
    private bool _isForFeet;

    public void Add(FootWay way)
    {
        _way = way;
        _isForFeet = way.Road == RoadClass.None && way.Attributes.Kind is WayKind.Path or WayKind.Crossing or WayKind.Steps
            or WayKind.Cycleway;
    }

    public void Pass(int vertex)
    {
        _isFootway[vertex] |= _isForFeet;
        if (_way.Road != RoadClass.None)
        {
            if (_way.Road > _road[vertex]) _road[vertex] = _way.Road;
            _isTwoWay[vertex] |= !_way.IsOneWayTraffic;
        }
        if (_way.Crossing is { } kind) Help(vertex, kind);
    }

    /// <summary>What helps people across at a vertex; of several the best counts.</summary>
    public void Help(int vertex, CrossingKind kind)
    {
        if (kind > _kind[vertex]) _kind[vertex] = kind;
    }

    /// <summary>The codes of the first vertices, zeros for those beyond the ones seen.</summary>
    public byte[] At(int vertexCount)
    {
        var codes = new byte[vertexCount];
        for (int v = 0; v < Math.Min(vertexCount, vertexCapacity); v++)
            if (_isFootway[v] && _road[v] != RoadClass.None) codes[v] = new CrossingPlace(_kind[v], _road[v], !_isTwoWay[v]).ToByte();
        return codes;
    }
}
