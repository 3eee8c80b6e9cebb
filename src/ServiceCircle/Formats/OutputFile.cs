namespace ServiceCircle.Formats;

/// <summary>A file that appears under its name only when it is complete.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes a file beside its final name and renames it when <paramref name="write"/> returns. If that throws, the part
    /// file is removed and an older file of the name stays as it was. Missing parent folders are created.
    /// </summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => Publish(WritePart(path, write), path);

    /// <summary>Writes the part file of <paramref name="path"/> and returns its name; removes it if writing fails.</summary>
    internal static string WritePart(string path, Action<Stream> write)
    {
        string part = $"{path}.tmp{Guid.NewGuid():N}";
        if (Directory.Exists(path)) throw new InputException(path, "", "found/folder", "expected/writable");
        FileStream stream;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
        try
        {
            using var buffered = new BufferedStream(stream, 1 << 16);
            write(buffered);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
        return part;
    }

    /// <summary>Gives a part file its final name; removes it if that fails.</summary>
    internal static void Publish(string part, string path)
    {
        try
        {
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw Unwritable(path, e);
        }
    }

    private static InputException Unwritable(string path, Exception cause) =>
        new(path, "", "found/unwritable", "expected/writable", Notice.SaidBy(cause), cause);
}
