using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ServiceCircle.Reachability;

/// <summary>
/// Straight lines within a polygon from a place inside it to its corners. The answer is that of <see cref="Geometry.Covers"/>, which looks
/// at every side of the polygon with every line and takes a millisecond; here only lines that graze a side or another corner ask it.
/// </summary>
/// <remarks>Safe to share between threads.</remarks>
internal sealed class SightLines(Geometry polygon)
{
    private readonly (Coordinate A, Coordinate B)[] _sides =
        [.. LinearComponentExtracter.GetLines(polygon).Cast<LineString>().SelectMany(r => r.Coordinates.Zip(r.Coordinates.Skip(1)))];

    /// <summary>Whether the line from a place in the interior to a corner stays in the polygon; it may run along the rim.</summary>
    public bool IsFree(Coordinate place, Coordinate corner)
    {
        bool isCorner = false, grazes = false;
        foreach ((Coordinate a, Coordinate b) in _sides)
        {
            if (!Envelope.Intersects(place, corner, a, b)) continue;
            bool endsAtA = a.Equals2D(corner), endsAtB = b.Equals2D(corner);
            if (endsAtA || endsAtB)
            {
                isCorner = true;
                grazes |= Orientation.Index(place, corner, endsAtA ? b : a) == OrientationIndex.Collinear;
                continue;
            }
            int sides = Product(Orientation.Index(place, corner, a), Orientation.Index(place, corner, b));
            if (sides > 0) continue;
            int ends = Product(Orientation.Index(a, b, place), Orientation.Index(a, b, corner));
            if (sides < 0 && ends < 0) return false;
            grazes |= ends <= 0;
        }
        return isCorner && !grazes || polygon.Covers(polygon.Factory.CreateLineString([place, corner]));
    }

    private static int Product(OrientationIndex one, OrientationIndex other) => (int)one * (int)other;
}
