using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using Npgsql;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// A table, a view or a query of a PostgreSQL database, with a geometry of PostGIS or without. Nothing is written there: the session may
/// only read.
/// </summary>
internal static partial class PostgisReader
{
    /// <summary>Seconds until an answer begins, and until somebody is there at all.</summary>
    private const int SecondsToAnswer = 600, SecondsToConnect = 15;

    /// <summary>Bytes of content at most: a database does not tell how long an answer will be.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Bytes that a row takes beside its cells.</summary>
    private const int BytesOfRow = 160;

    /// <summary>A column of the answer, its name and the name of its type.</summary>
    private readonly record struct Column(string Name, string Type)
    {
        public bool IsGeometry => Type is "geometry" or "geography" || Type.EndsWith(".geometry", StringComparison.Ordinal)
            || Type.EndsWith(".geography", StringComparison.Ordinal);

        /// <summary>Whether it holds what no cell of a table holds.</summary>
        public bool IsBinary => Type is "bytea" || Type.EndsWith("raster", StringComparison.Ordinal);

        public string Quoted => PostgisReader.Quoted(Name);

        /// <summary>Its text: numbers with all their digits, days as 2024-09-01, members of a list with semicolons between them.</summary>
        public string AsText => Type.EndsWith("[]", StringComparison.Ordinal) ? $"array_to_string({Quoted}, ';')"
            : Type.StartsWith("timestamp", StringComparison.Ordinal)
                ? $"CASE WHEN {Quoted}::time = '00:00' THEN {Quoted}::date::text ELSE {Quoted}::text END" : $"{Quoted}::text";
    }

    /// <summary>Hashes of what was answered last, by address and layer: what is read is not asked for again.</summary>
    private static readonly ConcurrentDictionary<(string Address, string? Layer), string> Hashes = new();

    /// <summary>SHA-256 of what was read of a layer.</summary>
    public static string HashOf(string path, string? layer)
    {
        if (!Hashes.ContainsKey((path, layer))) Read(path, new TableOptions { Layer = layer });
        return Hashes[(path, layer)];
    }

    /// <exception cref="InputException">
    /// The address is none, nobody answers there, the table or query cannot be read, or its geometries are of an unknown system.
    /// </exception>
    public static Table Read(string path, TableOptions options)
    {
        DatabaseAddress address = DatabaseAddress.Of(path);
        try
        {
            using NpgsqlDataSource source = Open(address);
            using NpgsqlConnection connection = source.OpenConnection();
            (Table table, string hash) = Read(address.Name, connection, options);
            Hashes[(path, options.Layer)] = hash;
            return table;
        }
        catch (PostgresException e)
        {
            throw new InputException(
                address.Name, options.Layer is null ? "" : "layer", new("found/database-says", ("text", e.MessageText)),
                "expected/database", e.SqlState.StartsWith("28", StringComparison.Ordinal) ? "advice/password" : null, e);
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            // The driver says in many ways that it is no such server, or that it does not let us in.
            string said = e.InnerException?.Message ?? e.Message;
            throw new InputException(
                address.Name, "", new("found/no-answer", ("text", said)), "expected/database",
                said.Contains("password", StringComparison.OrdinalIgnoreCase) ? "advice/password" : "advice/database", e);
        }
    }

    /// <summary>The name of a table of a database, without its password.</summary>
    public static string NameOf(string path, string? layer) =>
        $"{DatabaseAddress.Of(path).Name}{(layer is null ? "" : "/" + LabelOf(layer))}";

    /// <summary>A table's own name; queries are told apart by the beginning of their hash.</summary>
    private static string LabelOf(string layer) =>
        IsQuery(layer) ? "query-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(layer)))[..8] : layer;

    private static bool IsQuery(string layer) => Query().IsMatch(layer);

    [GeneratedRegex(@"^\s*(select|with)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    private static NpgsqlDataSource Open(DatabaseAddress address) => new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder
    {
        Host = address.Host,
        Port = address.Port,
        Database = address.Database,
        // Without a user or password, those of PGUSER, PGPASSWORD and ~/.pgpass.
        Username = address.User,
        Password = address.Password,
        Pooling = false,
        Timeout = SecondsToConnect,
        CommandTimeout = SecondsToAnswer,
        ApplicationName = "ServiceCircle",
        ClientEncoding = "UTF8",
        // Rows in the order in which they are stored, wherever others read at the same time.
        Options = "-c default_transaction_read_only=on -c synchronize_seqscans=off -c DateStyle=ISO -c extra_float_digits=1",
    }.ToString()).EnableTransportSecurity().Build();

    private static (Table Table, string Hash) Read(string name, NpgsqlConnection connection, TableOptions options)
    {
        using NpgsqlTransaction snapshot = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        (string from, string label) = Relation(name, connection, options);
        List<Column> all = ColumnsOf(connection, from);
        Column? geometry = options.WithoutGeometry ? null : GeometryOf(all, label);
        Column[] texts = [.. all.Where(c => !c.IsGeometry && !c.IsBinary)];
        string[] columns = ColumnNames.Distinct(label, "", [.. texts.Select(c => c.Name)]);
        (List<Answered> answers, string hash) = Answers(connection, from, label, texts, geometry);
        int[] srids = [.. answers.Where(a => a.Wkb.Length > 0).Select(a => a.Srid).Distinct()];
        Crs crs = options.Crs ?? DeclaredCrs(label, connection, srids) ?? Crs.Wgs84;
        var problems = new RowProblems(label);
        Row[] rows = [.. answers.Select((answer, i) =>
        {
            string where = FormattableString.Invariant($"row {i + 1}");
            Geometry? shape = answer.Wkb.Length == 0 ? null : WkbGeometry.Read(answer.Wkb, where, problems);
            return new Row(where, answer.Values, Degrees.Checked(shape, where, crs, problems));
        })];
        problems.ThrowIfAny();
        return (new Table(label, columns, rows) { Crs = crs }, hash);
    }

    /// <summary>The column that says where things are; null if there is none.</summary>
    /// <exception cref="InputException">There are several: the first may be a label's place.</exception>
    private static Column? GeometryOf(List<Column> columns, string label) => columns.FindAll(c => c.IsGeometry) switch
    {
        [] => null,
        [var only] => only,
        var several => throw new InputException(
            label, "layer", new("found/geometry-columns", ("names", new NameList([.. several.Select(c => c.Name)]))),
            "expected/one-geometry", "advice/one-geometry"),
    };

    /// <summary>A row as the database gave it: its texts, and its geometry, empty without, in a system by its number there.</summary>
    private readonly record struct Answered(string?[] Values, byte[] Wkb, int Srid);

    /// <summary>All rows, and the hash of what they and the columns hold.</summary>
    /// <exception cref="InputException">They hold more than fits into memory.</exception>
    private static (List<Answered> Rows, string Hash) Answers(
        NpgsqlConnection connection, string from, string label, Column[] texts, Column? geometry)
    {
        string shape = geometry is { } g ? $"ST_AsBinary({g.Quoted}::geometry), ST_SRID({g.Quoted}::geometry)" : "NULL::bytea, NULL::int";
        using NpgsqlBatch batch = Batch(connection, $"SELECT {string.Join(", ", texts.Select(c => c.AsText).Append(shape))} FROM {from}");
        using NpgsqlDataReader reader = batch.ExecuteReader(CommandBehavior.SequentialAccess);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string? text) => hash.AppendData(Encoding.UTF8.GetBytes(text is null ? "\0" : text + "\n"));
        foreach (Column column in texts) Add(column.Name);
        var rows = new List<Answered>();
        long left = MostBytes;
        while (reader.Read())
        {
            var values = new string?[texts.Length];
            for (int i = 0; i < values.Length; i++)
            {
                string text = reader.IsDBNull(i) ? "" : PlainText.WithoutHidden(reader.GetString(i)).Trim();
                values[i] = text.Length == 0 ? null : text;
                left -= Allowance.Cell + 2L * text.Length;
                Add(values[i]);
            }
            byte[] wkb = reader.IsDBNull(texts.Length) ? [] : reader.GetFieldValue<byte[]>(texts.Length);
            int srid = wkb.Length == 0 ? 0 : reader.GetInt32(texts.Length + 1);
            hash.AppendData(wkb);
            Add(FormattableString.Invariant($"{srid}"));
            left -= BytesOfRow + 4L * wkb.Length;
            if (left < 0)
            {
                // Else the rest would be waited for.
                batch.Cancel();
                throw new InputException(
                    label, "", "found/long-answer", new("expected/short-file", ("size", OutputFile.Megabytes(MostBytes))),
                    "advice/ask-less");
            }
            rows.Add(new Answered(values, wkb, srid));
        }
        return (rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>
    /// What stands behind FROM, and its name in messages: the query or the table that is named, else the only table with a geometry.
    /// </summary>
    private static (string From, string Label) Relation(string name, NpgsqlConnection connection, TableOptions options)
    {
        if (options.Layer is { } asked)
        {
            if (IsQuery(asked)) return ($"({asked.Trim().TrimEnd(';')}\n) AS asked", $"{name}/{LabelOf(asked)}");
            if (!IsThere(connection, asked))
                throw new InputException(
                    name, "layer", new("found/no-such-layer", ("layer", asked)), Notice.OneOf(Layers(connection)));
            return (Quoted(asked.Split('.', 2)), $"{name}/{asked}");
        }
        string[] layers = Layers(connection);
        return layers switch
        {
            [] => throw new InputException(name, "", "found/no-layer", "expected/layer", "advice/name-table"),
            [var only] => (Quoted(only.Split('.', 2)), $"{name}/{only}"),
            _ => throw new InputException(
                name, "layer", new("found/layers", ("count", layers.Length)), Notice.OneOf(layers), "advice/name-layer"),
        };
    }

    private static bool IsThere(NpgsqlConnection connection, string table)
    {
        using NpgsqlDataReader reader = Ask(
            connection, "SELECT to_regclass($1) IS NOT NULL", new NpgsqlParameter<string> { TypedValue = Quoted(table.Split('.', 2)) });
        return reader.Read() && reader.GetBoolean(0);
    }

    /// <summary>Tables and views with a geometry: those outside of "public" with their schema.</summary>
    private static string[] Layers(NpgsqlConnection connection)
    {
        const string Geometries =
            "SELECT DISTINCT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name FROM pg_attribute a "
            + "JOIN pg_type t ON t.oid = a.atttypid AND t.typname IN ('geometry', 'geography') "
            + "JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition "
            + "JOIN pg_namespace n ON n.oid = c.relnamespace "
            + "WHERE NOT a.attisdropped AND has_table_privilege(c.oid, 'SELECT') ORDER BY name";
        using NpgsqlDataReader reader = Ask(connection, Geometries);
        var names = new List<string>();
        while (reader.Read()) names.Add(reader.GetString(0));
        return [.. names];
    }

    private static List<Column> ColumnsOf(NpgsqlConnection connection, string from)
    {
        using NpgsqlDataReader reader = Ask(connection, $"SELECT * FROM {from} LIMIT 0");
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new Column(reader.GetName(i), reader.GetDataTypeName(i)))];
    }

    /// <summary>What the numbers are, by the register of the database; null if no geometry says so.</summary>
    /// <exception cref="InputException">They are several, or one that we do not know.</exception>
    private static Crs? DeclaredCrs(string label, NpgsqlConnection connection, int[] srids)
    {
        if (srids.Length > 1)
            throw new InputException(
                label, "", new("found/several-systems", ("list", string.Join(", ", srids.Order()))), "expected/one-system",
                "advice/transform");
        if (srids is not [> 0 and var srid]) return null;
        using NpgsqlDataReader reader = Ask(
            connection, "SELECT coalesce(auth_name || ':' || auth_srid, ''), coalesce(srtext, '') FROM spatial_ref_sys WHERE srid = $1",
            new NpgsqlParameter<int> { TypedValue = srid });
        return reader.Read() ? Formats.DeclaredCrs.Of(label, "", reader.GetString(0), reader.GetString(1))
            : Formats.DeclaredCrs.Of(label, "", FormattableString.Invariant($"EPSG:{srid}"), "");
    }

    private static NpgsqlDataReader Ask(NpgsqlConnection connection, string query, params NpgsqlParameter[] values)
    {
        using NpgsqlBatch batch = Batch(connection, query, values);
        return batch.ExecuteReader();
    }

    /// <summary>One statement: a batch, other than a command, is not taken apart at semicolons.</summary>
    private static NpgsqlBatch Batch(NpgsqlConnection connection, string query, params NpgsqlParameter[] values)
    {
#pragma warning disable CA2100 // Names in quotation marks, or what the planner asks; the session may only read.
        var command = new NpgsqlBatchCommand(query);
#pragma warning restore CA2100
        foreach (NpgsqlParameter value in values) command.Parameters.Add(value);
        return new NpgsqlBatch(connection) { BatchCommands = { command } };
    }

    private static string Quoted(string[] parts) => string.Join('.', parts.Select(Quoted));

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
