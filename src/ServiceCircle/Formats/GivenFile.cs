namespace ServiceCircle.Formats;

/// <summary>Files that somebody gave us to read. Every reader opens them here.</summary>
internal static class GivenFile
{
    /// <summary>The longest file of which a reader keeps all of the content in memory, in bytes.</summary>
    public const long MostBytes = 1 << 30;

    /// <exception cref="InputException">A device or a pipe: it may never end.</exception>
    /// <exception cref="IOException">As <see cref="File.OpenRead"/>.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <summary>The whole file, which may be so many bytes long: it is to fit into the memory several times.</summary>
    /// <exception cref="InputException">A device or a pipe, or longer than that.</exception>
    /// <exception cref="IOException">As <see cref="File.ReadAllBytes"/>.</exception>
    public static byte[] ReadAllBytes(string path, long most)
    {
        Check(path);
        if (new FileInfo(path) is { Exists: true } file && file.Length > most)
            throw new InputException(
                path, "", new("found/long-file", ("size", OutputFile.Megabytes(file.Length))),
                new("expected/short-file", ("size", OutputFile.Megabytes(most))), "advice/split-file");
        return File.ReadAllBytes(path);
    }

    /// <summary>What is read from a file; that it cannot be read is told.</summary>
    /// <exception cref="InputException">No such file, not to be read, or what <paramref name="read"/> finds.</exception>
    public static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "found/no-such-file", "expected/existing-file", "advice/relative-paths", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "found/unreadable-file", "expected/readable-file", Notice.SaidBy(e), e);
        }
    }

    /// <exception cref="InputException">A device or a pipe.</exception>
    public static void Check(string path)
    {
        if (UnixFiles.KindOf(path) == FileKind.NoFile)
            throw new InputException(path, "", "found/device", "expected/plain-file", "advice/save-first");
    }
}
