using System.Globalization;
using System.Xml.Linq;

namespace ServiceCircle.Reports.Word;

/// <summary>
/// A picture of a page as one that stands alone and that simple programs draw: no pictures in the picture, nothing that is drawn
/// elsewhere on the page, no tooltips.
/// </summary>
internal static class PlainSvg
{
    private static readonly XNamespace Svg = Writing.Markup.SvgNamespace;

    /// <summary>The picture by itself.</summary>
    /// <param name="picture">An element <c>svg</c> of a page.</param>
    /// <param name="byId">The elements of the page that others may show, by their ids.</param>
    public static XElement Of(XElement picture, IReadOnlyDictionary<string, XElement> byId)
    {
        (_, _, double width, double height) = BoxOf(picture);
        var plain = new XElement(
            Svg + "svg", picture.Attribute("viewBox"), new XAttribute("width", Text(width)), new XAttribute("height", Text(height)),
            new XAttribute("font-family", "sans-serif"), picture.Elements().SelectMany(e => Plain(e, byId)));
        // A share of the picture's size, which only a background has.
        foreach (XElement element in plain.Descendants())
        {
            foreach (XAttribute side in element.Attributes().Where(a => a.Value == "100%"))
                side.Value = Text(side.Name == "width" ? width : height);
        }
        return plain;
    }

    /// <summary>What a picture shows: left, top, width, height.</summary>
    public static (double Left, double Top, double Width, double Height) BoxOf(XElement picture)
    {
        double[] box = [.. picture.Attribute("viewBox")!.Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return (box[0], box[1], box[2], box[3]);
    }

    private static IEnumerable<XElement> Plain(XElement element, IReadOnlyDictionary<string, XElement> byId)
    {
        string name = element.Name.LocalName;
        if (name is "title" or "desc") yield break;
        if (name == "use")
        {
            // What is not on the page cannot be shown.
            if (byId.TryGetValue(element.Attribute("href")!.Value[1..], out XElement? shown))
                foreach (XElement part in Plain(shown, byId)) yield return part;
            yield break;
        }
        yield return name is "svg" or "g"
            ? new XElement(Svg + "g", name == "g" ? element.Attributes().Where(a => a.Name != "id") : [],
                element.Elements().SelectMany(e => Plain(e, byId)))
            : new XElement(Svg + name, element.Attributes().Where(a => a.Name != "class" && !a.IsNamespaceDeclaration),
                name == "text" ? element.Value : null);
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
