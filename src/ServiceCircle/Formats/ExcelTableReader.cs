using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ServiceCircle.Formats;

/// <summary>
/// The first sheet of a workbook that holds anything, its first row with text as the header. Cells become what a person sees: dates as
/// 2024-09-01, and a number formatted as a percentage with its sign ("85%"), because the cell itself holds 0.85.
/// </summary>
internal static class ExcelTableReader
{
    static ExcelTableReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Table Read(string path, TableOptions options)
    {
        List<(string Where, string[] Cells)> records = Records(path);
        if (records.Count == 0) throw new InputException(path, "", "found/no-sheet", "expected/sheet");
        // Rows end where their cells do; a header names every column that counts.
        int columns = records[0].Cells.Length;
        while (columns > 0 && records[0].Cells[columns - 1].Length == 0
            && records.All(r => r.Cells.Length < columns || r.Cells[columns - 1].Length == 0)) columns--;
        return CsvReader.FromRecords(path, records.ConvertAll(r => (r.Where, Width(r.Cells, columns))), options, new RowProblems(path));
    }

    private static string[] Width(string[] cells, int columns) =>
        [.. Enumerable.Range(0, columns).Select(c => c < cells.Length ? cells[c] : "")];

    private static List<(string Where, string[] Cells)> Records(string path)
    {
        try
        {
            InputFile.Check(path);
            using FileStream stream = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using IExcelDataReader sheet = ExcelReaderFactory.CreateReader(stream);
            do
            {
                var records = new List<(string, string[])>();
                for (int row = 1; sheet.Read(); row++)
                {
                    string[] cells = [.. Enumerable.Range(0, sheet.FieldCount).Select(c => Text(sheet, c))];
                    if (cells.Any(c => c.Length > 0))
                        records.Add((string.Create(CultureInfo.InvariantCulture, $"sheet \"{sheet.Name}\", row {row}"), cells));
                }
                if (records.Count > 0) return records;
            }
            while (sheet.NextResult());
            return [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "found/no-such-file", "expected/existing-file", "advice/relative-paths", e);
        }
        catch (Exception e) when (
            e is ExcelReaderException or IOException or UnauthorizedAccessException or System.Xml.XmlException or InvalidDataException)
        {
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
