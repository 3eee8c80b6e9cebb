using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>How a place is entered or left.</summary>
internal enum AccessKind
{
    None,
    Point, // a point: over the nearest way
    InnerWay, // a home in a polygon: over a way inside it, and on from there
    Entrance, // through gates or entrances that the map or the planner names
    PathCrossing, // where paths cross the border of the polygon
    RimAssumed, // anywhere along the border, every 50 metres: an assumption
}

/// <summary>
/// A place on the network: where, of several doors the nearest; how; and the walks between its doors and the network, none when it is not
/// on it.
/// </summary>
internal sealed record PlaceAccess(Snap Snap, AccessKind Kind, IReadOnlyList<Access> Accesses)
{
    /// <summary>Edges that a home's doors are on, those of its compound included: what its accesses were found from.</summary>
    internal IReadOnlyList<int> DoorEdges { get; init; } = [];
}

/// <summary>Puts places onto the network: facilities as visitors enter them, homes as residents leave them.</summary>
/// <remarks>Each place is looked at alone, so its accesses never depend on what else was asked. Safe to use from several threads.</remarks>
internal sealed class PlaceLocator
{
    private readonly PolygonDoors _visitorDoors, _residentDoors;

    /// <summary>A locator for one walker, whose network has private ways closed to visitors and open to residents.</summary>
    public PlaceLocator(WalkGraph visitors, WalkGraph residents, double maxSnapMetres)
        : this(new PolygonDoors(new Snapper(visitors, maxSnapMetres)), new PolygonDoors(new Snapper(residents, maxSnapMetres)))
    {
    }

    private PlaceLocator(PolygonDoors visitors, PolygonDoors residents) => (_visitorDoors, _residentDoors) = (visitors, residents);

    /// <summary>Puts visitors onto the network.</summary>
    internal Snapper VisitorSnapper => _visitorDoors.Snapper;

    public WalkGraph Visitors => _visitorDoors.Snapper.Graph;
    public WalkGraph Residents => _residentDoors.Snapper.Graph;

    /// <summary>The locator of the edited network: the same as made anew, without going through the city again.</summary>
    internal PlaceLocator After(
        WalkGraph visitors, WalkGraph residents, Func<int, bool> isIslandOfVisitors, Func<int, bool> isIslandOfResidents) =>
        new(_visitorDoors.After(visitors, isIslandOfVisitors), _residentDoors.After(residents, isIslandOfResidents));

    /// <summary>How visitors enter a facility. A polygon is entered at its doors, and who is at the door has arrived.</summary>
    public PlaceAccess Facility(Geometry geometry, Position position, double extraSeconds = 0)
    {
        if (geometry.Dimension != Dimension.Surface) return AtPoint(_visitorDoors.Snapper, position, extraSeconds);
        (AccessKind kind, IReadOnlyList<Snap> doors) = _visitorDoors.Find(geometry);
        if (doors.Count == 0) return Nowhere(_visitorDoors.Snapper.Snap(position));
        return new PlaceAccess(Nearest(doors), kind, [.. doors.SelectMany(d => Access.List(d, Visitors.Walker, extraSeconds))]);
    }

    /// <summary>
    /// How people leave their homes: over the ways inside their compound, else through its doors, and from there as visitors. Gates that
    /// the planner names outrank all others.
    /// </summary>
    public PlaceAccess Home(Geometry geometry, Position position, IReadOnlyList<Position>? gates = null)
    {
        Snap middle = _residentDoors.Snapper.Snap(position);
        // A gate that the planner names can be passed, whatever the map says of it: so both its sides are doors.
        if (gates is { Count: > 0 })
            return Through(AccessKind.Entrance,
                [.. gates.SelectMany(g => new[] { _residentDoors.Snapper.Snap(g), _visitorDoors.Snapper.Snap(g) }).Distinct()]);
        if (geometry.Dimension != Dimension.Surface)
            return At(middle.IsSnapped ? AccessKind.Point : AccessKind.None);
        if (middle.IsSnapped && PolygonDoors.IsInside(geometry, middle.Position))
            return At(AccessKind.InnerWay);
        (AccessKind kind, IReadOnlyList<Snap> doors) = _residentDoors.Find(geometry);
        // The border may be the middle of a street that everybody walks.
        return kind != AccessKind.Entrance && middle.IsSnapped && PolygonDoors.IsOnBorder(geometry, middle.Position)
            ? At(AccessKind.PathCrossing)
            : Through(kind, doors);

        PlaceAccess At(AccessKind kind) =>
            Leaving(middle, kind, middle.IsSnapped ? [middle, .. SquareDoors.Find(_residentDoors.Snapper, position)] : []);

        PlaceAccess Leaving(Snap nearest, AccessKind kind, Snap[] by) =>
            new(nearest, kind, by.SelectMany(s => ResidentAccess.List(s, Residents, Visitors)).ToArray())
            {
                DoorEdges = Array.ConvertAll(by, s => s.Edge),
            };

        PlaceAccess Through(AccessKind kind, IReadOnlyList<Snap> doors)
        {
            // To the door and on to the network in straight lines; both count.
            Snap[] legs =
            [
                .. doors.Where(d => d.IsSnapped)
                    .Select(d => d with { DistanceMetres = d.DistanceMetres + LocalMetres.Between(position, d.From) }),
            ];
            if (legs.Length == 0) return Nowhere(middle);
            PlaceAccess leaving = Leaving(Nearest(legs), kind, legs);
            return leaving with { Accesses = leaving.Accesses.Select(a => a with { Place = null }).ToArray() };
        }
    }

    /// <summary>A place that is a point: over the nearest way, and straight across the square that it stands on.</summary>
    internal static PlaceAccess AtPoint(Snapper snapper, Position position, double extraSeconds = 0)
    {
        Snap snap = snapper.Snap(position);
        if (!snap.IsSnapped) return new PlaceAccess(snap, AccessKind.None, []);
        return new PlaceAccess(snap, AccessKind.Point,
            SquareDoors.Find(snapper, position).Prepend(snap)
                .SelectMany(s => Access.List(s, snapper.Graph.Walker, extraSeconds)).ToArray());
    }

    private static PlaceAccess Nowhere(Snap snap) => new(snap with { Status = SnapStatus.TooFar, Edge = -1 }, AccessKind.None, []);

    private static Snap Nearest(IReadOnlyList<Snap> doors) => doors.MinBy(d => d.DistanceMetres)!;
}
