using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Formats;

/// <summary>
/// Inputs written by GDAL from one GeoJSON, so that somebody else's reading of a format is the oracle of ours; a test skips where GDAL is
/// not installed.
/// </summary>
internal static class Gdal
{
    /// <summary>Polygons with a hole and of several parts, and texts, numbers and dates as Chinese tables hold them.</summary>
    public const string Districts = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"名称":"二七区第一社区","街道":"德化街","人口":1203,"面积":12.5,"启用":"2024-09-01","普惠":"是"},
         "geometry":{"type":"Polygon","coordinates":[[[113.601,34.751],[113.6213,34.7505],[113.622,34.7702],[113.6005,34.771],[113.601,34.751]],
         [[113.605,34.755],[113.606,34.7601],[113.6107,34.7602],[113.61,34.755],[113.605,34.755]]]}},
        {"type":"Feature","properties":{"名称":"龘镕苑小区","街道":"建中街","人口":58,"面积":0.375,"启用":"2019-12-31","普惠":null},
         "geometry":{"type":"MultiPolygon","coordinates":[[[[113.7,34.7],[113.71,34.701],[113.705,34.709],[113.7,34.7]]],
         [[[113.73,34.72],[113.741,34.7201],[113.7405,34.7311],[113.7302,34.73],[113.73,34.72]]]]}},
        {"type":"Feature","properties":{"名称":"A, \"B\" & <C>","街道":null,"人口":null,"面积":1000000.25,"启用":null,"普惠":"否"},
         "geometry":{"type":"Polygon","coordinates":[[[113.55,34.65],[113.56,34.651],[113.5555,34.6603],[113.55,34.65]]]}}
        ]}
        """;

    /// <summary>Points, as lists of facilities are.</summary>
    public const string Places = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"名称":"德化街日间照料中心","床位":30},"geometry":{"type":"Point","coordinates":[113.6201,34.7512]}},
        {"type":"Feature","properties":{"名称":"建中街托育点","床位":null},"geometry":{"type":"Point","coordinates":[113.6502,34.7333]}},
        {"type":"Feature","properties":{"名称":"社区卫生服务站","床位":0},"geometry":{"type":"Point","coordinates":[113.5805,34.7001]}}
        ]}
        """;

    /// <summary>Writes a file in another format with GDAL.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">Its name; the extension tells the format.</param>
    /// <param name="geoJson">What goes in.</param>
    /// <param name="options">Of ogr2ogr.</param>
    public static string Write(TemporaryFolder folder, string name, string geoJson, params string[] options)
    {
        string source = folder.Write($"{Guid.NewGuid():N}.geojson", geoJson);
        Tool.Run("ogr2ogr", "", [.. options, folder[name], source]);
        return folder[name];
    }

    /// <summary>
    /// The same texts in some columns, or in all of the one, and the same positions within so many metres, whatever else the other has.
    /// </summary>
    public static void AssertSame(Table expected, Table actual, IReadOnlyList<string>? columns = null, double metres = 0.01)
    {
        Assert.Equal(expected.Rows.Count, actual.Rows.Count);
        for (int row = 0; row < expected.Rows.Count; row++)
        {
            foreach (string column in columns ?? expected.Columns)
                Assert.Equal(
                    (column, expected.Rows[row].Values[expected.IndexOf(column)]),
                    (column, actual.Rows[row].Values[actual.IndexOf(column)]));
            AssertSame(expected.Rows[row].Geometry, actual.Rows[row].Geometry, metres);
        }
    }

    public static void AssertSame(Geometry? expected, Geometry? actual, double most = 0.01)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null) return;
        (Geometry first, Geometry second) = (Plain(expected), Plain(actual!));
        Assert.Equal(first.GeometryType, second.GeometryType);
        Assert.Equal(first.NumPoints, second.NumPoints);
        foreach (var (a, b) in first.Coordinates.Zip(second.Coordinates))
        {
            double metres = Math.Sqrt(Math.Pow((a.X - b.X) * Math.Cos(double.DegreesToRadians(a.Y)), 2) + Math.Pow(a.Y - b.Y, 2)) * 111_320;
            Assert.True(metres < most, $"{metres} m between {a} and {b}");
        }
    }

    /// <summary>Rings in one direction from one start, and the one part of a collection that has no more.</summary>
    private static Geometry Plain(Geometry geometry)
    {
        Geometry plain = geometry is GeometryCollection { Count: 1 } one ? one[0] : geometry;
        return plain.Normalized();
    }
}
