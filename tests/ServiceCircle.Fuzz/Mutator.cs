using System.Globalization;
using System.Text;

namespace ServiceCircle.Fuzz;

/// <summary>How a file is built, which tells how it can be changed and still be one of its kind.</summary>
public enum Form
{
    /// <summary>JSON, XML, or any other text.</summary>
    Text,

    /// <summary>Rows of cells.</summary>
    Table,

    /// <summary>A PBF file whose blocks are not compressed.</summary>
    Pbf,

    /// <summary>A network cache: sections, each behind its length.</summary>
    Cache,

    /// <summary>An old workbook: records, each behind its number and length.</summary>
    Records,

    Bytes,
}

/// <summary>Changes a file at random: by what it is built of, as text, or as bytes.</summary>
internal sealed class Mutator(Random random)
{
    private const int Longest = 200_000;

    /// <summary>The file with one to five changes, mostly one; the other is what pieces are taken from.</summary>
    public byte[] Change(byte[] file, byte[] other, Form form)
    {
        byte[] changed = file;
        for (int times = random.Next(3) == 0 ? 1 + random.Next(5) : 1; times > 0; times--)
            changed = random.Next(20) == 0 ? OnBytes(changed, other) : InForm(changed, other, form) ?? OnBytes(changed, other);
        return changed.Length > Longest ? changed[..Longest] : changed;
    }

    /// <summary>The file with some of its bytes changed, whatever they mean.</summary>
    public byte[] OnBytes(byte[] file, byte[] other)
    {
        List<byte> bytes = [.. file];
        if (bytes.Count == 0) bytes.Add(0);
        int at = random.Next(bytes.Count), length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(2) == 0 ? 4 : 200));
        switch (random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = (byte)random.Next(256); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: bytes.InsertRange(at, other.Skip(at).Take(length)); break;
            case 6: for (int i = at; i < at + length; i++) bytes[i] = 0xFF; break;
            default: for (int i = at; i < at + length; i++) bytes[i] = 0; break;
        }
        return [.. bytes];
    }

    /// <summary>A change that such a file survives as one; null if this file is no such file any more.</summary>
    private byte[]? InForm(byte[] file, byte[] other, Form form) => form switch
    {
        Form.Text => (random.Next(10) > 0 ? new JsonMutator(random).Change(file) : null) ?? OnText(file, other),
        Form.Table => (random.Next(3) > 0 ? new TableMutator(random).Change(file) : null) ?? OnText(file, other),
        Form.Pbf => new PbfMutator(random).Change(file),
        Form.Cache => new SectionMutator(random).ChangeCache(file),
        Form.Records => new SectionMutator(random).ChangeRecords(file),
        _ => null,
    };

    private byte[] OnText(byte[] file, byte[] other)
    {
        string text = Encoding.UTF8.GetString(file);
        if (text.Length == 0) return Encoding.UTF8.GetBytes(OddValues.Word(random));
        (int start, int end) = random.Next(2) == 0 ? Token(text, IsNumber) : Token(text, char.IsLetterOrDigit);
        string changed = random.Next(9) switch
        {
            0 or 1 => text[..start] + OddValues.Number(random) + text[end..],
            2 => text[..start] + OddValues.Word(random) + text[end..],
            3 => text[..start] + Piece(Encoding.UTF8.GetString(other)) + text[end..],
            4 => text[..start] + text[end..],
            5 => OnLines(text),
            6 => text[..start] + random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture) + text[end..],
            7 => Brackets(text),
            _ => text[..start] + text[start..end] + text[start..],
        };
        return Encoding.UTF8.GetBytes(changed);
    }

    private string OnLines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int one = random.Next(lines.Count), another = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0: lines.RemoveAt(one); break;
            case 1: (lines[one], lines[another]) = (lines[another], lines[one]); break;
            case 2: lines.InsertRange(one, Enumerable.Repeat(lines[another], random.Next(1, 40))); break;
            default: lines[one] += lines[another]; break;
        }
        return string.Join('\n', lines);
    }

    /// <summary>Something between brackets twice, away, or deep inside of others.</summary>
    private string Brackets(string text)
    {
        int start = random.Next(text.Length), open = text.AsSpan(start).IndexOfAny("[{<(") + start;
        if (open < start) return text + new string('[', random.Next(200));
        int close = Math.Min(text.Length, open + 1 + random.Next(300));
        return random.Next(3) switch
        {
            0 => text[..open] + text[open..close] + "," + text[open..],
            1 => text[..open] + text[close..],
            _ => text[..open] + new string(text[open], 1 + random.Next(3_000)) + text[open..],
        };
    }

    private (int Start, int End) Token(string text, Func<char, bool> isPart)
    {
        int start = random.Next(text.Length);
        while (start < text.Length - 1 && !isPart(text[start])) start++;
        while (start > 0 && isPart(text[start - 1])) start--;
        int end = start;
        while (end < text.Length && isPart(text[end])) end++;
        return (start, end);
    }

    private string Piece(string text)
    {
        if (text.Length == 0) return "";
        int start = random.Next(text.Length);
        return text.Substring(start, Math.Min(text.Length - start, random.Next(1, 60)));
    }

    private static bool IsNumber(char c) => char.IsAsciiDigit(c) || c is '.' or '-';
}
