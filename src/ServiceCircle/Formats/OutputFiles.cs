namespace ServiceCircle.Formats;

/// <summary>
/// Files of one run that get their names together, when all of them are complete. Without <see cref="Complete"/>, disposing removes them,
/// and older files of these names stay as they were.
/// </summary>
internal sealed class OutputFiles : IStagedOutput, IDisposable
{
    private readonly List<Part> _parts = [];

    /// <param name="Path">The file as the user named it.</param>
    /// <param name="File">Where it lies when links are followed.</param>
    /// <param name="Name">What it is called until it is complete.</param>
    /// <param name="Stream">Open until it has its name: by the lock of an open file the next run knows that this one lives.</param>
    private sealed record Part(string Path, string File, string Name, FileStream Stream);

    public IReadOnlyList<string> Names => [.. _parts.Select(p => p.Path)];

    public string LayerNameOf(string name) => Path.GetFileNameWithoutExtension(name);

    /// <summary>Writes a file beside its final name; missing parent folders are created.</summary>
    /// <exception cref="InputException">The place cannot be written, is a device or a pipe, or the disk is full.</exception>
    public void Write(string path, Action<Stream> write)
    {
        string file = OutputFile.TargetOf(path);
        FileKind kind = UnixFiles.KindOf(file);
        if (kind == FileKind.Folder) throw new InputException(path, "", "found/folder", "expected/writable");
        if (kind == FileKind.NoFile) throw new InputException(path, "", "found/device", "expected/writable", "advice/save-then-copy");
        if (_parts.Exists(p => p.File == file)) throw new InputException(path, "", "found/written-twice", "expected/other-name");
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            Leftovers.RemoveFilesOf(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(path, e);
        }
        _parts.Add(Filled(path, file, write));
    }

    public void WriteAll(params IReadOnlyList<(string Name, Action<Stream> Write)> files)
    {
        foreach ((string name, Action<Stream> write) in files) Write(name, write);
    }

    public Stream Read(string name) =>
        new FileStream(Of(name).Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public void WriteAgain(string name, Action<Stream> write)
    {
        Part first = Of(name);
        _parts[_parts.IndexOf(first)] = Filled(first.Path, first.File, write);
        Remove(first);
    }

    /// <summary>Gives every file its name; a link stays one, and its file is replaced.</summary>
    /// <exception cref="InputException">A file of that name cannot be replaced.</exception>
    public void Complete() => Unfinished.Whole(() =>
    {
        foreach (Part part in _parts)
        {
            try
            {
                File.Move(part.Name, part.File, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw OutputFile.Unwritable(part.Path, e);
            }
        }
    });

    public void Dispose()
    {
        foreach (Part part in _parts) Remove(part);
    }

    private Part Of(string name) =>
        _parts.Find(p => p.Path == name) ?? throw new ArgumentException($"\"{name}\" is not written", nameof(name));

    private Part Filled(string path, string file, Action<Stream> write)
    {
        string name = $"{file}{Leftovers.Mark}{Guid.NewGuid():N}";
        try
        {
            return new Part(path, file, name, OutputFile.Fill(path, name, write, _parts.Sum(p => p.Stream.Length)));
        }
        catch
        {
            OutputFile.Remove(name);
            Unfinished.Forget(name);
            throw;
        }
    }

    private static void Remove(Part part)
    {
        part.Stream.Dispose();
        OutputFile.Remove(part.Name);
        Unfinished.Forget(part.Name);
    }
}
