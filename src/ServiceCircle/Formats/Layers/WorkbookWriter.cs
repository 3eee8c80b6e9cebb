using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// Layers and tables as one Excel workbook: a sheet for each, below a header that stays in view; shares as percent, minutes with one
/// decimal. Points have their longitude and latitude in the last columns; other geometries are left out. The same layers give the same
/// bytes.
/// </summary>
internal static class WorkbookWriter
{
    /// <summary>Rows of a sheet, and characters of a cell, that Excel has room for.</summary>
    private const int MostRows = 1_048_576, MostCharacters = 32_767;

    /// <summary>The number that Excel has for the paper.</summary>
    private const uint A4 = 9;

    private const double NarrowestColumn = 8, WidestColumn = 48;

    /// <summary>A longer header goes on in a second line.</summary>
    private const int WidestHeader = 22;

    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
    private const string BookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string StylesType = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

    /// <summary>A sheet: a table, or as many rows of it as a sheet holds.</summary>
    private sealed record Page(PackagedLayer Table, string Name, int Skip);

    /// <summary>Writes the workbook; a table of more rows than a sheet goes on in the next.</summary>
    public static void Write(Stream stream, IReadOnlyList<PackagedLayer> tables)
    {
        Page[] pages = [.. Pages(tables)];
        OfficePackage.Write(stream,
        [
            new OfficePart("xl/workbook.xml", BookType, content => WriteBook(content, pages))
            {
                Links =
                [
                    .. pages.Select((_, i) => new OfficeLink(IdOf(i), "worksheet", FileOf(i))),
                    new OfficeLink("rIdStyles", "styles", "styles.xml"),
                ],
            },
            new OfficePart("xl/styles.xml", StylesType, WorkbookStyles.Write),
            .. pages.Select(
                (page, i) => new OfficePart("xl/" + FileOf(i), SheetType, content => WriteSheet(content, page, isFirst: i == 0))),
        ]);
    }

    private static string IdOf(int page) => string.Create(CultureInfo.InvariantCulture, $"rId{page + 1}");

    private static string FileOf(int page) => string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{page + 1}.xml");

    private static IEnumerable<Page> Pages(IReadOnlyList<PackagedLayer> tables)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PackagedLayer table in tables)
        {
            int skip = 0;
            do
            {
                yield return new Page(table, SheetNames.Next(table.Title, used), skip);
                skip += MostRows - 1;
            }
            while (skip < table.Layer.RowCount);
        }
    }

    private static void WriteBook(Stream stream, IReadOnlyList<Page> pages)
    {
        using OpenXmlWriter xml = OpenXmlWriter.Create(stream);
        xml.WriteElement(new Workbook(new Sheets(
            pages.Select((page, i) => new Sheet { Name = page.Name, SheetId = (uint)i + 1, Id = IdOf(i) }))));
    }

    private static void WriteSheet(Stream stream, Page page, bool isFirst)
    {
        Layer layer = page.Table.Layer;
        // Points have a place in a spreadsheet; outlines have none.
        bool hasPositions = layer.HasPositionColumns;
        bool withPoints = layer is { IsSpatial: true, Shapes: Shapes.Points, HasMany: false } && !hasPositions;
        string[] heads = [.. page.Table.ColumnTitles, .. withPoints ? layer.Crs.PairNames : []];
        uint[] styles =
        [
            .. layer.Columns.Select(c => page.Table.IsGiven ? WorkbookStyles.Plain : WorkbookStyles.Of(c)),
            .. withPoints ? (uint[])[WorkbookStyles.Plain, WorkbookStyles.Plain] : [],
        ];
        using OpenXmlWriter xml = OpenXmlWriter.Create(stream);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0, TabSelected = isFirst }));
        if (heads.Length > 0)
            xml.WriteElement(new Columns(heads.Select((head, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                CustomWidth = true,
                Width = WidthOf(head, i < layer.Columns.Count ? layer.Columns[i] : null),
            })));
        xml.WriteStartElement(new SheetData());
        WriteRow(xml, heads.Select(head => TextCell(head, WorkbookStyles.Header)));
        foreach (LayerRow row in layer.Rows().Skip(page.Skip).Take(MostRows - 1))
        {
            IEnumerable<object?> values =
                withPoints ? [.. row.Values, (row.Geometry as Point)?.X, (row.Geometry as Point)?.Y] : row.Values;
            WriteRow(xml, values.Select((value, i) => CellOf(value, styles[i])));
        }
        xml.WriteEndElement();
        // On paper as wide as a page, and as long as it takes.
        xml.WriteElement(new PageSetup { PaperSize = A4, Orientation = OrientationValues.Landscape, FitToHeight = 0 });
        xml.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter xml, IEnumerable<Cell> cells)
    {
        xml.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Row());
        foreach (Cell cell in cells) xml.WriteElement(cell);
        xml.WriteEndElement();
    }

    private static Cell CellOf(object? value, uint style) => value switch
    {
        null => new Cell(),
        bool yes => new Cell(new CellValue(yes ? "1" : "0")) { DataType = CellValues.Boolean },
        string text => TextCell(text, PlainText.ToCell(text) == text ? style : WorkbookStyles.TextOnly),
        _ => new Cell(new CellValue(Layer.TextOf(value)!)) { StyleIndex = style },
    };

    /// <summary>A text in its own cell: never a formula.</summary>
    private static Cell TextCell(string text, uint style)
    {
        string shown = text.Length > MostCharacters ? text[..(MostCharacters - 1)] + "…" : text;
        return new Cell(new InlineString(new Text(Printable(shown)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };
    }

    /// <summary>The text without what XML cannot hold.</summary>
    private static string Printable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair) i++;
            else if (!XmlConvert.IsXmlChar(text[i])) return Printable(text.Remove(i, 1).Insert(i, "\ufffd"));
        }
        return text;
    }

    /// <summary>Room for the header and for most values, in characters of Latin; Chinese ones are twice as wide.</summary>
    private static double WidthOf(string head, LayerColumn? column)
    {
        int header = Math.Min(WidestHeader, head.Sum(c => c < 0x2E80 ? 1 : 2));
        int values = column?.Kind == ValueKind.Text ? column.MostBytes * 2 / 3 : 0;
        return Math.Clamp(Math.Max(header, values) + 2, NarrowestColumn, WidestColumn);
    }
}
