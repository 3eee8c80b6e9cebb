using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>How a place is entered or left.</summary>
internal enum AccessKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A point: over the nearest way.</summary>
    Point,

    /// <summary>A home in a polygon: over a way inside it, and on from there.</summary>
    InnerWay,

    /// <summary>Through gates or entrances that the map or the planner names.</summary>
    Entrance,

    /// <summary>Where paths cross the border of the polygon.</summary>
    PathCrossing,

    /// <summary>Anywhere along the border, every 50 metres: an assumption.</summary>
    RimAssumed,
}

/// <summary>A place on the network: where, how, and the walks between its door and the network.</summary>
/// <param name="Snap">Where it meets the network; for places with several doors, the nearest.</param>
/// <param name="Kind">How it is entered or left.</param>
/// <param name="Accesses">Every door; none when the place is not on the network.</param>
internal sealed record PlaceAccess(Snap Snap, AccessKind Kind, IReadOnlyList<Access> Accesses)
{
    /// <summary>Edges that a home's doors are on, those of its compound included: what its accesses were found from.</summary>
    internal IReadOnlyList<int> DoorEdges { get; init; } = [];
}

/// <summary>Puts places onto the network: facilities as visitors enter them, homes as residents leave them.</summary>
/// <remarks>Each place is looked at alone, so its accesses never depend on what else was asked. Safe to use from several threads.</remarks>
internal sealed class PlaceLocator
{
    private readonly Snapper _visitorSnapper, _residentSnapper;
    private readonly PolygonDoors _visitorDoors, _residentDoors;

    /// <summary>A locator for one walker.</summary>
    /// <param name="visitors">The network with private ways closed.</param>
    /// <param name="residents">The network with private ways open.</param>
    /// <param name="maxSnapMetres">Largest straight distance from a point, or from a door, to the network.</param>
    public PlaceLocator(WalkGraph visitors, WalkGraph residents, double maxSnapMetres)
    {
        (Visitors, Residents) = (visitors, residents);
        _visitorSnapper = new Snapper(visitors, maxSnapMetres);
        _residentSnapper = new Snapper(residents, maxSnapMetres);
        _visitorDoors = new PolygonDoors(visitors, _visitorSnapper);
        _residentDoors = new PolygonDoors(residents, _residentSnapper);
    }

    private PlaceLocator(
        PlaceLocator old, WalkGraph visitors, WalkGraph residents, Func<int, bool> isIslandOfVisitors, Func<int, bool> isIslandOfResidents)
    {
        (Visitors, Residents) = (visitors, residents);
        _visitorSnapper = old._visitorSnapper.After(visitors, isIslandOfVisitors);
        _residentSnapper = old._residentSnapper.After(residents, isIslandOfResidents);
        _visitorDoors = old._visitorDoors.After(visitors, _visitorSnapper);
        _residentDoors = old._residentDoors.After(residents, _residentSnapper);
    }

    /// <summary>The network with private ways closed.</summary>
    public WalkGraph Visitors { get; }

    /// <summary>The network with private ways open.</summary>
    public WalkGraph Residents { get; }

    /// <summary>The locator of the edited network: the same as made anew, without going through the city again.</summary>
    /// <param name="visitors">The visitors' graph after edits.</param>
    /// <param name="residents">The residents' graph after the same edits.</param>
    /// <param name="isIslandOfVisitors">Whether an edge is on an island of the first.</param>
    /// <param name="isIslandOfResidents">Whether an edge is on an island of the second.</param>
    internal PlaceLocator After(
        WalkGraph visitors, WalkGraph residents, Func<int, bool> isIslandOfVisitors, Func<int, bool> isIslandOfResidents) =>
        new(this, visitors, residents, isIslandOfVisitors, isIslandOfResidents);

    /// <summary>How visitors enter a facility. A polygon is entered at its doors, and who is at the door has arrived.</summary>
    /// <param name="geometry">Point, line or polygon, WGS-84.</param>
    /// <param name="position">The point that stands for it.</param>
    /// <param name="extraSeconds">Seconds that the place itself adds (stairs, a yard).</param>
    public PlaceAccess Facility(Geometry geometry, Position position, double extraSeconds = 0)
    {
        if (geometry.Dimension != Dimension.Surface)
        {
            Snap snap = _visitorSnapper.Snap(position);
            return new PlaceAccess(
                snap, snap.IsSnapped ? AccessKind.Point : AccessKind.None, Access.List(snap, Visitors.Walker, extraSeconds));
        }
        (AccessKind kind, IReadOnlyList<Snap> doors) = _visitorDoors.Of(geometry);
        if (doors.Count == 0)
            return new PlaceAccess(_visitorSnapper.Snap(position) with { Status = SnapStatus.TooFar, Edge = -1 }, AccessKind.None, []);
        return new PlaceAccess(Nearest(doors), kind, [.. doors.SelectMany(d => Access.List(d, Visitors.Walker, extraSeconds))]);
    }

    /// <summary>
    /// How people leave their homes: over the ways inside their compound, else through its doors, and from there as visitors.
    /// </summary>
    /// <param name="geometry">Point or polygon, WGS-84.</param>
    /// <param name="position">Where its people are taken to start.</param>
    /// <param name="gates">Gates that the planner names for it; they outrank all others.</param>
    public PlaceAccess Home(Geometry geometry, Position position, IReadOnlyList<Position>? gates = null)
    {
        Snap middle = _residentSnapper.Snap(position);
        // A gate that the planner names can be passed, whatever the map says of it: so both its sides are doors.
        if (gates is { Count: > 0 })
            return Through(AccessKind.Entrance,
                [.. gates.SelectMany(g => new[] { _residentSnapper.Snap(g), _visitorSnapper.Snap(g) }).Distinct()]);
        if (geometry.Dimension != Dimension.Surface)
            return At(middle.IsSnapped ? AccessKind.Point : AccessKind.None);
        if (middle.IsSnapped && PolygonDoors.IsInside(geometry, middle.Position))
            return At(AccessKind.InnerWay);
        (AccessKind kind, IReadOnlyList<Snap> doors) = _residentDoors.Of(geometry);
        // The border may be the middle of a street that everybody walks.
        return kind != AccessKind.Entrance && middle.IsSnapped && PolygonDoors.IsOnBorder(geometry, middle.Position)
            ? At(AccessKind.PathCrossing)
            : Through(kind, doors);

        PlaceAccess At(AccessKind kind) =>
            new(middle, kind, ResidentAccess.List(middle, Residents, Visitors)) { DoorEdges = middle.IsSnapped ? [middle.Edge] : [] };

        PlaceAccess Through(AccessKind kind, IReadOnlyList<Snap> doors)
        {
            // To the door and on to the network in straight lines; both count.
            Snap[] legs =
            [
                .. doors.Where(d => d.IsSnapped)
                    .Select(d => d with { DistanceMetres = d.DistanceMetres + LocalMetres.Between(position, d.From) }),
            ];
            if (legs.Length == 0) return new PlaceAccess(middle with { Status = SnapStatus.TooFar, Edge = -1 }, AccessKind.None, []);
            return new PlaceAccess(Nearest(legs), kind, [.. legs.SelectMany(l => ResidentAccess.List(l, Residents, Visitors))])
            {
                DoorEdges = [.. legs.Select(l => l.Edge)],
            };
        }
    }

    private static Snap Nearest(IReadOnlyList<Snap> doors) => doors.MinBy(d => d.DistanceMetres)!;
}
