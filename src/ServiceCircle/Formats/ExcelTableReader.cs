using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace ServiceCircle.Formats;

/// <summary>
/// The sheet of a workbook that is named, else the first that holds more than one column, its first row with text as the header.
/// Cells become what a person sees: dates as 2024-09-01, and a number formatted as a percentage with its sign ("85%"), because the cell
/// itself holds 0.85.
/// </summary>
internal static class ExcelTableReader
{
    // A sheet of a few kilobytes can say that it is 16,384 columns wide and hold one cell in each row.
    private const int EmptyAllowed = 1_000_000, LookedAllowed = 30_000_000, EmptyPerFilled = 30, MostColumns = 16_384;

    static ExcelTableReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Table Read(string path, TableOptions options)
    {
        List<(string Where, string[] Cells)> records = Records(path, options.Layer);
        if (records.Count == 0) throw new InputException(path, "", "found/no-sheet", "expected/sheet");
        // Rows end where their cells do.
        int columns = records.Max(r => r.Cells.Length);
        long filled = records.Sum(r => (long)r.Cells.Count(c => c.Length > 0));
        if ((long)columns * records.Count > EmptyAllowed + (EmptyPerFilled + 1) * filled) throw MostlyEmpty(path, "", columns);
        return CsvReader.FromRecords(path, records.ConvertAll(r => (r.Where, Width(r.Cells, columns))), options, new RowProblems(path));
    }

    private static InputException MostlyEmpty(string path, string where, int columns) =>
        new(path, where, new("found/mostly-empty", ("columns", columns)), "expected/table-columns", "advice/delete-empty");

    private static string[] Width(string[] cells, int columns) =>
        [.. Enumerable.Range(0, columns).Select(c => c < cells.Length ? cells[c] : "")];

    private static List<(string Where, string[] Cells)> Records(string path, string? name)
    {
        try
        {
            GivenFile.Check(path);
            using FileStream stream = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            WorkbookCheck.Check(path, stream);
            using IExcelDataReader sheet = ExcelReaderFactory.CreateReader(stream);
            var names = new List<string>();
            List<(string, string[])>? notes = null;
            do
            {
                names.Add(sheet.Name);
                if (name is not null && !string.Equals(name, sheet.Name, StringComparison.OrdinalIgnoreCase)) continue;
                var records = new List<(string, string[])>();
                long empty = EmptyAllowed, looked = LookedAllowed;
                for (int row = 1; sheet.Read(); row++)
                {
                    int width = sheet.FieldCount;
                    // A broken .xls can say more than any sheet has.
                    if (width > MostColumns) throw MostlyEmpty(path, "", width);
                    looked -= width;
                    while (width > 0 && Text(sheet, width - 1).Length == 0) width--;
                    string where = string.Create(CultureInfo.InvariantCulture, $"sheet \"{sheet.Name}\", row {row}");
                    // Also of rows that hold nothing there may be many.
                    if (looked < 0) throw MostlyEmpty(path, where, sheet.FieldCount);
                    string[] cells = [.. Enumerable.Range(0, width).Select(c => Text(sheet, c))];
                    if (width == 0) continue;
                    int filled = (EmptyPerFilled + 1) * cells.Count(c => c.Length > 0);
                    (empty, looked) = (empty + filled - width, looked + filled);
                    if (empty < 0) throw MostlyEmpty(path, where, sheet.FieldCount);
                    records.Add((where, cells));
                }
                if (records.Count == 0) continue;
                // A sheet of one column says how to fill in the others.
                if (name is not null || records.Exists(r => r.Item2.Count(c => c.Length > 0) > 1)) return records;
                notes ??= records;
            }
            while (sheet.NextResult());
            if (name is not null && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new InputException(path, "layer", new("found/no-such-sheet", ("sheet", name)), Notice.OneOf(names));
            return notes ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "found/no-such-file", "expected/existing-file", "advice/relative-paths", e);
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            // What a broken cell, record or link leads to in the package is any exception at all.
            throw new InputException(path, "", "found/no-workbook", "expected/workbook", "advice/save-workbook", e);
        }
    }

    private static string Text(IExcelDataReader sheet, int column) => sheet.GetValue(column) switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number when sheet.GetNumberFormatString(column)?.Contains('%') == true && Math.Abs(number) < 1e12 =>
            ((decimal)number * 100).ToString("0.############", CultureInfo.InvariantCulture) + "%",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };
}
