using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Union;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>
/// Who stands on a square walks straight to every corner and entrance of it that they see, not to the nearest line and along it.
/// </summary>
internal static class SquareDoors
{
    private static readonly ConditionalWeakTable<FeatureStore, STRtree<Square>> Squares = [];

    /// <summary>Ground that is crossed, and the corners of all the squares that it is made of.</summary>
    private sealed record Square(IPreparedGeometry Ground, HashSet<Position> Corners);

    /// <summary>Where the rims of the squares that a place lies in meet the network, in sight of it; none where it lies in none.</summary>
    public static IReadOnlyList<Snap> Find(Snapper snapper, Position place)
    {
        if (snapper.Graph.Walker.OnlyDrawnWays) return [];
        var point = new Coordinate(place.Lon, place.Lat);
        var doors = new Dictionary<Position, Snap>();
        STRtree<Square> squares = Squares.GetValue(snapper.Graph.Network.Features, Index);
        foreach ((IPreparedGeometry square, HashSet<Position> rim) in squares.Query(new Envelope(point)))
        {
            if (!square.Contains(GeometryFactory.Default.CreatePoint(point))) continue;
            Box box = Box.Empty;
            foreach (Position corner in rim) box = box.Extend(corner);
            WalkNetwork network = snapper.Graph.Network;
            snapper.Grid.ForEachIn(box, (edge, piece) =>
            {
                foreach (int end in (ReadOnlySpan<int>)[piece, piece + 1])
                {
                    Position corner = network.ShapePosition(edge, end);
                    if (!rim.Contains(corner) || doors.ContainsKey(corner) || !IsInSight(square, point, corner)) continue;
                    doors.Add(corner, new Snap(
                        SnapStatus.Ok, edge, network.ShapeMetres(edge, end), corner, LocalMetres.Between(place, corner))
                    { From = place });
                }
            });
        }
        return [.. doors.Values.OrderBy(d => d.Edge).ThenBy(d => d.AlongMetres)];
    }

    private static bool IsInSight(IPreparedGeometry square, Coordinate place, Position corner) =>
        square.Covers(GeometryFactory.Default.CreateLineString([place, new Coordinate(corner.Lon, corner.Lat)]));

    /// <summary>Squares that share a side are one.</summary>
    private static STRtree<Square> Index(FeatureStore features)
    {
        Geometry[] squares =
        [
            .. features.Find(FeatureGroups.Square).Where(s => s.Geometry is IPolygonal).Select(s => Outline.Valid(s.Geometry))
                .OfType<Geometry>().Where(g => !g.IsEmpty),
        ];
        var index = new STRtree<Square>();
        Geometry all = UnaryUnionOp.Union(squares) ?? GeometryFactory.Default.CreatePolygon();
        for (int i = 0; i < all.NumGeometries; i++)
        {
            Geometry ground = all.GetGeometryN(i);
            index.Insert(ground.EnvelopeInternal, new Square(PreparedGeometryFactory.Prepare(ground), []));
        }
        index.Build();
        foreach (Geometry square in squares)
        {
            foreach (Square part in index.Query(square.EnvelopeInternal))
                if (part.Ground.Intersects(square.InteriorPoint))
                    part.Corners.UnionWith(square.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y)));
        }
        return index;
    }
}
