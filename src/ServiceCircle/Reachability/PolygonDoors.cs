using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>
/// Where a place drawn as a polygon is entered: at the gates and entrances that the map has on its border; if there are
/// none, where ways cross the border; if none do, anywhere along it. A walk to the middle of a park would be no walk to the park.
/// </summary>
internal sealed class PolygonDoors
{
    /// <summary>Distance of the doors that are assumed along a border without any.</summary>
    public const double RimStepMetres = 50;

    /// <summary>An entrance this near to the border is on it.</summary>
    public const double OnBorderMetres = 4;

    private const int CellUnits = 20_000;

    /// <summary>Cells of a box that are looked at one by one, however few doors there are.</summary>
    private const int FewCells = 4_096;

    private static readonly HashSet<string> NotForWalkers = ["no", "emergency", "exit", "garage", "service", "fire_exit"];
    private readonly Dictionary<(int X, int Y), List<Door>> _entrances = [];
    private readonly Door[] _more = [];

    /// <summary>A gate that the map has, which counts while it is open to the walker, or an entrance, whose gate is -1.</summary>
    private readonly record struct Door(Position At, int Gate);

    public PolygonDoors(Snapper snapper)
    {
        Snapper = snapper;
        WalkNetwork network = snapper.Graph.Network;
        foreach (OsmFeature entrance in network.Features.Find(FeatureGroups.Entrance))
        {
            if (entrance.Geometry is not Point point || NotForWalkers.Contains(entrance.Tags.GetValueOrDefault("entrance", ""))) continue;
            bool isPrivate = entrance.Tags.GetValueOrDefault("access") is "private" or "no"
                || entrance.Tags.GetValueOrDefault("foot") is "private" or "no";
            if (!isPrivate || snapper.Graph.IsForResidents) Add(new Door(Position.FromDegrees(point.X, point.Y), -1));
        }
        foreach (Door gate in Gates(network, 0)) Add(gate);
    }

    private PolygonDoors(PolygonDoors old, Snapper snapper) => (Snapper, _entrances, _more) =
        (snapper, old._entrances, [.. Gates(snapper.Graph.Network, old.Snapper.Graph.Network.EdgeCount)]);

    /// <summary>Snaps doors, and other places, for the same walker.</summary>
    public Snapper Snapper { get; }

    /// <summary>The doors of the edited network: the same as made anew, without going through the city again.</summary>
    public PolygonDoors After(WalkGraph edited, Func<int, bool> isOnIsland) => new(this, Snapper.After(edited, isOnIsland));

    private static IEnumerable<Door> Gates(WalkNetwork network, int firstEdge)
    {
        for (int e = firstEdge; e < network.EdgeCount; e++)
        {
            WayAttributes way = network.Attributes(e);
            if (way.Kind == WayKind.Gate && way.Details.Kerb == Kerb.Unknown)
                yield return new Door(network.NodePositions[network.Tail[e]], e);
        }
    }

    /// <summary>The doors, each snapped; none when nothing is near. Sorted as they come along the border.</summary>
    public (AccessKind Kind, IReadOnlyList<Snap> Doors) Find(Geometry polygon)
    {
        Position[][] rings = RingsOf(polygon);
        List<Snap> doors = Distinct(Entrances(rings).Distinct().Select(Snapper.SnapIfNear).OfType<Snap>());
        if (doors.Count > 0) return (AccessKind.Entrance, doors);
        doors = Distinct(PathCrossings(rings));
        if (doors.Count > 0) return (AccessKind.PathCrossing, doors);
        doors = Distinct(rings.SelectMany(Rim).Select(Snapper.SnapIfNear).OfType<Snap>());
        return (doors.Count > 0 ? AccessKind.RimAssumed : AccessKind.None, doors);
    }

    /// <summary>Whether a position is inside a polygon and not on its border.</summary>
    public static bool IsInside(Geometry polygon, Position p) =>
        Outline.Holds(polygon, new Coordinate(p.Lon, p.Lat)) && !IsOnBorder(polygon, p);

    /// <summary>Whether a position is within <see cref="OnBorderMetres"/> of the border of a polygon.</summary>
    public static bool IsOnBorder(Geometry polygon, Position p) => RingsOf(polygon).Any(ring => IsOn(ring, p));

    private void Add(Door door)
    {
        (int, int) cell = (door.At.LonE7 / CellUnits, door.At.LatE7 / CellUnits);
        if (!_entrances.TryGetValue(cell, out List<Door>? list)) _entrances[cell] = list = [];
        list.Add(door);
    }

    private IEnumerable<Position> Entrances(Position[][] rings)
    {
        foreach (Door door in Near(BoxOf(rings)).Concat(_more))
            if (IsOpenOnBorder(door)) yield return door.At;

        bool IsOpenOnBorder(Door door) => (door.Gate < 0 || Snapper.Graph.IsWalkable(door.Gate)) && rings.Any(ring => IsOn(ring, door.At));
    }

    /// <summary>Doors in the cells of a box. One round half the world has more cells than there are doors.</summary>
    private IEnumerable<Door> Near(Box box)
    {
        int west = box.West / CellUnits - 1, east = box.East / CellUnits + 1;
        int south = box.South / CellUnits - 1, north = box.North / CellUnits + 1;
        if ((long)(east - west + 1) * (north - south + 1) > Math.Max(FewCells, _entrances.Count))
            return _entrances.Values.SelectMany(d => d);
        return
            from x in Enumerable.Range(west, east - west + 1)
            from y in Enumerable.Range(south, north - south + 1)
            from door in _entrances.GetValueOrDefault((x, y), [])
            select door;
    }

    /// <summary>Where walkable ways cross the border on the ground: whoever is there has arrived.</summary>
    private IEnumerable<Snap> PathCrossings(Position[][] rings)
    {
        WalkNetwork network = Snapper.Graph.Network;
        var found = new List<Snap>();
        Box extent = BoxOf(rings);
        Snapper.Grid.ForEachIn(extent, (edge, piece) =>
        {
            Position a = network.ShapePosition(edge, piece), b = network.ShapePosition(edge, piece + 1);
            Box box = Box.Empty.Extend(a).Extend(b);
            // The grid gives whole cells, so most pieces are nowhere near.
            if (!box.Intersects(extent) || network.Attributes(edge).Has(WayFlags.Bridge)) return;
            foreach (Position[] ring in rings)
            {
                for (int i = 1; i < ring.Length; i++)
                {
                    if (!Box.Empty.Extend(ring[i - 1]).Extend(ring[i]).Intersects(box)) continue;
                    if (Segments.Crossing(a, b, ring[i - 1], ring[i]) is not { } share) continue;
                    double start = network.ShapeMetres(edge, piece), end = network.ShapeMetres(edge, piece + 1);
                    double along = start + share * (end - start);
                    Position at = network.PositionAt(edge, along);
                    found.Add(new Snap(SnapStatus.Ok, edge, along, at, 0) { From = at });
                }
            }
        });
        // Islands are no way in while something else is.
        IEnumerable<Snap> mainland = found.Where(s => !Snapper.IsOnIsland(s.Edge));
        return found.Count == 0 || !mainland.Any() ? found : mainland;
    }

    private static IEnumerable<Position> Rim(Position[] ring)
    {
        double toNext = 0;
        for (int i = 1; i < ring.Length; i++)
        {
            double length = LocalMetres.Between(ring[i - 1], ring[i]);
            for (; toNext < length; toNext += RimStepMetres) yield return Segments.At(ring[i - 1], ring[i], toNext / length);
            toNext -= length;
        }
    }

    /// <summary>One door for each place on the network, the nearest; in the order of the network.</summary>
    private static List<Snap> Distinct(IEnumerable<Snap> doors) =>
    [
        .. doors.OrderBy(d => d.Edge).ThenBy(d => d.AlongMetres).ThenBy(d => d.DistanceMetres)
            .DistinctBy(d => (d.Edge, Math.Round(d.AlongMetres, 1))),
    ];

    private static bool IsOn(Position[] ring, Position p)
    {
        for (int i = 1; i < ring.Length; i++)
            if (Segments.DistanceMetres(p, ring[i - 1], ring[i]) <= OnBorderMetres) return true;
        return false;
    }

    private static Position[][] RingsOf(Geometry geometry)
    {
        IEnumerable<Polygon> polygons = Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>();
        return [.. polygons.Select(p => p.ExteriorRing.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y)).ToArray())];
    }

    private static Box BoxOf(Position[][] rings)
    {
        Box box = Box.Empty;
        foreach (Position p in rings.SelectMany(r => r)) box = box.Extend(p);
        return box;
    }
}
