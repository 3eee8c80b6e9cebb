using Microsoft.Data.Sqlite;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>A table of a GeoPackage.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="Geometry">The column of its geometry; null without, or if none is asked for.</param>
/// <param name="Columns">Its other columns that hold text, numbers and dates.</param>
internal sealed record GeoPackageLayer(string Name, string? Geometry, IReadOnlyList<(string Name, bool IsBoolean)> Columns)
{
    // Tables that can be read without executing anything: they have pages of their own, as views and virtual tables have not.
    private const string Readable =
        "SELECT m.name, c.data_type, coalesce(c.identifier, '') FROM gpkg_contents c JOIN sqlite_master m "
        + "ON m.name = c.table_name COLLATE NOCASE AND m.type = 'table' AND m.rootpage > 0 "
        + "WHERE c.data_type IN ('features', 'attributes') ORDER BY m.name";

    /// <summary>
    /// The layer that the options name, else the only one; tables without geometry count only where there is no layer with it.
    /// </summary>
    /// <exception cref="InputException">There is none, or several and none is named.</exception>
    public static GeoPackageLayer Find(string path, SqliteConnection file, TableOptions options)
    {
        List<string[]> all = GeoPackageReader.Query(file, Readable);
        if (options.Layer is { } asked)
        {
            string[] named = all.Find(l => l[0] == asked) ?? all.Find(l => string.Equals(l[0], asked, StringComparison.OrdinalIgnoreCase))
                ?? all.Find(l => l[2] == asked)
                ?? throw new InputException(
                    path, "layer", new("found/no-such-layer", ("layer", asked)), Notice.OneOf(all.Select(l => l[0])));
            return Of(file, named[0], named[1], options);
        }
        // QGIS keeps among the tables how it draws the layers.
        all.RemoveAll(l => l[0] == "layer_styles");
        if (all.Count == 0) throw new InputException(path, "", "found/no-layer", "expected/layer");
        List<string[]> drawn = all.FindAll(l => l[1] == "features");
        List<string[]> either = drawn.Count == 0 || options.WithoutGeometry ? all : drawn;
        if (either.Count > 1)
            throw new InputException(
                path, "layer", new("found/layers", ("count", either.Count)), Notice.OneOf(either.Select(l => l[0])), "advice/name-layer");
        return Of(file, either[0][0], either[0][1], options);
    }

    private static GeoPackageLayer Of(SqliteConnection file, string name, string kind, TableOptions options)
    {
        string? geometry = kind != "features" ? null : GeoPackageReader.Query(
            file, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = @name COLLATE NOCASE", ("@name", name))
            .FirstOrDefault()?[0];
        // Hidden columns are computed from the others.
        List<string[]> columns =
            GeoPackageReader.Query(file, "SELECT name, upper(type) FROM pragma_table_xinfo(@name) WHERE hidden = 0", ("@name", name));
        string? own = columns.Find(c => string.Equals(c[0], geometry, StringComparison.OrdinalIgnoreCase))?[0];
        return new GeoPackageLayer(
            name, options.WithoutGeometry ? null : own,
            [.. columns.Where(c => c[0] != own && !c[1].StartsWith("BLOB", StringComparison.Ordinal))
                .Select(c => (c[0], c[1] == "BOOLEAN"))]);
    }

    /// <summary>What its numbers are; null if the file says that it does not know.</summary>
    /// <exception cref="InputException">It is none that we know.</exception>
    public Crs? DeclaredCrs(string path, SqliteConnection file)
    {
        string[]? said = GeoPackageReader.Query(
            file,
            "SELECT s.srs_id, s.organization || ':' || s.organization_coordsys_id, s.definition FROM gpkg_geometry_columns g "
            + "JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE g.table_name = @name COLLATE NOCASE",
            ("@name", Name)).FirstOrDefault();
        return said is null or ["0" or "-1", ..] ? null : Formats.DeclaredCrs.Of(path, $"layer \"{Name}\"", said[1], said[2]);
    }
}
