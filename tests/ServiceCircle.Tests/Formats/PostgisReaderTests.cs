using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Formats;

/// <summary>Tables, views and queries of a database, against what was put into it.</summary>
public sealed class PostgisReaderTests
{
    /// <summary>Schemas of their own, since tests run side by side.</summary>
    private static string Schema(string name, string content)
    {
        PostgisServer server = PostgisServer.Get();
        server.Do($"DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}; SET search_path = {name}, public; {content}");
        return name;
    }

    private static Table Read(string layer, TableOptions? options = null) =>
        Tables.Read(PostgisServer.Get().Address, (options ?? new TableOptions()) with { Layer = layer });

    private static string Refused(string layer) => Assert.Throws<InputException>(() => Read(layer)).Message;

    [Fact]
    public void Values_become_text_as_they_are()
    {
        string schema = Schema(
            "kinds",
            """
            CREATE TABLE homes (id serial PRIMARY KEY, "名称" text, people int, share double precision, exact numeric, open bool, day date,
                kinds text[], picture bytea, geom geometry(Point, 4490));
            INSERT INTO homes VALUES (7, '锦绣花园', 2450, 0.1, 12.50, true, '2024-09-01', ARRAY['a','b'], '\x00', ST_SetSRID(ST_MakePoint(110.5, 34.25), 4490)),
                (8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (9, '', 0, 1e300, 0, false, NULL, '{}', NULL, NULL);
            """);
        Table table = Read($"{schema}.homes");
        Assert.Equal(["id", "名称", "people", "share", "exact", "open", "day", "kinds"], table.Columns);
        Assert.Equal(["7", "锦绣花园", "2450", "0.1", "12.50", "true", "2024-09-01", "a;b"], table.Rows[0].Values);
        Assert.Equal(["8", null, null, null, null, null, null, null], table.Rows[1].Values);
        Assert.Equal(["9", null, "0", "1e+300", "0", "false", null, null], table.Rows[2].Values);
        Assert.Equal("POINT (110.5 34.25)", table.Rows[0].Geometry!.ToText());
        Assert.Equal([null, null], table.Rows.Skip(1).Select(r => r.Geometry));
        Assert.EndsWith("/postgres/kinds.homes", table.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_and_queries_are_tables_too_and_metres_become_degrees()
    {
        string schema = Schema(
            "asked",
            """
            CREATE TABLE homes (id int, people int, geom geometry);
            INSERT INTO homes SELECT i, i * 10, ST_Transform(ST_SetSRID(ST_MakePoint(110.5, 34 + i / 100.0), 4326), 4546) FROM generate_series(1, 9) i;
            CREATE VIEW large AS SELECT * FROM homes WHERE people > 50;
            """);
        Table view = Read($"{schema}.large"), query = Read("SELECT people AS \"人口\", geom FROM asked.homes WHERE people > 50 ORDER BY id;");
        Assert.Equal("EPSG:4546", view.Crs.Name);
        Assert.Equal(["60", "70", "80", "90"], query.Rows.Select(r => r.Values[0]));
        Assert.Equal(["人口"], query.Columns);
        foreach ((Row row, int i) in query.Rows.Zip(Enumerable.Range(6, 4)))
            Assert.True(row.Geometry!.Coordinate.Distance(new(110.5, 34 + i / 100.0)) < 1e-7, row.Geometry.ToText());
        Assert.Equal(view.Rows.Select(r => r.Geometry!.ToText()), query.Rows.Select(r => r.Geometry!.ToText()));
        Assert.All(Read($"{schema}.homes", new TableOptions { WithoutGeometry = true }).Rows, r => Assert.Null(r.Geometry));
    }

    /// <summary>Days that a database keeps with a time; and a hash of what was read, without asking again.</summary>
    [Fact]
    public void Midnight_is_a_day_and_what_was_read_has_a_hash()
    {
        string schema = Schema(
            "days",
            """
            CREATE TABLE homes AS SELECT '2024-09-01'::timestamp AS day, '2024-09-01'::timestamptz AS zoned, '2024-09-01 08:30'::timestamp AS time,
                ST_MakePoint(500000, 3800000) AS geom;
            """);
        var options = new TableOptions { Crs = Crs.Named("EPSG:4546") };
        Assert.Equal(["2024-09-01", "2024-09-01", "2024-09-01 08:30:00"], Read($"{schema}.homes", options).Rows[0].Values);
        string address = PostgisServer.Get().Address, hash = FileHash.Compute(address, $"{schema}.homes");
        Assert.Matches("^[0-9a-f]{64}$", hash);
        PostgisServer.Get().Do($"UPDATE {schema}.homes SET day = '2024-09-02'");
        Assert.Equal(hash, FileHash.Compute(address, $"{schema}.homes"));
        Read($"{schema}.homes", options);
        Assert.NotEqual(hash, FileHash.Compute(address, $"{schema}.homes"));
    }

    /// <summary>Rows come as they are stored, also where another began to read the same large table, and where it stopped.</summary>
    [Fact]
    public void Rows_keep_their_order()
    {
        string schema = Schema(
            "large", "CREATE TABLE homes AS SELECT i AS id, repeat('x', 100) AS filling FROM generate_series(1, 40000) i;");
        PostgisServer.Get().Do($"BEGIN; DECLARE other CURSOR FOR SELECT * FROM {schema}.homes; MOVE 20000 IN other; COMMIT");
        Assert.Equal(Enumerable.Range(1, 40000).Select(i => $"{i}"), Read($"{schema}.homes").Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        string schema = Schema(
            "wrong",
            """
            CREATE TABLE mixed (id int, geom geometry);
            INSERT INTO mixed VALUES (1, ST_SetSRID(ST_MakePoint(1, 2), 4326)), (2, ST_SetSRID(ST_MakePoint(500000, 2), 4546));
            CREATE TABLE unknown (id int, geom geometry);
            INSERT INTO unknown VALUES (1, ST_SetSRID(ST_MakePoint(1, 2), 2436));
            CREATE TABLE curved (id int, geom geometry);
            INSERT INTO curved VALUES (1, ST_SetSRID('CIRCULARSTRING(0 0, 1 1, 2 0)'::geometry, 4326));
            """);
        Assert.Contains("4326, 4546", Refused($"{schema}.mixed"), StringComparison.Ordinal);
        Assert.Contains("Beijing", Refused($"{schema}.unknown"), StringComparison.Ordinal);
        Assert.Contains("curve", Refused($"{schema}.curved"), StringComparison.OrdinalIgnoreCase);
        string missing = Refused($"{schema}.homes");
        Assert.Contains("no layer \"wrong.homes\"", missing, StringComparison.Ordinal);
        Assert.Contains("wrong.mixed", missing, StringComparison.Ordinal);
        PostgisServer.Get().Do("CREATE VIEW wrong.twice AS SELECT id, geom, geom AS label FROM wrong.curved");
        Assert.Contains("geom, label", Refused($"{schema}.twice"), StringComparison.Ordinal);
        Assert.Contains("syntax error", Refused("SELECT FROM WHERE"), StringComparison.Ordinal);
    }

    /// <summary>A study of somebody else's may hold any query: none changes the database.</summary>
    [Theory]
    [InlineData("SELECT * FROM safe.homes; DELETE FROM safe.homes")]
    [InlineData("SELECT id FROM safe.homes) AS q; COMMIT; SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; DELETE FROM safe.homes; SELECT (1")]
    [InlineData("WITH gone AS (DELETE FROM safe.homes RETURNING *) SELECT * FROM gone")]
    [InlineData("SELECT nextval('safe.counter')")]
    [InlineData("SELECT safe.clear()")]
    public void Nothing_is_ever_changed(string query)
    {
        Schema(
            "safe",
            """
            CREATE TABLE homes AS SELECT 1 AS id; CREATE SEQUENCE counter;
            CREATE FUNCTION clear() RETURNS int LANGUAGE plpgsql AS $$BEGIN DELETE FROM safe.homes; RETURN 1; END$$;
            """);
        Refused(query);
        Assert.Equal("1", PostgisServer.Get().Do("SELECT count(*) FROM safe.homes").Trim());
    }

    [Theory]
    [InlineData("postgres://planner:pass?geheim@127.0.0.1/gis")]
    [InlineData("postgres://127.0.0.1")]
    [InlineData("postgres:///gis")]
    [InlineData("postgresql://planner:geheim@127.0.0.1:1/gis")]
    [InlineData("postgres://planner:2024/geheim@127.0.0.1/gis")]
    [InlineData("postgres:/planner:geheim@127.0.0.1/gis")]
    [InlineData("postgis://planner:geheim@127.0.0.1/gis")]
    [InlineData("PG:host=127.0.0.1 user=planner password=geheim")]
    public void An_address_where_nobody_answers_is_told_without_the_password(string address)
    {
        string told = Assert.Throws<InputException>(() => Tables.Read(address)).Message;
        Assert.DoesNotContain("geheim", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://host/gis", "host", 5432, "gis", null, null)]
    [InlineData("postgresql://me@host:6000/gis", "host", 6000, "gis", "me", null)]
    [InlineData("postgres://me:a%40b%3Ac@host/%E8%A7%84%E5%88%92", "host", 5432, "规划", "me", "a@b:c")]
    public void Addresses_are_taken_apart(string text, string host, int port, string database, string? user, string? password) =>
        Assert.Equal(new DatabaseAddress(host, port, database, user, password), DatabaseAddress.Of(text));
}
