using System.Globalization;
using CsvHelper;

namespace ServiceCircle.Formats;

/// <summary>Writes comma-separated text (RFC 4180, lines ended by a line feed, UTF-8): numbers invariant, empty cell for null.</summary>
internal sealed class CsvWriter : IDisposable
{
    private readonly CsvHelper.CsvWriter _csv;
    private readonly int _columns;
    private int _cells;

    /// <summary>
    /// Starts a table by writing its header. By a byte order mark Excel knows that the text is UTF-8. The stream is left open.
    /// </summary>
    public CsvWriter(Stream stream, IReadOnlyList<string> columns, bool byteOrderMark = false)
    {
        _csv = CsvHelper.CsvWriter.Create(
            stream, new CsvWriterOptions { NewLine = "\n", WriteByteOrderMark = byteOrderMark }, leaveOpen: true);
        _columns = columns.Count;
        foreach (string column in columns) Cell(column);
        EndRow();
    }

    /// <summary>A text; a spreadsheet does not take it for a formula.</summary>
    public CsvWriter Cell(string? value) => Write(PlainText.ToCell(value));

    /// <summary>The shortest text that reads back as the same number.</summary>
    public CsvWriter Cell(double? value) => Write(value?.ToString("R", CultureInfo.InvariantCulture));

    public CsvWriter Cell(long? value) => Write(value?.ToString(CultureInfo.InvariantCulture));

    public CsvWriter Cell(bool? value) => Write(value is null ? null : value.Value ? "true" : "false");

    /// <exception cref="InvalidOperationException">The row has more or fewer cells than the header.</exception>
    public void EndRow()
    {
        if (_cells != _columns) throw new InvalidOperationException($"a row of {_cells} cells under a header of {_columns}");
        _csv.EndRecord();
        _cells = 0;
    }

    private CsvWriter Write(string? cell)
    {
        _csv.WriteField(cell);
        _cells++;
        return this;
    }

    /// <summary>Writes out what is still buffered; the stream stays open.</summary>
    public void Dispose() => _csv.Dispose();
}
