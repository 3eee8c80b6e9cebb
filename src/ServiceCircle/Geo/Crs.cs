using System.Globalization;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace ServiceCircle.Geo;

/// <summary>
/// A coordinate reference system: what the numbers of a file are, and the way from them to WGS-84 in degrees and back. Named by a word
/// (wgs84, gcj02, bd09, cgcs2000), by the number of the EPSG register, or described by a file in well-known text (WKT 1).
/// </summary>
/// <remarks>
/// WGS-84, CGCS2000, ETRS89 and their like count as one: they differ by less than a metre or two, most by centimetres. Projections are
/// ProjNET's, but for Web Mercator, which is a sphere on the degrees of an ellipsoid and comes out 30 km off there. Immutable.
/// </remarks>
internal sealed class Crs
{
    /// <summary>Metres from the central meridian beyond which a transverse Mercator is not what the numbers are in.</summary>
    private const double WidestZone = 500_000;

    private const double QuarterMeridian = 10_010_000, HalfEquator = 20_037_508.342789244, EarthRadius = 6_378_137;

    public static readonly Crs Wgs84 = new("wgs84") { Definition = CrsText.Wgs84, Epsg = 4326 };
    public static readonly Crs Cgcs2000 = new("cgcs2000") { Definition = CrsText.Cgcs2000, Epsg = 4490 };
    public static readonly Crs Gcj02 = new("gcj02") { Datum = ChineseDatum.Gcj02 };
    public static readonly Crs Bd09 = new("bd09") { Datum = ChineseDatum.Bd09 };
    public static readonly Crs WebMercator = new("EPSG:3857")
    {
        Definition = CrsText.WebMercator,
        Epsg = 3857,
        Projection = new(
            (lon, lat) => (EarthRadius * double.DegreesToRadians(lon),
                EarthRadius * Math.Log(Math.Tan(Math.PI / 4 + double.DegreesToRadians(lat) / 2))),
            (x, y) => (double.RadiansToDegrees(x / EarthRadius),
                double.RadiansToDegrees(2 * Math.Atan(Math.Exp(y / EarthRadius)) - Math.PI / 2)),
            (x, y) => Math.Abs(x) <= HalfEquator && Math.Abs(y) <= HalfEquator),
    };

    /// <summary>Nobody knows what: numbers stay as they are.</summary>
    public static readonly Crs AsWritten = new("as written") { Projection = new((x, y) => (x, y), (x, y) => (x, y), (_, _) => true) };

    private Crs(string name) => Name = name;

    /// <summary>As a study writes it: "gcj02", "EPSG:4547"; of what a file describes, the name that it gives.</summary>
    public string Name { get; }

    /// <summary>What the degrees, or the degrees behind a projection, are shifted by.</summary>
    public ChineseDatum Datum { get; private init; }

    /// <summary>Well-known text (WKT 1, OGC 01-009) for files that carry one; null of GCJ-02 and BD-09, of which there is none.</summary>
    public string? Definition { get; private init; }

    /// <summary>Metres, eastings and northings, rather than degrees; or nobody knows what (<see cref="AsWritten"/>).</summary>
    public bool IsProjected => Projection is not null;

    /// <summary>What columns of its pairs are called: eastings (x) and northings (y), or longitudes and latitudes.</summary>
    public string[] PairNames => IsProjected ? ["x", "y"] : ["lon", "lat"];

    /// <summary>The zone's number before its eastings (38500000), which Chinese surveys write or leave out; null without.</summary>
    public int? ZonePrefix { get; private init; }

    /// <summary>The number in the EPSG register; null of what a file describes, whatever it calls it.</summary>
    public int? Epsg { get; private init; }

    /// <summary>Whether its pairs are degrees of WGS-84 or of what counts as it.</summary>
    public bool IsDegreesOfWgs84 => !IsProjected && Datum == ChineseDatum.Wgs84;

    private Projected? Projection { get; init; }

    /// <summary>A projection as two functions, and whether it is meant for a pair of eastings and northings.</summary>
    private sealed record Projected(
        Func<double, double, (double X, double Y)> FromDegrees, Func<double, double, (double Lon, double Lat)> ToDegrees,
        Func<double, double, bool> Holds);

    /// <summary>The system of a word or "EPSG:n", capitals and hyphens as they come; null if it is none that is known.</summary>
    public static Crs? Named(string word)
    {
        string plain = word.Trim().Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        // urn:ogc:def:crs:EPSG::4547
        if (plain.StartsWith("urn:", StringComparison.Ordinal) && plain.Split(':') is [.., var register, _, var number])
            plain = $"{register}:{number}";
        switch (plain)
        {
            case "wgs84" or "epsg:4326" or "epsg:4258" or "crs84" or "ogc:crs84": return Wgs84;
            case "cgcs2000" or "epsg:4490": return Cgcs2000;
            case "gcj02": return Gcj02;
            case "bd09": return Bd09;
            case "epsg:3857" or "epsg:900913": return WebMercator;
            default:
                return plain.StartsWith("epsg:", StringComparison.Ordinal)
                    && int.TryParse(plain.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int code)
                    && CrsText.Registered(code) is { } text ? Described(text, code) : null;
        }
    }

    /// <summary>
    /// The system that well-known text describes; null if it is not understood or its datum is not known to be WGS-84's like.
    /// </summary>
    public static Crs? OfWellKnownText(string text)
    {
        if (CrsText.Code(text) is { } code && Named(FormattableString.Invariant($"EPSG:{code}")) is { } registered) return registered;
        if (!CrsText.IsLikeWgs84(text)) return null;
        if (CrsText.IsWebMercator(text)) return WebMercator;
        return Described(text, null);
    }

    private static Crs? Described(string text, int? epsg)
    {
        try
        {
            switch (new CoordinateSystemFactory().CreateFromWkt(CrsText.ForProjNet(text)))
            {
                case GeographicCoordinateSystem degrees when degrees.PrimeMeridian.Longitude == 0: return Wgs84;
                case ProjectedCoordinateSystem { GeographicCoordinateSystem.PrimeMeridian.Longitude: 0 } projected:
                    return Of(projected, text, epsg);
                default: return null;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What text that is none, or a projection that the package does not have, leads to in it is any exception at all.
            return null;
        }
    }

    private static Crs Of(ProjectedCoordinateSystem system, string text, int? epsg)
    {
        MathTransform there = new CoordinateTransformationFactory()
            .CreateFromCoordinateSystems(system.GeographicCoordinateSystem, system).MathTransform;
        MathTransform back = there.Inverse();
        double unit = system.LinearUnit.MetersPerUnit;
        bool isZone = system.Projection.ClassName.Contains("transverse", StringComparison.OrdinalIgnoreCase);
        double falseEasting = Parameter("false_easting"), falseNorthing = Parameter("false_northing");
        return new Crs(epsg is null ? system.Name : FormattableString.Invariant($"EPSG:{epsg}"))
        {
            Definition = text,
            Epsg = epsg,
            ZonePrefix = isZone && falseEasting >= 1_500_000 && (falseEasting - 500_000) % 1_000_000 == 0
                ? (int)(falseEasting / 1_000_000) : null,
            Projection = new(
                there.Transform, back.Transform,
                (x, y) => !isZone
                    || Math.Abs(x - falseEasting) * unit <= WidestZone && Math.Abs(y - falseNorthing) * unit <= QuarterMeridian),
        };

        double Parameter(string parameter)
        {
            for (int i = 0; i < system.Projection.NumParameters; i++)
                if (system.Projection.GetParameter(i) is { } p && string.Equals(p.Name, parameter, StringComparison.OrdinalIgnoreCase))
                    return p.Value;
            return 0;
        }
    }

    /// <summary>Whether a pair can be coordinates in this system: degrees on the globe, metres where the projection is used.</summary>
    public bool Holds(double x, double y) => double.IsFinite(x) && double.IsFinite(y)
        && (Projection is { } projection ? projection.Holds(x, y) && IsOnGlobe(projection.ToDegrees(x, y)) : IsOnGlobe((x, y)));

    private static bool IsOnGlobe((double Lon, double Lat) p) => p.Lon is >= -180 and <= 180 && p.Lat is >= -90 and <= 90;

    /// <summary>WGS-84 in degrees of a pair that it <see cref="Holds"/>.</summary>
    public (double Lon, double Lat) ToWgs84(double x, double y)
    {
        (double lon, double lat) = Projection?.ToDegrees(x, y) ?? (x, y);
        return ChineseDatums.ToWgs84(Datum, lon, lat);
    }

    /// <summary>The pair in this system of WGS-84 in degrees.</summary>
    public (double X, double Y) FromWgs84(double lon, double lat)
    {
        (lon, lat) = ChineseDatums.FromWgs84(Datum, lon, lat);
        return Projection?.FromDegrees(lon, lat) ?? (lon, lat);
    }

    public override string ToString() => Name;
}
