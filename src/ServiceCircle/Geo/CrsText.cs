using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceCircle.Geo;

/// <summary>Well-known text of coordinate reference systems (WKT 1, OGC 01-009): what files say, and what the EPSG register says.</summary>
internal static partial class CrsText
{
    /// <summary>Datums that differ from WGS-84 by less than a metre or two, as OGC and Esri spell them, without underscores.</summary>
    private static readonly string[] LikeWgs84 =
    [
        "WGS1984", "WGS84", "WorldGeodeticSystem1984", "China2000", "ChinaGeodeticCoordinateSystem2000", "CGCS2000", "ETRS1989", "ETRS89",
        "EuropeanTerrestrialReferenceSystem1989", "NAD1983", "NorthAmericanDatum1983", "NorthAmerican1983", "JGD2000", "JGD2011",
        "JapaneseGeodeticDatum2000", "JapaneseGeodeticDatum2011", "GDA1994", "GDA2020", "GeocentricDatumofAustralia1994", "NZGD2000",
        "NewZealandGeodeticDatum2000", "SIRGAS2000", "SistemadeReferenciaGeocentricoparalasAmericaS2000", "RGF1993", "RGF1993v1",
        "ReseauGeodesiqueFrancais1993", "ReseauGeodesiqueFrancais1993v1", "ITRF2000", "ITRF2005", "ITRF2008", "ITRF2014",
    ];

    public static string Wgs84 { get; } = Degrees("WGS 84", "WGS_1984", "WGS 84", 298.257223563, 4326);

    public static string Cgcs2000 { get; } =
        Degrees("China Geodetic Coordinate System 2000", "China_2000", "CGCS2000", 298.257222101, 4490);

    public static string WebMercator { get; } =
        "PROJCS[\"WGS 84 / Pseudo-Mercator\"," + Wgs84 + ",PROJECTION[\"Mercator_1SP\"],PARAMETER[\"central_meridian\",0],"
        + "PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],"
        + "EXTENSION[\"PROJ4\",\"+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null "
        + "+wktext +no_defs\"],AUTHORITY[\"EPSG\",\"3857\"]]";

    private static string Degrees(string name, string datum, string ellipsoid, double inverseFlattening, int code) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            GEOGCS["{name}",DATUM["{datum}",SPHEROID["{ellipsoid}",6378137,{inverseFlattening}]],PRIMEM["Greenwich",0],
            UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","{code}"]]
            """).Replace("\n", "", StringComparison.Ordinal);

    /// <summary>
    /// The text of a number of the EPSG register: CGCS2000 Gauss-Krüger 4491 to 4554, UTM 32601 to 32760, and 3763; null of others.
    /// </summary>
    public static string? Registered(int code)
    {
        return code switch
        {
            // Zones of six degrees, 13 to 23, with their number before the eastings and without.
            >= 4491 and <= 4501 => GaussKrueger(code - 4491 + 13, 6, isPrefixed: true),
            >= 4502 and <= 4512 => GaussKrueger(code - 4502 + 13, 6, isPrefixed: false),
            // Zones of three degrees, 25 to 45.
            >= 4513 and <= 4533 => GaussKrueger(code - 4513 + 25, 3, isPrefixed: true),
            >= 4534 and <= 4554 => GaussKrueger(code - 4534 + 25, 3, isPrefixed: false),
            >= 32601 and <= 32660 => Utm(code - 32600, 0),
            >= 32701 and <= 32760 => Utm(code - 32700, 10_000_000),
            3763 => Zone(
                "ETRS89 / Portugal TM06",
                Degrees("ETRS89", "European_Terrestrial_Reference_System_1989", "GRS 1980", 298.257222101, 4258),
                39.6682583333333, -8.13310833333333, 1, 0, 0, code),
            _ => null,
        };

        string GaussKrueger(int zone, int width, bool isPrefixed)
        {
            int meridian = width == 6 ? zone * 6 - 3 : zone * 3;
            string kind = width == 6 ? "CGCS2000 / Gauss-Kruger" : "CGCS2000 / 3-degree Gauss-Kruger";
            return Zone(
                isPrefixed ? $"{kind} zone {zone}" : $"{kind} CM {meridian}E", Cgcs2000, 0, meridian, 1,
                isPrefixed ? zone * 1_000_000 + 500_000 : 500_000, 0, code);
        }

        string Utm(int zone, double falseNorthing) => Zone(
            $"WGS 84 / UTM zone {zone}{(falseNorthing > 0 ? 'S' : 'N')}", Wgs84,
            0, zone * 6 - 183, 0.9996, 500_000, falseNorthing, code);
    }

    private static string Zone(
        string name, string degrees, double latitude, double meridian, double scale, double falseEasting, double falseNorthing, int code) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            PROJCS["{name}",{degrees},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",{latitude}],
            PARAMETER["central_meridian",{meridian}],PARAMETER["scale_factor",{scale}],PARAMETER["false_easting",{falseEasting}],
            PARAMETER["false_northing",{falseNorthing}],UNIT["metre",1],AUTHORITY["EPSG","{code}"]]
            """).Replace("\n", "", StringComparison.Ordinal);

    /// <summary>The number of the EPSG register that a text ends with: that of the whole, not of a part; null without.</summary>
    public static int? Code(string text) =>
        LastAuthority().Match(text) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code : null;

    /// <summary>Whether a text's datum is one whose degrees are those of WGS-84.</summary>
    public static bool IsLikeWgs84(string text)
    {
        if (DatumName().Match(text) is not { Success: true } match) return false;
        // Esri's names begin with "D_".
        string datum = match.Groups[1].Value;
        if (datum.StartsWith("D_", StringComparison.Ordinal)) datum = datum[2..];
        datum = datum.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return LikeWgs84.Contains(datum, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a text's datum is an older Chinese one, whose parameters are not public: Xian 1980 or Beijing 1954.</summary>
    public static bool IsOldChinese(string text) => OldChinese().IsMatch(text);

    public static bool IsWebMercator(string text) =>
        text.Contains("Mercator_Auxiliary_Sphere", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Pseudo-Mercator", StringComparison.Ordinal);

    /// <summary>Esri's name of the projection, which is the same as transverse Mercator, in the words of the package.</summary>
    public static string ForProjNet(string text) =>
        text.Replace("\"Gauss_Kruger\"", "\"Transverse_Mercator\"", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""AUTHORITY\["EPSG","?([0-9]{1,9})"?\]\s*\]\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex LastAuthority();

    [GeneratedRegex("""\bDATUM\["([^"]{1,200})["]""", RegexOptions.IgnoreCase)]
    private static partial Regex DatumName();

    [GeneratedRegex("""xian[ _-]?(19)?80|beijing[ _-]?(19)?54""", RegexOptions.IgnoreCase)]
    private static partial Regex OldChinese();
}
