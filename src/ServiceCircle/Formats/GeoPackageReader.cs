using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using SQLitePCL;

namespace ServiceCircle.Formats;

/// <summary>
/// A layer of a GeoPackage (OGC 12-128r19), with geometry or without. The file is never written to, and nothing in it is executed: views,
/// generated columns and virtual tables are not read.
/// </summary>
internal static class GeoPackageReader
{
    /// <summary>Bytes of a text or a geometry at most: tables can be made of content that they do not hold.</summary>
    private const int LongestValue = 256 << 20;

    public static Table Read(string path, TableOptions options)
    {
        byte[] start = new byte[16];
        GivenFile.Read(path, p =>
        {
            using FileStream file = GivenFile.OpenRead(p);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        });
        if (!start.AsSpan().SequenceEqual("SQLite format 3\0"u8)) throw NoGeoPackage(path, "found/no-sqlite");
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } pending)
            throw new InputException(
                path, "", new("found/pending-changes", ("file", pending.Name)), "expected/closed-file", "advice/close-file");
        try
        {
            using SqliteConnection file = Open(path);
            return Read(path, file, options);
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException or OverflowException or FormatException)
        {
            // A value of another kind than its column is damage too, where the standard says what it is.
            throw new InputException(path, "", "found/broken-database", "expected/geopackage", "advice/fetch-again", e);
        }
    }

    private static SqliteConnection Open(string path)
    {
        string file = Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            // Immutable: no lock, and no file beside it.
            DataSource = $"file:{file}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, LongestValue);
        return connection;
    }

    private static Table Read(string path, SqliteConnection file, TableOptions options)
    {
        // Where one of them is a view, it is not the standard's, and may never end.
        List<string[]> own = Query(
            file, "SELECT name, rootpage > 0 FROM sqlite_master WHERE type IN ('table', 'view') AND name LIKE 'gpkg!_%' ESCAPE '!'");
        if (!own.Exists(t => t[0] == "gpkg_contents")
            || own.Exists(t => t is [_, "0"] && t[0] is "gpkg_contents" or "gpkg_geometry_columns" or "gpkg_spatial_ref_sys"))
            throw NoGeoPackage(path, "found/sqlite");
        GeoPackageLayer layer = GeoPackageLayer.Find(path, file, options);
        Crs crs = options.Crs ?? (layer.Geometry is null ? null : layer.DeclaredCrs(path, file)) ?? Crs.Wgs84;
        string[] columns = ColumnNames.Distinct(path, "", [.. layer.Columns.Select(c => c.Name)]);
        var problems = new RowProblems(path);
        var allowance = new Allowance(path, new FileInfo(path).Length);
        var rows = new List<Row>();
        using SqliteCommand command = file.CreateCommand();
        string geometryColumn = layer.Geometry is null ? "NULL" : Quoted(layer.Geometry);
        string selected = string.Join(", ", layer.Columns.Select(c => Quoted(c.Name)).Append(geometryColumn));
#pragma warning disable CA2100 // Names of a table and its columns, which the file says that it has, in quotation marks.
        command.CommandText = $"SELECT {selected} FROM {Quoted(layer.Name)}";
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string where = FormattableString.Invariant($"row {rows.Count + 1}");
            var values = new string?[columns.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Text(reader, i, layer.Columns[i].IsBoolean);
                allowance.TakeCell(values[i]);
            }
            byte[] blob = reader.IsDBNull(values.Length) ? [] : reader.GetFieldValue<byte[]>(values.Length);
            allowance.Take(blob.Length);
            Geometry? geometry = blob.Length == 0 ? null : Degrees.Checked(GeometryIn(blob, where, problems), where, crs, problems);
            rows.Add(new Row(where, values, geometry));
        }
        problems.ThrowIfAny();
        return new Table(path, columns, rows) { Crs = crs };
    }

    /// <summary>A geometry behind its header: "GP", a version, flags, the number of its system, perhaps a box.</summary>
    private static Geometry? GeometryIn(byte[] blob, string where, RowProblems problems)
    {
        int box = blob is [(byte)'G', (byte)'P', _, var flags, ..]
            ? (flags >> 1 & 7) switch { 0 => 0, 1 => 4, 2 or 3 => 6, 4 => 8, _ => -1 } : -1;
        if (box < 0 || blob.Length < 8 + 8 * box)
        {
            problems.Add(where, "found/no-wkb", "expected/wkb");
            return null;
        }
        return WkbGeometry.Read(blob.AsSpan(8 + 8 * box), where, problems);
    }

    private static string? Text(SqliteDataReader reader, int column, bool isBoolean)
    {
        string? text = reader.GetValue(column) switch
        {
            long and (0 or 1) and var yes when isBoolean => yes is 1L ? "true" : "false",
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            string own => PlainText.WithoutHidden(own).Trim(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>What a query gives, as text.</summary>
    internal static List<string[]> Query(SqliteConnection file, string query, params (string Name, string Value)[] values)
    {
        using SqliteCommand command = file.CreateCommand();
#pragma warning disable CA2100 // All of them are constants.
        command.CommandText = query;
#pragma warning restore CA2100
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))]);
        return rows;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static InputException NoGeoPackage(string path, Notice found) => new(path, "", found, "expected/geopackage");
}
