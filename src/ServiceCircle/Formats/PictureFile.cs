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

    /// <summary>How many times as long as the other one side may be: of a longer one nothing is left at the height of a head.</summary>
    private const double MostTimes = 100;

    private const string DataBefore = "data:", DataAfter = ";base64,";

    private static readonly byte[] PngMark = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture as an address that holds all of it.</summary>
    public string DataUri => DataBefore + MediaType + DataAfter + Convert.ToBase64String(Bytes);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="InputException">Not to be read, too long, none of the three, or a drawing that is more than one.</exception>
    public static PictureFile Read(string path) => GivenFile.Read(path, file =>
    {
        GivenFile.Check(file);
        if (new FileInfo(file) is { Exists: true, Length: > MostBytes and var length })
            throw new InputException(file, "", new("found/long-file", ("size", OutputFile.Megabytes(length))),
                new("expected/short-file", ("size", OutputFile.Megabytes(MostBytes))), "advice/smaller-picture");
        byte[] bytes = File.ReadAllBytes(file);
        return Of(file, bytes) ?? throw new InputException(file, "", "found/no-picture", "expected/picture", "advice/plain-svg");
    });

    /// <summary>The picture that an address from <see cref="DataUri"/> holds.</summary>
    public static PictureFile FromDataUri(string uri) =>
        Of("", Convert.FromBase64String(uri[(uri.IndexOf(DataAfter, StringComparison.Ordinal) + DataAfter.Length)..]))!;

    private static PictureFile? Of(string file, byte[] bytes)
    {
        (string Type, double Width, double Height)? found =
            bytes.AsSpan().StartsWith(PngMark) ? SizeOfPng(bytes) : bytes is [0xFF, 0xD8, 0xFF, ..] ? SizeOfJpeg(bytes)
            : SizeOfSvg(file, bytes);
        return found is { Width: > 0 and <= MostPixels, Height: > 0 and <= MostPixels } size
            && size.Width / size.Height is >= 1 / MostTimes and <= MostTimes
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

    /// <summary>A drawing that shows nothing but itself.</summary>
    /// <exception cref="InputException">It holds something else.</exception>
    private static (string, double, double)? SizeOfSvg(string file, byte[] bytes)
    {
        try
        {
            using XmlReader head = Open();
            bool isElement = head.MoveToContent() == XmlNodeType.Element;
            if (!isElement || (head.LocalName, head.NamespaceURI) != ("svg", SvgCheck.Namespace)) return null;
            using XmlReader whole = Open();
            if (SvgCheck.Strange(whole) is { } strange)
                throw new InputException(file, "", new("found/svg-with", ("what", strange)), "expected/plain-svg", "advice/plain-svg");
            (double width, double height) = SidesOf(head);
            return (Svg, width, height);
        }
        catch (XmlException)
        {
            return null;
        }

        // A document type may name other files and give words a meaning of its own.
        XmlReader Open() => XmlReader.Create(
            new MemoryStream(bytes),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
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
}
