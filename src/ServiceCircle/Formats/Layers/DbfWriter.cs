using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// The table of a Shapefile (dBASE III) in UTF-8: fields of fixed widths, blank where there is no value. Yes is 1 and no is 0: the format's
/// own type for them is unknown to ArcGIS.
/// </summary>
internal static class DbfWriter
{
    /// <summary>Bytes of the longest text.</summary>
    public const int MostBytes = 254;

    private const int HeadBytes = 32, FieldBytes = 32, MostNumberBytes = 24, MostDecimals = 15;

    /// <summary>Whether a text is longer than a field and is cut at a whole character.</summary>
    public static bool IsCut(string text) => Encoding.UTF8.GetByteCount(text) > MostBytes;

    /// <summary>Writes a table.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="fields">Their names, at most ten bytes each.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="dataDate">The day that the head names, ISO 8601; null for the first of 1970.</param>
    public static void Write(
        Stream stream, IReadOnlyList<LayerColumn> columns, IReadOnlyList<string> fields, int count, IEnumerable<LayerRow> rows,
        string? dataDate)
    {
        // A table needs a field.
        if (columns.Count == 0) (columns, fields) = ([new LayerColumn("id", ValueKind.Text, 1, 0)], ["id"]);
        int[] widths = [.. columns.Select(WidthOf)];
        byte[] record = new byte[1 + widths.Sum()];
        WriteHead(stream, columns, fields, widths, count, record.Length, dataDate);
        foreach (LayerRow row in rows)
        {
            record.AsSpan().Fill((byte)' ');
            int at = 1;
            for (int i = 0; i < widths.Length; i++)
            {
                if (i < row.Values.Length && row.Values[i] is { } value)
                    Encoding.UTF8.GetBytes(TextOf(columns[i], value, widths[i]), record.AsSpan(at));
                at += widths[i];
            }
            stream.Write(record);
        }
        stream.WriteByte(0x1A);
    }

    private static void WriteHead(
        Stream stream, IReadOnlyList<LayerColumn> columns, IReadOnlyList<string> fields, int[] widths, int count, int recordBytes,
        string? dataDate)
    {
        byte[] head = new byte[HeadBytes + FieldBytes * columns.Count + 1];
        DateOnly day = dataDate is null ? new DateOnly(1970, 1, 1)
            : DateOnly.ParseExact(dataDate.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        (head[0], head[1], head[2], head[3]) = (3, (byte)(day.Year - 1900), (byte)day.Month, (byte)day.Day);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), count);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), checked((ushort)head.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), checked((ushort)recordBytes));
        for (int i = 0; i < columns.Count; i++)
        {
            Span<byte> field = head.AsSpan(HeadBytes + FieldBytes * i, FieldBytes);
            Encoding.UTF8.GetBytes(fields[i], field);
            field[11] = (byte)(columns[i].Kind == ValueKind.Text ? 'C' : 'N');
            field[16] = (byte)widths[i];
            field[17] = (byte)(columns[i].Kind == ValueKind.Number ? DecimalsOf(columns[i]) : 0);
        }
        head[^1] = 0x0D;
        stream.Write(head);
    }

    private static int DecimalsOf(LayerColumn column) => Math.Min(MostDecimals, Math.Max(1, column.Decimals));

    private static int WidthOf(LayerColumn column) => column.Kind switch
    {
        ValueKind.Text => Math.Clamp(column.MostBytes, 1, MostBytes),
        ValueKind.YesNo => 1,
        ValueKind.Whole => Math.Max(1, column.MostBytes),
        _ => Math.Max(column.MostBytes, Math.Min(MostNumberBytes, column.MostBytes + DecimalsOf(column) + 1)),
    };

    /// <summary>Numbers stand at the right of their field.</summary>
    private static string TextOf(LayerColumn column, object value, int width) => column.Kind switch
    {
        ValueKind.YesNo => (bool)value ? "1" : "0",
        ValueKind.Text => FieldNames.Cut((string)value, MostBytes),
        ValueKind.Whole => Layer.TextOf(value)!.PadLeft(width),
        _ => NumberOf((double)value, DecimalsOf(column), width).PadLeft(width),
    };

    /// <summary>With the decimals of its column where that is the number, else its shortest text.</summary>
    private static string NumberOf(double value, int decimals, int width)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool isExact = text.Length <= width && double.Parse(text, CultureInfo.InvariantCulture) == value;
        return isExact ? text : Layer.TextOf(value)!;
    }
}
