using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Walking.Edits;

/// <summary>The ways that edits can meet: those of a network by place, and those that earlier edits drew.</summary>
/// <remarks>Immutable after construction; safe to share between threads.</remarks>
internal sealed class EditableWays(WalkNetwork network)
{
    private readonly EdgeGrid _grid = new(
        network, e => network.Attributes(e).Kind is not (WayKind.Gate or WayKind.Ferry or WayKind.Elevator or WayKind.NotForWalking));

    public WalkNetwork Network { get; } = network;

    /// <summary>A straight piece of a way: its ends, and metres from the edge's tail to them.</summary>
    public readonly record struct Piece(int Edge, Position A, Position B, double MetresA, double MetresB);

    /// <summary>The straight pieces of ways near a box, each once, the network's first.</summary>
    public IReadOnlyList<Piece> PiecesNear(NetworkOverlay overlay, Box box)
    {
        var near = new List<Piece>();
        var seen = new HashSet<(int, int)>();
        _grid.ForEachIn(box, (edge, p) =>
        {
            if (seen.Add((edge, p)))
                near.Add(new Piece(edge, Network.ShapePosition(edge, p), Network.ShapePosition(edge, p + 1), Network.ShapeMetres(edge, p),
                    Network.ShapeMetres(edge, p + 1)));
        });
        near.AddRange(DrawnPieces(overlay));
        return near;
    }

    /// <summary>Edges of the network near a box and all that were drawn, by rising id.</summary>
    public SortedSet<int> EdgesNear(NetworkOverlay overlay, Box box)
    {
        var edges = new SortedSet<int>(Drawn(overlay));
        _grid.ForEachIn(box, (edge, _) => edges.Add(edge));
        return edges;
    }

    /// <summary>The nearest way that a path can be joined to: not closed, not below ground; an edge below 0 if there is none.</summary>
    public (int Edge, double Metres) Nearest(NetworkOverlay overlay, Position from, double maxMetres)
    {
        EdgeGrid.Hit hit = _grid.Nearest(
            from, maxMetres, way => (Network.Attributes(way.Edge).Flags & (WayFlags.Tunnel | WayFlags.Closed | WayFlags.OffGround)) == 0);
        (int edge, double metres, double distance) = (hit.Edge, hit.AlongMetres, hit.DistanceMetres);
        foreach (Piece piece in DrawnPieces(overlay))
        {
            if (overlay.Attributes(piece.Edge).Has(WayFlags.Closed)) continue;
            double off = Segments.DistanceMetres(from, piece.A, piece.B);
            if (off >= distance || off > maxMetres) continue;
            double share = Segments.NearestShare(from, piece.A, piece.B);
            (edge, metres, distance) = (piece.Edge, piece.MetresA + share * (piece.MetresB - piece.MetresA), off);
        }
        return (edge, metres);
    }

    /// <summary>
    /// The class of carriageway that a path meets at a place on an edge, the busiest at an end of it. The network does not tell major
    /// streets apart, so all of them count as secondary roads.
    /// </summary>
    public RoadClass RoadAt(NetworkOverlay overlay, int edge, double metres)
    {
        RoadClass road = RoadOf(overlay.Attributes(edge).Kind);
        (int tail, int head) = overlay.Ends(edge);
        int node = metres <= 0 ? tail : metres >= overlay.Length(edge) ? head : int.MaxValue;
        if (node >= Network.NodeCount) return road;
        _grid.ForEachIn(Box.Empty.Extend(Network.NodePositions[node]), (other, _) =>
        {
            if ((Network.Tail[other] == node || Network.Head[other] == node) && RoadOf(Network.Attributes(other).Kind) is var theirs
                && theirs > road) road = theirs;
        });
        return road;
    }

    private static RoadClass RoadOf(WayKind kind) => kind switch
    {
        WayKind.MajorStreet => RoadClass.Secondary,
        WayKind.Street => RoadClass.Minor,
        WayKind.Service or WayKind.Track => RoadClass.Service,
        _ => RoadClass.None,
    };

    /// <summary>Edges that edits drew and that are still whole, parts of such edges included.</summary>
    private IEnumerable<int> Drawn(NetworkOverlay overlay) => Enumerable.Range(Network.EdgeCount, overlay.Edges.Count)
        .Where(edge => overlay.Edges[edge - Network.EdgeCount].IsDrawn && !overlay.IsCut(edge));

    private IEnumerable<Piece> DrawnPieces(NetworkOverlay overlay)
    {
        foreach (int edge in Drawn(overlay))
        {
            List<(Position At, double Metres)> shape = overlay.Shape(edge);
            for (int p = 1; p < shape.Count; p++)
                yield return new Piece(edge, shape[p - 1].At, shape[p].At, shape[p - 1].Metres, shape[p].Metres);
        }
    }
}
