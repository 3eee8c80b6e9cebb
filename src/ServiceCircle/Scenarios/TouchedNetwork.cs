using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Scenarios;

/// <summary>A network before and after edits, as visitors and as residents see it, and the places that the edits may concern.</summary>
/// <remarks>
/// A place is concerned when an edge that changed is so near that it might be snapped to it, or might have been; when the part of
/// the network around it became an island or stopped being one; or when something changed in the compound that its residents leave by.
/// </remarks>
internal sealed class TouchedNetwork
{
    /// <summary>Beyond the largest snap: borders of polygons and rounding.</summary>
    private const double MarginMetres = 10;

    private readonly EditedNetwork _edited;
    private readonly PrivateWays _compoundsBefore;
    private readonly List<Box> _boxes = [];
    private readonly HashSet<int> _compounds = [], _compoundsClosed = [], _touched;
    private Box _all = Box.Empty;

    /// <summary>
    /// What edits touched, given the compounds of the base and the largest straight distance, metres, from a place to the network.
    /// </summary>
    public TouchedNetwork(EditedNetwork edited, PrivateWays compounds, double maxSnapMetres)
    {
        (_edited, _compoundsBefore, _touched) = (edited, compounds, [.. edited.TouchedEdges]);
        (Visitors, Residents) = (edited.GraphOf(compounds.Visitors), edited.GraphOf(compounds.Residents));
        WalkNetwork before = edited.Base, after = edited.Network;
        var closed = new List<int>();
        var nodes = new SortedSet<int>(Enumerable.Range(before.NodeCount, after.NodeCount - before.NodeCount));
        foreach (int edge in edited.TouchedEdges)
        {
            if (IsClosed(edge, compounds.Visitors, Visitors)) closed.Add(edge);
            bool isClosed = IsClosed(edge, compounds.Residents, Residents);
            foreach (int node in (int[])[before.Tail[edge], before.Head[edge]])
            {
                nodes.Add(node);
                _compounds.Add(compounds.CompoundOf(node));
                if (isClosed) _compoundsClosed.Add(compounds.CompoundOf(node));
            }
        }
        (Nodes, ClosedEdges) = ([.. nodes], closed);
        IslandsOfVisitors = new IslandsAfter(compounds.Visitors, Visitors, edited);
        IslandsOfResidents = new IslandsAfter(compounds.Residents, Residents, edited);
        foreach (int edge in edited.TouchedEdges.Concat(Enumerable.Range(before.EdgeCount, after.EdgeCount - before.EdgeCount))
            .Concat(IslandsOfVisitors.Flipped).Concat(IslandsOfResidents.Flipped).Distinct())
        {
            Box box = Box.Empty;
            for (int i = 0; i < after.ShapeLength(edge); i++) box = box.Extend(after.ShapePosition(edge, i));
            Box near = Around(box, maxSnapMetres + MarginMetres);
            _boxes.Add(near);
            _all = _all.Extend(new Position(near.West, near.South)).Extend(new Position(near.East, near.North));
        }

        bool IsClosed(int edge, WalkGraph then, WalkGraph now) =>
            then.IsWalkable(edge) && edited.Parts(edge).Any(part => !now.IsWalkable(part));
    }

    public WalkGraph Visitors { get; }
    public WalkGraph Residents { get; }

    /// <summary>Ends of edges that changed, and new nodes, sorted.</summary>
    public IReadOnlyList<int> Nodes { get; }

    /// <summary>Edges of the base that visitors could walk along and now cannot, or not the whole way.</summary>
    public IReadOnlyList<int> ClosedEdges { get; }

    public IslandsAfter IslandsOfVisitors { get; }
    public IslandsAfter IslandsOfResidents { get; }

    /// <summary>Whether a place, with gates that the planner names for it, may be on the network in another way than before.</summary>
    public bool Concerns(Geometry geometry, IEnumerable<Position> gates, PlaceAccess before) =>
        IsNear(geometry.EnvelopeInternal) || gates.Any(g => IsNear(new Envelope(g.Lon, g.Lon, g.Lat, g.Lat)))
        || UsesCompound(before, _compounds)
        // The corners of a square that a place sees may be farther than anything is snapped.
        || before.Accesses.Any(a => _touched.Contains(a.Edge));

    /// <summary>
    /// How a place is on the network now: as it is found there, and by every way that it had before and that is still open. So no
    /// new path takes a way from anybody, also where the nearest way is now another one.
    /// </summary>
    public PlaceAccess Merge(PlaceAccess found, PlaceAccess before)
    {
        if (UsesCompound(before, _compoundsClosed)) return found;
        var kept = new List<Access>(before.Accesses.Count + found.Accesses.Count);
        foreach (Access access in before.Accesses)
        {
            // Where the edge was cut, its old ends in the time of before, and by its part to the new corners.
            if (Visitors.IsWalkable(access.Edge) || Visitors.IsCutAndOpen(access.Edge)) kept.Add(access);
            (int edge, double along) = _edited.Place(access.Edge, access.AlongMetres);
            if (edge != access.Edge && Visitors.IsWalkable(edge)) kept.Add(access with { Edge = edge, AlongMetres = along });
        }
        if (found.Snap.IsSnapped || kept.Count == 0) return found with { Accesses = [.. kept.Concat(found.Accesses).Distinct()] };
        (int snapEdge, double snapAlong) = _edited.Place(before.Snap.Edge, before.Snap.AlongMetres);
        return before with { Snap = before.Snap with { Edge = snapEdge, AlongMetres = snapAlong }, Accesses = kept };
    }

    private bool UsesCompound(PlaceAccess place, HashSet<int> compounds) =>
        place.DoorEdges.Any(e => _compoundsBefore.IsPrivate(e) && compounds.Contains(_compoundsBefore.CompoundOf(_edited.Base.Tail[e])));

    private bool IsNear(Envelope envelope)
    {
        var box = new Box(
            (int)Math.Floor(envelope.MinX * 1e7), (int)Math.Floor(envelope.MinY * 1e7), (int)Math.Ceiling(envelope.MaxX * 1e7),
            (int)Math.Ceiling(envelope.MaxY * 1e7));
        return _all.Intersects(box) && _boxes.Exists(b => b.Intersects(box));
    }

    private static Box Around(Box box, double metres)
    {
        // Degrees of longitude are shortest at the pole side of the box.
        var scale = new LocalMetres(Math.Max(Math.Abs((double)box.North), Math.Abs((double)box.South)));
        int dx = (int)Math.Ceiling(metres / scale.MetresPerLonUnit), dy = (int)Math.Ceiling(metres / scale.MetresPerLatUnit);
        return new Box(box.West - dx, box.South - dy, box.East + dx, box.North + dy);
    }
}
