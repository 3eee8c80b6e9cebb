using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>What to do about a coordinate reference system that cannot be used, or numbers that are not in it.</summary>
internal static class CrsAdvice
{
    /// <summary>For a word, a number of the register or a description that is not known.</summary>
    public static Notice? For(string crs) => CrsText.IsOldChinese(crs) ? "advice/old-datum" : null;

    /// <summary>
    /// For numbers that cannot be eastings and northings of a system: most often the other way to write its zone, or degrees.
    /// </summary>
    public static Notice? For(Crs crs, double x, double y)
    {
        if (Math.Abs(x) <= 180 && Math.Abs(y) <= 90) return "advice/degrees-after-all";
        int? prefix = Math.Max(x, y) is >= 13_000_000 and < 46_000_000 and var easting ? (int)(easting / 1_000_000) : null;
        int? other = (crs.Epsg, prefix) switch
        {
            (not null, >= 13 and <= 23 and { } zone) when zone != crs.ZonePrefix => 4491 + zone - 13,
            (not null, >= 25 and <= 45 and { } zone) when zone != crs.ZonePrefix => 4513 + zone - 25,
            ( >= 4491 and <= 4501 and { } code, null) => code + 11,
            ( >= 4513 and <= 4533 and { } code, null) => code + 21,
            _ => null,
        };
        return other is null ? null : new Notice("advice/other-zone", ("crs", FormattableString.Invariant($"EPSG:{other}")));
    }
}
