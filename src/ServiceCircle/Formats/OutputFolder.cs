using System.Runtime.ExceptionServices;

namespace ServiceCircle.Formats;

/// <summary>
/// A folder of results that appear together, created if missing: files are written beside their final names and renamed by
/// <see cref="Complete"/>. Without it, disposing removes them and leaves the older results. Foreign files stay.
/// </summary>
internal sealed class OutputFolder(string path) : IDisposable
{
    private readonly List<(string? Part, string Path)> _pending = [];

    /// <summary>Writes one file, not yet under its name, which may contain subfolders ("baseline/coverage.geojson").</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    /// <exception cref="ArgumentException">The name leaves the folder, or was written before.</exception>
    public void Write(string name, Action<Stream> write)
    {
        string file = FileOf(name);
        _pending.Add((OutputFile.WritePart(file, write), file));
    }

    /// <summary>Writes several files side by side, from several threads, not yet under their names.</summary>
    /// <exception cref="InputException">A place cannot be written; of several, the first is told.</exception>
    /// <exception cref="ArgumentException">A name leaves the folder, or was written before.</exception>
    public void WriteAll(params IReadOnlyList<(string Name, Action<Stream> Write)> files)
    {
        int first = _pending.Count;
        foreach ((string name, _) in files) _pending.Add((null, FileOf(name)));
        var failures = new Exception?[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            try
            {
                string file = _pending[first + i].Path;
                string part = OutputFile.WritePart(file, files[i].Write);
                lock (_pending) _pending[first + i] = (part, file);
            }
            catch (Exception e)
            {
                failures[i] = e;
            }
        });
        if (failures.FirstOrDefault(f => f is not null) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    private string FileOf(string name)
    {
        string root = Path.GetFullPath(path);
        string file = Path.GetFullPath(Path.Combine(root, name));
        if (!file.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException($"\"{name}\" is not within the folder", nameof(name));
        if (_pending.Any(pending => pending.Path == file)) throw new ArgumentException($"\"{name}\" was written twice", nameof(name));
        return file;
    }

    /// <summary>Gives every file its name, in the order of writing.</summary>
    /// <exception cref="InputException">A file of that name cannot be replaced.</exception>
    public void Complete()
    {
        while (_pending.Count > 0)
        {
            var (part, file) = _pending[0];
            _pending.RemoveAt(0);
            OutputFile.Publish(part!, file);
        }
    }

    public void Dispose()
    {
        foreach (var (part, _) in _pending)
            if (part is not null) File.Delete(part);
        _pending.Clear();
    }
}
