namespace ServiceCircle.Formats;

/// <summary>
/// What runs that were killed left beside their outputs. A part of an output is called as the output, then <see cref="Mark"/>, then 32
/// hexadecimal digits; the run that writes it holds it open, or a file of the same name and ".lock", so that others know that it lives.
/// </summary>
internal static class Leftovers
{
    public const string Mark = ".tmp";
    public const string Lock = ".lock";
    private const int Digits = 32;

    /// <summary>Removes the parts of a file that no run writes any more.</summary>
    public static void RemoveFilesOf(string file)
    {
        foreach (string part in FilesIn(Path.GetDirectoryName(Path.GetFullPath(file))!))
            if (IsPart(Path.GetFileName(part), Path.GetFileName(file), "") && !IsHeld(part)) OutputFile.Remove(part);
    }

    /// <summary>Removes what runs into a folder left in a place and write no more; folders begin with the prefix.</summary>
    public static void RemoveFolders(string place, string prefix, string elsewhere)
    {
        foreach (string held in FilesIn(place))
        {
            if (!IsPart(Path.GetFileName(held), prefix, Lock) || IsHeld(held)) continue;
            string folder = held[..^Lock.Length];
            OutputFile.Remove(folder);
            OutputFile.Remove(Path.Combine(elsewhere, folder[^(Digits + Mark.Length)..]));
            // Last, so that whoever is killed here leaves a sign for the next.
            OutputFile.Remove(held);
        }
    }

    /// <summary>None where nobody may look: then there is nothing to clean, and no reason not to write.</summary>
    private static IReadOnlyList<string> FilesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsPart(string name, string output, string ending) =>
        name.Length == output.Length + Mark.Length + Digits + ending.Length && name.StartsWith(output + Mark, StringComparison.Ordinal)
        && name.EndsWith(ending, StringComparison.Ordinal)
        && name.AsSpan(output.Length + Mark.Length, Digits).IndexOfAnyExcept("0123456789abcdef") < 0;

    /// <summary>Whether a run holds the file open. A file that we may not open is left to whoever may.</summary>
    private static bool IsHeld(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
