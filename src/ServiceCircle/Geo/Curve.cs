namespace ServiceCircle.Geo;

/// <summary>
/// The Morton (Z-order) curve over longitude and latitude: neighbours on the curve are neighbours in the city, so arrays
/// sorted by it are kind to the cache. (G. M. Morton, IBM, 1966.)
/// </summary>
internal static class Curve
{
    /// <summary>Place on the curve; comparing two of these compares places, whatever the extent of the map.</summary>
    public static ulong KeyOf(Position p) =>
        Spread((uint)(p.LonE7 ^ int.MinValue)) | Spread((uint)(p.LatE7 ^ int.MinValue)) << 1;

    private static ulong Spread(ulong x)
    {
        x = (x | x << 16) & 0x0000FFFF0000FFFF;
        x = (x | x << 8) & 0x00FF00FF00FF00FF;
        x = (x | x << 4) & 0x0F0F0F0F0F0F0F0F;
        x = (x | x << 2) & 0x3333333333333333;
        return (x | x << 1) & 0x5555555555555555;
    }
}
