using System.Buffers.Binary;
using System.Text;

namespace ServiceCircle.Tests.Formats;

/// <summary>Shapefiles byte by byte, so that any of them can be wrong.</summary>
internal static class ShapefileBytes
{
    /// <summary>A .shp of records that stand one after the other.</summary>
    public static byte[] Shp(params byte[][] records)
    {
        byte[] header = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(header, 9994);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(24), (100 + records.Sum(r => r.Length + 8)) / 2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 1000);
        IEnumerable<byte> all = header;
        for (int i = 0; i < records.Length; i++)
        {
            byte[] head = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(head, i + 1);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), records[i].Length / 2);
            all = all.Concat(head).Concat(records[i]);
        }
        return [.. all];
    }

    public static byte[] Point(double x, double y) => Bytes(1, x, y);

    /// <summary>A polygon (5) or a line (3); counts that are given are written in place of the true ones.</summary>
    public static byte[] Parts(int type, double[][] parts, int? partCount = null, int? pointCount = null)
    {
        var values = new List<object> { type, 0.0, 0.0, 0.0, 0.0, partCount ?? parts.Length, pointCount ?? parts.Sum(p => p.Length / 2) };
        int first = 0;
        foreach (double[] part in parts)
        {
            values.Add(first);
            first += part.Length / 2;
        }
        values.AddRange(parts.SelectMany(p => p).Cast<object>());
        return Bytes([.. values]);
    }

    public static double[] Square(double x, double y, double side, bool isClockwise) => isClockwise
        ? [x, y, x, y + side, x + side, y + side, x + side, y, x, y]
        : [x, y, x + side, y, x + side, y + side, x, y + side, x, y];

    /// <summary>A .dbf with the columns "name" (text, 10 bytes) and "n" (number, 8 bytes).</summary>
    public static byte[] Dbf(Encoding encoding, params (string Name, string Number)[] rows)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write([3, 124, 1, 1]);
        writer.Write(rows.Length);
        writer.Write((short)(32 + 2 * 32 + 1));
        writer.Write((short)19);
        writer.Write(new byte[20]);
        Field(writer, "name", 'C', 10);
        Field(writer, "n", 'N', 8);
        writer.Write((byte)13);
        foreach (var (name, number) in rows)
        {
            byte[] text = encoding.GetBytes(name);
            writer.Write((byte)' ');
            writer.Write([.. text.Take(10), .. Enumerable.Repeat((byte)' ', Math.Max(0, 10 - text.Length))]);
            writer.Write(Encoding.ASCII.GetBytes(number.PadLeft(8)));
        }
        writer.Write((byte)26);
        return stream.ToArray();
    }

    private static void Field(BinaryWriter writer, string name, char kind, byte width)
    {
        byte[] field = new byte[32];
        Encoding.ASCII.GetBytes(name).CopyTo(field, 0);
        (field[11], field[16]) = ((byte)kind, width);
        writer.Write(field);
    }

    private static byte[] Bytes(params object[] values)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (object value in values)
        {
            if (value is int whole) writer.Write(whole);
            else writer.Write((double)value);
        }
        return stream.ToArray();
    }
}
