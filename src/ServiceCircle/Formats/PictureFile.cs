using System.Buffers.Binary;
using System.Globalization;
using System.Xml;

namespace ServiceCircle.Formats;

/// <summary>
/// A small picture as its file holds it, for a report to carry along: PNG, JPEG or SVG, told by its first bytes. It is not decoded: whoever
/// shows it does that.
/// </summary>
/// <param name="MediaType">What it is: <c>image/png</c>, <c>image/jpeg</c>, <c>image/svg+xml</c>.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Width">Pixels, or units of the drawing.</param>
/// <param name="Height">As the width.</param>
internal sealed record PictureFile(string MediaType, byte[] Bytes, double Width, double Height)
{
    public const string Png = "image/png", Jpeg = "image/jpeg", Svg = "image/svg+xml";

    /// <summary>A report is carried about with it.</summary>
    private const int MostBytes = 1_000_000;

    /// <summary>More would make whoever opens the report wait.</summary>
    private const int MostPixels = 10_000;

    private const string DataBefore = "data:", DataAfter = ";base64,", SvgNamespace = "http://www.w3.org/2000/svg";

    private static readonly byte[] PngMark = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture as an address that holds all of it.</summary>
    public string DataUri => DataBefore + MediaType + DataAfter + Convert.ToBase64String(Bytes);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="InputException">Not to be read, too long, or none of the three.</exception>
    public static PictureFile Read(string path) => GivenFile.Read(path, file =>
    {
        GivenFile.Check(file);
        if (new FileInfo(file) is { Exists: true, Length: > MostBytes and var length })
            throw new InputException(file, "", new("found/long-file", ("size", OutputFile.Megabytes(length))),
                new("expected/short-file", ("size", OutputFile.Megabytes(MostBytes))), "advice/smaller-picture");
        byte[] bytes = File.ReadAllBytes(file);
        return Of(bytes) ?? throw new InputException(file, "", "found/no-picture", "expected/picture");
    });

    /// <summary>The picture that an address from <see cref="DataUri"/> holds.</summary>
    public static PictureFile FromDataUri(string uri) =>
        Of(Convert.FromBase64String(uri[(uri.IndexOf(DataAfter, StringComparison.Ordinal) + DataAfter.Length)..]))!;

    private static PictureFile? Of(byte[] bytes)
    {
        (string Type, double Width, double Height)? found =
            bytes.AsSpan().StartsWith(PngMark) ? SizeOfPng(bytes) : bytes is [0xFF, 0xD8, 0xFF, ..] ? SizeOfJpeg(bytes) : SizeOfSvg(bytes);
        return found is { Width: > 0 and <= MostPixels, Height: > 0 and <= MostPixels } size
            ? new PictureFile(size.Type, bytes, size.Width, size.Height) : null;
    }

    /// <summary>The first chunk of a PNG is its head, which begins with the two sides.</summary>
    private static (string, double, double)? SizeOfPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 24 || !bytes[12..16].SequenceEqual("IHDR"u8) ? null
            : (Png, BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));

    /// <summary>A JPEG is a row of segments; the head of its frame has the two sides.</summary>
    private static (string, double, double)? SizeOfJpeg(ReadOnlySpan<byte> bytes)
    {
        for (int at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            byte kind = bytes[at + 1];
            // 0xC4, 0xC8 and 0xCC lie among the frames and are tables.
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                ushort width = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]);
                return (Jpeg, width, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    /// <summary>
    /// A drawing that shows nothing but itself: one with scripts, or that asks for other files, is refused, since programs that open a
    /// document differ in what they then do.
    /// </summary>
    private static (string, double, double)? SizeOfSvg(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            // Drawing programs write a document type; what it defines is not read.
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            if (xml.MoveToContent() != XmlNodeType.Element || (xml.LocalName, xml.NamespaceURI) != ("svg", SvgNamespace)) return null;
            (double width, double height) = SidesOf(xml);
            do
            {
                if (xml.NodeType == XmlNodeType.Element && !IsHarmless(xml)) return null;
            }
            while (xml.Read());
            return (Svg, width, height);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The sides of the view box; of a drawing without one its own, in pixels.</summary>
    private static (double Width, double Height) SidesOf(XmlReader svg)
    {
        string[] box = (svg.GetAttribute("viewBox") ?? "").Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return box.Length == 4 ? (Number(box[2]), Number(box[3])) : (Number(svg.GetAttribute("width")), Number(svg.GetAttribute("height")));

        static double Number(string? text)
        {
            string number = (text ?? "").Replace("px", "", StringComparison.Ordinal);
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double units) ? units : 0;
        }
    }

    private static bool IsHarmless(XmlReader element)
    {
        if (element.LocalName is "script" or "foreignObject") return false;
        bool isHarmless = true;
        while (element.MoveToNextAttribute())
        {
            bool isLink = element.LocalName is "href" or "src";
            bool isOwn = element.Value.StartsWith('#') || element.Value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase);
            // A link of a prefix, as of a licence in what is told of the drawing, is none of SVG.
            bool isOfSvg = element.Prefix is "" or "xlink";
            if (element.Prefix.Length == 0 && element.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)) isHarmless = false;
            if (isLink && isOfSvg && !isOwn) isHarmless = false;
        }
        element.MoveToElement();
        return isHarmless;
    }
}
