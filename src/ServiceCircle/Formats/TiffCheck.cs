using System.Buffers.Binary;

namespace ServiceCircle.Formats;

/// <summary>
/// Refuses TIFF files whose first directory names values that the file cannot hold: LibTiff makes room for as many as are named. Classic
/// files (Adobe, "TIFF 6.0", section 2) and those with offsets of 64 bits ("BigTIFF").
/// </summary>
internal static class TiffCheck
{
    private const int MostEntries = 4096;
    private const ulong StripOffsets = 273, TileOffsets = 324, Short = 3;

    /// <summary>Bytes of a value by the number of its type, 0 of types that do not exist.</summary>
    private static ReadOnlySpan<byte> Sizes => [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    /// <summary>Whether all that the directory names lies within the file.</summary>
    public static bool IsSound(FileStream file)
    {
        var reader = new Words(file);
        if (reader.Begin() is not { } isBig) return false;
        ulong entries = isBig ? reader.Take(8) : reader.Take(2);
        if (entries is 0 or > MostEntries) return false;
        var single = new Dictionary<ulong, ulong>();
        ulong blocks = 0;
        for (ulong i = 0; i < entries; i++)
        {
            ulong tag = reader.Take(2);
            ulong type = reader.Take(2), count = isBig ? reader.Take(8) : reader.Take(4), place = isBig ? reader.Take(8) : reader.Take(4);
            if (type >= (ulong)Sizes.Length || Sizes[(int)type] == 0 || count > (ulong)file.Length) return false;
            ulong bytes = count * Sizes[(int)type];
            if (tag is StripOffsets or TileOffsets) blocks = count;
            if (count == 1) single[tag] = type == Short ? reader.FirstShort(place, isBig) : place;
            // Short values stand in the place itself.
            if (bytes > (isBig ? 8UL : 4UL) && (place > (ulong)file.Length || bytes > (ulong)file.Length - place)) return false;
        }
        return !reader.IsShort && blocks >= BlocksOf(single);
    }

    /// <summary>Blocks that an image of this size has: LibTiff makes room for them, whatever the file holds.</summary>
    private static ulong BlocksOf(Dictionary<ulong, ulong> single)
    {
        ulong width = single.GetValueOrDefault(256UL), height = single.GetValueOrDefault(257UL);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue) return ulong.MaxValue;
        // Tiles, or strips of so many rows; one strip may say that it has more rows than there are.
        ulong across = single.GetValueOrDefault(322UL, width);
        ulong down = single.GetValueOrDefault(323UL, single.GetValueOrDefault(278UL, height));
        if (across == 0 || down == 0) return ulong.MaxValue;
        down = Math.Min(down, height);
        return (width + across - 1) / across * ((height + down - 1) / down);
    }

    /// <summary>Numbers of a file in its own order of bytes; 0 behind its end.</summary>
    private sealed class Words(FileStream file)
    {
        private bool _isBigEndian;

        /// <summary>Whether a number was to be read behind the end.</summary>
        public bool IsShort { get; private set; }

        /// <summary>Goes to the first directory; tells whether its numbers are long, null if there is none.</summary>
        public bool? Begin()
        {
            ulong order = Take(2);
            if (order is not (0x4949 or 0x4D4D)) return null;
            _isBigEndian = order == 0x4D4D;
            ulong version = Take(2);
            if (version == 43 && (Take(2), Take(2)) != (8, 0) || version is not (42 or 43)) return null;
            ulong place = version == 43 ? Take(8) : Take(4);
            if (place > (ulong)file.Length) return null;
            file.Position = (long)place;
            return version == 43;
        }

        /// <summary>A short number that stands in a place of four or eight bytes.</summary>
        public ulong FirstShort(ulong place, bool isBig) => !_isBigEndian ? place & 0xFFFF : place >> (isBig ? 48 : 16);

        public ulong Take(int bytes)
        {
            Span<byte> read = stackalloc byte[8];
            read.Clear();
            Span<byte> own = _isBigEndian ? read[(8 - bytes)..] : read[..bytes];
            if (file.ReadAtLeast(own, bytes, throwOnEndOfStream: false) < bytes) IsShort = true;
            return _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(read) : BinaryPrimitives.ReadUInt64LittleEndian(read);
        }
    }
}
