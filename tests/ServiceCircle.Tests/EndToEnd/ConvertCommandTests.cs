using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// <c>convert</c>: there and back through every system and format the places come out where they were, with the same texts; GDAL reads the
/// same of what is written.
/// </summary>
public sealed class ConvertCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string At(string name) => Path.Combine(_folder.Path, name);

    private static void Convert(params string[] arguments)
    {
        CommandLine.Outcome run = CommandLine.Run(["convert", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static string Sample(string name) => Path.Combine(QuickstartFilesTests.QuickstartFolder(), name);

    /// <summary>The same texts in some columns, and the same positions within three centimetres: seven decimals, there and back.</summary>
    private static void AssertSame(string expected, string actual, params string[] columns)
    {
        Table known = Tables.Read(expected), read = Tables.Read(actual);
        Gdal.AssertSame(known, read, columns, metres: 0.03);
    }

    [Theory]
    [InlineData("EPSG:4525", ".geojson")]
    [InlineData("EPSG:4546", ".csv")]
    [InlineData("EPSG:3857", ".xlsx")]
    [InlineData("gcj02", ".csv")]
    [InlineData("bd09", ".geojson")]
    [InlineData("cgcs2000", ".geojson")]
    [InlineData("EPSG:32649", ".csv")]
    public void There_and_back_is_where_it_was(string crs, string extension)
    {
        foreach (string sample in (string[])["facilities.csv", "communities.geojson"])
        {
            string there = At("there" + extension), back = At("back.geojson");
            Convert(Sample(sample), there, "--out-crs", crs);
            // Text tables and workbooks do not say what their coordinates are.
            Convert(extension == ".geojson" ? [there, back] : [there, back, "--in-crs", crs]);
            AssertSame(Sample(sample), back, sample == "facilities.csv" ? ["编号", "名称", "床位或托位", "启用日期"] : ["id", "name", "population"]);
        }
    }

    /// <summary>Old positions must not go on standing in their columns.</summary>
    [Fact]
    public void Columns_of_old_positions_are_gone()
    {
        string file = At("homes.geojson"), csv = At("homes.csv");
        _folder.Write("homes.geojson", """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"007","lon":110.31,"lat":34.91,"n":1.5},"geometry":{"type":"Point","coordinates":[110.31,34.91]}},
            {"type":"Feature","properties":{"id":"008","lon":110.32,"lat":34.92,"n":2},"geometry":{"type":"Point","coordinates":[110.32,34.92]}}]}
            """);
        Convert(file, csv, "--out-crs", "gcj02");
        string[] lines = File.ReadAllLines(csv);
        Assert.Equal("id,n,lon,lat", lines[0].TrimStart('\ufeff'));
        (double x, double y) = Crs.Gcj02.FromWgs84(110.31, 34.91);
        string[] cells = lines[1].Split(',');
        Assert.Equal(("007", "1.5"), (cells[0], cells[1]));
        Assert.Equal(x, double.Parse(cells[2]), 1e-9);
        Assert.Equal(y, double.Parse(cells[3]), 1e-9);
    }

    /// <summary>Whatever columns are called like positions, the places are the geometries; texts of digits stay texts.</summary>
    [Theory]
    [InlineData("""{"lon":110.30431,"lat":34.90987,"code":"1.10"}""", "code,lon,lat")]
    [InlineData("""{"x":1,"y":2,"code":"1.10"}""", "x_old,y_old,code,lon,lat")]
    public void Geometries_win_over_columns(string properties, string header)
    {
        _folder.Write("in.geojson", $$$"""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{{{properties}}},
            "geometry":{"type":"Point","coordinates":[110.3043112,34.9098703]}}]}
            """);
        foreach (string extension in (string[])[".csv", ".xlsx"])
        {
            string there = At("there" + extension), back = At("back.csv");
            Convert(At("in.geojson"), there, "--out-crs", "gcj02");
            Convert(there, back, "--in-crs", "gcj02");
            Assert.Equal(header, File.ReadAllLines(back)[0].TrimStart('\ufeff'));
            AssertSame(At("in.geojson"), back, "code");
        }
    }

    /// <summary>No position, the input itself, places where the system is not used, nothing at all.</summary>
    [Theory]
    [InlineData("name,note\nA,B\n", "out.geojson", "EPSG:4546", "no coordinates")]
    [InlineData("name,lon,lat\nA,110.3,34.9\n", "in.csv", "gcj02", "the input itself")]
    [InlineData("name,lon,lat\nA,110.3,34.9\n", "out.gpkg", "EPSG:3763", "110.3 34.9")]
    [InlineData("name,lon,lat\nA,110.3,34.9\n", "out.csv", "EPSG:4513", "110.3 34.9")]
    public void What_cannot_be_meant_is_refused(string text, string name, string crs, string said)
    {
        CommandLine.Outcome run = CommandLine.Run("convert", _folder.Write("in.csv", text), At(name), "--out-crs", crs);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(At("in.csv")));
    }

    [Fact]
    public void Zeros_are_no_place()
    {
        Convert(
            _folder.Write("in.csv", "id,x,y\n1,3867018.383,436119.077\n2,0,0\n"), At("out.geojson"), "--in-crs", "EPSG:4546");
        Table table = Tables.Read(At("out.geojson"));
        Assert.Equal((110.3, true), (Math.Round(table.Rows[0].Geometry!.Coordinate.X, 1), table.Rows[1].Geometry is null));
    }

    [Theory]
    [InlineData("EPSG:4525", ".gpkg")]
    [InlineData("EPSG:4546", ".shp")]
    [InlineData("EPSG:3857", ".gpkg")]
    [InlineData("wgs84", ".gpkg")]
    public void GDAL_reads_the_same(string crs, string extension)
    {
        string there = At("there" + extension), back = At("gdal.geojson");
        Convert(Sample("facilities.csv"), there, "--out-crs", crs);
        Tool.Run("ogr2ogr", "", "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=9", back, there);
        AssertSame(Sample("facilities.csv"), back, "名称");
    }

    [Theory]
    [InlineData("out.docx", "wgs84")]
    [InlineData("out", "wgs84")]
    [InlineData("out.csv", "EPSG:2349")]
    [InlineData("out.parquet", "EPSG:4525")]
    public void What_cannot_be_written_is_refused_and_nothing_is_left(string name, string crs)
    {
        CommandLine.Outcome run = CommandLine.Run("convert", Sample("facilities.csv"), At(name), "--out-crs", crs);
        Assert.Equal(3, run.ExitCode);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
