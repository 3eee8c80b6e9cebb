using System.Globalization;
using System.Text;

namespace ServiceCircle.Formats;

/// <summary>
/// The encoding of a file that names one, rightly or not (.dbf, .dxf): what the user says, else what is said in words, else a code page,
/// else what the bytes are.
/// </summary>
internal static class HintedEncoding
{
    /// <summary>The code page that programs give that do not know what they write: Windows, Western Europe.</summary>
    public const int Western = 1252;

    /// <param name="path">The file, for messages.</param>
    /// <param name="asked">"auto" or the name of an encoding.</param>
    /// <param name="hint">Words for an encoding that go before the page, such as those of a .cpg; null without.</param>
    /// <param name="page">The code page; 0 if unknown.</param>
    /// <param name="texts">All texts of the file.</param>
    /// <exception cref="InputException">The user asks for an encoding that there is not.</exception>
    public static (Encoding Encoding, Notice? Note) Find(
        string path, string asked, string? hint, int page, IEnumerable<byte[]> texts)
    {
        if (!string.Equals(asked, "auto", StringComparison.OrdinalIgnoreCase)) return (TextFile.EncodingNamed(path, asked), null);
        if (hint is not null && Named(hint) is { } hinted) return (hinted, null);
        if (page != Western && page != 0 && OfPage(page) is { } paged) return (paged, null);
        byte[][] strange = [.. texts.Where(t => !Ascii.IsValid(t))];
        Encoding utf8 = TextFile.Strict(Encoding.UTF8);
        if (Array.TrueForAll(strange, t => Fits(utf8, t))) return (utf8, null);
        if (page == Western && !Array.TrueForAll(strange, IsInPairs)) return (OfPage(Western)!, null);
        return (OfPage(936)!, TextFile.ReadAsGb18030(path));
    }

    /// <summary>The text of a cell; what a cell that was too short left of its last character is dropped.</summary>
    /// <exception cref="DecoderFallbackException">The bytes do not fit the encoding.</exception>
    public static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        Decoder decoder = encoding.GetDecoder();
        char[] chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        return new string(chars, 0, decoder.GetChars(bytes, chars, flush: false));
    }

    private static bool Fits(Encoding encoding, byte[] text)
    {
        try
        {
            Decode(encoding, text);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether what is no ASCII comes in pairs of high bytes, as Chinese does and hardly ever the letters of European languages.
    /// </summary>
    private static bool IsInPairs(byte[] text)
    {
        int run = 0;
        foreach (byte b in text)
        {
            if (b >= 0xA1) run++;
            else if (b >= 0x80 || run % 2 == 1) return false;
            else run = 0;
        }
        return run % 2 == 0;
    }

    /// <summary>"UTF-8", "GBK", "936", "CP936", "ANSI 936", "OEM 936", "GB18030"; null if it is no encoding.</summary>
    internal static Encoding? Named(string text)
    {
        string name = text.Split(['\r', '\n'])[0].Trim();
        string number = name.ToUpperInvariant();
        foreach (string prefix in (string[])["ANSI", "OEM", "DOS", "CP", "MS", "WINDOWS", "ISO"])
            if (number.StartsWith(prefix, StringComparison.Ordinal)) number = number[prefix.Length..].TrimStart(' ', '-', '_');
        // ISO 8859-1 is written with its hyphen and without.
        if (number.StartsWith("8859", StringComparison.Ordinal)) name = "ISO-8859-" + number[4..].TrimStart('-');
        else if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int page)) return OfPage(page);
        if (name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is "UTF8") return TextFile.Strict(Encoding.UTF8);
        if (name.ToUpperInvariant() is "GBK" or "GB2312") return OfPage(936);
        try
        {
            return TextFile.Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding of a code page of Windows; GB18030 for GBK, which it contains. Null if there is none.</summary>
    private static Encoding? OfPage(int page)
    {
        try
        {
            return TextFile.Strict(
                page == 65001 ? Encoding.UTF8
                : CodePagesEncodingProvider.Instance.GetEncoding(page == 936 ? 54936 : page) ?? Encoding.GetEncoding(page));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
