using System.Globalization;
using CsvHelper;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// Delimited text with a header: comma, semicolon or tab, quoted as RFC 4180 says. Geometry comes from a pair of coordinate
/// columns or from a column of well-known text.
/// </summary>
internal static class CsvReader
{
    private const int MostTitles = 5;
    private static readonly char[] Delimiters = [',', ';', '\t'];

    public static Table Read(string path, TableOptions options)
    {
        var file = TextFile.Read(path, options.Encoding);
        char delimiter = FindDelimiter(file.Text);
        var problems = new RowProblems(path);
        var records = Records(path, file.Text, delimiter, problems);
        if (records.Count == 0)
        {
            problems.ThrowIfAny();
            throw new InputException(path, "", "found/blanks", "expected/header-and-rows");
        }
        Table table = FromRecords(path, [.. records.Select(r => ($"line {r.Line}", r.Cells))], options, problems);
        return file.Note is null ? table : table with { Notes = [file.Note, .. table.Notes] };
    }

    /// <summary>A table from records of equally many cells, the first of which, below titles, is the header.</summary>
    /// <exception cref="InputException">A bad header, or bad records or what was noted before, all in one message.</exception>
    internal static Table FromRecords(
        string path, IReadOnlyList<(string Where, string[] Cells)> records, TableOptions options, RowProblems problems)
    {
        var notes = new List<Notice>();
        int titles = TitleRows(records);
        if (titles > 0)
            notes.Add(new(
                "warning/title-rows", ("file", Path.GetFileName(path)), ("count", titles),
                ("text", Clip(records[0].Cells.First(c => !string.IsNullOrWhiteSpace(c)).Trim()))));
        string[] header = Header(path, records[titles].Where, records[titles].Cells);
        var (x, y, wkt) = GeometryColumns(path, header, options);
        int pair = x < 0 && wkt < 0 && !options.WithoutGeometry ? PairColumn(header, records.Skip(titles + 1)) : -1;
        Crs crs = options.Crs ?? Crs.Wgs84;
        var rows = new List<Row>(records.Count);
        foreach (var (where, cells) in records.Skip(titles + 1))
        {
            if (cells.Length != header.Length)
            {
                problems.Add(where, new("found/cells", ("count", $"{cells.Length}")),
                    new("expected/cells-of-header", ("count", $"{header.Length}")), "advice/quote-delimiters");
                continue;
            }
            string?[] values = Array.ConvertAll(cells, ValueOf);
            if (x >= 0 && (!crs.IsProjected || crs == Crs.AsWritten))
                (values[x], values[y]) = (PlainDegrees(values[x], true, path, notes), PlainDegrees(values[y], false, path, notes));
            Geometry? geometry = wkt >= 0 ? WktText.Read(values[wkt], where, crs, problems)
                : x >= 0 ? Point(values[x], values[y], header[x], header[y], where, crs, problems)
                : pair >= 0 && values[pair] is { } both && Halves(both) is { } half
                    ? Point(half.X, half.Y, header[pair], header[pair], where, crs, problems)
                : null;
            rows.Add(new Row(where, values, geometry));
        }
        problems.ThrowIfAny();
        string[] positions = wkt >= 0 ? [header[wkt]] : x >= 0 ? [header[x], header[y]] : pair >= 0 ? [header[pair]] : [];
        return new Table(path, header, rows) { Notes = notes, Crs = crs, PositionColumns = positions };
    }

    /// <summary>
    /// Rows above the header that hold one text only (a title, 单位：人): of the first five, where a row of names and of several columns
    /// follows.
    /// </summary>
    private static int TitleRows(IReadOnlyList<(string Where, string[] Cells)> records)
    {
        int titles = 0;
        while (titles < Math.Min(MostTitles, records.Count - 1) && Filled(titles) == 1) titles++;
        return titles > 0 && Filled(titles) > 1 && !records[titles].Cells.Any(c => NumberText.TryParse(c, out _)) ? titles : 0;

        int Filled(int record) => records[record].Cells.Count(c => !string.IsNullOrWhiteSpace(c));
    }

    /// <summary>
    /// A coordinate as plain degrees, where it is written in degrees and minutes; null where the cell says that there is none.
    /// </summary>
    private static string? PlainDegrees(string? text, bool isLongitude, string path, List<Notice> notes)
    {
        if (text is null || NumberText.TryParse(text, out _)) return text;
        if (HumanNumber.IsBlank(text)) return null;
        if (DegreeText.Read(text, isLongitude) is not { } degrees) return text;
        string plain = degrees.ToString("R", CultureInfo.InvariantCulture);
        if (!notes.Exists(n => n.Key == "warning/degrees-read"))
            notes.Add(new("warning/degrees-read", ("file", Path.GetFileName(path)), ("text", text), ("value", plain)));
        return plain;
    }

    private static string? ValueOf(string cell) =>
        PlainText.FromCell(PlainText.WithoutHidden(cell).Trim()) is { Length: > 0 } value ? value : null;

    /// <summary>The records that hold anything, each with the line on which it starts; malformed ones become problems.</summary>
    private static List<(long Line, string[] Cells)> Records(string path, string text, char delimiter, RowProblems problems)
    {
        CheckWidth(path, text, delimiter);
        using var reader = CsvHelper.CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => problems.Add($"line {record.LineNumber}",
                new("found/quotation-marks-in", ("reason", $"{record.Reason}"), ("text", Clip(record.RawRecord))),
                "expected/quoted-cells", "advice/double-quotation-marks"),
        });
        var records = new List<(long, string[])>();
        while (reader.Read())
        {
            string[] cells = new string[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++) cells[i] = reader.GetString(i);
            if (!cells.All(string.IsNullOrWhiteSpace)) records.Add((reader.LineNumber, cells));
        }
        return records;
    }

    /// <summary>Counts the cells of every record before any is made: a record of millions takes a hundred bytes for each.</summary>
    /// <exception cref="InputException">One has more than a table may have.</exception>
    private static void CheckWidth(string path, string text, char delimiter)
    {
        bool quoted = false;
        int cells = 1, line = 1, begun = 1;
        foreach (char c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (c == '\n') line++;
            if (quoted) continue;
            if (c == delimiter) cells++;
            else if (c is '\n' or '\r')
            {
                ColumnNames.CheckCount(path, $"line {begun}", cells);
                (cells, begun) = (1, line);
            }
        }
        ColumnNames.CheckCount(path, $"line {begun}", cells);
    }

    /// <summary>
    /// The candidate that occurs most often, outside quotation marks, in the first line that has any: above it there may be titles. Comma
    /// if none of the first lines does.
    /// </summary>
    internal static char FindDelimiter(string text)
    {
        var counts = new int[Delimiters.Length];
        bool quoted = false, blank = true;
        int lines = 0;
        foreach (char c in text)
        {
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c is '\n' or '\r')
            {
                if (!blank && ++lines > MostTitles || counts.Max() > 0) break;
                blank = true;
                continue;
            }
            blank = false;
            int i = Array.IndexOf(Delimiters, c);
            if (i >= 0) counts[i]++;
        }
        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static string[] Header(string path, string where, string[] cells)
    {
        string[] header = ColumnNames.Distinct(path, where, cells);
        if (header.All(name => NumberText.TryParse(name, out _)))
            throw new InputException(path, where, "found/only-numbers", "expected/column-names", "advice/names-first");
        return header;
    }

    private static (int X, int Y, int Wkt) GeometryColumns(string path, string[] header, TableOptions options)
    {
        if (options.WithoutGeometry) return (-1, -1, -1);
        if (options.XColumn is not null || options.YColumn is not null)
            return (Named("lon", options.XColumn), Named("lat", options.YColumn), -1);
        int wkt = ColumnNames.Find(header, ColumnNames.WellKnownText);
        if (wkt >= 0) return (-1, -1, wkt);
        foreach (var (xName, yName) in ColumnNames.CoordinatePairs)
        {
            int x = ColumnNames.Find(header, [xName]), y = ColumnNames.Find(header, [yName]);
            if (x >= 0 && y >= 0) return (x, y, -1);
        }
        return (-1, -1, -1);

        int Named(string role, string? name) => ColumnNames.Require(path, header, role, name);
    }

    /// <summary>The column of both coordinates: one that is called so, and every filled cell of which holds a pair of numbers.</summary>
    private static int PairColumn(string[] header, IEnumerable<(string Where, string[] Cells)> records)
    {
        int pair = ColumnNames.Find(header, ColumnNames.CoordinatePair);
        return pair >= 0 && records.All(r => r.Cells.Length <= pair || ValueOf(r.Cells[pair]) is not { } cell || Halves(cell) is not null)
            ? pair : -1;
    }

    /// <summary>The two numbers of a cell; null if it holds something else.</summary>
    private static (string X, string Y)? Halves(string cell)
    {
        string[] parts = HalfWidth.Of(cell).Split([',', ';', ' ', '、'], StringSplitOptions.RemoveEmptyEntries);
        return parts is [var x, var y] && NumberText.TryParse(x, out _) && NumberText.TryParse(y, out _) ? (x, y) : null;
    }

    private static Point? Point(string? x, string? y, string xName, string yName, string where, Crs crs, RowProblems problems)
    {
        if (x is null && y is null) return null;
        if (!Number(x, xName, where, problems, out double lon) | !Number(y, yName, where, problems, out double lat)) return null;
        if (Degrees.Check(lon, lat, crs) is { } bad)
        {
            problems.Add(where, Notice.AsIs($"{xName} {x}, {yName} {y}"), bad.Expected, bad.Advice);
            return null;
        }
        return new Point(lon, lat);
    }

    private static bool Number(string? text, string column, string where, RowProblems problems, out double value)
    {
        if (NumberText.TryParse(text, out value)) return true;
        problems.Add(where, text is null ? new("found/empty", ("column", column))
            : new("found/cell", ("column", column), ("text", Clip(text))), "expected/number",
            text?.Contains(',') == true ? "advice/decimal-point" : null);
        return false;
    }

    internal static string Clip(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
