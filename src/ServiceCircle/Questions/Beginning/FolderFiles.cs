using ServiceCircle.Formats;

namespace ServiceCircle.Questions.Beginning;

/// <summary>What lies in a folder that a study may be made of: the files themselves and those of its folders, not deeper.</summary>
internal static class FolderFiles
{
    private const int MostFiles = 500;
    private static readonly string[] Extracts = [".osm.pbf", ".osm", ".osm.gz", ".osm.bz2", ".scnet"];
    private static readonly string[] HeightGrids = [".asc", ".hgt"];

    /// <summary>The files, sorted by their paths. Hidden ones, and folders of results, are left out.</summary>
    /// <exception cref="InputException">There is no such folder, it cannot be read, or it holds too much to be one for a study.</exception>
    public static IReadOnlyList<string> Of(string folder)
    {
        try
        {
            string[] files =
            [
                .. new[] { folder }.Concat(Directory.GetDirectories(folder).Where(IsOfInputs)).SelectMany(Directory.GetFiles)
                    .Where(f => !Path.GetFileName(f).StartsWith('.')).Take(MostFiles + 1).Order(StringComparer.Ordinal),
            ];
            return files.Length <= MostFiles ? files
                : throw new InputException(folder, "", new("found/many-files", ("most", MostFiles)), "expected/folder-of-inputs");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                folder, "", Directory.Exists(folder) ? "found/unreadable-file" : "found/no-such-folder", "expected/folder-of-inputs",
                Notice.SaidBy(e), e);
        }
    }

    private static bool IsOfInputs(string folder) =>
        !Path.GetFileName(folder).StartsWith('.') && !File.Exists(Path.Combine(folder, "run.json"));

    /// <summary>Tables of a folder that its study says nothing of, neither as an entry nor in a comment that <c>init</c> wrote.</summary>
    public static IReadOnlyList<string> NotNamedIn(string study, string folder)
    {
        string text = TextFile.Read(study, "auto").Text;
        string NameOf(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
        bool IsNamed(string name) => text.Contains($"\"{name}\"", StringComparison.Ordinal)
            || text.Contains($"// {name}", StringComparison.Ordinal);
        string[] others = [.. Of(folder).Where(f => Path.GetFullPath(f) != Path.GetFullPath(study))];
        return [.. others.Where(IsTable).Select(NameOf).Where(n => !IsNamed(n))];
    }

    public static bool IsExtract(string path) => HasExtension(path, Extracts);
    public static bool IsHeights(string path) => HasExtension(path, HeightGrids);
    public static bool IsTable(string path) => HasExtension(path, Tables.Extensions);

    private static bool HasExtension(string path, IEnumerable<string> extensions) =>
        extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
