using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ServiceCircle.Osm;

/// <summary>
/// Unpacks bzip2, a few blocks at once on several cores: the blocks of a file do not depend on each other, and where each begins is found
/// by its magic number, which lies at any bit. Streams may follow each other, as parallel packers write them. Damaged data always gives an
/// <see cref="InvalidDataException"/>.
/// </summary>
/// <param name="packed">The packed bytes.</param>
/// <param name="magicBits">How many bits of a magic number are looked at; fewer than all find some where none begins, for tests.</param>
internal sealed class BZip2Stream(Stream packed, int magicBits = BZip2Stream.MagicBits) : ReadingStream
{
    private const ulong BlockMagic = 0x314159265359, EndMagic = 0x177245385090, MagicMask = 0xFFFFFFFFFFFF;
    private const int MagicBits = 48, ReadBytes = 1 << 18, EndBits = MagicBits + 32;

    /// <summary>More packed bytes has no block: 900,000 symbols of 20 bits, and tables.</summary>
    private const int MostPacked = 3 << 20;

    /// <summary>Blocks under way; of a hostile file each may unpack to 46 MB.</summary>
    private static readonly int LookAhead = Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>Whether a byte may be the third of a magic number, at whatever bit that begins.</summary>
    private static readonly bool[] MayBeMagic = ThirdBytes();

    private readonly ConcurrentBag<BZip2Block> _unpackers = [];
    private readonly Queue<Block> _underWay = [];
    private byte[] _bytes = [];
    private int _length, _start; // the bits of _bytes that are not yet given to a block, from _start on
    private bool _isLast, _atEnd, _inStream;
    private uint _streamCrc;
    private InvalidDataException? _failure;
    private byte[] _unpacked = [];
    private int _given;

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_given == _unpacked.Length)
        {
            while (!_atEnd && _underWay.Count < LookAhead) TryBegin();
            if (!_underWay.TryDequeue(out Block? block)) return _failure is null ? 0 : throw _failure;
            try
            {
                Finish(block);
            }
            catch (InvalidDataException e)
            {
                // What follows is not to be had by asking again.
                (_failure, _atEnd) = (e, true);
                _underWay.Clear();
                throw;
            }
        }
        int got = Math.Min(count, _unpacked.Length - _given);
        _unpacked.AsSpan(_given, got).CopyTo(buffer.AsSpan(offset));
        _given += got;
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) packed.Dispose();
        base.Dispose(disposing);
    }

    private static InvalidDataException Damaged() => new("damaged bzip2 data");

    /// <summary>A block that is being unpacked, or the end of a stream, whose checksum is over those of its blocks.</summary>
    private sealed class Block
    {
        /// <summary>Packed bytes, from the one in which its magic number begins to the one in which the next does.</summary>
        public required byte[] Bytes { get; init; }

        /// <summary>Its first bit, behind the magic number, and the bit at which the next magic number begins.</summary>
        public required int StartBit { get; init; }
        public required int NextBit { get; init; }

        public Task<(byte[] Bytes, uint Crc, long EndBit)>? Unpacking { get; set; }
        public uint StreamCrc { get; init; }
    }

    private void Finish(Block block)
    {
        if (block.Unpacking is null)
        {
            if (block.StreamCrc != _streamCrc) throw Damaged();
            _streamCrc = 0;
            return;
        }
        (byte[] Bytes, uint Crc, long EndBit) result = Result(block);
        // Packed data may hold the magic number of a block by chance, once in 35 TB: then the block goes on behind it.
        while (result.EndBit != block.NextBit)
        {
            if (!_underWay.TryDequeue(out Block? next) || next.Unpacking is null) throw Damaged();
            int whole = block.NextBit / 8;
            block = new Block
            {
                Bytes = [.. block.Bytes.AsSpan(0, whole), .. next.Bytes],
                StartBit = block.StartBit,
                NextBit = 8 * whole + next.NextBit,
            };
            block.Unpacking = Task.FromResult(Unpack(block));
            result = Result(block);
        }
        _streamCrc = (_streamCrc << 1 | _streamCrc >> 31) ^ result.Crc;
        (_unpacked, _given) = (result.Bytes, 0);

        // One that is cut short by chance fails, or ends elsewhere.
        static (byte[] Bytes, uint Crc, long EndBit) Result(Block of) =>
            of.Unpacking!.GetAwaiter().GetResult() is { Bytes: not null } done ? done : ([], 0, -1);
    }

    private (byte[] Bytes, uint Crc, long EndBit) Unpack(Block block)
    {
        if (!_unpackers.TryTake(out BZip2Block? unpacker)) unpacker = new BZip2Block();
        try
        {
            byte[] bytes = unpacker.Unpack(block.Bytes, block.StartBit, out uint crc, out long endBit);
            return (bytes, crc, endBit);
        }
        catch (InvalidDataException)
        {
            return default;
        }
        finally
        {
            _unpackers.Add(unpacker);
        }
    }

    /// <summary>What is wrong further on is told when all before it was given.</summary>
    private void TryBegin()
    {
        try
        {
            Begin();
        }
        catch (InvalidDataException e)
        {
            (_failure, _atEnd) = (e, true);
        }
    }

    /// <summary>Takes the next block or end of a stream out of the packed bytes.</summary>
    private void Begin()
    {
        Forget();
        if (!_inStream && !BeginStream()) return;
        Need(_start + EndBits);
        ulong magic = BitsAt(_start);
        if (magic == EndMagic)
        {
            _underWay.Enqueue(new Block { Bytes = [], StartBit = 0, NextBit = 0, StreamCrc = (uint)(BitsAt(_start + 32) & uint.MaxValue) });
            _start = (_start + EndBits + 7) / 8 * 8;
            _inStream = false;
            return;
        }
        int next = NextMagic(_start + MagicBits), first = _start / 8;
        var block = new Block
        {
            Bytes = _bytes.AsSpan(first, (next + 7) / 8 - first).ToArray(),
            StartBit = _start + MagicBits - 8 * first,
            NextBit = next - 8 * first,
        };
        block.Unpacking = Task.Run(() => Unpack(block));
        _underWay.Enqueue(block);
        _start = next;
    }

    /// <summary>Reads "BZh9"; false at the end of the file.</summary>
    private bool BeginStream()
    {
        if (!Has(_start + 8))
        {
            _atEnd = true;
            return false;
        }
        Need(_start + 32);
        ReadOnlySpan<byte> head = _bytes.AsSpan(_start / 8, 4);
        if (!head.StartsWith("BZh"u8) || head[3] is < (byte)'1' or > (byte)'9') throw Damaged();
        _start += 32;
        return _inStream = true;
    }

    /// <summary>The bit at which the next magic number begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NextMagic(int from)
    {
        for (int at = from / 8 + 2; ; at++)
        {
            // A magic number whose third byte this is ends with the fourth behind it, or within the fifth.
            if (!Has(8 * (at + 4))) throw Damaged();
            if (8L * at > from + 8L * MostPacked) throw Damaged();
            if (!MayBeMagic[_bytes[at]]) continue;
            for (int bit = Math.Max(from, 8 * (at - 2)); bit < 8 * (at - 1) && Has(bit + MagicBits); bit++)
            {
                ulong bits = BitsAt(bit);
                if ((bits ^ BlockMagic) >> MagicBits - magicBits == 0 || (bits ^ EndMagic) >> MagicBits - magicBits == 0) return bit;
            }
        }
    }

    /// <summary>48 bits from a bit on.</summary>
    private ulong BitsAt(int bit)
    {
        int at = bit / 8;
        ulong bits = at + 8 <= _bytes.Length ? BinaryPrimitives.ReadUInt64BigEndian(_bytes.AsSpan(at)) : 0;
        return bits >> 64 - MagicBits - bit % 8 & MagicMask;
    }

    /// <summary>Makes room where bytes are that were given to blocks.</summary>
    private void Forget()
    {
        int done = _start / 8;
        if (done < ReadBytes) return;
        _bytes.AsSpan(done, _length - done).CopyTo(_bytes);
        (_length, _start) = (_length - done, _start - 8 * done);
    }

    private void Need(int bits)
    {
        if (!Has(bits)) throw Damaged();
    }

    /// <summary>Whether there are so many bits; reads on if need be.</summary>
    private bool Has(int bits)
    {
        while (8L * _length < bits)
        {
            if (_isLast) return false;
            if (_length + ReadBytes + 8 > _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length + ReadBytes + 8);
            int got = packed.Read(_bytes, _length, ReadBytes);
            _length += got;
            _isLast = got == 0;
        }
        return true;
    }

    private static bool[] ThirdBytes()
    {
        var may = new bool[256];
        foreach (ulong magic in (ulong[])[BlockMagic, EndMagic])
            for (int bit = 0; bit < 8; bit++) may[(byte)(magic >> MagicBits - 24 + bit)] = true;
        return may;
    }
}
