using System.IO.Compression;
using System.Text;

namespace ServiceCircle.Fuzz;

/// <summary>A small raster of people as GeoTIFF (Adobe, "TIFF 6.0"; OGC 19-008r4): eight by four pixels, in two strips.</summary>
internal static class Raster
{
    private const int Columns = 8, Rows = 4, RowsPerStrip = 2, Head = 8, EntryBytes = 12;
    private const ushort Text = 2, Short = 3, Long = 4, Real = 12;

    /// <summary>The file, as it is or with its strips packed by DEFLATE.</summary>
    public static byte[] Of(bool isPacked)
    {
        byte[][] strips = [.. Enumerable.Range(0, Rows / RowsPerStrip).Select(s => isPacked ? Packed(Strip(s)) : Strip(s))];
        (ushort Tag, ushort Type, byte[] Values)[] entries =
        [
            (256, Short, Shorts(Columns)), (257, Short, Shorts(Rows)), (258, Short, Shorts(32)),
            (259, Short, Shorts((ushort)(isPacked ? 8 : 1))), (262, Short, Shorts(1)), (273, Long, new byte[4 * strips.Length]),
            (277, Short, Shorts(1)), (278, Short, Shorts(RowsPerStrip)),
            (279, Long, [.. strips.SelectMany(s => BitConverter.GetBytes(s.Length))]), (339, Short, Shorts(3)),
            (33550, Real, Reals(0.005, 0.005, 0)), (33922, Real, Reals(0, 0, 0, 109.99, 30.01, 0)),
            (34735, Short, Shorts(1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326)),
            (42113, Text, Encoding.ASCII.GetBytes("-9999\0")),
        ];
        // Behind the directory what has no room in it, then the strips.
        int behind = Head + 2 + EntryBytes * entries.Length + 4;
        int place = behind + entries.Sum(e => e.Values.Length > 4 ? e.Values.Length : 0);
        for (int s = 0; s < strips.Length; place += strips[s++].Length)
            BitConverter.GetBytes(place).CopyTo(Array.Find(entries, e => e.Tag == 273).Values, 4 * s);

        using var file = new MemoryStream();
        file.Write([(byte)'I', (byte)'I', 42, 0, Head, 0, 0, 0]);
        file.Write(BitConverter.GetBytes((ushort)entries.Length));
        foreach ((ushort tag, ushort type, byte[] values) in entries)
        {
            file.Write([.. BitConverter.GetBytes(tag), .. BitConverter.GetBytes(type)]);
            file.Write(BitConverter.GetBytes(values.Length / BytesOf(type)));
            file.Write(values.Length > 4 ? BitConverter.GetBytes(behind) : [.. values, .. new byte[4 - values.Length]]);
            if (values.Length > 4) behind += values.Length;
        }
        file.Write(new byte[4]);
        foreach ((_, _, byte[] values) in entries.Where(e => e.Values.Length > 4)) file.Write(values);
        foreach (byte[] strip in strips) file.Write(strip);
        return file.ToArray();
    }

    private static int BytesOf(ushort type) => type switch { Text => 1, Short => 2, Long => 4, _ => 8 };

    private static byte[] Strip(int strip)
    {
        float Pixel(int i) => i % 7 == 6 ? -9999 : i * 10;
        IEnumerable<int> pixels = Enumerable.Range(strip * RowsPerStrip * Columns, RowsPerStrip * Columns);
        return [.. pixels.SelectMany(i => BitConverter.GetBytes(Pixel(i)))];
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Shorts(params ushort[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
    private static byte[] Reals(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
