using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace ServiceCircle.Formats;

/// <summary>
/// Whether a drawing shows nothing but itself. Programs that open a document differ in what they then fetch or run, so what is known to
/// draw is let through, and nothing else.
/// </summary>
internal static partial class SvgCheck
{
    public const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>Programs that draw go one call deeper for each element inside another.</summary>
    private const int MostDepth = 100;

    private static readonly FrozenSet<string> Drawing =
        """
        svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata linearGradient
        radialGradient stop clipPath mask pattern marker image style filter feBlend feColorMatrix feComponentTransfer feComposite
        feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
        feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Whose and of what licence a drawing is, as drawing programs write it into its metadata: RDF, Creative Commons, Dublin Core.
    /// </summary>
    private static readonly FrozenSet<string> Describing = new[]
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first thing in the drawing that does not belong there, as the file writes it; null if there is none.</summary>
    /// <param name="xml">At the start of the file; it does not read document types.</param>
    /// <exception cref="XmlException">Not XML, or with a document type.</exception>
    public static string? Strange(XmlReader xml)
    {
        // What an element of style says, which comments may cut into pieces.
        StringBuilder? style = null;
        int metadata = int.MaxValue;
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.ProcessingInstruction:
                    return $"<?{xml.Name}?>";
                case XmlNodeType.Element:
                    if (xml.Depth <= metadata) metadata = int.MaxValue;
                    if (style is not null || xml.Depth > MostDepth || !Belongs(xml, isMetadata: xml.Depth > metadata))
                        return $"<{xml.Name}>";
                    bool isOfSvg = xml.NamespaceURI == Namespace, isEmpty = xml.IsEmptyElement;
                    if (isOfSvg && xml.LocalName == "metadata") metadata = xml.Depth;
                    if (isOfSvg && xml.LocalName == "style" && !isEmpty) style = new StringBuilder();
                    if (StrangeAttribute(xml) is { } attribute) return attribute;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    style?.Append(xml.Value);
                    break;
                case XmlNodeType.EndElement when style is not null:
                    if (!IsPlain(style.ToString())) return "<style>";
                    style = null;
                    break;
            }
        }
        return null;
    }

    private static bool Belongs(XmlReader element, bool isMetadata) =>
        isMetadata ? Describing.Contains(element.NamespaceURI) : element.NamespaceURI == Namespace && Drawing.Contains(element.LocalName);

    /// <summary>Attributes that drawing programs add in namespaces of their own mean nothing to others.</summary>
    private static string? StrangeAttribute(XmlReader element)
    {
        string? strange = null;
        while (element.MoveToNextAttribute())
        {
            string name = element.LocalName;
            bool isLink = name.Equals("href", StringComparison.OrdinalIgnoreCase) || name.Equals("src", StringComparison.OrdinalIgnoreCase);
            bool isPlain = element.NamespaceURI switch
            {
                "http://www.w3.org/2000/xmlns/" => true,
                "http://www.w3.org/XML/1998/namespace" => name != "base",
                "" => !name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && (isLink || IsPlain(element.Value)),
                _ => true,
            };
            if (!isPlain || (isLink && !IsOwn(element.Value))) strange ??= element.Name;
        }
        element.MoveToElement();
        return strange;
    }

    /// <summary>A part of the drawing, or a picture of dots that it holds.</summary>
    private static bool IsOwn(string link) => link.StartsWith('#')
        || link.StartsWith("data:image/png;base64,", StringComparison.Ordinal)
        || link.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal);

    /// <summary>Whether a style, or a value that may be one, names no other file. A backslash could spell any word in it.</summary>
    private static bool IsPlain(string style) => !style.Contains('\\') && !Fetching().IsMatch(style);

    [GeneratedRegex(
        """@import|expression\(|javascript:|image-set\(|image\(|src\(|url\((?!\s*["']?\s*#)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fetching();
}
