using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

internal static class Degrees
{
    /// <summary>
    /// What was expected of a pair of coordinates, and what probably went wrong; null if the pair can be used. Metres are judged when the
    /// whole table is known (<see cref="TableProjection"/>).
    /// </summary>
    public static (Notice Expected, Notice? Advice)? Check(double x, double y, Crs crs)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y)) return ("expected/finite", null);
        if (crs.IsProjected) return null;
        if (x is >= -180 and <= 180 && y is >= -90 and <= 90) return null;
        if (x is >= -90 and <= 90 && y is >= -180 and <= 180) return ("expected/degrees", "advice/swapped-degrees");
        return ("expected/degrees", Math.Abs(x) > 1000 || Math.Abs(y) > 1000 ? "advice/projected" : null);
    }

    /// <summary>The geometry; null if there is nothing in it, or a pair that cannot be used, which is noted.</summary>
    public static Geometry? Checked(Geometry? geometry, string where, Crs crs, RowProblems problems)
    {
        if (geometry is null || geometry.IsEmpty) return null;
        foreach (Coordinate c in geometry.Coordinates)
        {
            if (Check(c.X, c.Y, crs) is not { } bad) continue;
            problems.Add(
                where, new("found/position", ("position", FormattableString.Invariant($"{c.X:R} {c.Y:R}"))), bad.Expected, bad.Advice);
            return null;
        }
        return geometry;
    }
}
