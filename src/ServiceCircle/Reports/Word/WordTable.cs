using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ServiceCircle.Reports.Word;

/// <summary>A table of a page as one of Word: its head is repeated on every page, and no row is torn apart.</summary>
internal static class WordTable
{
    /// <summary>Columns that still can be read on paper.</summary>
    public const int MostColumns = 12;

    /// <summary>Width of the text on A4 in twentieths of a point.</summary>
    private const int PageWidth = 9638;

    /// <summary>Characters, Chinese ones counted double, beyond which a column's text goes on in the next line.</summary>
    private const int Widest = 60;

    /// <summary>A longer word, such as a checksum, is broken all the same.</summary>
    private const int LongestWord = 24;

    /// <summary>Sizes of letters in half points, those for tables of few columns first.</summary>
    private static readonly int[] Letters = [18, 17, 16, 15, 14, 13];

    /// <summary>Margins of a cell, in twentieths of a point.</summary>
    private const int Margins = 130;

    /// <summary>The table.</summary>
    /// <param name="table">An element <c>table</c> of a page.</param>
    /// <param name="mostRows">Rows after which it ends.</param>
    public static Table Of(XElement table, int mostRows)
    {
        XElement head = table.Element("thead")!.Element("tr")!;
        XElement[] rows = [.. table.Element("tbody")!.Elements("tr").Take(mostRows)];
        int[] shown = Shown(table);
        (int letters, int[] widths) = Widths([head, .. rows], shown);
        var word = new Table(
            new TableProperties(
                new TableStyle { Val = WordStyles.Grid }, new TableWidth { Width = $"{PageWidth}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed }, new TableLook { Val = "0420" }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        word.Append(RowOf(head, shown, widths, letters, isHead: true));
        foreach (XElement row in rows) word.Append(RowOf(row, shown, widths, letters, isHead: false));
        // The head and the first row are not left alone at the foot of a page, nor the last row at the head of one.
        TableRow[] together = [.. word.Elements<TableRow>()];
        IEnumerable<TableRow> kept = together.Where((_, i) => i < 2 || i == together.Length - 2);
        foreach (Paragraph paragraph in kept.SelectMany(row => row.Descendants<Paragraph>()))
            paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        return word;
    }

    /// <summary>The columns that say something in words: a column of bars has none.</summary>
    public static int[] Shown(XElement table)
    {
        XElement[] rows = [.. table.Element("tbody")!.Elements("tr")];
        int count = table.Element("thead")!.Element("tr")!.Elements().Count();
        return [.. Enumerable.Range(0, count).Where(
            i => !rows.Any(r => r.Elements().ElementAtOrDefault(i) is { } cell && cell.Elements().Any(e => e.Name.LocalName == "svg")))];
    }

    private static TableRow RowOf(XElement row, int[] shown, int[] widths, int letters, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead) properties.Append(new TableHeader());
        var word = new TableRow(properties);
        XElement[] cells = [.. row.Elements()];
        bool isTotal = WordText.ClassOf(row) == "total";
        foreach ((int i, int column) in shown.Index())
            word.Append(CellOf(column < cells.Length ? cells[column] : null, widths[i], letters, isHead, isHead || isTotal));
        return word;
    }

    private static TableCell CellOf(XElement? cell, int width, int letters, bool isHead, bool isBold)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (isHead)
            properties.Append(
                new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E3EDF2" },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Bottom });
        var word = new TableCell(properties);
        string[] classes = cell is null ? [] : WordText.ClassOf(cell).Split(' ');
        IReadOnlyList<string> lines = cell is null ? [] : WordText.Lines(cell);
        foreach ((int i, string line) in lines.DefaultIfEmpty("").Index())
        {
            var paragraph = new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Cell });
            if (classes.Contains("n")) paragraph.Append(new Justification { Val = JustificationValues.Right });
            var look = new List<OpenXmlElement>();
            if (isBold) look.Add(new Bold());
            if (classes.Contains("no") || i > 0) look.Add(new Color { Val = classes.Contains("no") ? "8A3D00" : "5A6673" });
            look.AddRange([new FontSize { Val = $"{letters}" }, new FontSizeComplexScript { Val = $"{letters}" }]);
            word.Append(new Paragraph(paragraph, WordText.Run(line, look)));
        }
        return word;
    }

    /// <summary>
    /// Widths that add up to the page: each column has room for its longest word or number, and of the rest in proportion to its longest
    /// line. Letters are as large as lets all words fit.
    /// </summary>
    private static (int Letters, int[] Widths) Widths(IReadOnlyList<XElement> rows, int[] shown)
    {
        int[] words = new int[shown.Length], lines = new int[shown.Length];
        foreach (XElement row in rows)
        {
            XElement[] cells = [.. row.Elements()];
            foreach ((int i, int column) in shown.Index())
            {
                if (column >= cells.Length) continue;
                foreach (string line in WordText.Lines(cells[column]))
                {
                    // Heads are bold, and more than one Chinese character wide.
                    int word = row == rows[0] ? Math.Max(Parts(line).Max(WidthOf) * 8 / 7 + 1, 4) : Parts(line).Max(WidthOf);
                    words[i] = Math.Max(words[i], Math.Min(LongestWord, word));
                    // A head may be broken into several lines.
                    lines[i] = Math.Max(lines[i], Math.Min(Widest, row == rows[0] ? WidthOf(line) / 2 : WidthOf(line)));
                }
            }
        }
        // In the widest of the fonts that stand in for one that is not there, two thirds of their height.
        double Least(int letters, int word) => word * letters * 10 * 0.66 + Margins;
        int[] sizes = [.. Letters.Where(l => words.Sum(w => Least(l, w)) < PageWidth), Letters[^1]];
        double[] least = [.. words.Select(w => Least(sizes[0], w))];
        double rest = PageWidth - least.Sum();
        double[] more = [.. lines.Zip(words, (line, word) => Math.Max(0.5, line - word))];
        int[] widths = [.. least.Select((w, i) => rest > 0 ? (int)(w + rest * more[i] / more.Sum()) : (int)(PageWidth * w / least.Sum()))];
        if (widths.Length > 0) widths[^1] += PageWidth - widths.Sum();
        return (sizes[0], widths);
    }

    /// <summary>What of a line is not broken: words, and Chinese characters one by one.</summary>
    private static IEnumerable<string> Parts(string line) => line.Split(' ', '/', '-')
        .SelectMany(word => word.Any(IsWide) ? word.Split([.. word.Where(IsWide)]).Append("中") : [word]);

    private static int WidthOf(string text) => text.Sum(c => IsWide(c) ? 2 : 1);

    private static bool IsWide(char c) => c >= 0x2E80;
}
