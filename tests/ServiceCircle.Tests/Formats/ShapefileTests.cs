using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using static ServiceCircle.Tests.Formats.ShapefileBytes;

namespace ServiceCircle.Tests.Formats;

/// <summary>Shapefiles byte by byte: companions, encodings, rings in any order, and what is broken.</summary>
public sealed class ShapefileTests : IDisposable
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(byte[] shp, byte[] dbf, string? cpg = null, string? prj = null)
    {
        _folder.Write("a.dbf", dbf);
        if (cpg is not null) _folder.Write("a.cpg", cpg);
        if (prj is not null) _folder.Write("a.prj", prj);
        return _folder.Write("a.shp", shp);
    }

    private static byte[] Marked(byte[] dbf, byte languageDriver)
    {
        dbf[29] = languageDriver;
        return dbf;
    }

    private static readonly byte[] OnePoint = Shp(Point(116, 39));

    public static TheoryData<string?, byte, string, string> Hints => new()
    {
        { "GBK", 0, "gbk", "德化街" }, { "936", 0, "gbk", "德化街" }, { "CP936", 0, "gbk", "德化街" }, { "ANSI 936", 0, "gbk", "德化街" },
        { "OEM 936\r\n", 0, "gbk", "德化街" }, { "GB18030", 0, "gbk", "德化街" }, { "gb2312", 0, "gbk", "德化街" },
        { "UTF-8", 0x4D, "utf8", "德化街" }, { "utf8", 0x4D, "utf8", "德化街" }, { "65001", 0, "utf8", "德化街" },
        { null, 0x4D, "gbk", "德化街" }, { null, 0, "gbk", "德化街" }, { null, 0, "utf8", "德化街" }, { null, 0x57, "gbk", "德化街" },
        { null, 0x57, "utf8", "德化街" }, { null, 0x57, "1252", "São João" }, { "ISO-8859-1", 0, "1252", "São João" },
        { "88591", 0, "1252", "São João" }, { "1252", 0x4D, "1252", "ÇÃO" }, { "nonsense", 0x4D, "gbk", "德化街" }, { "", 0x4D, "gbk", "德化街" },
    };

    /// <summary>The .cpg, else the language driver, else what the bytes are.</summary>
    [Theory]
    [MemberData(nameof(Hints))]
    public void The_encoding_is_found(string? cpg, byte languageDriver, string encoding, string text)
    {
        Encoding written = encoding switch { "gbk" => Gbk, "1252" => Western, _ => Encoding.UTF8 };
        Table table = Tables.Read(Write(OnePoint, Marked(Dbf(written, (text, "1")), languageDriver), cpg));
        Assert.Equal([text, "1"], Assert.Single(table.Rows).Values);
    }

    [Fact]
    public void An_encoding_that_is_asked_for_goes_before_what_the_files_say() =>
        Assert.Equal("德化街", Tables.Read(Write(OnePoint, Marked(Dbf(Gbk, ("德化街", "1")), 0x57), "UTF-8"), "gbk").Rows[0].Values[0]);

    [Fact]
    public void A_wrong_hint_is_told_and_nothing_garbled()
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(Write(OnePoint, Dbf(Gbk, ("德化街", "1")), "UTF-8")));
        Assert.Equal((_folder["a.dbf"], "record 1"), (e.File, e.Where));
        Assert.Contains("Give the encoding", e.Advice);
        Assert.Contains("第1条记录", Messages.In(Language.Zh).Text(e));
    }

    /// <summary>Ten bytes hold three characters of three bytes and a third of the next.</summary>
    [Fact]
    public void A_name_that_was_cut_within_a_character_keeps_the_whole_ones() =>
        Assert.Equal("德化街", Tables.Read(Write(OnePoint, Dbf(Encoding.UTF8, ("德化街道", "1")))).Rows[0].Values[0]);

    [Fact]
    public void Deleted_records_are_left_out_with_their_shapes()
    {
        byte[] dbf = Dbf(Encoding.UTF8, ("a", "1"), ("b", "2"), ("c", "3"));
        dbf[97 + 19] = (byte)'*';
        Table table = Tables.Read(Write(Shp(Point(1, 1), Point(2, 2), Point(3, 3)), dbf));
        Assert.Equal([("record 1", "a", 1.0), ("record 3", "c", 3.0)], table.Rows.Select(r => (r.Where, r.Values[0]!, r.Geometry!.Coordinate.X)));
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("0012", "0012")]
    [InlineData("1e3", "1000")]
    [InlineData("", null)]
    [InlineData("********", null)]
    [InlineData("12 34", "12 34")]
    public void Numbers_are_as_they_are_written_but_for_needless_digits(string written, string? read) =>
        Assert.Equal(read, Tables.Read(Write(OnePoint, Dbf(Encoding.UTF8, ("a", written)))).Rows[0].Values[1]);

    [Fact]
    public void Companions_may_be_in_capitals()
    {
        _folder.Write("A.DBF", Dbf(Encoding.UTF8, ("a", "1")));
        _folder.Write("A.PRJ", """PROJCS["x",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",117],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1]]""");
        Table table = Tables.Read(_folder.Write("A.SHP", Shp(Point(500_000, 4_000_000))));
        Assert.True(table.Crs.IsProjected);
        Assert.Equal(117, table.Rows[0].Geometry!.Coordinate.X, 1e-9);
    }

    [Fact]
    public void Without_its_table_a_Shapefile_is_refused()
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.shp", OnePoint)));
        Assert.Contains("no a.dbf beside it", e.Message);
    }

    [Theory]
    [InlineData("GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]", "not public")]
    [InlineData("PROJCS[\"Beijing_1954_3_Degree_GK_Zone_38\",GEOGCS[\"GCS_Beijing_1954\",DATUM[\"D_Beijing_1954\"", "not public")]
    [InlineData("LOCAL_CS[\"郑州城建坐标系\"]", "Give the \"crs\"")]
    public void A_system_that_is_not_known_is_refused_unless_the_study_says_another(string prj, string advice)
    {
        string path = Write(OnePoint, Dbf(Encoding.UTF8, ("a", "1")), prj: prj);
        var e = Assert.Throws<InputException>(() => Tables.Read(path));
        Assert.Equal(_folder["a.prj"], e.File);
        Assert.Contains(advice, e.Advice);
        Assert.Single(Tables.Read(path, new TableOptions { Crs = Crs.Gcj02 }).Rows);
        Assert.Null(Tables.Read(path, new TableOptions { WithoutGeometry = true }).Rows[0].Geometry);
    }

    [Fact]
    public void Metres_without_a_description_ask_for_it()
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(Write(Shp(Point(500_123, 4_400_123)), Dbf(Encoding.UTF8, ("a", "1")))));
        Assert.Contains("give its \"crs\"", e.Advice);
    }

    /// <summary>Areas: 100 with a hole of 1, and 100; in any order and either direction of all rings.</summary>
    [Theory]
    [InlineData(true, 0, 1, 2)]
    [InlineData(true, 1, 0, 2)]
    [InlineData(true, 2, 0, 1)]
    [InlineData(true, 2, 1, 0)]
    [InlineData(false, 0, 1, 2)]
    [InlineData(false, 2, 1, 0)]
    public void Rings_come_in_any_order(bool isRightWay, params int[] order)
    {
        double[][] rings = [Square(0, 0, 10, isRightWay), Square(2, 2, 1, !isRightWay), Square(20, 0, 10, isRightWay)];
        byte[] shp = Shp(Parts(5, [.. order.Select(i => rings[i])]));
        Geometry read = Tables.Read(Write(shp, Dbf(Encoding.UTF8, ("a", "1")))).Rows[0].Geometry!;
        Assert.Equal(("MultiPolygon", 199, true), (read.GeometryType, read.Area, read.IsValid));
    }

    [Fact]
    public void An_island_in_a_lake_on_an_island_is_land()
    {
        double[][] rings = [Square(0, 0, 10, true), Square(1, 1, 8, false), Square(2, 2, 6, true), Square(3, 3, 1, false)];
        Geometry read = Tables.Read(Write(Shp(Parts(5, rings)), Dbf(Encoding.UTF8, ("a", "1")))).Rows[0].Geometry!;
        Assert.Equal((100 - 64 + 36 - 1, true), (read.Area, read.IsValid));
    }

    [Fact]
    public void Lines_are_read()
    {
        Geometry read = Tables.Read(Write(Shp(Parts(3, [[0, 0, 1, 0], [5, 5, 6, 5, 6, 6]])), Dbf(Encoding.UTF8, ("a", "1")))).Rows[0].Geometry!;
        Assert.Equal(("MultiLineString", 3), (read.GeometryType, read.Length));
    }

    private static byte[] With(byte[] bytes, int at, int value, bool isBigEndian = false)
    {
        if (isBigEndian) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        return bytes;
    }

    public static TheoryData<string, byte[], byte[]> Broken
    {
        get
        {
            byte[] two = Shp(Point(1, 1), Point(2, 2)), polygon = Parts(5, [Square(0, 0, 1, true)]);
            byte[] Rows(int count) => Dbf(Encoding.UTF8, [.. Enumerable.Repeat(("a", "1"), count)]);
            byte[] Short(byte[] dbf, int at, short value)
            {
                BinaryPrimitives.WriteInt16LittleEndian(dbf.AsSpan(at), value);
                return dbf;
            }
            return new()
            {
                { "no Shapefile", [], Rows(1) },
                { "no Shapefile", Encoding.UTF8.GetBytes(new string('x', 200)), Rows(1) },
                { "2 bytes before the end", two[..^18], Rows(2) },
                { "found 128 bytes", two[..128], Rows(1) },
                { "bytes before the end", With(Shp(Point(1, 1)), 104, 1_000_000_000, true), Rows(1) },
                { "bytes before the end", With(Shp(Point(1, 1)), 104, -5, true), Rows(1) },
                { "fewer points", Shp(Parts(5, [Square(0, 0, 1, true)], pointCount: 1_000_000_000)), Rows(1) },
                { "fewer points", Shp(Parts(5, [Square(0, 0, 1, true)], partCount: 500_000_000)), Rows(1) },
                { "fewer points", Shp(Parts(5, [Square(0, 0, 1, true)], partCount: -1)), Rows(1) },
                { "fewer points", Shp(With(polygon[..], 44, 1_000)), Rows(1) },
                { "fewer points", Shp(Point(1, 1)[..12]), Rows(1) },
                { "shape of type 31", Shp(With(Point(1, 1), 0, 31)), Rows(1) },
                { "not closed", Shp(Parts(5, [[0, 0, 0, 1, 1, 1, 1, 0]])), Rows(1) },
                { "finite", Shp(Point(double.NaN, 1)), Rows(1) },
                { "2 shapes and 1 rows", two, Rows(1) },
                { "1 shapes and 2 rows", Shp(Point(1, 1)), Rows(2) },
                { "no dBASE table", OnePoint, [] },
                { "no dBASE table", OnePoint, new byte[100] },
                { "for its 2,000,001 records", OnePoint, With(Rows(1), 4, 2_000_001) },
                { "found 117 bytes", OnePoint, With(Rows(1), 4, -1) },
                { "no dBASE table", OnePoint, Short(Rows(1), 10, 3) },
                { "no dBASE table", OnePoint, Short(Rows(1), 10, 0) },
                { "bytes for its 1 record", OnePoint, Short(Rows(1), 8, -1) },
                { "the column \"name\" twice", OnePoint, [.. Rows(1)[..64], .. "name"u8, .. Rows(1)[68..]] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_broken_is_refused(string said, byte[] shp, byte[] dbf)
    {
        string path = Write(shp, dbf);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<InputException>(() => Tables.Read(path));
        Assert.Contains(said, e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
        Assert.Matches("[\u4e00-\u9fff]", Messages.In(Language.Zh).Text(e));
    }

    /// <summary>Ten thousand rings in one another, each with a hole: every hole lies in half of the shells.</summary>
    [Fact]
    public void Rings_in_rings_without_end_are_refused()
    {
        double[][] rings = [.. Enumerable.Range(0, 20_000).Select(i => Square(i * 1e-3, i * 1e-3, 50 - i * 2e-3, i % 2 == 0))];
        var e = Assert.Throws<InputException>(() => Tables.Read(Write(Shp(Parts(5, rings)), Dbf(Encoding.UTF8, ("a", "1")))));
        Assert.Contains("20,000 rings in one another", e.Message);
    }
}
