using System.Globalization;

namespace ServiceCircle.Formats;

/// <summary>Checks a pair of coordinates and says what probably went wrong.</summary>
internal static class Degrees
{
    private const string Expected = "longitude within -180 to 180, latitude within -90 to 90";

    /// <summary>Null if the pair can be used; else what was expected and advice.</summary>
    public static (string Expected, string Advice)? Check(double x, double y, CoordinateKind kind)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y)) return ("finite numbers", "");
        if (kind != CoordinateKind.Degrees) return null;
        if (x is >= -180 and <= 180 && y is >= -90 and <= 90) return null;
        if (x is >= -90 and <= 90 && y is >= -180 and <= 180)
            return (Expected, "Longitude and latitude look swapped: longitude comes first.");
        return Math.Abs(x) > 1000 || Math.Abs(y) > 1000
            ? (Expected, "The numbers look like metres of a projection: give its \"crs\", for example EPSG:4547.")
            : (Expected, "");
    }

    /// <summary>Reads a number as people write it in files: a decimal point, no thousands separators.</summary>
    public static bool TryParse(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
