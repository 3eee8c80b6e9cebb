using System.Text;

namespace ServiceCircle.Formats;

/// <summary>Text of a file whose encoding we may have to find out.</summary>
/// <param name="Text">The content without byte order mark.</param>
/// <param name="Note">How the encoding was found, when that is worth telling; else null.</param>
internal sealed record TextFile(string Text, string? Note)
{
    /// <summary>
    /// Reads a whole file. With "auto" a byte order mark decides, then whether the bytes are valid UTF-8 (text in any other
    /// encoding almost never is by accident), then GB18030, which contains GBK and GB2312.
    /// </summary>
    /// <exception cref="InputException">No such file, no content, an unknown encoding, or bytes that do not fit it.</exception>
    public static TextFile Read(string path, string encoding)
    {
        byte[] bytes = ReadBytes(path);
        if (bytes.Length == 0) throw new InputException(path, "", "an empty file", "a header and rows");
        if (FromByteOrderMark(bytes) is { } marked) return new TextFile(Decode(path, bytes, marked.Encoding, marked.Length), null);
        if (!string.Equals(encoding, "auto", StringComparison.OrdinalIgnoreCase))
            return new TextFile(Decode(path, bytes, Find(path, encoding), 0), null);
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return new TextFile(Encoding.UTF8.GetString(bytes), null);
        return new TextFile(Decode(path, bytes, Find(path, "gb18030"), 0),
            $"{Path.GetFileName(path)} is not UTF-8; it was read as GB18030 (GBK). Give the encoding if the text looks wrong.");
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "no such file", "a file that exists", "Paths are relative to the file that names them.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "a file that cannot be read", "a readable file", e.Message, e);
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
            throw new InputException(path, $"byte {start + Math.Max(0, e.Index)}", "bytes that are no text in " + encoding.WebName,
                "text in UTF-8 or GB18030", "Give the encoding of the file, or save it again as UTF-8.", e);
        }
    }

    private static Encoding Find(string path, string name)
    {
        try
        {
            return Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (ArgumentException e)
        {
            throw new InputException(path, "encoding", $"\"{name}\"", "auto, utf-8, gb18030, gbk, big5 or another encoding name", "", e);
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
