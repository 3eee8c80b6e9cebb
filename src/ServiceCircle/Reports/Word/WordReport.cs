using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using ServiceCircle.Formats;

namespace ServiceCircle.Reports.Word;

/// <summary>
/// A report as a document of Word, made from its page: the same sentences, tables and maps, with real headings, captions and lists, so that
/// a bureau can go on editing. A new section of the page needs nothing here. The same page gives the same bytes where the fonts are the
/// same.
/// </summary>
internal static class WordReport
{
    private const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    /// <summary>
    /// The sections of a study as a bureau reads them: the plan's verdicts first, what is not named here last. A comparison keeps its
    /// order.
    /// </summary>
    private static readonly string[] Order =
    [
        "targets", "trend", "figures", "bases", "missing", "missing-list", "ledger", "maps", "units", "access", "communities", "facilities",
        "counted", "method", "data",
    ];

    /// <summary>Whether this machine has a font for the Chinese text of maps.</summary>
    public static bool CanWriteChinese => PictureFonts.HasChinese;

    /// <summary>Writes a report.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="html">The page, as <see cref="HtmlReport"/> writes it.</param>
    public static void Write(Stream stream, Stream html)
    {
        XDocument page = XDocument.Load(html, LoadOptions.PreserveWhitespace);
        string tag = page.Root!.Attribute("lang")!.Value;
        Messages messages = Messages.In(Locale.LanguageOf(tag));
        XElement content = page.Root.Element("body")!;
        var pictures = new WordPictures(page);
        var body = new WordBody(messages, pictures);
        XElement[] sections = [.. Sorted([.. content.Element("main")!.Elements("section")])];
        // All of it before the package is written: pictures are known by then.
        var document = new Document(new Body(
        [
            .. body.Header(content.Element("header")!), .. body.Contents(sections),
            new Paragraph(new Run(new Break { Type = BreakValues.Page })),
            .. sections.SelectMany(body.Section),
            .. content.Element("footer")!.Elements("p").Select(p => WordText.Paragraph(WordStyles.Note, WordText.Run(WordText.Line(p)))),
            Paper(),
        ]));
        string title = WordText.Line(content.Element("header")!.Element("h1")!);
        OfficePackage.Write(stream,
        [
            new OfficePart("word/document.xml", Types + "document.main+xml", Xml(document))
            {
                Links =
                [
                    new OfficeLink("rIdStyles", "styles", "styles.xml"), new OfficeLink("rIdNumbering", "numbering", "numbering.xml"),
                    new OfficeLink("rIdHeader", "header", "header1.xml"), new OfficeLink("rIdFooter", "footer", "footer1.xml"),
                    .. pictures.Links,
                ],
            },
            new OfficePart("word/styles.xml", Types + "styles+xml", Xml(WordStyles.All(tag))),
            new OfficePart("word/numbering.xml", Types + "numbering+xml", Xml(WordStyles.Lists())),
            new OfficePart("word/header1.xml", Types + "header+xml",
                Xml(new Header(WordText.Paragraph(WordStyles.Header, WordText.Run(title))))),
            new OfficePart("word/footer1.xml", Types + "footer+xml", Xml(new Footer(PageNumber()))),
            .. pictures.Parts,
        ]);
    }

    private static IEnumerable<XElement> Sorted(IReadOnlyList<XElement> sections) =>
        !sections.Any(s => IdOf(s) == "communities") ? sections
        : sections.OrderBy(s => Array.IndexOf(Order, IdOf(s)) is >= 0 and var at ? at : Order.Length);

    private static string IdOf(XElement section) => section.Attribute("id")!.Value;

    /// <summary>A4 with margins of two centimetres.</summary>
    private static SectionProperties Paper() => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = "rIdHeader" },
        new FooterReference { Type = HeaderFooterValues.Default, Id = "rIdFooter" },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 1247, Bottom = 1134, Left = 1134, Right = 1134, Header = 600, Footer = 500, Gutter = 0 });

    private static Paragraph PageNumber()
    {
        Paragraph paragraph = WordText.Paragraph(WordStyles.Footer, WordText.Field("PAGE", "1"));
        paragraph.ParagraphProperties!.Append(new Justification { Val = JustificationValues.Center });
        return paragraph;
    }

    private static Action<Stream> Xml(OpenXmlElement root) => stream =>
    {
        using OpenXmlWriter xml = OpenXmlWriter.Create(stream);
        xml.WriteElement(root);
    };
}
