using System.Globalization;

namespace ServiceCircle.Osm;

/// <summary>
/// Dates from OSM files; null for what cannot be one, because programs write 0 for "unknown" and a wrong date is no reason to
/// refuse a map. OSM began in 2004.
/// </summary>
internal static class OsmDates
{
    private static readonly DateTimeOffset NoSooner = new(2004, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>From text as XML and feature lists have it, "2024-05-01T12:00:00Z".</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date)
        && date >= NoSooner ? date : null;

    /// <summary>From milliseconds since 1970.</summary>
    public static DateTimeOffset? FromMilliseconds(Int128 milliseconds) =>
        milliseconds < NoSooner.ToUnixTimeMilliseconds() || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
}
