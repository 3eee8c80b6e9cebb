namespace ServiceCircle.Formats;

/// <summary>Files that somebody gave us to read. Every reader opens them here.</summary>
internal static class GivenFile
{
    /// <summary>The longest file of which a reader keeps all of the content in memory, in bytes.</summary>
    public const long MostBytes = 1 << 30;

    /// <summary>More links, one leading to the next, than any system follows.</summary>
    private const int MostLinks = 64;

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

    /// <summary>
    /// Where a file lies when every link on the way to it is followed, links to folders too. A way of more links than any system follows
    /// is given as far as it was followed: such a file cannot be read either.
    /// </summary>
    public static string PlaceOf(string path)
    {
        string place = Path.GetFullPath(path);
        for (int links = 0; links < MostLinks && FirstLink(place) is var (link, after); links++)
            place = Path.GetFullPath(Path.Combine(link.ResolveLinkTarget(returnFinalTarget: false)!.FullName, after));
        return place;
    }

    /// <summary>The first link on the way to a file, and the way on from there; null without one.</summary>
    private static (FileSystemInfo Link, string After)? FirstLink(string path)
    {
        for (int end = Path.GetPathRoot(path)!.Length; end < path.Length; end++)
        {
            end = path.IndexOf(Path.DirectorySeparatorChar, end) is >= 0 and var next ? next : path.Length;
            string part = path[..end];
            FileSystemInfo entry = Directory.Exists(part) ? new DirectoryInfo(part) : new FileInfo(part);
            if (entry.LinkTarget is not null) return (entry, path[end..].TrimStart(Path.DirectorySeparatorChar));
        }
        return null;
    }
}
