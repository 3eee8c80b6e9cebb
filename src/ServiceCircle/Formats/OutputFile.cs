using System.Globalization;

namespace ServiceCircle.Formats;

/// <summary>A file that appears under its name only when it is complete.</summary>
internal static class OutputFile
{
    // No space left on the device; a quota or the largest size of a file is reached. On Unix the numbers are those of the system.
    private static readonly int[] Full = [28, 122, 27, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>
    /// Writes a file beside its final name and renames it when <paramref name="write"/> returns. If that throws, the part file is removed
    /// and an older file of the name stays as it was. Missing parent folders are created; a link stays one, and its file is replaced; what
    /// killed runs left of this file is removed.
    /// </summary>
    /// <exception cref="InputException">The place cannot be written, is a device or a pipe, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var files = new OutputFiles();
        files.Write(path, write);
        files.Complete();
    }

    /// <summary>Creates a file of that name and fills it; leaves it open, all of it on its way to the disk.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="name">The file to create.</param>
    /// <param name="write">Writes the content; asked once more, for nothing but its size, where the disk is full.</param>
    /// <param name="already">Bytes that the same output has written before, for the message about a full disk.</param>
    /// <exception cref="InputException">It cannot be created, or the disk is full.</exception>
    internal static FileStream Fill(string path, string name, Action<Stream> write, long already)
    {
        FileStream stream;
        try
        {
            stream = Unfinished.Begin(name, () => new FileStream(
                name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
        try
        {
            var buffered = new BufferedStream(stream, 1 << 16);
            write(buffered);
            buffered.Flush();
            return stream;
        }
        catch (IOException e) when (Full.Contains(e.HResult))
        {
            stream.Dispose();
            throw DiskFull(path, name, already, write, e);
        }
        catch (IOException e)
        {
            stream.Dispose();
            throw Unwritable(path, e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Removes a file or a folder of ours, if it is there and can be removed.</summary>
    internal static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }

    /// <summary>Where a file or folder lies when links are followed; its own path if it is no link.</summary>
    internal static string TargetOf(string path)
    {
        try
        {
            FileSystemInfo link = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return link.LinkTarget is null ? path : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    internal static InputException Unwritable(string path, Exception cause) =>
        new(path, "", "found/unwritable", "expected/writable", Notice.SaidBy(cause), cause);

    private static InputException DiskFull(string path, string name, long already, Action<Stream> write, IOException cause)
    {
        Remove(name);
        using var count = new CountingStream();
        write(count);
        long free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(name))!).AvailableFreeSpace;
        return new InputException(
            path, "", new("found/disk-full", ("free", Megabytes(free + already))),
            new("expected/disk-space", ("needed", Megabytes(already + count.Length))), "advice/free-space", cause);
    }

    internal static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e5) / 10:0.0} MB");
}
