using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ServiceCircle.Formats;

/// <summary>
/// A table of dBASE III to IV or FoxPro (.dbf) with its records as text: numbers as they are written, dates as 2024-09-01, true and false.
/// Notes kept in a file of their own (memo) and pictures are not read. The package for it takes lengths and counts on trust.
/// </summary>
internal sealed class DbfFile
{
    private const int HeaderBytes = 32, FieldBytes = 32, NameBytes = 11;

    private readonly string _path;
    private readonly byte[] _file;
    private readonly int _start, _length;
    private readonly Field[] _fields;
    private readonly Encoding _encoding;

    /// <summary>A column: its kind (C, N, F, L, D, I, B, O, T, Y), and where it stands in a record.</summary>
    private readonly record struct Field(char Kind, int At, int Width);

    private DbfFile(string path, byte[] file, string encoding, string? hint)
    {
        _path = path;
        _file = file;
        if (file.Length < HeaderBytes + FieldBytes || (file[0] & 7) == 4) throw NoTable();
        Count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        _start = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        _length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(10));
        List<(Field Field, byte[] Name)> fields = Fields();
        _fields = [.. fields.Select(f => f.Field)];
        long needed = _start + (long)Count * _length;
        if (Count < 0 || needed > file.Length)
            throw new InputException(
                path, "", new("found/bytes", ("count", file.Length)),
                new("expected/bytes-of-records", ("count", needed), ("records", Count)), "advice/fetch-again");
        (_encoding, Note) =
            HintedEncoding.Find(path, encoding, hint, CodePage(file[29]), Texts().Concat(fields.Select(f => f.Name)));
        Columns = ColumnNames.Distinct(path, "", [.. fields.Select(f => Text(f.Name, 0))]);
    }

    /// <summary>How many records there are, deleted ones included.</summary>
    public int Count { get; }

    public string[] Columns { get; }

    /// <summary>How the encoding was found, where that is worth telling.</summary>
    public Notice? Note { get; }

    /// <exception cref="InputException">
    /// It cannot be read, is no .dbf, shorter than it says, or its bytes do not fit the encoding.
    /// </exception>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="encoding">"auto" or a name.</param>
    /// <param name="hint">What the .cpg says; null without.</param>
    public static DbfFile Read(string path, string encoding, string? hint) =>
        new(path, GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes)), encoding, hint);

    public bool IsDeleted(int record) => _file[_start + record * _length] == '*';

    /// <summary>The cells of a record, null where there is nothing.</summary>
    public string?[] Values(int record) => Array.ConvertAll(_fields, field => Value(record, field));

    private string? Value(int record, Field field)
    {
        ReadOnlySpan<byte> cell = Cell(record, field);
        string? text = field.Kind switch
        {
            'I' when cell.Length == 4 => BinaryPrimitives.ReadInt32LittleEndian(cell).ToString(CultureInfo.InvariantCulture),
            'B' or 'O' when cell.Length == 8 => BinaryPrimitives.ReadDoubleLittleEndian(cell).ToString("R", CultureInfo.InvariantCulture),
            'M' or 'G' or 'P' or 'B' or 'O' or 'I' or 'Y' or 'T' or '@' or '+' => null,
            'L' => (char)cell[0] switch { 'T' or 't' or 'Y' or 'y' => "true", 'F' or 'f' or 'N' or 'n' => "false", _ => null },
            'D' => Day(Encoding.Latin1.GetString(cell).Trim(' ', '\0')),
            'N' or 'F' => Number(Encoding.Latin1.GetString(cell).Trim(' ', '\0')),
            _ => PlainText.WithoutHidden(Text(cell, record + 1)).Trim(),
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>
    /// "12.500000" as 12.5; whole numbers as they are, because codes have more digits than a floating number holds; asterisks, which are
    /// written where there is no number, as nothing.
    /// </summary>
    private static string Number(string text) =>
        text.AsSpan().ContainsAny('.', 'e', 'E') && NumberText.TryParse(text, out double value)
            ? value.ToString("R", CultureInfo.InvariantCulture) : text.Trim('*').Length == 0 ? "" : text;

    private static string? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text.Trim('0').Length == 0 ? null : text;

    private List<(Field, byte[])> Fields()
    {
        var fields = new List<(Field, byte[])>();
        int at = 1;
        for (int i = HeaderBytes; i + FieldBytes <= Math.Min(_start, _file.Length) && _file[i] is not 0x0D; i += FieldBytes)
        {
            ReadOnlySpan<byte> name = _file.AsSpan(i, NameBytes);
            int end = name.IndexOf((byte)0);
            char kind = char.ToUpperInvariant((char)_file[i + 11]);
            // Long texts have the upper byte of their width where numbers have their decimals.
            int width = _file[i + 16] + (kind == 'C' ? _file[i + 17] << 8 : 0);
            if (width == 0) throw NoTable();
            fields.Add((new Field(kind, at, width), name[..(end < 0 ? NameBytes : end)].ToArray()));
            at += width;
        }
        if (fields.Count == 0 || at > _length) throw NoTable();
        return fields;
    }

    private IEnumerable<byte[]> Texts()
    {
        for (int record = 0; record < Count; record++)
        {
            if (IsDeleted(record)) continue;
            foreach (Field field in _fields)
                if (field.Kind == 'C' && Cell(record, field) is var cell && !Ascii.IsValid(cell)) yield return cell.ToArray();
        }
    }

    private ReadOnlySpan<byte> Cell(int record, Field field) => _file.AsSpan(_start + record * _length + field.At, field.Width);

    private string Text(ReadOnlySpan<byte> bytes, int record)
    {
        try
        {
            return Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : HintedEncoding.Decode(_encoding, bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(
                _path, record == 0 ? "" : FormattableString.Invariant($"record {record}"),
                new("found/no-text-in", ("encoding", _encoding.WebName)), "expected/utf8-or-gb18030", "advice/give-encoding", e);
        }
    }

    private InputException NoTable() => new(_path, "", "found/no-dbf", "expected/dbf", "advice/fetch-again");

    /// <summary>The code page of a language driver (Esri and FoxPro); 0 if it says nothing.</summary>
    private static int CodePage(byte languageDriver) => languageDriver switch
    {
        0x4D or 0x7A => 936,
        0x4F or 0x78 => 950,
        0x13 or 0x7B => 932,
        0x4E or 0x79 => 949,
        0x01 => 437,
        0x02 => 850,
        0x03 or 0x57 or 0x58 or 0x59 => HintedEncoding.Western,
        0xC8 => 1250,
        0xC9 => 1251,
        0xCA => 1254,
        0xCB => 1253,
        _ => 0,
    };
}
