using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ServiceCircle.Osm;

/// <summary>
/// One block of bzip2 data, unpacked by itself: Huffman codes, move to front, the Burrows-Wheeler transform and runs, undone in this order
/// (J. Seward, bzip2 1.0.8). For one thread; tables are used again for the next block.
/// </summary>
internal sealed class BZip2Block
{
    private const int MostSymbols = 258, MostTables = 6, MostBits = 20, QuickBits = 10, GroupSize = 50, MostBytes = 900_000;
    private static readonly uint[][] CrcTables = MakeCrcTables();

    private readonly uint[] _next = new uint[MostBytes];
    private readonly byte[] _selectors = new byte[1 << 15];
    private readonly Code[] _codes = [.. Enumerable.Range(0, MostTables).Select(_ => new Code())];
    private byte[] _data = [];
    private int _at, _held;
    private ulong _bits;

    /// <summary>Unpacks the block that begins at a bit, behind its magic number.</summary>
    /// <param name="data">Packed bytes; the block may end before they do.</param>
    /// <param name="startBit">The bit behind the magic number.</param>
    /// <param name="crc">The block's own checksum, which was checked.</param>
    /// <param name="endBit">The bit behind the block.</param>
    /// <exception cref="InvalidDataException">Damaged.</exception>
    public byte[] Unpack(byte[] data, long startBit, out uint crc, out long endBit)
    {
        (_data, _at, _held, _bits) = (data, (int)(startBit / 8), 0, 0);
        Take((int)(startBit % 8));
        crc = Take(16) << 16 | Take(16);
        bool isShuffled = Take(1) != 0;
        int origin = (int)Take(24), count = ReadBytes();
        if (origin >= count) throw Damaged();
        byte[] bytes = Untransformed(count, origin, isShuffled);
        endBit = 8L * _at - _held;
        if (endBit > 8L * data.Length || Crc(bytes) != crc) throw Damaged();
        return bytes;
    }

    private static InvalidDataException Damaged() => new("damaged bzip2 data");

    /// <summary>The next bits, at most 24; behind the end of the data all are 0.</summary>
    private uint Take(int count)
    {
        if (_held < count) Fill();
        _held -= count;
        return (uint)(_bits >> _held) & (1u << count) - 1;
    }

    private void Fill()
    {
        if (_at + 8 <= _data.Length)
        {
            // As many whole bytes as there is room for.
            int bytes = (64 - _held) / 8;
            ulong more = BinaryPrimitives.ReadUInt64BigEndian(_data.AsSpan(_at));
            _bits = bytes == 8 ? more : _bits << 8 * bytes | more >> 64 - 8 * bytes;
            (_at, _held) = (_at + bytes, _held + 8 * bytes);
            return;
        }
        for (; _held <= 56; _at++, _held += 8) _bits = _bits << 8 | (_at < _data.Length ? _data[_at] : (byte)0);
        if (_at > _data.Length + 1024) throw Damaged();
    }

    // ---- Huffman codes and move to front

    /// <summary>Reads the bytes of the transformed block into the low bytes of the list; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadBytes()
    {
        Span<byte> front = stackalloc byte[256];
        int used = ReadUsed(front);
        int symbols = used + 2, tables = (int)Take(3), selectors = (int)Take(15);
        if (used == 0 || tables is < 2 or > MostTables || selectors == 0) throw Damaged();
        ReadSelectors(tables, selectors);
        for (int t = 0; t < tables; t++) ReadCode(_codes[t], symbols);

        Span<int> seen = stackalloc int[256];
        seen.Clear();
        int count = 0, run = 0, runBit = 1, endOfBlock = symbols - 1;
        for (int group = 0; group < selectors; group++)
        {
            Code code = _codes[_selectors[group]];
            for (int i = 0; i < GroupSize; i++)
            {
                if (_held < MostBits) Fill();
                int quick = code.Quick[(int)(_bits >> _held - QuickBits) & (1 << QuickBits) - 1];
                if (quick >= 0) _held -= quick & 31;
                int symbol = quick >= 0 ? quick >> 5 : LongSymbol(code);
                if (symbol <= 1)
                {
                    // Runs of the front byte, as digits 1 and 2 of base 2.
                    run += runBit << symbol;
                    runBit <<= 1;
                    if (run > MostBytes) throw Damaged();
                    continue;
                }
                if (run > 0)
                {
                    if (count + run > MostBytes) throw Damaged();
                    byte repeated = front[0];
                    seen[repeated] += run;
                    _next.AsSpan(count, run).Fill(repeated);
                    count += run;
                    (run, runBit) = (0, 1);
                }
                if (symbol == endOfBlock)
                {
                    Sort(seen, count);
                    return count;
                }
                int place = symbol - 1;
                byte value = front[place];
                if (place > 16) front[..place].CopyTo(front[1..]);
                else
                    for (int f = place; f > 0; f--) front[f] = front[f - 1];
                front[0] = value;
                if (count == MostBytes) throw Damaged();
                seen[value]++;
                _next[count++] = value;
            }
        }
        throw Damaged();
    }

    /// <summary>Which bytes occur, in rising order; returns their number.</summary>
    private int ReadUsed(Span<byte> front)
    {
        int used = 0;
        uint groups = Take(16);
        for (int g = 0; g < 16; g++)
        {
            if ((groups >> 15 - g & 1) == 0) continue;
            uint members = Take(16);
            for (int m = 0; m < 16; m++)
                if ((members >> 15 - m & 1) != 0) front[used++] = (byte)(16 * g + m);
        }
        return used;
    }

    /// <summary>Which table each group of symbols is coded with, moved to front.</summary>
    private void ReadSelectors(int tables, int selectors)
    {
        Span<byte> order = [0, 1, 2, 3, 4, 5];
        for (int s = 0; s < selectors; s++)
        {
            int place = 0;
            while (Take(1) != 0)
                if (++place >= tables) throw Damaged();
            byte table = order[place];
            order[..place].CopyTo(order[1..]);
            order[0] = _selectors[s] = table;
        }
    }

    private void ReadCode(Code code, int symbols)
    {
        Span<byte> lengths = stackalloc byte[MostSymbols];
        int length = (int)Take(5);
        for (int s = 0; s < symbols; s++)
        {
            for (; length is >= 1 and <= MostBits && Take(1) != 0; length += Take(1) == 0 ? 1 : -1)
            {
            }
            if (length is < 1 or > MostBits) throw Damaged();
            lengths[s] = (byte)length;
        }
        code.Set(lengths[..symbols]);
    }

    /// <summary>The symbol whose code comes next and is longer than those of the table.</summary>
    private int LongSymbol(Code code)
    {
        for (int length = QuickBits + 1; length <= MostBits; length++)
        {
            int offset = ((int)(_bits >> _held - length) & (1 << length) - 1) - code.First[length];
            if (offset < 0 || offset >= code.Count[length]) continue;
            _held -= length;
            return code.Symbols[code.Start[length] + offset];
        }
        throw Damaged();
    }

    /// <summary>A canonical Huffman code: short codes by a table of their next bits, long ones by the first code of each length.</summary>
    private sealed class Code
    {
        /// <summary>For the next bits a symbol times 32 plus the length of its code; -1 if that is longer.</summary>
        public int[] Quick { get; } = new int[1 << QuickBits];

        public int[] First { get; } = new int[MostBits + 1];
        public int[] Count { get; } = new int[MostBits + 1];
        public int[] Start { get; } = new int[MostBits + 1];

        /// <summary>Symbols by length and value.</summary>
        public int[] Symbols { get; } = new int[MostSymbols];

        public void Set(ReadOnlySpan<byte> lengths)
        {
            Count.AsSpan().Clear();
            Quick.AsSpan().Fill(-1);
            foreach (byte length in lengths) Count[length]++;
            for (int length = 1, code = 0, start = 0; length <= MostBits; length++)
            {
                (First[length], Start[length]) = (code, start);
                for (int s = 0, at = start; s < lengths.Length; s++)
                    if (lengths[s] == length) Symbols[at++] = s;
                if (code + Count[length] > 1 << length) throw Damaged();
                if (length <= QuickBits)
                    for (int i = 0; i < Count[length]; i++)
                        Quick.AsSpan(code + i << QuickBits - length, 1 << QuickBits - length).Fill(Symbols[start + i] << 5 | length);
                (code, start) = (code + Count[length] << 1, start + Count[length]);
            }
        }
    }

    // ---- the Burrows-Wheeler transform and runs

    /// <summary>Puts beside each byte the place of the byte that follows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(Span<int> seen, int count)
    {
        int sum = 0;
        for (int b = 0; b < 256; b++) (seen[b], sum) = (sum, sum + seen[b]);
        uint[] next = _next;
        for (int i = 0; i < count; i++) next[seen[(byte)next[i]]++] |= (uint)i << 8;
    }

    /// <summary>The bytes in their own order, with runs: four equal bytes are followed by the number of further ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] Untransformed(int count, int origin, bool isShuffled)
    {
        uint[] next = _next;
        var bytes = new byte[count + count / 8];
        int length = 0, same = 0, last = -1;
        uint at = next[origin] >> 8;
        var shuffle = new BZip2Shuffle();
        for (int i = 0; i < count; i++)
        {
            uint entry = next[at];
            at = entry >> 8;
            int value = (byte)entry;
            if (isShuffled) value ^= shuffle.Next();
            if (same == 4)
            {
                if (length + value > bytes.Length) Array.Resize(ref bytes, Math.Max(length + value, 2 * bytes.Length));
                bytes.AsSpan(length, value).Fill((byte)last);
                length += value;
                (same, last) = (0, -1);
                continue;
            }
            same = value == last ? same + 1 : 1;
            last = value;
            if (length == bytes.Length) Array.Resize(ref bytes, 2 * bytes.Length);
            bytes[length++] = (byte)value;
        }
        Array.Resize(ref bytes, length);
        return bytes;
    }

    // ---- the checksum: CRC-32 with its first bit first, four bytes at a time

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint[] t0 = CrcTables[0], t1 = CrcTables[1], t2 = CrcTables[2], t3 = CrcTables[3];
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            crc ^= BinaryPrimitives.ReadUInt32BigEndian(bytes);
            crc = t3[crc >> 24] ^ t2[crc >> 16 & 255] ^ t1[crc >> 8 & 255] ^ t0[crc & 255];
        }
        foreach (byte b in bytes) crc = crc << 8 ^ t0[crc >> 24 ^ b];
        return ~crc;
    }

    private static uint[][] MakeCrcTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, 4).Select(_ => new uint[256])];
        for (uint b = 0; b < 256; b++)
        {
            uint crc = b << 24;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) != 0 ? crc << 1 ^ 0x04C11DB7 : crc << 1;
            tables[0][b] = crc;
        }
        for (int t = 1; t < 4; t++)
            for (uint b = 0; b < 256; b++) tables[t][b] = tables[t - 1][b] << 8 ^ tables[0][tables[t - 1][b] >> 24];
        return tables;
    }
}
