using System.Buffers.Text;
using System.Text;

namespace ServiceCircle.Formats;

/// <summary>The groups of a DXF in text form: a line with a code, a line with a value, to the mark of the end.</summary>
internal sealed class DxfGroups(string path, byte[] file, Encoding encoding)
{
    /// <summary>Bytes of a line at most; AutoCAD writes up to 2,049.</summary>
    private const int LongestLine = 1 << 16;

    private int _lines;
    private int _at = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
    private int _start, _end;

    public int Code { get; private set; }

    /// <summary>The line of the code, from 1.</summary>
    public int Line { get; private set; } = -1;

    public ReadOnlySpan<byte> Bytes => file.AsSpan(_start, _end - _start);

    /// <summary>Goes to the next group; false at the mark of the end.</summary>
    /// <exception cref="InputException">There is no group, or the file ends.</exception>
    public bool Next()
    {
        Line = _lines + 1;
        ReadLine();
        ReadOnlySpan<byte> code = Bytes;
        if (!Utf8Parser.TryParse(code, out int number, out int used) || used != code.Length)
        {
            string said = PlainText.WithoutHidden(Encoding.Latin1.GetString(code[..Math.Min(code.Length, 60)]));
            throw new InputException(path, Where, Notice.Quoted(CsvReader.Clip(said)), "expected/dxf-code", "advice/fetch-again");
        }
        Code = number;
        ReadLine();
        return number != 0 || !Bytes.SequenceEqual("EOF"u8);
    }

    public string Where => FormattableString.Invariant($"line {Line}");

    /// <summary>The value as text.</summary>
    /// <exception cref="InputException">Its bytes do not fit the encoding.</exception>
    public string Text()
    {
        if (Ascii.IsValid(Bytes)) return Encoding.ASCII.GetString(Bytes);
        try
        {
            return encoding.GetString(Bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(
                path, FormattableString.Invariant($"line {Line + 1}"), new("found/no-text-in", ("encoding", encoding.WebName)),
                "expected/utf8-or-gb18030", "advice/give-encoding", e);
        }
    }

    private void ReadLine()
    {
        if (_at >= file.Length)
            throw new InputException(
                path, FormattableString.Invariant($"line {_lines + 1}"), "found/end-of-file", "expected/dxf-end", "advice/fetch-again");
        int length = file.AsSpan(_at).IndexOf((byte)'\n');
        if (length < 0) length = file.Length - _at;
        _lines++;
        if (length > LongestLine)
            throw new InputException(
                path, FormattableString.Invariant($"line {_lines}"), new("found/long-line", ("count", length)), "expected/dxf",
                "advice/fetch-again");
        (_start, _end) = (_at, _at + length);
        _at += length + 1;
        while (_start < _end && file[_start] is (byte)' ' or (byte)'\t') _start++;
        while (_start < _end && file[_end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r') _end--;
    }
}
