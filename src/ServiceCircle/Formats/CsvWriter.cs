using System.Globalization;
using CsvHelper;

namespace ServiceCircle.Formats;

/// <summary>Writes comma-separated text (RFC 4180, lines ended by a line feed, UTF-8): numbers invariant, empty cell for null.</summary>
internal sealed class CsvWriter : IDisposable
{
    private readonly CsvHelper.CsvWriter _csv;
    private readonly int _columns;
    private int _cells;

    /// <summary>Starts a table by writing its header.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="columns">The column names.</param>
    /// <param name="byteOrderMark">True to begin with a byte order mark, by which Excel knows that the text is UTF-8.</param>
    public CsvWriter(Stream stream, IReadOnlyList<string> columns, bool byteOrderMark = false)
    {
        _csv = CsvHelper.CsvWriter.Create(
            stream, new CsvWriterOptions { NewLine = "\n", WriteByteOrderMark = byteOrderMark }, leaveOpen: true);
        _columns = columns.Count;
        foreach (string column in columns) Cell(column);
        EndRow();
    }

    /// <summary>Writes the next cell; null is an empty one.</summary>
    public CsvWriter Cell(string? value)
    {
        _csv.WriteField(value);
        _cells++;
        return this;
    }

    /// <summary>Writes the next cell, shortest text that reads back as the same number.</summary>
    public CsvWriter Cell(double? value) => Cell(value?.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Writes the next cell.</summary>
    public CsvWriter Cell(long? value) => Cell(value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes the next cell: true or false.</summary>
    public CsvWriter Cell(bool? value) => Cell(value is null ? null : value.Value ? "true" : "false");

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">The row has more or fewer cells than the header.</exception>
    public void EndRow()
    {
        if (_cells != _columns) throw new InvalidOperationException($"a row of {_cells} cells under a header of {_columns}");
        _csv.EndRecord();
        _cells = 0;
    }

    /// <summary>Writes out what is still buffered; the stream stays open.</summary>
    public void Dispose() => _csv.Dispose();
}
