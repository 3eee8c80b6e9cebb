using System.Globalization;
using ServiceCircle.Geo;

namespace ServiceCircle.Osm;

/// <summary>Positions from the numbers in OSM files, rounded to 1e-7 degree; null if not on the globe.</summary>
internal static class FixedPoint
{
    public const int MaxLonE7 = 1_800_000_000, MaxLatE7 = 900_000_000;

    /// <summary>From whole nanodegrees.</summary>
    public static Position? FromNano(Int128 lon, Int128 lat) =>
        Int128.Abs(lon) <= MaxLonE7 * 100L && Int128.Abs(lat) <= MaxLatE7 * 100L
            ? new Position(Round((long)lon), Round((long)lat)) : null;

    /// <summary>From decimal degrees; null, too, if missing or not numbers.</summary>
    public static Position? FromText(string? lon, string? lat) =>
        double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out double x) && x is >= -180 and <= 180
        && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out double y) && y is >= -90 and <= 90
            ? Position.FromDegrees(x, y) : null;

    /// <summary>The box between two corners; null without them or if they are the wrong way round.</summary>
    public static Box? Box(Position? southWest, Position? northEast) =>
        southWest is { } low && northEast is { } high && low.LonE7 <= high.LonE7 && low.LatE7 <= high.LatE7
            ? new Box(low.LonE7, low.LatE7, high.LonE7, high.LatE7) : null;

    // Half away from zero: the same rounding for both hemispheres.
    private static int Round(long nano) => (int)((nano + (nano < 0 ? -50 : 50)) / 100);
}
