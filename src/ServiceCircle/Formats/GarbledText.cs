using System.Text;

namespace ServiceCircle.Formats;

/// <summary>
/// Finds text that was read in the wrong encoding somewhere before it came to us, by what it would be if the mistake were taken back:
/// ordinary text in a wrong encoding is almost never valid UTF-8 that holds Chinese.
/// </summary>
internal static class GarbledText
{
    private static readonly Encoding[] Suspects = [Strict("gb18030"), Strict("windows-1252"), Strict("iso-8859-1")];
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>Whether a text is garbled: marks of lost characters, or UTF-8 that was read as something else.</summary>
    public static bool Is(string text) =>
        text.Contains('\uFFFD') || text.Contains("锟斤拷", StringComparison.Ordinal) || Mended(text) is not null;

    /// <summary>The text as it was before UTF-8 was read as GB18030 or Latin; null if it does not look like that.</summary>
    public static string? Mended(string text)
    {
        if (text.All(c => c < 0x80)) return null;
        foreach (Encoding suspect in Suspects)
        {
            try
            {
                string mended = Utf8.GetString(suspect.GetBytes(text));
                if (mended.Length < text.Length && mended.Any(c => c is >= '\u4E00' and <= '\u9FFF') && !mended.Any(char.IsControl))
                    return mended;
            }
            catch (ArgumentException)
            {
                // Not text of that encoding, or no UTF-8 behind it: then it was not garbled that way.
            }
        }
        return null;
    }

    private static Encoding Strict(string name)
    {
        var strict = (Encoding)(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)).Clone();
        (strict.EncoderFallback, strict.DecoderFallback) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return strict;
    }
}
