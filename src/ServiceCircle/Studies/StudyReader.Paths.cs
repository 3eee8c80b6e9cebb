using ServiceCircle.Formats;

namespace ServiceCircle.Studies;

/// <summary>Resolves the paths in a study against its folder.</summary>
internal sealed partial class StudyReader
{
    private string? FileOf(JsonFields f, string key)
    {
        if (f.TextOrNull(key) is not { } file) return null;
        if (file.Length == 0) f.Note(key, "found/nothing", "expected/path");
        return At(f, key, file);
    }

    /// <summary>The path of a file that is no table, so that no database has it.</summary>
    private string? PlainFileOf(JsonFields f, string key) => FileOf(f, key) is { } file ? PlainFile(f, key, file) : null;

    private static string PlainFile(JsonFields f, string key, string file)
    {
        if (DatabaseAddress.Is(file)) f.Note(key, "found/address", "expected/path");
        return file;
    }

    /// <summary>
    /// The path of a file that a report carries along: one from elsewhere on the machine would be given away with it. Links are followed,
    /// since a folder that somebody hands on may hold one to anywhere.
    /// </summary>
    private string? Inside(JsonFields f, string key, string? file)
    {
        if (file is null) return null;
        string way = Path.GetRelativePath(GivenFile.PlaceOf(_folder), GivenFile.PlaceOf(file));
        if (Path.IsPathRooted(way) || way.Split(Path.DirectorySeparatorChar)[0] == "..")
            f.Note(key, "found/outside-folder", "expected/path-inside");
        return file;
    }

    private string At(JsonFields f, string key, string file)
    {
        if (DatabaseAddress.Is(file)) return file;
        if (!file.Contains('\0')) return Path.Combine(_folder, file);
        f.Note(key, "found/no-path", "expected/path");
        // No system takes such a path; the study is refused once all of it is read.
        return _folder;
    }

    private string AtIfFile(JsonFields f, string key, string idOrFile) => IdOrFile.IsFile(idOrFile) ? At(f, key, idOrFile) : idOrFile;
}
