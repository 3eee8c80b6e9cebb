using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Reachability;

/// <summary>
/// Who stands on a square walks straight to every corner and entrance of it that they see, not to the nearest line and along it.
/// </summary>
internal static class SquareDoors
{
    private static readonly ConditionalWeakTable<FeatureStore, STRtree<IPreparedGeometry>> Squares = [];

    /// <summary>Where the rims of the squares that a place lies in meet the network, in sight of it; none where it lies in none.</summary>
    public static IReadOnlyList<Snap> Find(Snapper snapper, Position place)
    {
        if (snapper.Graph.Walker.OnlyDrawnWays) return [];
        var point = new Coordinate(place.Lon, place.Lat);
        var doors = new Dictionary<Position, Snap>();
        foreach (IPreparedGeometry square in Squares.GetValue(snapper.Graph.Network.Features, Index).Query(new Envelope(point)))
        {
            if (!square.Contains(GeometryFactory.Default.CreatePoint(point))) continue;
            HashSet<Position> rim = [.. square.Geometry.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y))];
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

    private static STRtree<IPreparedGeometry> Index(FeatureStore features)
    {
        var index = new STRtree<IPreparedGeometry>();
        foreach (var square in features.Find(FeatureGroups.Square))
            if (square.Geometry is IPolygonal && Outline.Valid(square.Geometry) is { IsEmpty: false } valid)
                index.Insert(valid.EnvelopeInternal, PreparedGeometryFactory.Prepare(valid));
        index.Build();
        return index;
    }
}
