namespace ServiceCircle.Geo;

/// <summary>The datums that coordinates from China come in.</summary>
internal enum ChineseDatum
{
    Wgs84, // WGS-84, and CGCS2000, which differs from it by centimetres
    Gcj02, // GCJ-02, the shifted coordinates of Amap, Tencent and Google's map of China: 300 to 700 m off
    Bd09, // BD-09, Baidu's: GCJ-02 shifted once more
}

/// <summary>
/// WGS-84 to and from GCJ-02 and BD-09. The shift was never published; this is the formula that everybody uses since it became known
/// in 2010: two polynomials with sines, in metres on the Krasovsky ellipsoid, around 105 degrees east and 35 north.
/// </summary>
/// <remarks>The inverse has no closed form and is found by iteration, to better than a millimetre.</remarks>
internal static class ChineseDatums
{
    private const double SemiMajorAxis = 6378245.0;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double BaiduTurn = Math.PI * 3000 / 180;
    private const int MostRounds = 30;

    /// <summary>Whether the shift applies: the rectangle around China (degrees) in which the formula shifts anything.</summary>
    public static bool IsShifted(double lon, double lat) => lon is >= 72.004 and <= 137.8347 && lat is >= 0.8293 and <= 55.8271;

    /// <summary>WGS-84 of degrees in a datum; as they are where nothing is shifted.</summary>
    public static (double Lon, double Lat) ToWgs84(ChineseDatum datum, double lon, double lat) =>
        datum == ChineseDatum.Wgs84 || !IsShifted(lon, lat) ? (lon, lat) : Inverse(p => FromWgs84(datum, p.Lon, p.Lat), lon, lat);

    /// <summary>Degrees in a datum of WGS-84; as they are where nothing is shifted.</summary>
    public static (double Lon, double Lat) FromWgs84(ChineseDatum datum, double lon, double lat)
    {
        if (datum == ChineseDatum.Wgs84 || !IsShifted(lon, lat)) return (lon, lat);
        (double Lon, double Lat) shifted = Gcj02(lon, lat);
        return datum == ChineseDatum.Gcj02 ? shifted : Bd09(shifted.Lon, shifted.Lat);
    }

    private static (double Lon, double Lat) Gcj02(double lon, double lat)
    {
        double x = lon - 105, y = lat - 35, root = Math.Sqrt(Math.Abs(x));
        double waves = (20 * SinPi(6 * x) + 20 * SinPi(2 * x)) * 2 / 3;
        double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
            + (20 * SinPi(y) + 40 * SinPi(y / 3)) * 2 / 3 + (160 * SinPi(y / 12) + 320 * SinPi(y / 30)) * 2 / 3;
        double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
            + (20 * SinPi(x) + 40 * SinPi(x / 3)) * 2 / 3 + (150 * SinPi(x / 12) + 300 * SinPi(x / 30)) * 2 / 3;
        (double sin, double cos) = Math.SinCos(double.DegreesToRadians(lat));
        double w2 = 1 - EccentricitySquared * sin * sin, w = Math.Sqrt(w2);
        return (lon + double.RadiansToDegrees(east / (SemiMajorAxis / w * cos)),
            lat + double.RadiansToDegrees(north / (SemiMajorAxis * (1 - EccentricitySquared) / (w2 * w))));

        static double SinPi(double times) => Math.Sin(times * Math.PI);
    }

    private static (double Lon, double Lat) Bd09(double lon, double lat)
    {
        double radius = Math.Sqrt(lon * lon + lat * lat) + 0.00002 * Math.Sin(lat * BaiduTurn);
        (double sin, double cos) = Math.SinCos(Math.Atan2(lat, lon) + 0.000003 * Math.Cos(lon * BaiduTurn));
        return (radius * cos + 0.0065, radius * sin + 0.006);
    }

    /// <summary>Fixed-point iteration: the shift changes so slowly that every round gains two digits.</summary>
    private static (double Lon, double Lat) Inverse(Func<(double Lon, double Lat), (double Lon, double Lat)> shift, double lon, double lat)
    {
        (double Lon, double Lat) guess = (lon, lat);
        for (int round = 0; round < MostRounds; round++)
        {
            (double Lon, double Lat) there = shift(guess);
            double dLon = lon - there.Lon, dLat = lat - there.Lat;
            guess = (guess.Lon + dLon, guess.Lat + dLat);
            if (Math.Abs(dLon) + Math.Abs(dLat) < 1e-10) break;
        }
        return guess;
    }
}
