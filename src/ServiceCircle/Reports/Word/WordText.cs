using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ServiceCircle.Reports.Word;

/// <summary>Text of a page as paragraphs and runs.</summary>
internal static class WordText
{
    /// <summary>Spans that stand on a line of their own.</summary>
    private static readonly string[] OwnLine = ["quote", "kind-of", "needs", "basis"];

    /// <summary>A paragraph of a style; an element is a sequence of its own parts, so that runs are taken as a list only.</summary>
    public static Paragraph Paragraph(string style, params IReadOnlyList<OpenXmlElement> runs) =>
        new([new ParagraphProperties(new ParagraphStyleId { Val = style }), .. runs]);

    /// <summary>A run of plain text.</summary>
    public static Run Run(string text, params IReadOnlyList<OpenXmlElement> look)
    {
        var run = new Run();
        var properties = new RunProperties(look);
        if (properties.HasChildren) run.Append(properties);
        run.Append(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    /// <summary>A field that Word counts or fills in, with the text that it has until then.</summary>
    public static IReadOnlyList<OpenXmlElement> Field(string instruction, string text) =>
    [
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode($" {instruction} ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }), Run(text),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
    ];

    /// <summary>The text of an element in lines: what it says itself, and what spans in it say on lines of their own.</summary>
    public static IReadOnlyList<string> Lines(XElement element)
    {
        var lines = new List<string> { "" };
        Add(element);
        return [.. lines.Select(l => l.Trim(' ', '\n')).Where(l => l.Length > 0)];

        void Add(XElement part)
        {
            foreach (XNode node in part.Nodes())
            {
                switch (node)
                {
                    case XText text: lines[^1] += text.Value; break;
                    case XElement { Name.LocalName: "svg" }: break;
                    case XElement own when own.Name.LocalName is "ul" or "li" or "p" or "div" || OwnLine.Contains(ClassOf(own)):
                        lines.Add("");
                        Add(own);
                        lines.Add("");
                        break;
                    case XElement tag when ClassOf(tag) == "tag":
                        lines[^1] += " [";
                        Add(tag);
                        lines[^1] += "]";
                        break;
                    case XElement inner: Add(inner); break;
                }
            }
        }
    }

    /// <summary>The text of an element in one line.</summary>
    public static string Line(XElement element) => string.Join(' ', Lines(element));

    /// <summary>The class of an element; empty if it has none.</summary>
    public static string ClassOf(XElement element) => element.Attribute("class")?.Value ?? "";
}
