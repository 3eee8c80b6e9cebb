using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Formats;

/// <summary>Drawings as AutoCAD writes them, arcs against arithmetic and GDAL, and what is broken.</summary>
public sealed class DxfTests : IDisposable
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private static readonly TableOptions Metres = new() { Crs = Crs.Named("EPSG:4547") };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Groups written as "code value", one a line, between a header and the end.</summary>
    private static string Dxf(string entities, string version = "AC1015", string page = "ANSI_936") =>
        Lines($"0 SECTION\n2 HEADER\n9 $ACADVER\n1 {version}\n9 $DWGCODEPAGE\n3 {page}\n0 ENDSEC\n0 SECTION\n2 BLOCKS\n0 BLOCK\n8 hidden\n0 POINT\n8 hidden\n10 1\n20 1\n0 ENDBLK\n0 ENDSEC\n0 SECTION\n2 ENTITIES\n")
        + Lines(entities) + Lines("0 ENDSEC\n0 EOF\n");

    private static string Lines(string groups) => string.Concat(groups.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(g => g.Trim().Split(' ', 2) is [var code, .. var rest] ? $"{code,3}\r\n{string.Concat(rest)}\r\n" : ""));

    private Table Read(string entities, TableOptions? options = null) =>
        Tables.Read(_folder.Write("a.dxf", Gbk.GetBytes(Dxf(entities))), options ?? new TableOptions());

    private Geometry? Shape(string entities) => Read(entities).Rows[0].Geometry;

    [Fact]
    public void Layers_texts_and_attributes_are_columns()
    {
        Table table = Read("""
            0 POINT
            5 1F
            8 社区
            10 113.6
            20 34.7
            0 TEXT
            8 注记
            10 113.6
            20 34.7
            1 德化街%%uA%%u \U+4E2D\M+5CEC4
            0 MTEXT
            8 注记
            10 113.6
            20 34.7
            3 {\fSimSun|b0|i0|c134|p2;日间照料}\P
            1 \H2.5x;30 \\ \S1/2; 床
            0 INSERT
            66 1
            8 设施
            2 YL
            10 113.61
            20 34.71
            0 ATTRIB
            8 设施
            2 名称
            1 托育点
            0 ATTRIB
            2 床位
            1 20
            0 SEQEND
            0 INSERT
            8 设施
            2 WS
            10 113.62
            20 34.72
            0 POINT
            8 图框
            67 1
            10 5000
            20 5000
            0 SPLINE
            8 设施
            """);
        Assert.Equal(["layer", "entity", "handle", "text", "block", "名称", "床位"], table.Columns);
        Assert.Equal(["社区", "POINT", "1F", null, null, null, null], table.Rows[0].Values);
        Assert.Equal("德化街A 中文", table.Rows[1].Values[3]);
        Assert.Equal("日间照料 30 \\ 1/2 床", table.Rows[2].Values[3]);
        Assert.Equal(["设施", "INSERT", null, null, "YL", "托育点", "20"], table.Rows[3].Values);
        Assert.Equal(new Point(113.61, 34.71), table.Rows[3].Geometry);
        Assert.Equal(5, table.Rows.Count);
        Assert.Contains("1 entity of kinds that are not read: SPLINE (1)", Assert.Single(table.Notes).ToString());
    }

    [Theory]
    [InlineData("AC1015", "ANSI_936", "gbk")]
    [InlineData("AC1009", "ANSI_936", "gbk")]
    [InlineData("AC1021", "ANSI_936", "utf8")]
    [InlineData("AC1032", "ANSI_1252", "utf8")]
    [InlineData("AC1018", "ANSI_1252", "utf8")]
    [InlineData("AC1018", "ANSI_1252", "gbk")]
    [InlineData("AC1015", "", "gbk")]
    public void The_encoding_is_found(string version, string page, string written)
    {
        string text = Dxf("0 POINT\n8 社区\n10 1\n20 2\n", version, page);
        Table table = Tables.Read(_folder.Write("a.dxf", (written == "gbk" ? Gbk : Encoding.UTF8).GetBytes(text)));
        Assert.Equal("社区", table.Rows[0].Values[0]);
    }

    [Fact]
    public void A_layer_is_named()
    {
        const string Two = "0 POINT\n8 社区\n10 1\n20 2\n0 POINT\n8 road\n10 3\n20 4\n";
        Assert.Equal("line 47", Assert.Single(Read(Two, new TableOptions { Layer = "ROAD" }).Rows).Where);
        var e = Assert.Throws<InputException>(() => Read(Two, new TableOptions { Layer = "x" }));
        Assert.Equal(("no layer \"x\"", "one of road, 社区"), (e.Found, e.Expected));
    }

    [Theory]
    [InlineData("0 LINE\n10 1\n20 2\n11 3\n21 4\n", "LINESTRING (1 2, 3 4)")]
    [InlineData("0 LWPOLYLINE\n90 3\n70 0\n10 1\n20 2\n10 3\n20 4\n10 5\n20 7\n", "LINESTRING (1 2, 3 4, 5 7)")]
    [InlineData("0 LWPOLYLINE\n90 3\n70 1\n10 1\n20 2\n10 3\n20 4\n10 5\n20 7\n", "POLYGON ((1 2, 3 4, 5 7, 1 2))")]
    [InlineData("0 LWPOLYLINE\n70 0\n10 1\n20 2\n10 3\n20 4\n10 5\n20 7\n10 1\n20 2\n", "POLYGON ((1 2, 3 4, 5 7, 1 2))")]
    [InlineData("0 POLYLINE\n66 1\n70 1\n10 0\n20 0\n0 VERTEX\n10 1\n20 2\n0 VERTEX\n10 3\n20 4\n0 VERTEX\n10 5\n20 7\n0 SEQEND\n", "POLYGON ((1 2, 3 4, 5 7, 1 2))")]
    [InlineData("0 LWPOLYLINE\n70 0\n230 -1\n10 -1\n20 2\n10 -3\n20 4\n", "LINESTRING (1 2, 3 4)")]
    [InlineData("0 TEXT\n10 1\n20 2\n11 3\n21 4\n72 1\n1 x\n", "POINT (3 4)")]
    [InlineData("0 TEXT\n10 1\n20 2\n11 3\n21 4\n1 x\n", "POINT (1 2)")]
    [InlineData("0 LWPOLYLINE\n70 1\n10 1\n20 2\n", null)]
    [InlineData("0 HATCH\n10 0\n20 0\n91 2\n92 7\n72 0\n73 1\n93 4\n10 0\n20 0\n10 9\n20 0\n10 9\n20 9\n10 0\n20 9\n97 0\n92 16\n93 3\n72 1\n10 1\n20 1\n11 2\n21 1\n72 1\n10 2\n20 1\n11 2\n21 2\n72 1\n10 2\n20 2\n11 1\n21 1\n97 0\n75 0\n98 1\n10 5\n20 5\n", "POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 1))")]
    public void Shapes_are_read(string entities, string? expected) => Assert.Equal(expected, Shape(entities)?.AsText());

    /// <summary>Half and quarter circles over a chord of 100 m, to its left and right: every point is as far from the centre.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(0.4142135623730951, 50)]
    [InlineData(-0.4142135623730951, -50)]
    public void An_arc_strays_by_less_than_a_centimetre(double bulge, double centre)
    {
        // Of a quarter circle the centre is half a chord beside the chord; to the left where the arc turns left.
        Geometry line = Drawn($"0 LWPOLYLINE\n70 0\n10 500000\n20 3800000\n42 {bulge:R}\n10 500100\n20 3800000\n");
        double radius = centre == 0 ? 50 : 50 * Math.Sqrt(2), x = 500_050, y = 3_800_000 + centre;
        Assert.All(line.Coordinates, c => Assert.Equal(radius, c.Distance(new Coordinate(x, y)), 1e-6));
        Assert.InRange(Math.Abs(line.Length - radius * 4 * Math.Atan(Math.Abs(bulge))), 0, 0.05);
        Assert.All(line.Coordinates.Zip(line.Coordinates.Skip(1)), pair =>
            Assert.InRange(radius - new Coordinate((pair.First.X + pair.Second.X) / 2, (pair.First.Y + pair.Second.Y) / 2)
                .Distance(new Coordinate(x, y)), 0, 0.01));
        // A bulge to the left of the way bends the line to its right.
        Assert.Equal(bulge > 0, line.Centroid.Y < 3_800_000);
    }

    [Fact]
    public void A_circle_is_a_polygon_of_its_area()
    {
        Geometry circle = Drawn("0 CIRCLE\n10 500000\n20 3800000\n40 100\n");
        Assert.Equal(("Polygon", true), (circle.GeometryType, circle.IsValid));
        Assert.InRange(Math.PI * 10_000 - circle.Area, 0, 2 * Math.PI * 100 * 0.01);
    }

    /// <summary>As drawn, in the metres of the drawing.</summary>
    private Geometry Drawn(string entities) =>
        DxfReader.Read(_folder.Write("a.dxf", Dxf(entities)), Metres).Rows[0].Geometry!;

    /// <summary>A drawing in zone 38: what we read is what GDAL reads of it.</summary>
    [Fact]
    public void A_drawing_is_what_GDAL_reads()
    {
        const string Entities = """
            0 LWPOLYLINE
            100 AcDbEntity
            8 地块
            100 AcDbPolyline
            90 4
            70 1
            10 463465.92
            20 3847041.77
            10 465324.47
            20 3846979.11
            10 465396.78
            20 3849164.33
            10 463465.92
            20 3849041.77
            0 LINE
            8 路
            10 463465.92
            20 3847041.77
            11 465324.47
            21 3846979.11
            0 POINT
            8 点
            10 463465.92
            20 3847041.77
            0 INSERT
            8 点
            2 none
            10 463465.92
            20 3847041.77
            """;
        string path = _folder.Write("a.dxf", Gbk.GetBytes(Dxf(Entities)));
        Table own = Tables.Read(path, Metres);
        Tool.Run("ogr2ogr", "", "--config", "DXF_INLINE_BLOCKS", "FALSE", "-s_srs", "EPSG:4547", "-t_srs", "EPSG:4326", "-lco", "RFC7946=NO", "-lco", "COORDINATE_PRECISION=12", _folder["gdal.geojson"], path, "entities");
        Table theirs = Tables.Read(_folder["gdal.geojson"]);
        Assert.Equal(4, own.Rows.Count);
        for (int i = 0; i < own.Rows.Count; i++)
        {
            Assert.Equal(theirs.Rows[i].Values[theirs.IndexOf("Layer")], own.Rows[i].Values[0]);
            // To GDAL a closed polyline is a line that ends where it begins.
            Geometry read = theirs.Rows[i].Geometry!;
            Geometry? closed = read is LineString { IsClosed: true } ring ? new Polygon(new LinearRing(ring.Coordinates)) : read;
            Gdal.AssertSame(closed, own.Rows[i].Geometry);
        }
    }

    [Fact]
    public void Metres_ask_for_their_system()
    {
        string drawing = string.Concat(Enumerable.Repeat("0 POINT\n10 500000\n20 3800000\n", 3));
        var e = Assert.Throws<InputException>(() => Read(drawing));
        Assert.Contains("line 39 and 2 more", e.Message);
        Assert.Contains("give its \"crs\"", e.Advice);
        Assert.Equal(3, Read(drawing, Metres).Rows.Count);
        Assert.Equal(3, Read(drawing, new TableOptions { WithoutGeometry = true }).Rows.Count);
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "AutoCAD Binary DXF\r\n\u001a\0rest", "binary form" },
        { "AC1032 rest", "a DWG drawing" },
        { "hello\nworld\n", "the number of a DXF group" },
        { "", "end of the file" },
        { Dxf("")[..^10], "end mark" },
        { Dxf("0 POINT\n10 x\n20 1e999\n")[..^30], "end mark" },
        { Dxf("0 POINT\n1 " + new string('a', 100_000) + "\n"), "a line of 100,00" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_broken_is_refused(string text, string said)
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.dxf", text)));
        Assert.Contains(said, e.Message);
        Assert.Matches("[\u4e00-\u9fff]", Messages.In(Language.Zh).Text(e));
    }

    [Fact]
    public void A_DWG_is_refused_by_its_name()
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.dwg", "AC1032")));
        Assert.Contains("save it as DXF", e.Advice);
    }

    /// <summary>Each of a few bytes, and arcs that would need a hundred million points.</summary>
    [Fact]
    public void Arcs_without_end_are_refused()
    {
        string bulges = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"10 {i * 1e6}\n20 {i % 2 * 1e6}\n42 0.9\n"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string path = _folder.Write("a.dxf", Dxf("0 LWPOLYLINE\n70 1\n" + bulges));
        Assert.Contains("grows far beyond", Assert.Throws<InputException>(() => Tables.Read(path, Metres)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 700L << 20);
    }
}
