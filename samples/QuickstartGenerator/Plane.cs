using System.Globalization;
using ServiceCircle.Geo;

namespace QuickstartGenerator;

/// <summary>A place on the drawing board: metres east (<paramref name="X"/>) and north (<paramref name="Y"/>) of its origin.</summary>
internal readonly record struct P(double X, double Y)
{
    /// <summary>The point of a line (ordered by x) at the given x, linearly interpolated.</summary>
    public static P AtX(P[] line, double x)
    {
        for (int i = 1; i < line.Length; i++)
        {
            (P a, P b) = (line[i - 1], line[i]);
            if (x >= a.X && x <= b.X) return new P(x, a.Y + (b.Y - a.Y) * (x - a.X) / (b.X - a.X));
        }
        throw new ArgumentOutOfRangeException(nameof(x), x, "the line does not reach this x");
    }

    /// <summary>The four corners of an upright rectangle, counterclockwise from the south-west.</summary>
    public static P[] Rectangle(double west, double south, double east, double north) =>
        [new(west, south), new(east, south), new(east, north), new(west, north)];
}

/// <summary>Where the drawing board lies on the earth: origin 110.30 E, 34.90 N, y = true north, one unit = one metre.</summary>
internal static class Plane
{
    private const int OriginLonE7 = 1_103_000_000;
    private const int OriginLatE7 = 349_000_000;

    /// <summary>What the extract covers. East of it the county road is cut, as at the edge of every real extract.</summary>
    public static readonly (double West, double South, double East, double North) Extent = (-1400, -1400, 3900, 3400);

    // One scale for the whole board, taken at its middle: 1000 m north of the origin.
    private static readonly LocalMetres Scale = new(OriginLatE7 + 1000 / new LocalMetres(OriginLatE7).MetresPerLatUnit);

    /// <summary>The position on the earth, rounded to 1e-7 degree (about 1 cm).</summary>
    public static Position ToPosition(P p) => new(
        OriginLonE7 + (int)Math.Round(p.X / Scale.MetresPerLonUnit),
        OriginLatE7 + (int)Math.Round(p.Y / Scale.MetresPerLatUnit));

    /// <summary>A coordinate in 1e-7 degree as decimal degrees with seven places, without passing through floating point.</summary>
    public static string Degrees(int e7) =>
        string.Create(CultureInfo.InvariantCulture, $"{e7 / 10_000_000}.{e7 % 10_000_000:D7}");

    /// <summary>"[lon,lat]", the way GeoJSON writes a position.</summary>
    public static string GeoJson(P p)
    {
        Position position = ToPosition(p);
        return $"[{Degrees(position.LonE7)},{Degrees(position.LatE7)}]";
    }
}
