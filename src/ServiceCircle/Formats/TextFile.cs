using System.Text;

namespace ServiceCircle.Formats;

/// <summary>Text of a file, without byte order mark; how its encoding was found is noted when that is worth telling.</summary>
internal sealed record TextFile(string Text, Notice? Note)
{
    /// <summary>
    /// Reads a whole file. With "auto" a byte order mark decides, then whether the bytes are valid UTF-8 (text in any other
    /// encoding almost never is by accident), then GB18030, which contains GBK and GB2312.
    /// </summary>
    /// <exception cref="InputException">No such file, no content, an unknown encoding, or bytes that do not fit it.</exception>
    public static TextFile Read(string path, string encoding) =>
        Of(path, GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes)), encoding);

    /// <summary>The same of the content of a file, or of a file in it.</summary>
    public static TextFile Of(string path, byte[] bytes, string encoding)
    {
        if (bytes.Length == 0) throw new InputException(path, "", "found/empty-file", "expected/header-and-rows");
        if (FromByteOrderMark(bytes) is var (marked, start)) return new TextFile(Decode(path, bytes, marked, start), null);
        if (!string.Equals(encoding, "auto", StringComparison.OrdinalIgnoreCase))
            return new TextFile(Decode(path, bytes, EncodingNamed(path, encoding), 0), null);
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return new TextFile(Encoding.UTF8.GetString(bytes), null);
        return new TextFile(
            Decode(path, bytes, EncodingNamed(path, "gb18030"), 0), ReadAsGb18030(path));
    }

    private static (Encoding Encoding, int Length)? FromByteOrderMark(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Strict(Encoding.UTF8), 3),
        [0xFF, 0xFE, ..] => (Strict(Encoding.Unicode), 2),
        [0xFE, 0xFF, ..] => (Strict(Encoding.BigEndianUnicode), 2),
        _ => null,
    };

    private static string Decode(string path, byte[] bytes, Encoding encoding, int start)
    {
        try
        {
            return encoding.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(path, $"byte {start + Math.Max(0, e.Index)}", new("found/no-text-in", ("encoding", encoding.WebName)),
                "expected/utf8-or-gb18030", "advice/give-encoding", e);
        }
    }

    /// <summary>What to tell of a file whose encoding was found to be GB18030.</summary>
    internal static Notice ReadAsGb18030(string path) => new("warning/read-as-gb18030", ("file", Path.GetFileName(path)));

    /// <summary>The encoding that somebody asked for; it throws where bytes do not fit it.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    internal static Encoding EncodingNamed(string path, string name) => HintedEncoding.Named(name)
        ?? throw new InputException(path, "encoding", Notice.Quoted(name), "expected/encoding");

    /// <summary>The same encoding, throwing where bytes do not fit it.</summary>
    internal static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
