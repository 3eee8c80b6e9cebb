using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ServiceCircle.Reachability;

/// <summary>
/// Straight lines within a polygon from a place inside it to its corners. The answer is that of <see cref="Geometry.Covers"/>, which looks
/// at every side of the polygon with every line and takes a millisecond; here only lines that graze a side or another corner ask it.
/// </summary>
/// <remarks>
/// Numbers, not objects: squares of large stations have a hundred corners, and everybody who stands on them looks at all. Safe to share
/// between threads.
/// </remarks>
internal sealed class SightLines(Geometry polygon)
{
    private readonly Side[] _sides =
    [
        .. LinearComponentExtracter.GetLines(polygon).Cast<LineString>()
            .SelectMany(r => r.Coordinates.Zip(r.Coordinates.Skip(1), (a, b) => new Side(a.X, a.Y, b.X, b.Y))),
    ];

    /// <summary>Whether the line from a place in the interior to a corner stays in the polygon; it may run along the rim.</summary>
    /// <remarks>
    /// A line from the interior that meets no side but those that end at the corner is inside; a corner between united squares may lie
    /// on none.
    /// </remarks>
    public bool IsFree(Coordinate place, Coordinate corner)
    {
        double px = place.X, py = place.Y, cx = corner.X, cy = corner.Y;
        double west = Math.Min(px, cx), east = Math.Max(px, cx), south = Math.Min(py, cy), north = Math.Max(py, cy);
        bool grazes = false;
        foreach (ref readonly Side s in _sides.AsSpan())
        {
            if (Math.Max(s.Ax, s.Bx) < west || Math.Min(s.Ax, s.Bx) > east || Math.Max(s.Ay, s.By) < south || Math.Min(s.Ay, s.By) > north)
                continue;
            bool endsAtA = s.Ax == cx && s.Ay == cy, endsAtB = s.Bx == cx && s.By == cy;
            if (endsAtA || endsAtB)
            {
                grazes |= CGAlgorithmsDD.OrientationIndex(px, py, cx, cy, endsAtA ? s.Bx : s.Ax, endsAtA ? s.By : s.Ay) == 0;
                continue;
            }
            int sides = CGAlgorithmsDD.OrientationIndex(px, py, cx, cy, s.Ax, s.Ay)
                * CGAlgorithmsDD.OrientationIndex(px, py, cx, cy, s.Bx, s.By);
            if (sides > 0) continue;
            int ends = CGAlgorithmsDD.OrientationIndex(s.Ax, s.Ay, s.Bx, s.By, px, py)
                * CGAlgorithmsDD.OrientationIndex(s.Ax, s.Ay, s.Bx, s.By, cx, cy);
            if (sides < 0 && ends < 0) return false;
            grazes |= ends <= 0;
        }
        return !grazes || polygon.Covers(polygon.Factory.CreateLineString([place, corner]));
    }

    private readonly record struct Side(double Ax, double Ay, double Bx, double By);
}
