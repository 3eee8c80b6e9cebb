using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Formats;

/// <summary>One table given in every format, encoding and coordinate system reads as the same table.</summary>
public sealed class FormatsAgreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly string[] Systems = ["EPSG:4326", "EPSG:4490", "EPSG:4547", "EPSG:4526", "EPSG:32649", "EPSG:3857"];

    public static TheoryData<string, string> Shapefiles =>
        new(from crs in Systems
            from encoding in (string[])["UTF-8", "GBK", "GB18030", "CP936", "none", "none, GBK"]
            select (crs, encoding));

    [Theory]
    [MemberData(nameof(Shapefiles))]
    public void A_Shapefile_is_the_same_table(string crs, string encoding)
    {
        string source = Source;
        string written = encoding switch { "none" => "UTF-8", "none, GBK" => "CP936", _ => encoding };
        string path = Gdal.Write(_folder, "a.shp", source, "-t_srs", crs, "-lco", $"ENCODING={written}");
        if (encoding.StartsWith("none", StringComparison.Ordinal))
        {
            File.Delete(_folder["a.cpg"]);
            byte[] table = File.ReadAllBytes(_folder["a.dbf"]);
            table[29] = 0;
            File.WriteAllBytes(_folder["a.dbf"], table);
        }
        Table read = Tables.Read(path);
        Gdal.AssertSame(Expected(source), read);
        Assert.Equal(encoding == "none, GBK" ? ["warning/read-as-gb18030"] : [], read.Notes.Select(n => n.Key));
    }

    public static TheoryData<string> AllSystems => new(Systems);

    [Theory]
    [MemberData(nameof(AllSystems))]
    public void A_GeoPackage_is_the_same_table(string crs) =>
        Gdal.AssertSame(Expected(Source), Tables.Read(Gdal.Write(_folder, "a.gpkg", Source, "-t_srs", crs)));

    [Theory]
    [InlineData("KML")]
    [InlineData("LIBKML")]
    public void A_KML_is_the_same_table(string driver) =>
        Gdal.AssertSame(Expected(Source), Tables.Read(Gdal.Write(_folder, "a.kml", Source, "-f", driver, "-oo", "DATE_AS_STRING=YES")));

    [Fact]
    public void A_KMZ_is_the_same_table() =>
        Gdal.AssertSame(Expected(Source), Tables.Read(Gdal.Write(_folder, "a.kmz", Source, "-f", "LIBKML", "-oo", "DATE_AS_STRING=YES")));

    /// <summary>GDAL draws polygons as hatches and has no columns but the layer.</summary>
    [Theory]
    [InlineData("EPSG:4326")]
    [InlineData("EPSG:4547")]
    [InlineData("EPSG:4526")]
    public void A_drawing_has_the_same_shapes(string crs)
    {
        string path = Gdal.Write(_folder, "a.dxf", Source, "-t_srs", crs, "-select", "");
        Table read = Tables.Read(path, new TableOptions { Crs = Crs.Named(crs) });
        Assert.Equal(["Polygon", "Polygon", "Polygon", "Polygon"], read.Rows.Select(r => r.Geometry!.GeometryType));
        Table expected = Expected(Source);
        Gdal.AssertSame(expected.Rows[0].Geometry, read.Rows[0].Geometry);
        Gdal.AssertSame(expected.Rows[2].Geometry, read.Rows[3].Geometry);
    }

    [Fact]
    public void Points_are_the_same_too()
    {
        Table expected = Expected(Gdal.Places);
        Gdal.AssertSame(expected, Tables.Read(Gdal.Write(_folder, "a.gpkg", Gdal.Places, "-t_srs", "EPSG:4547")));
        Gdal.AssertSame(expected, Tables.Read(Gdal.Write(_folder, "a.shp", Gdal.Places, "-t_srs", "EPSG:4526", "-lco", "ENCODING=UTF-8")));
    }

    /// <summary>GCJ-02 is in no file's description: the study says it, and what the file says is overruled.</summary>
    [Fact]
    public void What_the_study_says_overrules_what_the_file_says()
    {
        var gcj02 = Crs.Gcj02;
        var options = new TableOptions { Crs = gcj02 };
        Table shapes = Tables.Read(Gdal.Write(_folder, "a.shp", Gdal.Places, "-lco", "ENCODING=UTF-8"), options);
        (double lon, double lat) = gcj02.ToWgs84(113.6201, 34.7512);
        Assert.Equal(lon, shapes.Rows[0].Geometry!.Coordinate.X, 1e-9);
        Assert.Equal(lat, shapes.Rows[0].Geometry!.Coordinate.Y, 1e-9);
        Gdal.AssertSame(shapes, Tables.Read(Gdal.Write(_folder, "a.gpkg", Gdal.Places), options));
    }

    private static string Source => Gdal.Districts;

    private Table Expected(string geoJson) => Tables.Read(_folder.Write("expected.geojson", geoJson));

    /// <summary>331 townships (UTF-8), of which GDAL says what their names are and where they lie.</summary>
    [Fact]
    public void The_townships_of_Beijing_are_read_as_GDAL_reads_them()
    {
        string path = Shared.Path("beijing", "townships", "beijing.shp");
        Table read = Tables.Read(path);
        Assert.Equal(331, read.Rows.Count);
        Assert.Equal(["geom", "省", "市", "县", "乡"], read.Columns.Take(5));
        Tool.Run("ogr2ogr", "", "-lco", "RFC7946=NO", "-lco", "COORDINATE_PRECISION=15", _folder["b.geojson"], path);
        Gdal.AssertSame(Tables.Read(_folder["b.geojson"]), read);
        Assert.All(read.Rows, row => Assert.True(row.Geometry!.IsValid));
    }

    /// <summary>1,659 blocks in metres (EPSG:3763), and a table with a point in each that somebody else computed.</summary>
    [Fact]
    public void The_blocks_of_Porto_lie_where_their_points_are()
    {
        Table blocks = Tables.Read(Shared.Path("porto", "blocks_2021.gpkg"));
        Table points = Tables.Read(Shared.Path("porto", "bgri2021_blocks_points.csv"));
        Assert.Equal((1659, "EPSG:3763"), (blocks.Rows.Count, blocks.Crs.Name));
        int id = blocks.IndexOf("BGRI2021"), own = points.IndexOf("BGRI2021");
        var pointOf = points.Rows.ToDictionary(r => r.Values[own]!, r => r.Geometry!);
        int inside = blocks.Rows.Count(r => pointOf.TryGetValue(r.Values[id]!, out var p) && r.Geometry!.Distance(p) < 1e-7);
        Assert.Equal(1659, inside);
    }
}
