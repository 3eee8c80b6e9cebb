using System.Globalization;

namespace ServiceCircle.Geo;

/// <summary>
/// A place on the earth, WGS-84, in OSM's own fixed point: 1e-7 degree (about 1 cm). Integers compare exactly,
/// hash well and take eight bytes, which is why the network stores them rather than doubles.
/// </summary>
/// <param name="LonE7">Longitude in 1e-7 degree, -1.8e9 to 1.8e9.</param>
/// <param name="LatE7">Latitude in 1e-7 degree, -0.9e9 to 0.9e9.</param>
public readonly record struct Position(int LonE7, int LatE7)
{
    /// <summary>Longitude in degrees.</summary>
    public double Lon => LonE7 / 1e7;

    /// <summary>Latitude in degrees.</summary>
    public double Lat => LatE7 / 1e7;

    /// <summary>The nearest representable position to a longitude and latitude in degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees are not on the globe or not numbers.</exception>
    public static Position FromDegrees(double lon, double lat)
    {
        if (!(lon is >= -180 and <= 180))
            throw new ArgumentOutOfRangeException(nameof(lon), lon, "longitude must be within -180 to 180 degrees");
        if (!(lat is >= -90 and <= 90))
            throw new ArgumentOutOfRangeException(nameof(lat), lat, "latitude must be within -90 to 90 degrees");
        return new Position((int)Math.Round(lon * 1e7), (int)Math.Round(lat * 1e7));
    }

    /// <summary>"lon,lat" with seven decimals, the order that GeoJSON uses.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Lon:0.0######},{Lat:0.0######}");
}
