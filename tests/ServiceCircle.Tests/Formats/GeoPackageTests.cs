using System.Text;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Formats;

/// <summary>
/// GeoPackages made with SQLite itself, geometries written by NetTopologySuite: layers, kinds of values, and what is broken.
/// </summary>
public sealed class GeoPackageTests : IDisposable
{
    private const string Register = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('u', -1, 'NONE', -1, 'undefined'), ('u', 0, 'NONE', 0, 'undefined'), ('d', 4326, 'EPSG', 4326, ''), ('z', 4547, 'epsg', 4547, ''), ('x', 2360, 'EPSG', 2360, 'PROJCS["Xian 1980 / 3-degree Gauss-Kruger zone 36"]');
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string sql, params (string Name, byte[] Value)[] blobs)
    {
        string path = _folder["a.gpkg"];
        File.Delete(path);
        using var file = new SqliteConnection($"Data Source={path};Pooling=False");
        file.Open();
        using SqliteCommand command = file.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in blobs) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
        return path;
    }

    private static string Layer(string name, int srs = 4326, string columns = "name TEXT") => $"""
        CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY, geom BLOB, {columns});
        INSERT INTO gpkg_contents VALUES ('{name}', 'features', 'the {name}', {srs});
        INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'GEOMETRY', {srs}, 0, 0);
        """;

    private static byte[] Blob(Geometry geometry, byte flags = 1, int box = 0, ByteOrder order = ByteOrder.LittleEndian) =>
        [(byte)'G', (byte)'P', 0, flags, 0, 0, 0, 0, .. new byte[box], .. new WKBWriter(order).Write(geometry)];

    private static readonly Geometry Place = new Point(113.6, 34.7);

    [Fact]
    public void Values_of_all_kinds_become_text()
    {
        string path = Write(
            Register + Layer("小区", columns: "name TEXT, n INTEGER, r REAL, yes BOOLEAN, day DATE, photo BLOB, twice INTEGER GENERATED ALWAYS AS (n * 2)")
            + """
              INSERT INTO 小区 (geom, name, n, r, yes, day, photo) VALUES (@point, ' 德化街 ', 441900000001000001, 12.50, 1, '2024-09-01', x'00');
              INSERT INTO 小区 (geom, name, n, r, yes) VALUES (NULL, '', NULL, 5, 0);
              """, ("@point", Blob(Place)));
        Table table = Tables.Read(path);
        Assert.Equal(["fid", "name", "n", "r", "yes", "day"], table.Columns);
        Assert.Equal(["1", "德化街", "441900000001000001", "12.5", "true", "2024-09-01"], table.Rows[0].Values);
        Assert.Equal(["2", null, null, "5", "false", null], table.Rows[1].Values);
        Assert.Equal(("row 1", Place), (table.Rows[0].Where, table.Rows[0].Geometry));
        Assert.Null(table.Rows[1].Geometry);
    }

    public static TheoryData<string> Shapes =>
    [
        "POINT (1 2)", "LINESTRING (1 2, 3 4)", "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))", "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8, 9 1))", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0)))",
        "GEOMETRYCOLLECTION (POINT (1 2), MULTIPOINT ((3 4)))", "POINT Z (1 2 3)", "LINESTRING ZM (1 2 3 4, 5 6 7 8)", "POLYGON M ((0 0 1, 9 0 2, 9 9 3, 0 0 1))",
    ];

    /// <summary>In either order of bytes, and with each size of box.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Geometries_are_what_NetTopologySuite_wrote(string text)
    {
        Geometry shape = new WKTReader().Read(text);
        foreach (var (flags, box) in ((byte, int)[])[(1, 0), (1 | 1 << 1, 32), (1 | 2 << 1, 48), (1 | 3 << 1, 48), (1 | 4 << 1, 64)])
            foreach (ByteOrder order in (ByteOrder[])[ByteOrder.LittleEndian, ByteOrder.BigEndian])
            {
                bool hasZ = text.Contains(" Z", StringComparison.Ordinal), hasM = text.Contains('M') && text.Contains(" M (") || text.Contains(" ZM");
                byte[] wkb = new WKBWriter(order, false, hasZ, hasM).Write(shape);
                var problems = new RowProblems("x");
                Geometry read = WkbGeometry.Read(wkb, "row 1", problems)!;
                problems.ThrowIfAny();
                Assert.True(shape.EqualsExact(read), $"{read}");
                string path = Write(Register + Layer("a") + "INSERT INTO a (geom) VALUES (@shape);", ("@shape", [.. Blob(Place, flags, box)[..(8 + box)], .. wkb]));
                Assert.True(shape.EqualsExact(Tables.Read(path).Rows[0].Geometry), text);
            }
    }

    [Fact]
    public void A_layer_is_named_where_there_are_several()
    {
        string path = Write(Register + Layer("first") + Layer("second\"\"; DROP TABLE first; --").Replace("'second\"\";", "'second\";") + """
            CREATE TABLE figures (id TEXT, n INTEGER); INSERT INTO gpkg_contents VALUES ('figures', 'attributes', 'figures', NULL); INSERT INTO figures VALUES ('a', 1);
            CREATE TABLE layer_styles (id TEXT); INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', 'styles', NULL);
            INSERT INTO first (name) VALUES ('one');
            """);
        var e = Assert.Throws<InputException>(() => Tables.Read(path));
        Assert.Equal(("layer", "2 layers", "one of first, second\"; DROP TABLE first; --"), (e.Where, e.Found, e.Expected));
        e = Assert.Throws<InputException>(() => Tables.Read(path, new TableOptions { Layer = "x\" UNION SELECT 1; --" }));
        Assert.Contains("no layer \"x", e.Found);
        Assert.Equal("one", Named("FIRST").Rows[0].Values[1]);
        Assert.Equal("one", Named("the first").Rows[0].Values[1]);
        Assert.Empty(Named("second\"; DROP TABLE first; --").Rows);
        Assert.Equal(["a", "1"], Named("figures").Rows[0].Values);

        Table Named(string layer) => Tables.Read(path, new TableOptions { Layer = layer });
    }

    [Fact]
    public void A_table_without_geometry_is_read_where_there_is_no_other() => Assert.Equal(["a"], Tables.Read(Write(
        Register + "CREATE TABLE figures (id TEXT); INSERT INTO gpkg_contents VALUES ('figures', 'attributes', 'f', NULL); INSERT INTO figures VALUES ('a');"))
        .Rows[0].Values);

    [Theory]
    [InlineData(4547, "EPSG:4547")]
    [InlineData(0, "wgs84")]
    [InlineData(-1, "wgs84")]
    [InlineData(99, "wgs84")]
    public void The_system_is_what_the_file_says(int srs, string name)
    {
        string path = Write(
            Register + Layer("a", srs) + "INSERT INTO a (geom) VALUES (@p)", ("@p", Blob(srs == 4547 ? new Point(463_000, 3_840_000) : Place)));
        Assert.Equal(name, Tables.Read(path).Crs.Name);
    }

    [Fact]
    public void A_system_that_is_not_known_is_refused()
    {
        string path = Write(Register + Layer("街", 2360) + "INSERT INTO 街 (geom) VALUES (@p)", ("@p", Blob(Place)));
        var e = Assert.Throws<InputException>(() => Tables.Read(path));
        Assert.Equal("layer \"街\"", e.Where);
        Assert.Contains("not public", e.Advice);
        Assert.Contains("图层\"街\"", Messages.In(Language.Zh).Text(e));
        Assert.Single(Tables.Read(path, new TableOptions { Crs = Crs.Gcj02 }).Rows);
        Assert.Single(Tables.Read(path, new TableOptions { WithoutGeometry = true }).Rows);
    }

    [Fact]
    public void Reading_leaves_the_file_and_its_folder_as_they_were()
    {
        string path = Write(Register + "PRAGMA journal_mode = WAL;" + Layer("a") + "INSERT INTO a (name) VALUES ('x');");
        byte[] before = File.ReadAllBytes(path);
        Tables.Read(path);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        _folder.Write("a.gpkg-wal", "x");
        Assert.Contains("a.gpkg-wal", Assert.Throws<InputException>(() => Tables.Read(path)).Message);
    }

    private static byte[] Nested(int depth) =>
        [.. Enumerable.Repeat<byte[]>([1, 7, 0, 0, 0, 1, 0, 0, 0], depth).SelectMany(b => b), 1, 7, 0, 0, 0, 0, 0, 0, 0];

    public static TheoryData<string, byte[]> BadShapes => new()
    {
        { "no geometry", [1] },
        { "no geometry", Encoding.ASCII.GetBytes("GP") },
        { "no geometry", [(byte)'G', (byte)'P', 0, 0x0F, 0, 0, 0, 0, .. new WKBWriter().Write(Place)] },
        { "no geometry", Blob(Place)[..^1] },
        { "more than 64 deep", [.. Blob(Place)[..8], .. Nested(100_000)] },
        { "no geometry", [.. Blob(Place)[..8], 1, 2, 0, 0, 0, 255, 255, 255, 255] },
        { "no geometry", [.. Blob(Place)[..8], 1, 3, 0, 0, 0, 255, 255, 255, 127] },
        { "no geometry", [.. Blob(Place)[..8], 2, 1, 0, 0, 0] },
        { "no geometry", [.. Blob(Place)[..8], 1, 99, 0, 0, 0] },
        { "with curves (type 10)", [.. Blob(Place)[..8], 1, 10, 0, 0, 0, 0, 0, 0, 0] },
        { "longitude within", Blob(new Point(500_000, 4_000_000)) },
    };

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void A_bad_geometry_is_told_by_its_row(string said, byte[] blob)
    {
        string path = Write(Register + Layer("a") + "INSERT INTO a (geom) VALUES (@good), (@bad);", ("@good", Blob(Place)), ("@bad", blob));
        var e = Assert.Throws<InputException>(() => Tables.Read(path));
        Assert.Equal("row 2", e.Where);
        Assert.Contains(said, e.Message);
    }

    public static TheoryData<string, string> Foreign => new()
    {
        { "an SQLite database", "CREATE TABLE x (a)" },
        { "an SQLite database", "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS table_name, 'features' AS data_type, '' AS identifier FROM n" },
        { "no layer", Register },
        // A view that never ends, and a table of its name that there is not.
        { "no layer", Register + "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n; INSERT INTO gpkg_contents VALUES ('v', 'features', 'v', 0), ('none', 'features', 'n', 0);" },
        { "a damaged database", "CREATE TABLE gpkg_contents (a)" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void What_is_no_GeoPackage_is_refused(string said, string sql) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => Tables.Read(Write(sql))).Found);

    /// <summary>Rows that are nothing but the default of a column added later: a few bytes each, and a megabyte when read.</summary>
    [Fact]
    public void Rows_that_grow_when_read_are_refused()
    {
        string path = Write(
            Register + Layer("a") + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO a (fid) SELECT i FROM n;"
            + $"ALTER TABLE a ADD COLUMN long TEXT DEFAULT '{new string('x', 1_000_000)}';");
        Assert.Contains("grows far beyond", Assert.Throws<InputException>(() => Tables.Read(path)).Message);
    }

    [Fact]
    public void Files_damaged_anywhere_are_read_or_refused()
    {
        Assert.Contains("no SQLite database", Assert.Throws<InputException>(() => Tables.Read(_folder.Write("x.gpkg", "hello"))).Found);
        Assert.Contains("no such file", Assert.Throws<InputException>(() => Tables.Read(_folder["none.gpkg"])).Found);
        byte[] whole = File.ReadAllBytes(Write(Register + Layer("a") + string.Concat(Enumerable.Repeat("INSERT INTO a (name, geom) VALUES ('德化街', @p);", 200)),
            ("@p", Blob(Place))));
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = i % 10 == 0 ? whole[..random.Next(whole.Length)] : whole[..];
            for (int k = 0; k < 1 + i % 7 && damaged.Length > 16; k++) damaged[random.Next(16, damaged.Length)] = (byte)random.Next(256);
            Exception? thrown = Record.Exception(() => Tables.Read(_folder.Write("d.gpkg", damaged)));
            Assert.True(thrown is null or InputException, $"{i}: {thrown}");
        }
    }
}
