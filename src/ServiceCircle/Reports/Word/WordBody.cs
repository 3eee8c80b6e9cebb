using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using ServiceCircle.Formats;

namespace ServiceCircle.Reports.Word;

/// <summary>The content of a page as that of a document, element by element.</summary>
internal sealed class WordBody(Messages messages, WordPictures pictures)
{
    /// <summary>Rows of a table on paper; the page and the tables beside it have all.</summary>
    private const int MostRows = 400;

    private const double PageMillimetres = 170, SmallMapMillimetres = 120, SwatchMillimetres = 6, LogoWidth = 60, LogoHeight = 20;

    private int _tables, _figures;

    /// <summary>What the page says before its sections: what it is, the result, what to know first.</summary>
    public IEnumerable<OpenXmlElement> Header(XElement header)
    {
        foreach (XElement element in header.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "img": yield return Logo(element); break;
                case "h1": yield return WordText.Paragraph(WordStyles.Title, WordText.Run(WordText.Line(element))); break;
                case "p":
                    string style = WordText.ClassOf(element) == "kind" ? WordStyles.Kind : WordStyles.Facts;
                    yield return WordText.Paragraph(style, WordText.Run(WordText.Line(element)));
                    break;
                case "div" when WordText.ClassOf(element) == "lead":
                    foreach (XElement sentence in element.Elements("p"))
                    {
                        // The result is large, what came of each plan as large as the text.
                        FontSize[] size = sentence.ElementsBeforeSelf().Any() ? [new FontSize { Val = "21" }] : [];
                        yield return WordText.Paragraph(WordStyles.Lead, WordText.Run(WordText.Line(sentence), size));
                    }
                    yield return WordText.Paragraph(WordStyles.Note);
                    break;
                case "div":
                    yield return WordText.Paragraph(WordStyles.WarningHead, WordText.Run(WordText.Line(element.Element("h2")!)));
                    foreach (XElement warning in element.Descendants("li"))
                        yield return WordText.Paragraph(WordStyles.Warning, WordText.Run("• " + WordText.Line(warning)));
                    break;
            }
        }
    }

    /// <summary>The contents: a field that Word brings up to date, filled with the sections until then.</summary>
    public IEnumerable<OpenXmlElement> Contents(IReadOnlyList<XElement> sections)
    {
        yield return WordText.Paragraph(WordStyles.ContentsHead, WordText.Run(messages["word/contents"]));
        for (int i = 0; i < sections.Count; i++)
        {
            var runs = new List<OpenXmlElement>();
            if (i == 0)
                runs.AddRange(
                [
                    new Run(new FieldChar { FieldCharType = FieldCharValues.Begin, Dirty = true }),
                    new Run(new FieldCode(" TOC \\o \"1-1\" \\h \\z \\u ") { Space = SpaceProcessingModeValues.Preserve }),
                    new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
                ]);
            runs.Add(new Hyperlink(WordText.Run(Number(i + 1) + "  " + WordText.Line(sections[i].Element("h2")!))) { Anchor = MarkOf(i) });
            if (i == sections.Count - 1) runs.Add(new Run(new FieldChar { FieldCharType = FieldCharValues.End }));
            yield return WordText.Paragraph(WordStyles.Contents, runs);
        }
    }

    /// <summary>A section with its heading.</summary>
    public IEnumerable<OpenXmlElement> Section(XElement section, int index)
    {
        string id = Number(index + 1);
        yield return WordText.Paragraph(
            WordStyles.Section, new BookmarkStart { Id = id, Name = MarkOf(index) },
            WordText.Run(WordText.Line(section.Element("h2")!)), new BookmarkEnd { Id = id });
        foreach (XElement element in section.Elements().Skip(1))
        {
            foreach (OpenXmlElement block in Block(element, PageMillimetres))
            {
                // Sentences before a table or a map are on its page.
                string? next = element.ElementsAfterSelf().FirstOrDefault(e => e.Name.LocalName != "p")?.Name.LocalName;
                if (element.Name.LocalName == "p" && next is ("div" or "figure") && block is Paragraph sentence)
                    sentence.ParagraphProperties!.KeepNext = new KeepNext();
                yield return block;
            }
        }
    }

    private IEnumerable<OpenXmlElement> Block(XElement element, double width) => element.Name.LocalName switch
    {
        "h3" => [WordText.Paragraph(WordStyles.Part, WordText.Run(WordText.Line(element)))],
        "p" => [WordText.Paragraph(WordText.ClassOf(element) == "note" ? WordStyles.Note : "Normal", WordText.Run(WordText.Line(element)))],
        "ul" => element.Elements("li").Select(item => WordText.Paragraph(WordStyles.Bullet, WordText.Run(WordText.Line(item)))),
        "table" => Table(element),
        "figure" => Figure(element, width),
        "svg" => [Picture(element, width)],
        "div" => element.Elements().SelectMany(e => Block(e, WordText.ClassOf(element) == "small-maps" ? SmallMapMillimetres : width)),
        _ => [WordText.Paragraph("Normal", WordText.Run(WordText.Line(element)))],
    };

    private IEnumerable<OpenXmlElement> Table(XElement table)
    {
        string caption = table.Element("caption") is { } given ? WordText.Line(given) : "";
        int columns = WordTable.Shown(table).Length, rows = table.Element("tbody")!.Elements("tr").Count();
        if (columns > WordTable.MostColumns)
        {
            yield return WordText.Paragraph(WordStyles.Note,
                WordText.Run(messages.Text("word/too-wide", ("caption", caption), ("columns", columns))));
            yield break;
        }
        yield return Caption(messages["word/table"], Number(++_tables), caption, "Table", keepNext: true);
        yield return WordTable.Of(table, MostRows);
        // Two tables without a paragraph between them would be one.
        yield return WordText.Paragraph(WordStyles.Note, rows > MostRows
            ? [WordText.Run(messages.Text("word/rows-cut", ("shown", MostRows), ("all", rows)))] : []);
    }

    private IEnumerable<OpenXmlElement> Figure(XElement figure, double width)
    {
        foreach (XElement picture in figure.Elements().Where(e => e.Name.LocalName == "svg")) yield return Picture(picture, width);
        XElement? text = figure.Element("figcaption");
        XElement? title = text?.Elements("p").FirstOrDefault(p => WordText.ClassOf(p) == "map-title");
        if (title is not null)
            yield return Caption(messages["word/figure"], Number(++_figures), WordText.Line(title), "Figure", keepNext: false);
        foreach (XElement element in text?.Elements().Where(e => e != title) ?? [])
        {
            if (WordText.ClassOf(element) == "legend") yield return Legend(element);
            else foreach (OpenXmlElement block in Block(element, width)) yield return block;
        }
    }

    private Paragraph Logo(XElement image) => new(
        new ParagraphProperties(
            new SpacingBetweenLines { Before = "0", After = "0" }, new Justification { Val = JustificationValues.Right }),
        pictures.Embed(PictureFile.FromDataUri(image.Attribute("src")!.Value), LogoWidth, LogoHeight, image.Attribute("alt")!.Value));

    private Paragraph Picture(XElement picture, double width)
    {
        Run run = pictures.Draw(picture, width, picture.Attribute("aria-label")?.Value ?? "", alsoSvg: true);
        return new Paragraph(new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "120", After = "40" }), run);
    }

    /// <summary>A sample and a name for each class of a map, in one paragraph.</summary>
    private Paragraph Legend(XElement list)
    {
        var runs = new List<OpenXmlElement>();
        foreach (XElement item in list.Elements("li"))
        {
            if (runs.Count > 0) runs.Add(WordText.Run("\u2003"));
            foreach (XElement swatch in item.Elements().Where(e => e.Name.LocalName == "svg"))
                runs.Add(pictures.Draw(swatch, SwatchMillimetres, "", alsoSvg: false));
            runs.Add(WordText.Run("\u00a0" + WordText.Line(item)));
        }
        return WordText.Paragraph(WordStyles.Legend, runs);
    }

    /// <summary>A caption whose number Word counts, so that a list of tables or figures can be made of them.</summary>
    private static Paragraph Caption(string label, string number, string text, string sequence, bool keepNext)
    {
        Paragraph caption = WordText.Paragraph(
            WordStyles.Caption,
            [WordText.Run(label), .. WordText.Field($"SEQ {sequence} \\* ARABIC", number), WordText.Run("  " + text)]);
        if (!keepNext) caption.ParagraphProperties!.KeepNext = new KeepNext { Val = false };
        return caption;
    }

    private static string MarkOf(int section) => "_Toc" + Number(1000 + section);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
