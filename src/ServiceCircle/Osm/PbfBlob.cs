using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using K4os.Compression.LZ4;
using Microsoft.Win32.SafeHandles;
using ZstdSharp;

namespace ServiceCircle.Osm;

/// <summary>
/// Where one blob of a PBF file is, and which kinds of element it holds once it has been read. Layout and limits: OSM wiki,
/// "PBF Format": a file is a row of (4-byte length, BlobHeader, Blob).
/// </summary>
internal sealed class PbfBlob(long start, long dataStart, int dataSize, string type)
{
    public const int MaxHeaderBytes = 64 * 1024;
    public const int MaxBlobBytes = 32 * 1024 * 1024;

    /// <summary>Byte of the file where the length before the blob's header is; errors name it.</summary>
    public long Start { get; } = start;

    public long End => dataStart + dataSize;

    /// <summary>"OSMHeader", "OSMData", or a type to be ignored.</summary>
    public string Type { get; } = type;

    /// <summary>The kinds of element inside; null before the first pass. Set by the one worker that reads the blob.</summary>
    public OsmKinds? Kinds { get; set; }

    /// <summary>Finds every blob of the file by its header, without reading what is inside.</summary>
    /// <exception cref="InputException">The chain of headers is broken or ends in the middle of a blob.</exception>
    public static List<PbfBlob> Index(SafeFileHandle file, string path)
    {
        var blobs = new List<PbfBlob>();
        long length = RandomAccess.GetLength(file);
        var buffer = new byte[256];
        for (long at = 0; at < length;)
        {
            try
            {
                PbfBlob blob = At(file, at, length, ref buffer);
                blobs.Add(blob);
                at = blob.End;
            }
            catch (MalformedException e)
            {
                throw e.At(path, $"byte {at}");
            }
        }
        return blobs;
    }

    private static PbfBlob At(SafeFileHandle file, long at, long fileLength, ref byte[] buffer)
    {
        int got = ReadFully(file, buffer, at);
        if (got < 4) throw new MalformedException(new("found/bytes-before-end", ("count", $"{got}")), "expected/blob-header");
        uint headerSize = BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (headerSize is 0 or > MaxHeaderBytes)
            throw new MalformedException(
                new("found/blob-header", ("count", $"{headerSize}")), new("expected/header-bytes", ("most", $"{MaxHeaderBytes}")));
        if (at + 4 + headerSize > fileLength) throw new MalformedException("found/end-in-header", "expected/whole-blob");
        if (got < 4 + headerSize)
        {
            buffer = new byte[4 + headerSize];
            ReadFully(file, buffer, at);
        }
        string type = "";
        long? size = null;
        var reader = new WireReader(buffer.AsSpan(4, (int)headerSize));
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = Encoding.UTF8.GetString(reader.Bytes()); break;
                case 3: size = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }
        if (size is null or < 0 or > MaxBlobBytes)
            throw new MalformedException(
                size is null ? "found/blob-unstated" : new Notice("found/blob", ("count", $"{size}")),
                new("expected/blob-bytes", ("most", $"{MaxBlobBytes}")));
        long dataStart = at + 4 + headerSize;
        if (dataStart + size > fileLength)
            throw new MalformedException(
                new("found/end-in-blob-after", ("after", $"{fileLength - dataStart}"), ("count", $"{size}")), "expected/whole-blob");
        return new PbfBlob(at, dataStart, (int)size, type);
    }

    /// <summary>Reads and unpacks the blob into buffers that are used again for the next.</summary>
    /// <exception cref="MalformedException">The blob is not what it says, or packed in a way that cannot be read.</exception>
    public ArraySegment<byte> Unpack(SafeFileHandle file, ref byte[] packed, ref byte[] unpacked)
    {
        if (packed.Length < dataSize) packed = new byte[RoomFor(dataSize)];
        if (ReadFully(file, packed.AsSpan(0, dataSize), dataStart) < dataSize)
            throw new MalformedException("found/end-in-blob", "expected/whole-blob");
        long? rawSize = null;
        int packing = 0;
        Range content = default;
        var reader = new WireReader(packed.AsSpan(0, dataSize));
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2: rawSize = reader.Int64(); break;
                case 1 or (>= 3 and <= 7): (packing, content) = (reader.Field, reader.Place()); break;
                default: reader.Skip(); break;
            }
        }
        (int from, int size) = content.GetOffsetAndLength(dataSize);
        switch (packing)
        {
            case 1: return new ArraySegment<byte>(packed, from, size);
            case 3:
                // Deflate cannot shrink further than 1032 to 1 (zlib's technical notes), so a size beyond that is a lie.
                int inflatedSize = CheckSize(rawSize, atMost: size * 1032L);
                using (var zlib = new ZLibStream(new MemoryStream(packed, from, size), CompressionMode.Decompress))
                    return Drain(zlib, inflatedSize, ref unpacked);
            case 5:
                int expandedSize = CheckSize(rawSize, atMost: MaxBlobBytes);
                using (var bzip2 = new BZip2Stream(new MemoryStream(packed, from, size)))
                    return Drain(bzip2, expandedSize, ref unpacked);
            case 6:
                // A byte of LZ4 stands for at most 255 (its block format), and a block of zstd, at least 4 bytes, for at most 128 KiB.
                return Expand(packed.AsSpan(from, size), CheckSize(rawSize, atMost: 255L * size), ref unpacked, ExpandLz4);
            case 7:
                return Expand(packed.AsSpan(from, size), CheckSize(rawSize, atMost: (128L << 10) * size), ref unpacked, ExpandZstd);
            case 4:
                throw new MalformedException(new("found/packing", ("name", "lzma")), "expected/packing", "advice/pack-anew");
            default: throw new MalformedException("found/empty-blob", "expected/content");
        }
    }

    private static int CheckSize(long? rawSize, long atMost)
    {
        if (rawSize is null or < 0 or > MaxBlobBytes || rawSize > atMost)
            throw new MalformedException(
                rawSize is null ? "found/unpacked-unstated" : new Notice("found/unpacked", ("count", $"{rawSize}")),
                new("expected/at-most", ("most", $"{Math.Min(atMost, MaxBlobBytes)}")));
        return (int)rawSize;
    }

    /// <summary>
    /// Unpacks into exactly as many bytes. What expands them returns how many there were, or below 0 if the packed ones are wrong.
    /// </summary>
    private static ArraySegment<byte> Expand(
        ReadOnlySpan<byte> packed, int size, ref byte[] buffer, Func<ReadOnlySpan<byte>, Span<byte>, int> expand)
    {
        if (buffer.Length < size) buffer = new byte[RoomFor(size)];
        int got = expand(packed, buffer.AsSpan(0, size));
        if (got < 0) throw new MalformedException("found/packed", "expected/intact");
        if (got < size)
            throw new MalformedException(new("found/packed-end", ("count", $"{got}")), new("found/bytes", ("count", $"{size}")));
        return new ArraySegment<byte>(buffer, 0, size);
    }

    private static int ExpandLz4(ReadOnlySpan<byte> packed, Span<byte> into) => LZ4Codec.Decode(packed, into);

    private static int ExpandZstd(ReadOnlySpan<byte> packed, Span<byte> into)
    {
        using var zstd = new Decompressor();
        try
        {
            return zstd.Unwrap(packed, into);
        }
        catch (Exception e) when (e is ZstdException or ArgumentException or InvalidOperationException)
        {
            return -1;
        }
    }

    private static ArraySegment<byte> Drain(Stream stream, int size, ref byte[] buffer)
    {
        if (buffer.Length < size) buffer = new byte[RoomFor(size)];
        try
        {
            int got = stream.ReadAtLeast(buffer.AsSpan(0, size), size, throwOnEndOfStream: false);
            // The read past the end also makes the stream verify its checksum.
            if (got < size)
                throw new MalformedException(new("found/packed-end", ("count", $"{got}")), new("found/bytes", ("count", $"{size}")));
            if (stream.ReadByte() >= 0)
                throw new MalformedException(new("found/packed-longer", ("count", $"{size}")), new("found/bytes", ("count", $"{size}")));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new MalformedException("found/packed", "expected/intact", inner: e);
        }
        return new ArraySegment<byte>(buffer, 0, size);
    }

    // Rounded up, so that the buffer is not replaced for every slightly larger blob.
    private static int RoomFor(int size) => (size + 0xFFFF) & ~0xFFFF;

    private static int ReadFully(SafeFileHandle file, Span<byte> into, long at)
    {
        int got = 0;
        while (got < into.Length)
        {
            int n = RandomAccess.Read(file, into[got..], at + got);
            if (n == 0) break;
            got += n;
        }
        return got;
    }
}
