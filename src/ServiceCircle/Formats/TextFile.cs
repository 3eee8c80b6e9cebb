using System.Text;

namespace ServiceCircle.Formats;

/// <summary>Text of a file, without byte order mark; how its encoding was found is noted when that is worth telling.</summary>
internal sealed record TextFile(string Text, Notice? Note)
{
    private const long MostBytes = 1 << 30;

    /// <summary>
    /// Reads a whole file. With "auto" a byte order mark decides, then whether the bytes are valid UTF-8 (text in any other
    /// encoding almost never is by accident), then GB18030, which contains GBK and GB2312.
    /// </summary>
    /// <exception cref="InputException">No such file, no content, an unknown encoding, or bytes that do not fit it.</exception>
    public static TextFile Read(string path, string encoding)
    {
        byte[] bytes = ReadBytes(path);
        if (bytes.Length == 0) throw new InputException(path, "", "found/empty-file", "expected/header-and-rows");
        if (FromByteOrderMark(bytes) is var (marked, start)) return new TextFile(Decode(path, bytes, marked, start), null);
        if (!string.Equals(encoding, "auto", StringComparison.OrdinalIgnoreCase))
            return new TextFile(Decode(path, bytes, Find(path, encoding), 0), null);
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return new TextFile(Encoding.UTF8.GetString(bytes), null);
        return new TextFile(
            Decode(path, bytes, Find(path, "gb18030"), 0), new("warning/read-as-gb18030", ("file", Path.GetFileName(path))));
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return GivenFile.ReadAllBytes(path, MostBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "found/no-such-file", "expected/existing-file", "advice/relative-paths", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "found/unreadable-file", "expected/readable-file", Notice.SaidBy(e), e);
        }
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

    private static Encoding Find(string path, string name)
    {
        try
        {
            return Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new InputException(path, "encoding", Notice.Quoted(name), "expected/encoding", null, e);
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
