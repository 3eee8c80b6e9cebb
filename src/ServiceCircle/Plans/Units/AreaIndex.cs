using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ServiceCircle.Plans.Units;

/// <summary>Finds the area around a position; of several the first.</summary>
internal sealed class AreaIndex
{
    private readonly STRtree<int> _tree = new();
    private readonly List<IndexedPointInAreaLocator?> _locators = [];

    public AreaIndex(IReadOnlyList<AdministrativeUnit> units)
    {
        for (int u = 0; u < units.Count; u++)
        {
            _locators.Add(units[u].HasArea ? new IndexedPointInAreaLocator(units[u].Geometry!) : null);
            if (units[u].HasArea) _tree.Insert(units[u].Geometry!.EnvelopeInternal, u);
        }
    }

    public bool Holds(int unit, Position position) =>
        _locators[unit]?.Locate(new Coordinate(position.Lon, position.Lat)) is Location.Interior or Location.Boundary;

    public int Find(Position position)
    {
        var at = new Coordinate(position.Lon, position.Lat);
        return _tree.Query(new Envelope(at)).Order().Where(u => _locators[u]!.Locate(at) != Location.Exterior).FirstOrDefault(-1);
    }
}
