using System.Buffers.Binary;

namespace ServiceCircle.Formats;

/// <summary>
/// Looks through a Parquet file before the package reads it. That asks the memory for as much as the file says that it holds, and
/// follows structures in structures until the stack ends: a megabyte of them ended the process, and of 6,000 files with a few bytes
/// changed thirteen took a gigabyte or two (parquet-format: README.md, src/main/thrift/parquet.thrift).
/// </summary>
internal static class ParquetCheck
{
    private const int Mark = 0x31524150, LeastBytes = 12; // "PAR1" before and behind, with the length of the footer
    private const int BytesOfValue = 16, Snappy = 1;

    /// <summary>Checks that every length and count is one that the file can hold, and takes from the allowance what they come to.</summary>
    /// <exception cref="InputException">It grows too much.</exception>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public static void Check(ReadOnlySpan<byte> file, Allowance allowance)
    {
        if (file.Length < LeastBytes || BinaryPrimitives.ReadInt32LittleEndian(file) != Mark
            || BinaryPrimitives.ReadInt32LittleEndian(file[^4..]) != Mark)
            throw new InvalidDataException("no mark");
        int length = BinaryPrimitives.ReadInt32LittleEndian(file[^8..]);
        if (length < 0 || length > file.Length - LeastBytes) throw new InvalidDataException("footer");
        ThriftStruct footer = ThriftStruct.Read(file[^(length + 8)..^8], out _);
        foreach (ThriftStruct group in footer.List(4))
        {
            long rows = group.Number(3);
            if (rows is < 0 or > int.MaxValue) throw new InvalidDataException("rows");
            foreach (ThriftStruct chunk in group.List(1))
                if (chunk.Struct(3) is { } column) CheckColumn(file, column, rows, allowance);
        }
    }

    private static void CheckColumn(ReadOnlySpan<byte> file, ThriftStruct column, long rows, Allowance allowance)
    {
        long values = column.Number(5), data = column.Number(9), dictionary = column.Number(11), size = column.Number(7);
        // Where nothing repeats there are as many as rows; of lists there may be more.
        if (values < rows || values > int.MaxValue) throw new InvalidDataException("values");
        allowance.Take(values * BytesOfValue);
        long at = dictionary > 0 && dictionary < data ? dictionary : data;
        if (at < 4 || size < 0 || at > file.Length || size > file.Length - at) throw new InvalidDataException("column");
        ReadOnlySpan<byte> pages = file.Slice((int)at, (int)size);
        long counted = 0;
        while (counted < values && pages.Length > 0)
        {
            ThriftStruct page = ThriftStruct.Read(pages, out int used);
            long unpacked = page.Number(2), packed = page.Number(3);
            if (unpacked < 0 || packed < 0 || packed > pages.Length - used) throw new InvalidDataException("page");
            allowance.Take(unpacked);
            ThriftStruct? own = page.Struct(5) ?? page.Struct(8);
            long count = (own ?? page.Struct(7))?.Number(1) ?? 0;
            if (count < 0 || count > int.MaxValue) throw new InvalidDataException("page values");
            allowance.Take(count * BytesOfValue);
            if (own is not null) counted += count;
            if (column.Number(4) == Snappy) CheckSnappy(pages.Slice(used, (int)packed), page.Struct(8), unpacked);
            pages = pages[(used + (int)packed)..];
        }
        if (counted != values) throw new InvalidDataException("values");
    }

    /// <summary>Snappy says once more how long its content is, behind the levels of a page of the second kind.</summary>
    private static void CheckSnappy(ReadOnlySpan<byte> page, ThriftStruct? second, long unpacked)
    {
        long levels = (second?.Number(5) ?? 0) + (second?.Number(6) ?? 0);
        if (levels < 0 || levels > page.Length) throw new InvalidDataException("levels");
        ulong length = 0;
        int shift = 0;
        foreach (byte next in page[(int)levels..])
        {
            length |= (ulong)(next & 127) << shift;
            if (next < 128 || (shift += 7) > 28) break;
        }
        if (length > (ulong)unpacked) throw new InvalidDataException("snappy");
    }
}
