using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ParquetSharp;
using ParquetSharp.Schema;
using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Formats;

/// <summary>Parquet files written by ParquetSharp, which is Apache's own implementation, and files that are damaged.</summary>
public sealed class ParquetTests : IDisposable
{
    private const string Geo = """{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":[]CRS}}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Column[] Columns =>
    [
        new Column<string>("名称"), new Column<int?>("人口"), new Column<double?>("面积"), new Column<Date?>("启用"), new Column<bool?>("普惠"),
        new Column<long>("编码"), new Column(typeof(decimal?), "比例", LogicalType.Decimal(29, 3)), new Column<string[]>("标签"), new Column<byte[]>("geometry"),
    ];

    private string Write(string? crs, Compression compression = Compression.Snappy, int groups = 1, params Geometry[] shapes)
    {
        if (shapes.Length == 0) shapes = [new Point(113.6, 34.7), new Point(113.7, 34.8), Point.Empty];
        var metadata = new Dictionary<string, string>();
        if (crs is not null) metadata["geo"] = Geo.Replace("CRS", crs);
        using (var file = new ParquetFileWriter(_folder["a.parquet"], Columns, compression, metadata))
        {
            for (int i = 0; i < groups; i++)
            {
                using RowGroupWriter rows = file.AppendRowGroup();
                Next<string?>(rows, ["德化街", null, " x "]);
                Next<int?>(rows, [1203, null, 3]);
                Next<double?>(rows, [12.5, null, 1000000.25]);
                Next<Date?>(rows, [new Date(2024, 9, 1), null, new Date(2019, 12, 31)]);
                Next<bool?>(rows, [true, null, false]);
                Next(rows, [441900000001000001, 2, 3]);
                Next<decimal?>(rows, [0.85m, null, 12]);
                Next<string[]?>(rows, [["a", "b"], [], null]);
                Next<byte[]?>(rows, [.. shapes.Select(s => s.IsEmpty ? null : new WKBWriter().Write(s))]);
            }
            file.Close();
        }
        return _folder["a.parquet"];
    }

    private static void Next<T>(RowGroupWriter rows, T[] values)
    {
        using LogicalColumnWriter<T> column = rows.NextColumn().LogicalWriter<T>();
        column.WriteBatch(values);
    }

    [Theory]
    [InlineData(Compression.Uncompressed, 1)]
    [InlineData(Compression.Snappy, 3)]
    [InlineData(Compression.Zstd, 2)]
    [InlineData(Compression.Gzip, 1)]
    [InlineData(Compression.Brotli, 1)]
    [InlineData(Compression.Lz4, 1)]
    public void Values_of_all_kinds_become_text(Compression compression, int groups)
    {
        Table table = Tables.Read(Write("", compression, groups));
        Assert.Equal(["名称", "人口", "面积", "启用", "普惠", "编码", "比例", "标签"], table.Columns);
        Assert.Equal(3 * groups, table.Rows.Count);
        for (int first = 0; first < table.Rows.Count; first += 3)
        {
            Assert.Equal(["德化街", "1203", "12.5", "2024-09-01", "true", "441900000001000001", "0.85", "a;b"], table.Rows[first].Values);
            Assert.Equal([null, null, null, null, null, "2", null, null], table.Rows[first + 1].Values);
            Assert.Equal(["x", "3", "1000000.25", "2019-12-31", "false", "3", "12", null], table.Rows[first + 2].Values);
            Assert.Equal([new Point(113.6, 34.7), new Point(113.7, 34.8), null], table.Rows.Skip(first).Take(3).Select(r => r.Geometry));
        }
        Assert.Equal("row 3", table.Rows[2].Where);
    }

    [Theory]
    [InlineData("", "wgs84")]
    [InlineData(""","crs":null""", "wgs84")]
    [InlineData(""","crs":{"type":"GeographicCRS","name":"WGS 84 (CRS84)","id":{"authority":"OGC","code":"CRS84"}}""", "wgs84")]
    [InlineData(""","crs":{"name":"CGCS2000 / 3-degree Gauss-Kruger CM 114E","id":{"authority":"EPSG","code":4547}}""", "EPSG:4547")]
    public void The_system_is_what_the_file_says(string crs, string name)
    {
        Geometry[] shapes = name == "EPSG:4547" ? [new Point(463_000, 3_840_000), new Point(464_000, 3_850_000), Point.Empty] : [];
        Assert.Equal(name, Tables.Read(Write(crs, shapes: shapes)).Crs.Name);
    }

    [Fact]
    public void A_system_that_is_not_known_is_refused()
    {
        string path = Write(""","crs":{"name":"Xian 1980 / 3-degree Gauss-Kruger zone 36"}""");
        var e = Assert.Throws<InputException>(() => Tables.Read(path));
        Assert.Contains("not public", e.Advice);
        Assert.Equal(3, Tables.Read(path, new TableOptions { Crs = Crs.Gcj02 }).Rows.Count);
        Assert.Equal(8, Tables.Read(path, new TableOptions { WithoutGeometry = true }).Columns.Count);
    }

    /// <summary>As places of Overture Maps have it: structures in structures.</summary>
    [Fact]
    public void Columns_in_structures_are_named_with_points()
    {
        using var primary = new PrimitiveNode("primary", Repetition.Optional, LogicalType.String(), PhysicalType.ByteArray);
        using var names = new GroupNode("names", Repetition.Optional, [primary]);
        using var main = new PrimitiveNode("primary", Repetition.Optional, LogicalType.String(), PhysicalType.ByteArray);
        using var categories = new GroupNode("categories", Repetition.Optional, [main]);
        using var schema = new GroupNode("schema", Repetition.Required, [names, categories]);
        using var properties = new WriterPropertiesBuilder().Build();
        using (var file = new ParquetFileWriter(_folder["a.parquet"], schema, properties))
        {
            using RowGroupWriter rows = file.AppendRowGroup();
            Next<Nested<string?>?>(rows, [new("德化街日间照料中心"), null, new(null)]);
            Next<Nested<string?>?>(rows, [new("senior_citizen_services"), new("x"), null]);
            file.Close();
        }
        Table table = Tables.Read(_folder["a.parquet"]);
        Assert.Equal(["names.primary", "categories.primary"], table.Columns);
        Assert.Equal(["德化街日间照料中心", "senior_citizen_services"], table.Rows[0].Values);
        Assert.Equal([null, "x"], table.Rows[1].Values);
        Assert.Equal([null, null], table.Rows[2].Values);
    }

    [Fact]
    public void Without_geometry_of_its_own_a_table_has_that_of_its_columns()
    {
        using (var file = new ParquetFileWriter(_folder["a.parquet"], [new Column<string>("id"), new Column<double>("经度"), new Column<double>("纬度")]))
        {
            using RowGroupWriter rows = file.AppendRowGroup();
            Next(rows, ["a", "b"]);
            Next(rows, [113.6, 113.7]);
            Next(rows, [34.7, 34.8]);
            file.Close();
        }
        Assert.Equal([new Point(113.6, 34.7), new Point(113.7, 34.8)], Tables.Read(_folder["a.parquet"]).Rows.Select(r => r.Geometry));
    }

    [Fact]
    public void A_bad_geometry_is_told_by_its_row()
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(Write("", shapes: [new Point(1, 2), new Point(500_000, 4_000_000), Point.Empty])));
        Assert.Equal("row 2", e.Where);
        Assert.Contains("give its \"crs\"", e.Advice);
    }

    private static byte[] WithFooter(byte[] footer) => [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];

    public static TheoryData<byte[]> Foreign =>
    [
        Array.Empty<byte>(), "PAR1"u8.ToArray(), "PAR1xxxxPAR1"u8.ToArray(), WithFooter([0]), WithFooter([0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]),
        // A million structures, and lists, in one another.
        WithFooter([0xFC, .. Enumerable.Repeat((byte)0x1C, 1_000_000)]), WithFooter([0xF9, .. Enumerable.Repeat((byte)0x19, 1_000_000)]),
        WithFooter([0xFB, .. Enumerable.Repeat<byte[]>([1, 0xBB], 500_000).SelectMany(b => b)]),
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void What_is_no_Parquet_is_refused(byte[] bytes)
    {
        var e = Assert.Throws<InputException>(() => Tables.Read(_folder.Write("a.parquet", bytes)));
        Assert.Contains("cannot be read as Parquet", e.Message);
    }

    /// <summary>A few bytes changed anywhere.</summary>
    [Theory]
    [InlineData(Compression.Zstd, 1)]
    [InlineData(Compression.Snappy, 2)]
    [InlineData(Compression.Uncompressed, 3)]
    public void Files_damaged_anywhere_are_read_or_refused(Compression compression, int seed)
    {
        byte[] whole = File.ReadAllBytes(Write("", compression, 2));
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 1_000; i++)
        {
            byte[] damaged = whole[..];
            for (int k = 0; k < 1 + i % 5; k++) damaged[random.Next(4, damaged.Length - 8)] = (byte)random.Next(256);
            string path = _folder.Write("d.parquet", damaged);
            Exception? thrown = Record.Exception(() => Tables.Read(path));
            Assert.True(thrown is null or InputException, $"{i}: {thrown}");
            if (thrown is not null) refused++;
        }
        Assert.True(refused > 100, $"{refused} refused");
    }

    /// <summary>One long text in a dictionary, and ten thousand rows of it.</summary>
    [Fact]
    public void Rows_that_grow_when_read_are_refused()
    {
        using (var file = new ParquetFileWriter(_folder["a.parquet"], [new Column<string>("a")], Compression.Zstd))
        {
            using RowGroupWriter rows = file.AppendRowGroup();
            Next(rows, [.. Enumerable.Repeat(new string('x', 100_000), 10_000)]);
            file.Close();
        }
        Assert.InRange(new FileInfo(_folder["a.parquet"]).Length, 0, 10_000_000);
        Assert.Contains("grows far beyond", Assert.Throws<InputException>(() => Tables.Read(_folder["a.parquet"])).Message);
    }
}
