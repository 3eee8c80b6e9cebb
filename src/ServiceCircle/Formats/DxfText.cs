using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceCircle.Formats;

/// <summary>What a text of a drawing reads, without the codes for how it looks (DXF Reference, TEXT and MTEXT).</summary>
internal static partial class DxfText
{
    /// <summary>The code pages of \M+1 to \M+5.</summary>
    private static readonly Encoding[] OfPage =
        [.. new[] { 932, 950, 949, 1361, 936 }.Select(p => CodePagesEncodingProvider.Instance.GetEncoding(p)!)];

    /// <summary>A text of one line: %%d is a degree sign, %%u underlines.</summary>
    public static string Plain(string text) => Characters(Signs().Replace(text, match => match.Groups[1].Value.ToUpperInvariant() switch
    {
        "D" => "°",
        "P" => "±",
        "C" => "⌀",
        "%" => "%",
        "O" or "U" or "K" => "",
        var number => ((char)int.Parse(number, CultureInfo.InvariantCulture)).ToString(),
    }));

    /// <summary>A text of paragraphs: {\fSimSun|b0;...}, \P ends a line, which becomes a blank.</summary>
    public static string Paragraphs(string text) => Characters(Looks().Replace(text, match => match.Value switch
    {
        "\\P" or "\\~" or "^J" or "^M" => " ",
        "{" or "}" => "",
        ['\\', 'S', .. var stacked, ';'] => stacked.Replace('^', '/').Replace('#', '/'),
        ['\\', '\\' or '{' or '}', ..] => match.Value[1..],
        _ => "",
    }));

    /// <summary>\U+4E2D, and \M+5D6D0 in one of five code pages.</summary>
    private static string Characters(string text) => !text.Contains('\\') ? text : Escapes().Replace(text, match =>
    {
        int number = int.Parse(match.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return match.Groups[1].Value is ['M', '+', var page]
            ? OfPage[page - '1'].GetString([(byte)(number >> 8), (byte)number])
            : ((char)number).ToString();
    });

    [GeneratedRegex("%%([dpcouk%]|[0-9]{3})", RegexOptions.IgnoreCase)]
    private static partial Regex Signs();

    [GeneratedRegex(@"\\P|\\~|\^J|\^M|\\S[^;]*;|\\[ACFHQTWpfc][^;]*;|\\[LlOoKkNX]|\\[\\{}]|[{}]")]
    private static partial Regex Looks();

    [GeneratedRegex(@"\\(U\+|M\+[1-5])([0-9A-F]{4})", RegexOptions.IgnoreCase)]
    private static partial Regex Escapes();
}
