using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// Shapefile (Esri, 1998): the shapes of .shp with the columns of the .dbf beside it, what their numbers are in .prj and the encoding in
/// .cpg, where there are such files. Deleted records are left out; .shx is not needed.
/// </summary>
internal static class ShapefileReader
{
    private const int LongestHint = 1 << 16; // bytes of a .prj or a .cpg

    public static Table Read(string path, TableOptions options)
    {
        byte[] shapes = GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes));
        string attributes = Companion(path, ".dbf") ?? throw new InputException(
            path, "", new("found/no-companion", ("file", Path.GetFileName(Path.ChangeExtension(path, ".dbf")))), "expected/companion",
            "advice/companions");
        Crs crs = options.Crs ?? (options.WithoutGeometry ? null : Declared(path)) ?? Crs.Wgs84;
        DbfFile table = DbfFile.Read(attributes, options.Encoding, Hint(path, ".cpg"));
        var problems = new RowProblems(path);
        var rows = new List<Row>(table.Count);
        int records = 0;
        foreach (ShpFile.Shape shape in ShpFile.Records(path, shapes))
        {
            string where = FormattableString.Invariant($"record {++records}");
            if (records > table.Count || table.IsDeleted(records - 1)) continue;
            Geometry? geometry = options.WithoutGeometry ? null
                : Degrees.Checked(shape.Read(where, problems), where, crs, problems);
            rows.Add(new Row(where, table.Values(records - 1), geometry));
        }
        if (records != table.Count)
            throw new InputException(
                path, "", new("found/shapes-and-rows", ("shapes", records), ("rows", table.Count)), "expected/same-count",
                "advice/fetch-again");
        problems.ThrowIfAny();
        return new Table(path, table.Columns, rows) { Notes = table.Note is null ? [] : [table.Note], Crs = crs };
    }

    /// <summary>What the .prj says; null without, when the numbers must look like degrees.</summary>
    private static Crs? Declared(string path) =>
        Hint(path, ".prj") is { } text ? DeclaredCrs.Of(Path.ChangeExtension(path, ".prj"), "", null, text) : null;

    /// <summary>The text of a small file beside a Shapefile, which is ASCII; null if there is none or nothing in it.</summary>
    private static string? Hint(string path, string extension)
    {
        if (Companion(path, extension) is not { } file) return null;
        byte[] bytes = GivenFile.Read(file, p => GivenFile.ReadAllBytes(p, LongestHint));
        return Encoding.UTF8.GetString(bytes).Trim('\uFEFF', ' ', '\r', '\n', '\t', '\0') is { Length: > 0 } text ? text : null;
    }

    /// <summary>The file of the same name with another extension, in capitals or not: Windows makes no difference; null without.</summary>
    private static string? Companion(string path, string extension)
    {
        string name = Path.GetFileNameWithoutExtension(path) + extension, folder = Path.GetDirectoryName(path) ?? "";
        if (File.Exists(Path.Combine(folder, name))) return Path.Combine(folder, name);
        string? other = Directory.EnumerateFiles(folder.Length == 0 ? "." : folder).Select(f => Path.GetFileName(f))
            .Where(f => string.Equals(f, name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault();
        return other is null ? null : Path.Combine(folder, other);
    }
}
