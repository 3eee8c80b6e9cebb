namespace ServiceCircle.Formats;

/// <summary>
/// Where the files of an output folder are written until all are complete: a folder beside it, or, where none can be made there or the
/// output is a disk of its own, a folder in it. A file beside it is held open as long as the run lives.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly FileStream _held;
    private readonly string _lock;

    private StagingFolder(string path, bool isBeside)
    {
        (Path, IsBeside, _lock) = (path, isBeside, path + Leftovers.Lock);
        _held = Unfinished.Begin(_lock, () => new FileStream(_lock, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete));
    }

    public string Path { get; }

    /// <summary>Whether it lies beside the output folder, on the same disk.</summary>
    public bool IsBeside { get; }

    /// <summary>Removes what killed runs into the folder left, and makes a place for this run.</summary>
    /// <exception cref="IOException">Neither beside nor in the folder can anything be made.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static StagingFolder Create(string output)
    {
        string inside = System.IO.Path.Combine(output, $"{Leftovers.Mark}{Guid.NewGuid():N}");
        if (System.IO.Path.GetDirectoryName(output) is { } parent)
        {
            Directory.CreateDirectory(parent);
            Leftovers.RemoveFolders(parent, System.IO.Path.GetFileName(output), output);
            Leftovers.RemoveFolders(output, "", output);
            if (Beside(output, inside) is { } beside) return beside;
        }
        var staging = new StagingFolder(inside, isBeside: false);
        Unfinished.Begin(inside, () => Directory.CreateDirectory(inside));
        return staging;
    }

    private static StagingFolder? Beside(string output, string inside)
    {
        string beside = output + System.IO.Path.GetFileName(inside);
        StagingFolder? staging = null;
        try
        {
            staging = new StagingFolder(beside, isBeside: true);
            Unfinished.Begin(beside, () =>
            {
                if (!Directory.Exists(output)) return Directory.CreateDirectory(beside);
                // What can be moved from here to there can be moved back: it is the same disk.
                DirectoryInfo folder = Directory.CreateDirectory(inside);
                folder.MoveTo(beside);
                return folder;
            });
            return staging;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OutputFile.Remove(inside);
            staging?.Dispose();
            return null;
        }
    }

    /// <summary>Makes the folder that a file of a name lies in.</summary>
    public void CreateFolderOf(string name) =>
        Unfinished.Whole(() => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Path, name))!));

    public void Dispose()
    {
        OutputFile.Remove(Path);
        Unfinished.Forget(Path);
        _held.Dispose();
        OutputFile.Remove(_lock);
        Unfinished.Forget(_lock);
    }
}
