using System.Runtime.ExceptionServices;

namespace ServiceCircle.Formats;

/// <summary>
/// A folder of results that changes as one, created if missing: files are written into a folder beside it, and <see cref="Complete"/> gives
/// the two each other's names. Without it, disposing removes the new ones and leaves the older results. Foreign files stay.
/// </summary>
/// <remarks>
/// Where the names cannot be exchanged (other systems than Linux, the folder that somebody works in, a disk of its own, a foreign folder
/// in it), the old results are removed first and the new ones moved in then: nobody sees old and new side by side there either, but for a
/// moment some are missing.
/// </remarks>
/// <param name="path">The folder; a link stays one.</param>
/// <param name="mayRemain">
/// Names of files, with # for a number, that an earlier output of this kind may have left and this one need not write: they go with
/// the change.
/// </param>
internal sealed class OutputFolder(string path, params IReadOnlyList<string> mayRemain) : IStagedOutput, IDisposable
{
    private const int MostForeignFiles = 200;
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(OutputFile.TargetOf(path)));
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _inOrder = [];
    private StagingFolder? _staging;
    private long _bytes;

    public IReadOnlyList<string> Names => _inOrder;

    public string LayerNameOf(string name) => Path.ChangeExtension(name, null);

    public Stream Read(string name) => new FileStream(Staged(name), FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>Writes one file, not yet under its name, which may contain subfolders ("baseline/coverage.geojson").</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    /// <exception cref="ArgumentException">The name leaves the folder, or was written before.</exception>
    public void Write(string name, Action<Stream> write) => WriteAll((name, write));

    /// <summary>Writes several files side by side, from several threads, not yet under their names.</summary>
    /// <exception cref="InputException">A place cannot be written; of several, the first is told.</exception>
    /// <exception cref="ArgumentException">A name leaves the folder, or was written before.</exception>
    public void WriteAll(params IReadOnlyList<(string Name, Action<Stream> Write)> files)
    {
        foreach ((string name, _) in files) Begin(name);
        var failures = new Exception?[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            try
            {
                using FileStream stream =
                    OutputFile.Fill(Path.Combine(path, files[i].Name), Staged(files[i].Name), files[i].Write, Interlocked.Read(ref _bytes));
                Interlocked.Add(ref _bytes, stream.Length);
            }
            catch (Exception e)
            {
                failures[i] = e;
            }
            // The folder that it lies in goes with everything in it.
            Unfinished.Forget(Staged(files[i].Name));
        });
        if (failures.FirstOrDefault(f => f is not null) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    public void WriteAgain(string name, Action<Stream> write)
    {
        string again = Staged(name) + Leftovers.Mark;
        OutputFile.Fill(Path.Combine(path, name), again, write, Interlocked.Read(ref _bytes)).Dispose();
        // The folder that it lies in goes with everything in it.
        Unfinished.Forget(again);
        File.Move(again, Staged(name), overwrite: true);
    }

    /// <summary>Gives every file its name.</summary>
    /// <exception cref="InputException">A file of that name cannot be replaced.</exception>
    public void Complete()
    {
        if (_staging is null) return;
        try
        {
            Unfinished.Whole(() =>
            {
                if (!TryExchange()) ReplaceEach();
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(path, e);
        }
        Dispose();
    }

    public void Dispose()
    {
        _staging?.Dispose();
        _staging = null;
    }

    private string Staged(string name) => Path.Combine(_staging!.Path, name);

    private void Begin(string name)
    {
        string file = Path.GetFullPath(Path.Combine(_root, name));
        if (!file.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException($"\"{name}\" is not within the folder", nameof(name));
        if (!_names.Add(name)) throw new ArgumentException($"\"{name}\" was written twice", nameof(name));
        _inOrder.Add(name);
        if (Directory.Exists(file)) throw new InputException(file, "", "found/folder", "expected/writable");
        if (File.Exists(_root)) throw new InputException(path, "", "found/file-of-name", "expected/output-folder");
        try
        {
            _staging ??= StagingFolder.Create(_root);
            _staging.CreateFolderOf(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(path, e);
        }
    }

    /// <summary>All at once: the new folder, with the foreign files of the old one, takes its name.</summary>
    private bool TryExchange()
    {
        string staging = _staging!.Path;
        if (!_staging.IsBeside) return false;
        if (!Directory.Exists(_root))
        {
            Directory.Move(staging, _root);
            return true;
        }
        // Whoever works in the folder would be left in one without a name.
        string here = Environment.CurrentDirectory + Path.DirectorySeparatorChar;
        if (here.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false;
        int carried = 0;
        if (!Carry("", ref carried)) return false;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(staging, File.GetUnixFileMode(_root));
        return UnixFiles.TryExchange(staging, _root);
    }

    /// <summary>Gives foreign files of a folder a second name in the new one; false where there are folders, or too many.</summary>
    private bool Carry(string below, ref int carried)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(Path.Combine(_root, below)))
        {
            string name = below + Path.GetFileName(entry);
            if (Directory.Exists(Staged(name)))
            {
                if (!Carry(name + "/", ref carried)) return false;
            }
            else if (IsFolder(entry) ? !HoldsOursAlone(entry, name)
                : !IsOurs(name) && (++carried > MostForeignFiles || !UnixFiles.TryLink(entry, Staged(name))))
            {
                return false;
            }
        }
        return true;
    }

    private void ReplaceEach()
    {
        Directory.CreateDirectory(_root);
        foreach (string file in OursIn(_root)) File.Delete(file);
        foreach (string folder in Directory.EnumerateDirectories(_root).ToList())
        {
            if (!IsFolder(folder) || OursIn(folder) is not { Count: > 0 } ours) continue;
            foreach (string file in ours) File.Delete(file);
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
        foreach (string name in _names)
        {
            string file = Path.Combine(_root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Move(Staged(name), file, overwrite: true);
        }
    }

    /// <summary>Files of ours in the root or in a folder of it.</summary>
    private List<string> OursIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(f => IsOurs(Path.GetRelativePath(_root, f).Replace(Path.DirectorySeparatorChar, '/')))];

    private bool HoldsOursAlone(string folder, string name) => Directory.EnumerateFileSystemEntries(folder) is var entries
        && entries.Any() && entries.All(e => !Directory.Exists(e) && IsOurs(name + "/" + Path.GetFileName(e)));

    private static bool IsFolder(string entry) => Directory.Exists(entry) && new DirectoryInfo(entry).LinkTarget is null;

    private bool IsOurs(string name) => _names.Contains(name) || mayRemain.Any(pattern => pattern.Split('#') switch
    {
        [var whole] => name == whole,
        [var before, var after] => name.Length > before.Length + after.Length && name.StartsWith(before, StringComparison.Ordinal)
            && name.EndsWith(after, StringComparison.Ordinal) && name[before.Length..^after.Length].All(char.IsAsciiDigit),
        _ => throw new ArgumentException($"\"{pattern}\" has two numbers", nameof(name)),
    });
}
