using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServiceCircle.Formats;

/// <summary>
/// Features of a long run, kept as they come, so that a run that was stopped can go on. A text file: the key of the question; then
/// each group of features, one per line, closed by a line with a number of the caller's choice. What follows the last closed group
/// was cut off by the stop and is dropped.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class FeatureJournal : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private readonly Utf8JsonWriter _json;

    private FeatureJournal(string path, FileStream file)
    {
        (_path, _file) = (path, file);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Groups that are complete.</summary>
    public int Groups { get; private set; }

    /// <summary>Sum of the numbers that closed them.</summary>
    public long Sum { get; private set; }

    /// <summary>Opens or begins a journal; its key, one line, tells this question from all others. Missing folders are created.</summary>
    /// <exception cref="InputException">The file belongs to another question, or cannot be written.</exception>
    public static FeatureJournal Open(string path, string key)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            // Nobody else may go on with it at the same time.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var journal = new FeatureJournal(path, file);
            try
            {
                journal.Continue(key);
            }
            catch
            {
                journal.Dispose();
                throw;
            }
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "found/unwritable", "expected/writable-alone", Notice.SaidBy(e), e);
        }
    }

    /// <summary>Adds a feature to the open group; as <see cref="GeoJsonWriter.Feature"/>.</summary>
    public void Feature(NetTopologySuite.Geometries.Geometry? geometry, Action<Utf8JsonWriter> properties)
    {
        GeoJsonWriter.WriteFeature(_json, geometry, properties);
        _json.Flush();
        _json.Reset();
        _line.WriteByte((byte)'\n');
    }

    /// <summary>Closes the group: from now on it is kept. The number, not negative, is added to <see cref="Sum"/>.</summary>
    /// <exception cref="InputException">The file cannot be written any further.</exception>
    public void Close(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        _line.Write(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "\n"));
        try
        {
            _file.Write(_line.GetBuffer(), 0, (int)_line.Length);
            _file.Flush();
        }
        catch (IOException e)
        {
            throw new InputException(_path, "", Notice.SaidBy(e), "expected/room", "advice/repeat-command", e);
        }
        _line.SetLength(0);
        (Groups, Sum) = (Groups + 1, Sum + number);
    }

    /// <summary>Every kept feature as JSON text, in order.</summary>
    public IEnumerable<string> Features()
    {
        _file.Position = 0;
        return Lines().Skip(1).Where(line => line.StartsWith('{'));
    }

    /// <summary>Removes the file: its content is elsewhere now.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(_path);
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void Continue(string key)
    {
        long read = 0, kept = 0;
        foreach (string line in Lines())
        {
            // Stopped while the key was written: nothing is lost.
            if (_file.Length <= key.Length && key.StartsWith(line, StringComparison.Ordinal)) break;
            if (read == 0 && line != key)
                throw new InputException(_path, "line 1", "found/other-run", "expected/same-run", "advice/begin-anew");
            read += Encoding.UTF8.GetByteCount(line) + 1;
            // The last line may be half a line.
            if (read > _file.Length) break;
            if (kept > 0 && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                (Groups, Sum) = (Groups + 1, Sum + number);
            else if (kept > 0) continue;
            kept = read;
        }
        _file.SetLength(kept);
        _file.Position = kept;
        if (kept == 0) _file.Write(Encoding.UTF8.GetBytes(key + "\n"));
    }

    private IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
