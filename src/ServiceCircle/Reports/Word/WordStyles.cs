using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ServiceCircle.Reports.Word;

/// <summary>
/// The styles of a report in Word, named as Word names its own, so that whoever goes on editing finds them in their places.
/// </summary>
internal static class WordStyles
{
    public const string Title = "Title", Kind = "Subtitle", Facts = "Facts", Lead = "Lead", Section = "Heading1", Part = "Heading2",
        Caption = "Caption", Note = "Note", Bullet = "ListBullet", Warning = "Warning", WarningHead = "WarningHead", Contents = "TOC1",
        ContentsHead = "TOCHeading", Legend = "Legend", Cell = "TableText", Grid = "TableGrid", Footer = "Footer", Header = "Header";

    private const string Latin = "Calibri", SongTi = "SimSun", YaHei = "Microsoft YaHei", Accent = "14507F", Soft = "5A6673";

    /// <summary>Lists: bullets, and the numbers of the headings.</summary>
    public const int BulletList = 1, HeadingList = 2;

    /// <summary>All styles.</summary>
    /// <param name="tag">The language of the text, such as <c>zh-CN</c>.</param>
    public static Styles All(string tag) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                Fonts(SongTi), new FontSize { Val = "21" }, new FontSizeComplexScript { Val = "21" },
                new Languages { Val = tag.StartsWith("zh", StringComparison.Ordinal) ? "en-US" : tag, EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { After = "120", Line = "300", LineRule = LineSpacingRuleValues.Auto }))),
        Style("Normal", "Normal", null, null, null, isDefault: true),
        Style(Title, "Title", Lines(before: 60, after: 60), Look(YaHei, 44, isBold: true), null),
        Style(Kind, "Subtitle", Lines(before: 600, after: 0), Look(YaHei, 24, Accent, isBold: true), null),
        Style(Facts, "Facts", Lines(after: 240), Look(null, 20, Soft), null),
        Style(Lead, "Lead", Barred(Accent, "F2F6FA"), Look(null, 26), null),
        Style(WarningHead, "Warning Head", Barred("D55E00", "FDF4EC", keepNext: true), Look(YaHei, 22, "8A3D00", isBold: true), null),
        Style(Warning, "Warning", Barred("D55E00", "FDF4EC"), Look(null, 20), null),
        Style(Section, "heading 1", Heading(0, 360, 120), Look(YaHei, 30, Accent, isBold: true), "Normal"),
        Style(Part, "heading 2", Heading(1, 240, 80), Look(YaHei, 24, isBold: true), "Normal"),
        Style(Caption, "caption", Lines(before: 160, after: 80, keepNext: true), Look(YaHei, 19, isBold: true), "Normal"),
        Style(Note, "Note", Lines(after: 100), Look(null, 18, Soft), null),
        Style(Bullet, "List Bullet", ListOf(), Look(null, 20), null),
        Style(Legend, "Legend", Lines(after: 80), Look(null, 18), null),
        Style(Cell, "Table Text", Lines(before: 20, after: 20, line: 250), Look(null, 18), null),
        Style(ContentsHead, "TOC Heading", Lines(before: 240, after: 120, keepNext: true), Look(YaHei, 26, isBold: true), null),
        Style(Contents, "toc 1", Lines(after: 0, line: 276), null, "Normal"),
        Style(Header, "header", Lines(after: 0), Look(null, 17, Soft), null),
        Style(Footer, "footer", Lines(after: 0), Look(null, 17, Soft), null),
        TableStyle());

    /// <summary>The lists that styles belong to.</summary>
    public static Numbering Lists() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.HybridMultilevel },
            new Level(
                new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" },
                new PreviousParagraphProperties(new Indentation { Left = "360", Hanging = "240" }))
            { LevelIndex = 0 })
        { AbstractNumberId = 0 },
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.Multilevel },
            Numbered(0, Section, "%1"), Numbered(1, Part, "%1.%2"))
        { AbstractNumberId = 1 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = BulletList },
        new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = HeadingList });

    /// <summary>The fonts of a run: Latin letters in one, Chinese characters in another.</summary>
    public static RunFonts Fonts(string eastAsia) =>
        new() { Ascii = Latin, HighAnsi = Latin, ComplexScript = Latin, EastAsia = eastAsia };

    private static Level Numbered(int level, string style, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal },
        new ParagraphStyleIdInLevel { Val = style },
        new LevelSuffix { Val = LevelSuffixValues.Space }, new LevelText { Val = text },
        new PreviousParagraphProperties(new Indentation { Left = "0", FirstLine = "0" }))
    { LevelIndex = level };

    private static Style Style(
        string id, string name, StyleParagraphProperties? paragraph, StyleRunProperties? run, string? next, bool isDefault = false)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault) style.Default = true;
        style.Append(new StyleName { Val = name });
        if (!isDefault) style.Append(new BasedOn { Val = "Normal" });
        if (next is not null) style.Append(new NextParagraphStyle { Val = next });
        style.Append(new PrimaryStyle());
        if (paragraph is not null) style.Append(paragraph);
        if (run is not null) style.Append(run);
        return style;
    }

    private static StyleParagraphProperties Lines(int before = 0, int after = 0, bool keepNext = false, int line = 0)
    {
        var spacing = new SpacingBetweenLines { Before = $"{before}", After = $"{after}" };
        if (line > 0) (spacing.Line, spacing.LineRule) = ($"{line}", LineSpacingRuleValues.Auto);
        return keepNext ? new(new KeepNext(), spacing) : new(spacing);
    }

    private static StyleParagraphProperties Heading(int level, int before, int after) => new(
        new KeepNext(), new KeepLines(),
        new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = HeadingList }),
        new SpacingBetweenLines { Before = $"{before}", After = $"{after}" }, new OutlineLevel { Val = level });

    private static StyleParagraphProperties ListOf() => new(
        new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = BulletList }),
        new SpacingBetweenLines { After = "60" });

    /// <summary>Tinted, with a bar at the left.</summary>
    private static StyleParagraphProperties Barred(string bar, string ground, bool keepNext = false)
    {
        OpenXmlElement[] rest =
        [
            new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 24, Space = 8, Color = bar }),
            new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = ground },
            new SpacingBetweenLines { Before = "0", After = "0", Line = "320", LineRule = LineSpacingRuleValues.Auto },
            new Indentation { Left = "200", Right = "100" },
        ];
        return keepNext ? new StyleParagraphProperties([new KeepNext(), .. rest]) : new StyleParagraphProperties(rest);
    }

    private static StyleRunProperties Look(string? eastAsia, int halfPoints, string? colour = null, bool isBold = false)
    {
        var look = new StyleRunProperties();
        if (eastAsia is not null) look.Append(Fonts(eastAsia));
        if (isBold) look.Append(new Bold());
        if (colour is not null) look.Append(new Color { Val = colour });
        look.Append(new FontSize { Val = $"{halfPoints}" }, new FontSizeComplexScript { Val = $"{halfPoints}" });
        return look;
    }

    /// <summary>Lines between rows only; the head has one above and one below it.</summary>
    private static Style TableStyle() => new(
        new StyleName { Val = "Table Grid" }, new PrimaryStyle(),
        new StyleTableProperties(
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 8, Color = "1D2733" },
                new BottomBorder { Val = BorderValues.Single, Size = 8, Color = "1D2733" },
                new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "D5DAE0" }),
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa },
                new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })))
    { Type = StyleValues.Table, StyleId = Grid };
}
