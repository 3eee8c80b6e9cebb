using System.Collections.Concurrent;
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
    private static readonly ConditionalWeakTable<FeatureStore, Lazy<STRtree<Square>>> Squares = [];

    /// <summary>Corners are asked for by every place on a square, so they are looked for once.</summary>
    private static readonly ConditionalWeakTable<EdgeGrid, ConcurrentDictionary<Square, Corner[]>> KnownCorners = [];

    /// <summary>Where the rim of a square meets the network: the edge and which position of its shape.</summary>
    private readonly record struct Corner(int Edge, int End, Position At);

    /// <summary>Ground that is crossed, and the corners of all the squares that it is made of.</summary>
    private sealed record Square(IPreparedGeometry Shape, SightLines Sight, HashSet<Position> Rim);

    /// <summary>Where the rims of the squares that a place lies in meet the network, in sight of it; none where it lies in none.</summary>
    public static IReadOnlyList<Snap> Find(Snapper snapper, Position place)
    {
        if (snapper.Graph.Walker.OnlyDrawnWays) return [];
        WalkNetwork network = snapper.Graph.Network;
        var point = new Coordinate(place.Lon, place.Lat);
        var doors = new Dictionary<Position, Snap>();
        STRtree<Square> squares = Squares.GetValue(network.Features, features => new(() => Index(features))).Value;
        foreach (Square square in squares.Query(new Envelope(point)))
        {
            if (!square.Shape.Contains(GeometryFactory.Default.CreatePoint(point))) continue;
            foreach (Corner corner in CornersOf(square, snapper))
            {
                if (doors.ContainsKey(corner.At) || !square.Sight.IsFree(point, new Coordinate(corner.At.Lon, corner.At.Lat))) continue;
                doors.Add(corner.At, new Snap(
                    SnapStatus.Ok, corner.Edge, network.ShapeMetres(corner.Edge, corner.End), corner.At,
                    LocalMetres.Between(place, corner.At))
                { From = place });
            }
        }
        return [.. doors.Values.OrderBy(d => d.Edge).ThenBy(d => d.AlongMetres)];
    }

    private static Corner[] CornersOf(Square square, Snapper snapper) =>
        KnownCorners.GetOrCreateValue(snapper.Grid).GetOrAdd(square, s => [.. Corners(s, snapper)]);

    /// <summary>Each place once, on the first edge that has it.</summary>
    private static IEnumerable<Corner> Corners(Square square, Snapper snapper)
    {
        HashSet<Position> rim = [.. square.Rim];
        Box box = Box.Empty;
        foreach (Position corner in rim) box = box.Extend(corner);
        WalkNetwork network = snapper.Graph.Network;
        var found = new List<Corner>();
        snapper.Grid.ForEachIn(box, (edge, piece) =>
        {
            foreach (int end in (ReadOnlySpan<int>)[piece, piece + 1])
            {
                Position at = network.ShapePosition(edge, end);
                if (rim.Remove(at)) found.Add(new Corner(edge, end, at));
            }
        });
        return found;
    }

    /// <summary>Squares that share a side are one; few do, and only these are united.</summary>
    private static STRtree<Square> Index(FeatureStore features)
    {
        Geometry[] squares =
        [
            .. features.Find(FeatureGroups.Square).Where(s => s.Geometry is IPolygonal).Select(s => Outline.Valid(s.Geometry))
                .OfType<Geometry>().Where(g => !g.IsEmpty),
        ];
        Position[][] rims = [.. squares.Select(s => s.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y)).ToArray())];
        DisjointSets sets = DisjointSets.ByCommon(
            squares.Length,
            rims.SelectMany((rim, s) => rim.Zip(rim.Skip(1), Side).Where(side => side.A != side.B).Select(side => (s, side))));
        var index = new STRtree<Square>();
        foreach (IGrouping<int, int> group in Enumerable.Range(0, squares.Length).GroupBy(sets.Find))
        {
            Geometry ground = group.Count() == 1 ? squares[group.Key] : UnaryUnionOp.Union(group.Select(s => squares[s]));
            index.Insert(ground.EnvelopeInternal, new Square(
                PreparedGeometryFactory.Prepare(ground), new SightLines(ground), [.. group.SelectMany(s => rims[s])]));
        }
        index.Build();
        return index;
    }

    private static (Position A, Position B) Side(Position a, Position b) =>
        (a.LonE7, a.LatE7).CompareTo((b.LonE7, b.LatE7)) < 0 ? (a, b) : (b, a);
}
