using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ServiceCircle.Geo;
using SQLitePCL;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// Layers and tables as one GeoPackage (OGC 12-128r18, version 1.3), each in its own coordinates, with names for people
/// (extension "schema") and styles as QGIS keeps them (table <c>layer_styles</c>). The same layers give the same bytes: the date of change
/// is that of the data.
/// </summary>
internal static class GeoPackageWriter
{
    /// <summary>Where nothing has a date: the standard asks for one.</summary>
    private const string NoDate = "1970-01-01T00:00:00.000Z";

    /// <summary>Names that a column of ours must not have: those of the format and of SQLite.</summary>
    internal static readonly string[] OwnColumns = ["fid", "geom", "rowid", "oid", "_rowid_"];

    /// <summary>Writes the layers in their order. The database is held in memory until it is whole.</summary>
    public static void Write(Stream stream, IReadOnlyList<PackagedLayer> layers)
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        Run(connection, GeoPackageSchema.Text);
        string date = layers.Select(l => l.Layer.DataDate).OfType<string>().Max(StringComparer.Ordinal) is { } given
            ? given.Replace("Z", ".000Z", StringComparison.Ordinal) : NoDate;
        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            foreach (Crs crs in layers.Select(l => l.Layer.Crs).Distinct().Where(c => c is { Epsg: not (null or 4326) }))
                Run(connection, "INSERT INTO gpkg_spatial_ref_sys VALUES ($1, $2, 'EPSG', $2, $3, '')",
                    crs.Name, (long)crs.Epsg!, crs.Definition);
            string[] names = TableNames(layers);
            foreach ((PackagedLayer layer, string table) in layers.Zip(names)) WriteLayer(connection, layer, table, date);
            if (layers.Any(l => l.Styles.Count > 0)) WriteStyles(connection, [.. layers.Zip(names)], date);
            transaction.Commit();
        }
        Serialize(connection, stream);
    }

    /// <summary>What the tables of some layers are called.</summary>
    internal static string[] TableNames(IEnumerable<PackagedLayer> layers) =>
        FieldNames.Plain(layers.Select(l => l.Layer.Name), "layer_styles");

    /// <summary>What the columns of a layer are called in its table.</summary>
    internal static string[] FieldNamesOf(Layer layer) => FieldNames.Plain(layer.Columns.Select(c => c.Name), OwnColumns);

    private static void WriteLayer(SqliteConnection connection, PackagedLayer packaged, string table, string date)
    {
        Layer layer = packaged.Layer;
        string[] fields = FieldNamesOf(layer);
        string columns = string.Concat(layer.Columns.Zip(fields, (c, f) => $", {Quoted(f)} {TypeOf(c.Kind)}"));
        string type = TypeOf(layer);
        string geometry = layer.IsSpatial ? $", geom {type}" : "";
        Run(connection, $"CREATE TABLE {Quoted(table)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{geometry}{columns})");
        bool hasExtent = layer.IsSpatial && !layer.Extent.IsNull;
        Run(connection, "INSERT INTO gpkg_contents VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            table, layer.IsSpatial ? "features" : "attributes", packaged.Title == layer.Name ? table : $"{packaged.Title} ({table})", "",
            date, hasExtent ? layer.Extent.MinX : null, hasExtent ? layer.Extent.MinY : null, hasExtent ? layer.Extent.MaxX : null,
            hasExtent ? layer.Extent.MaxY : null, layer.IsSpatial ? SystemOf(layer) : null);
        if (layer.IsSpatial)
            Run(connection, "INSERT INTO gpkg_geometry_columns VALUES ($1, 'geom', $2, $3, 0, 0)", table, type, SystemOf(layer));
        WriteTitles(connection, packaged, table, fields);
        WriteRows(connection, layer, table, fields);
    }

    /// <summary>What people call the columns, and what our other files call them.</summary>
    private static void WriteTitles(SqliteConnection connection, PackagedLayer packaged, string table, string[] fields)
    {
        // Names must be distinct within a table.
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < fields.Length; i++)
        {
            string title = packaged.ColumnTitles[i];
            Run(connection, "INSERT INTO gpkg_data_columns VALUES ($1, $2, $3, $4, $5, NULL, NULL)",
                table, fields[i], used.Add(title) ? title : null, title, packaged.Layer.Columns[i].Name);
        }
    }

    private static void WriteRows(SqliteConnection connection, Layer layer, string table, string[] fields)
    {
        string[] names = [.. layer.IsSpatial ? ["geom"] : Array.Empty<string>(), .. fields];
        // A row of nothing but its number.
        if (names.Length == 0) names = ["fid"];
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText =
            $"INSERT INTO {Quoted(table)} ({string.Join(", ", names.Select(Quoted))}) "
            + $"VALUES ({string.Join(", ", names.Select((_, i) => $"${i + 1}"))})";
        SqliteParameter[] parameters = [.. names.Select((_, i) => insert.Parameters.Add(new SqliteParameter($"${i + 1}", null)))];
        bool asMany = layer.HasMany && TypeOf(layer) != "GEOMETRY";
        int system = (int)SystemOf(layer);
        foreach (LayerRow row in layer.Rows())
        {
            int at = 0;
            if (layer.IsSpatial)
                parameters[at++].Value =
                    row.Geometry is { } geometry ? GeoPackageGeometry.ToBytes(geometry, asMany, system) : DBNull.Value;
            foreach (object? value in row.Values) parameters[at++].Value = value is bool yes ? yes ? 1L : 0L : value ?? DBNull.Value;
            for (; at < parameters.Length; at++) parameters[at].Value = DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }

    private static void WriteStyles(SqliteConnection connection, IReadOnlyList<(PackagedLayer Layer, string Table)> layers, string date)
    {
        Run(connection, GeoPackageSchema.Styles);
        Run(connection,
            "INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', 'layer_styles', '', $1, NULL, NULL, NULL, NULL, 0)", date);
        foreach ((PackagedLayer layer, string table) in layers)
        {
            foreach ((int i, LayerStyle style) in layer.Styles.Index())
                Run(connection, """
                    INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
                        useAsDefault, description, owner, update_time) VALUES ('', '', $1, 'geom', $2, $3, $4, '', '', $5)
                    """, table, style.Name, style.Qml, i == 0 ? 1L : 0L, date);
        }
    }

    /// <summary>The number of a layer's system in the file; 0, "undefined", of one that no register has.</summary>
    private static long SystemOf(Layer layer) => layer.Crs.Epsg ?? 0;

    private static string TypeOf(Layer layer) => (layer.Shapes, layer.HasMany) switch
    {
        (Shapes.Points, false) => "POINT",
        (Shapes.Points, true) => "MULTIPOINT",
        (Shapes.Lines, false) => "LINESTRING",
        (Shapes.Lines, true) => "MULTILINESTRING",
        (Shapes.Areas, false) => "POLYGON",
        (Shapes.Areas, true) => "MULTIPOLYGON",
        _ => "GEOMETRY",
    };

    private static string TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Whole => "INTEGER",
        ValueKind.Number => "REAL",
        ValueKind.YesNo => "BOOLEAN",
        _ => "TEXT",
    };

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Run(SqliteConnection connection, string sql, params IReadOnlyList<object?> values)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Count; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static void Serialize(SqliteConnection connection, Stream stream)
    {
        IntPtr bytes = raw.sqlite3_serialize(connection.Handle!, "main", out long length, 0);
        if (bytes == IntPtr.Zero) throw new InsufficientMemoryException();
        try
        {
            byte[] buffer = new byte[1 << 20];
            for (long at = 0; at < length; at += buffer.Length)
            {
                int some = (int)Math.Min(buffer.Length, length - at);
                Marshal.Copy((IntPtr)((long)bytes + at), buffer, 0, some);
                stream.Write(buffer, 0, some);
            }
        }
        finally
        {
            raw.sqlite3_free(bytes);
        }
    }
}
