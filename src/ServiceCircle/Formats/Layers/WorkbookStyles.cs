using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ServiceCircle.Formats.Layers;

/// <summary>How cells of a workbook look, by their number in its list of styles.</summary>
internal static class WorkbookStyles
{
    public const uint Plain = 0, Header = 1, Share = 2, OneDecimal = 3, People = 4, NoDecimals = 5;

    /// <summary>A text that stays one when somebody edits it, whatever it begins with.</summary>
    public const uint TextOnly = 6;

    // Numbers of built-in formats: 0, #,##0 and 0.0%'s and 0.0's own, which are ours.
    private const uint Whole = 1, Thousands = 3, OwnPercent = 164, OwnOneDecimal = 165;

    /// <summary>The style of a column's values.</summary>
    public static uint Of(LayerColumn column) => column.Kind is ValueKind.Text or ValueKind.YesNo ? Plain : Measures.Of(column.Name) switch
    {
        Measure.Share => Share,
        Measure.Minutes or Measure.Metres => OneDecimal,
        Measure.SquareMetres or Measure.Seconds => NoDecimals,
        Measure.People => People,
        _ => Plain,
    };

    /// <summary>Writes the part <c>styles.xml</c>.</summary>
    public static void Write(Stream stream)
    {
        using OpenXmlWriter xml = OpenXmlWriter.Create(stream);
        xml.WriteElement(new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = OwnPercent, FormatCode = "0.0%" },
                new NumberingFormat { NumberFormatId = OwnOneDecimal, FormatCode = "0.0" }),
            new Fonts(FontOf(isBold: false), FontOf(isBold: true)),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3EDF2" }) { PatternType = PatternValues.Solid })),
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
                { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
                Numbers(OwnPercent), Numbers(OwnOneDecimal), Numbers(Thousands), Numbers(Whole), new CellFormat { QuotePrefix = true })));
    }

    private static Font FontOf(bool isBold)
    {
        var font = new Font();
        if (isBold) font.Append(new Bold());
        font.Append(new FontSize { Val = 11 }, new FontName { Val = "Calibri" });
        return font;
    }

    private static CellFormat Numbers(uint format) => new() { NumberFormatId = format, ApplyNumberFormat = true };
}
