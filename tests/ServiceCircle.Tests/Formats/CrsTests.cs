using System.Globalization;
using System.Text.RegularExpressions;
using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Formats;

/// <summary>Reference systems against PROJ (<c>cs2cs</c> 9.1, whose figures stand here), and there and back over China.</summary>
public sealed partial class CrsTests
{
    public static TheoryData<string, double, double, double, double> Proj => new()
    {
        { "EPSG:4491", 76.2, 28.5, 13617489.64886, 3154440.62314 },
        { "EPSG:4501", 133.9, 48.1, 23418071.41335, 5330132.12882 },
        { "EPSG:4502", 76.2, 28.5, 617489.64886, 3154440.62314 },
        { "EPSG:4512", 133.9, 48.1, 418071.41335, 5330132.12882 },
        { "EPSG:4513", 74.4, 39.1, 25448097.20252, 4329777.02569 },
        { "EPSG:4526", 113.62, 34.75, 38465205.22931, 3846924.09854 },
        { "EPSG:4533", 134.1, 47.3, 45431933.90763, 5240992.03232 },
        { "EPSG:4534", 74.4, 39.1, 448097.20252, 4329777.02569 },
        { "EPSG:4547", 113.62, 34.75, 465205.22931, 3846924.09854 },
        { "EPSG:4554", 134.1, 47.3, 431933.90763, 5240992.03232 },
        { "EPSG:32650", 116.4, 39.9, 448709.38019, 4416830.56217 },
        { "EPSG:32748", 106.8, -6.2, 699163.39056, 9314348.96158 },
        { "EPSG:3763", -8.61, 41.15, -40032.33045, 164645.95229 },
        { "EPSG:3857", 113.62, 34.75, 12648120.54393, 4129958.82903 },
    };

    [Theory]
    [MemberData(nameof(Proj))]
    public void Metres_are_those_of_PROJ_within_a_millimetre(string name, double lon, double lat, double x, double y)
    {
        Crs crs = Crs.Named(name)!;
        (double ownX, double ownY) = crs.FromWgs84(lon, lat);
        Assert.True(Math.Abs(ownX - x) < 0.001 && Math.Abs(ownY - y) < 0.001, $"{ownX:R} {ownY:R}");
        Assert.True(crs.IsProjected && crs.Holds(x, y));
        Assert.Equal(name, $"EPSG:{crs.Epsg}");
    }

    /// <summary>Every zone that can be named, at points up to its borders, from the south of China to its north.</summary>
    [Fact]
    public void There_and_back_is_less_than_a_tenth_of_a_millimetre_everywhere()
    {
        foreach (int code in Enumerable.Range(4491, 64).Concat(Enumerable.Range(32643, 11)).Append(3857))
        {
            Crs crs = Crs.Named($"EPSG:{code}")!;
            double meridian = MeridianOf(code);
            double half = code is >= 4513 and <= 4554 ? 1.5 : 3;
            for (double lat = 4; lat <= 54; lat += 2.5)
            {
                for (double off = -half; off <= half; off += half / 3)
                {
                    (double x, double y) = crs.FromWgs84(meridian + off, lat);
                    (double lon, double back) = crs.ToWgs84(x, y);
                    Assert.True(Math.Abs(lon - meridian - off) < 1e-9 && Math.Abs(back - lat) < 1e-9, $"{code}: {meridian + off} {lat}");
                }
            }
        }
    }

    [Theory]
    [InlineData("wgs84", "wgs84")]
    [InlineData("WGS-84", "wgs84")]
    [InlineData("EPSG:4326", "wgs84")]
    [InlineData("epsg:4490", "cgcs2000")]
    [InlineData("GCJ-02", "gcj02")]
    [InlineData("bd09", "bd09")]
    [InlineData("EPSG:4490", "cgcs2000")]
    [InlineData("EPSG:4555", null)]
    [InlineData("EPSG:2349", null)]
    [InlineData("EPSG:", null)]
    [InlineData("EPSG:99999999999", null)]
    [InlineData("", null)]
    public void Words_are_known_however_they_are_written(string word, string? name) => Assert.Equal(name, Crs.Named(word)?.Name);

    /// <summary>As Esri writes them into a .prj, with the ends of lines left out.</summary>
    [Theory]
    [InlineData("""PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", "EPSG:4547")]
    [InlineData("""PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",38500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", "EPSG:4526")]
    [InlineData("""PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]""", "EPSG:3857")]
    [InlineData("""GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""", "wgs84")]
    [InlineData("""PROJCS["ETRS_1989_Portugal_TM06",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-8.13310833333333],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",39.6682583333333],UNIT["Meter",1.0]]""", "EPSG:3763")]
    public void A_description_means_what_the_register_s_number_means(string text, string name)
    {
        Crs described = Crs.OfWellKnownText(text)!, named = Crs.Named(name)!;
        (double lon, double lat) = named.Epsg == 3763 ? (-8.6, 41.1) : (113.62, 34.75);
        (double x, double y) = described.FromWgs84(lon, lat);
        (double ownX, double ownY) = named.FromWgs84(lon, lat);
        Assert.True(Math.Abs(x - ownX) + Math.Abs(y - ownY) < 1e-6, $"{x:R} {y:R}, {ownX:R} {ownY:R}");
        Assert.Equal(named.ZonePrefix, described.ZonePrefix);
    }

    /// <summary>Datums whose way to WGS-84 is not public, a prime meridian elsewhere, and no text at all.</summary>
    [Theory]
    [InlineData("""GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""")]
    [InlineData("""GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""")]
    [InlineData("""GEOGCS["NTF",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Paris",2.33722917],UNIT["degree",0.0174532925199433]]""")]
    [InlineData("PROJCS[")]
    [InlineData("")]
    public void What_cannot_be_brought_to_WGS_84_is_not_taken_for_it(string text) => Assert.Null(Crs.OfWellKnownText(text));

    /// <summary>The numbers of the register that can be named, each against PROJ itself where it is installed.</summary>
    [Fact]
    public void All_zones_are_those_of_PROJ()
    {
        foreach (int code in Enumerable.Range(4491, 64).Append(32643).Append(32653).Append(3763).Append(3857))
        {
            double meridian = MeridianOf(code);
            double half = code is >= 4513 and <= 4554 ? 1.5 : 3;
            double[] offsets = [-half, -0.31 * half, half / 2, half], latitudes = [18.2, 31.4, 45.6, 53.5];
            (double Lon, double Lat)[] points = [.. from lat in latitudes from off in offsets select (meridian + off, lat)];
            // PROJ takes and gives the axes in the order of the register; degrees of plain PROJ text come as longitude, latitude.
            string input = string.Concat(points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Lon} {p.Lat}\n")));
            string from = "+proj=longlat +ellps=" + (code is 3857 or > 32600 ? "WGS84" : "GRS80");
            string output = Tool.Run("cs2cs", input, ["-f", "%.5f", .. from.Split(' '), "+to", $"EPSG:{code}"]);
            double[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Blank().Split(l)
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
            for (int i = 0; i < points.Length; i++)
            {
                (double x, double y) = Crs.Named($"EPSG:{code}")!.FromWgs84(points[i].Lon, points[i].Lat);
                (double projX, double projY) = code is >= 4491 and <= 4554 ? (lines[i][1], lines[i][0]) : (lines[i][0], lines[i][1]);
                Assert.True(
                    Math.Abs(x - projX) < 0.001 && Math.Abs(y - projY) < 0.001, $"EPSG:{code} {points[i]}: {x:R} {y:R}, PROJ {projX:R} {projY:R}");
            }
        }
    }

    private static double MeridianOf(int code) => code switch
    {
        3763 => -8.1,
        3857 => 105,
        >= 4491 and <= 4512 => ((code - 4491) % 11 + 13) * 6 - 3,
        >= 4513 and <= 4554 => ((code - 4513) % 21 + 25) * 3,
        _ => (code - 32600) * 6 - 183,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
