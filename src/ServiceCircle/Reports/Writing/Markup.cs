using System.Text;
using System.Xml;

namespace ServiceCircle.Reports.Writing;

/// <summary>
/// Writes elements and text, always nested and escaped, so that no name from a file can break out of its place. The
/// result is well-formed XML that browsers also read as HTML: elements are closed by their own tag, void ones by "/".
/// </summary>
internal sealed class Markup(XmlWriter xml, string xmlNamespace)
{
    public const string SvgNamespace = "http://www.w3.org/2000/svg";

    /// <summary>How reports, maps and pictures are written.</summary>
    public static XmlWriterSettings Settings => new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.None,
        CloseOutput = false,
    };

    /// <summary>The same output, writing SVG elements.</summary>
    public Markup Svg() => new(xml, SvgNamespace);

    /// <summary>Opens an element; disposing what is returned closes it.</summary>
    public Scope Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        return new Scope(xml);
    }

    /// <summary>An element that holds text only.</summary>
    public void Leaf(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        Text(text);
        xml.WriteFullEndElement();
    }

    /// <summary>An element that never holds anything ("meta"; any SVG shape).</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        xml.WriteEndElement();
    }

    /// <summary>Text, escaped. A number and its percent sign stay on one line.</summary>
    public void Text(string text) => xml.WriteString(Clean(text).Replace(" %", "\u00a0%", StringComparison.Ordinal));

    /// <summary>A name from a file: isolated, so that right-to-left characters in it do not reorder what surrounds it.</summary>
    public void Name(string name) => Leaf("bdi", name);

    /// <summary>An embedded style sheet or script; our own text, which holds neither "&lt;" nor "&amp;".</summary>
    public void Embedded(string name, string text)
    {
        Start(name, []);
        xml.WriteRaw(text);
        xml.WriteFullEndElement();
    }

    /// <summary>A line break between elements, for people who read the source.</summary>
    public void Line() => xml.WriteWhitespace("\n");

    private void Start(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, xmlNamespace);
        foreach ((string key, string value) in attributes) xml.WriteAttributeString(key, Clean(value));
    }

    /// <summary>Replaces what XML cannot hold (control characters, half surrogates) by U+FFFD.</summary>
    private static string Clean(string text)
    {
        StringBuilder? cleaned = null;
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (pair || XmlConvert.IsXmlChar(text[i]))
            {
                cleaned?.Append(text, i, pair ? 2 : 1);
                if (pair) i++;
                continue;
            }
            cleaned ??= new StringBuilder().Append(text, 0, i);
            cleaned.Append('\ufffd');
        }
        return cleaned?.ToString() ?? text;
    }

    /// <summary>An open element, closed when disposed.</summary>
    public readonly struct Scope(XmlWriter xml) : IDisposable
    {
        public void Dispose() => xml.WriteFullEndElement();
    }
}
