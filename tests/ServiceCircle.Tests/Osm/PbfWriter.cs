using System.Buffers.Binary;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;
using K4os.Compression.LZ4;
using ServiceCircle.Osm;
using ZstdSharp;

namespace ServiceCircle.Tests.Osm;

/// <summary>Writes PBF files in every variant that the format allows; for tests only.</summary>
internal sealed class PbfWriter
{
    public enum Packing
    {
        Raw = 1,
        Zlib = 3,
        Lzma = 4,
        BZip2 = 5,
        Lz4 = 6,
        Zstd = 7,
    }

    public Packing Pack { get; init; } = Packing.Zlib;

    public bool Dense { get; init; } = true;

    public bool WithInfo { get; init; } = true;

    public int Granularity { get; init; } = 100;

    public long LatOffset { get; init; }

    public long LonOffset { get; init; }

    public int ElementsPerBlock { get; init; } = 8000;

    /// <summary>Positions to write on the ways, by node; null for none.</summary>
    public IReadOnlyDictionary<long, Position>? OnWays { get; init; }

    /// <summary>The whole file: a header, then blocks of elements in the given order; a block may hold several groups.</summary>
    public byte[] File(IEnumerable<Element> elements, byte[]? header = null) =>
        [.. Blob("OSMHeader", header ?? Header()), .. elements.Chunk(ElementsPerBlock).SelectMany(chunk => Blob("OSMData", Block(chunk)))];

    public static byte[] Header(string[]? required = null, string[]? optional = null, Action<ProtoWriter>? more = null)
    {
        var header = new ProtoWriter();
        foreach (string feature in required ?? ["OsmSchema-V0.6", "DenseNodes"]) header.Text(4, feature);
        foreach (string feature in optional ?? []) header.Text(5, feature);
        more?.Invoke(header);
        return header.Text(16, "test").ToArray();
    }

    public byte[] Blob(string type, byte[] content, long? claimedSize = null)
    {
        byte[] packed = content;
        if (Pack is Packing.Zlib or Packing.BZip2)
        {
            using var buffer = new MemoryStream();
            using (Stream stream = Pack == Packing.Zlib
                ? new ZLibStream(buffer, CompressionLevel.Fastest) : new BZip2OutputStream(buffer, 1) { IsStreamOwner = false })
            {
                stream.Write(content);
            }
            packed = buffer.ToArray();
        }
        if (Pack == Packing.Lz4)
        {
            packed = new byte[LZ4Codec.MaximumOutputSize(content.Length)];
            packed = packed[..LZ4Codec.Encode(content, packed)];
        }
        if (Pack == Packing.Zstd)
        {
            using var zstd = new Compressor();
            packed = zstd.Wrap(content).ToArray();
        }
        var blob = new ProtoWriter();
        if (Pack != Packing.Raw) blob.Int(2, claimedSize ?? content.Length);
        return Framed(type, blob.Bytes((int)Pack, packed).ToArray());
    }

    public static byte[] Framed(string type, byte[] blob, long? claimedSize = null)
    {
        byte[] head = new ProtoWriter().Text(1, type).Int(3, claimedSize ?? blob.Length).ToArray();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, head.Length);
        return [.. length, .. head, .. blob];
    }

    public byte[] Block(IReadOnlyList<Element> elements)
    {
        var strings = new List<string> { "" };
        long Number(string text)
        {
            // The first entry ends tag lists, so an empty text needs its own.
            int at = strings.IndexOf(text, 1);
            if (at < 0) strings.Add(text);
            return at < 0 ? strings.Count - 1 : at;
        }
        var groups = new List<byte[]>();
        for (int i = 0; i < elements.Count;)
        {
            OsmType type = elements[i].Id.Type;
            List<Element> run = elements.Skip(i).TakeWhile(e => e.Id.Type == type).ToList();
            i += run.Count;
            var group = new ProtoWriter();
            if (type == OsmType.Node && Dense) group.Bytes(2, DenseNodes(run, Number));
            else foreach (Element e in run) group.Bytes((int)type + (type == OsmType.Node ? 1 : 2), Plain(e, Number));
            groups.Add(group.ToArray());
        }
        var table = new ProtoWriter();
        foreach (string text in strings) table.Text(1, text);
        var block = new ProtoWriter().Bytes(1, table.ToArray());
        foreach (byte[] group in groups) block.Bytes(2, group);
        if (Granularity != 100) block.Int(17, Granularity);
        if (LatOffset != 0) block.Int(19, LatOffset);
        if (LonOffset != 0) block.Int(20, LonOffset);
        return block.ToArray();
    }

    private byte[] DenseNodes(List<Element> nodes, Func<string, long> number)
    {
        var dense = new ProtoWriter().PackedDeltas(1, nodes.Select(n => n.Id.Number));
        if (WithInfo)
        {
            dense.Bytes(
                5, new ProtoWriter().Packed(1, nodes.Select(_ => 1L))
                .PackedDeltas(2, nodes.Select(n => n.Timestamp?.ToUnixTimeSeconds() ?? 0))
                .Packed(6, nodes.Select(n => n.Deleted ? 0L : 1L)).ToArray());
        }
        dense.PackedDeltas(8, nodes.Select(n => Units(n.Position.LatE7, LatOffset)))
            .PackedDeltas(9, nodes.Select(n => Units(n.Position.LonE7, LonOffset)));
        if (nodes.Any(n => n.Tags.Length > 0))
        {
            dense.Packed(10, nodes.SelectMany(n => n.Tags.SelectMany(t => new[] { number(t.Key), number(t.Value) }).Append(0)));
        }
        return dense.ToArray();
    }

    private byte[] Plain(Element e, Func<string, long> number)
    {
        var message = new ProtoWriter();
        if (e.Id.Type == OsmType.Node)
            message.SInt(1, e.Id.Number).SInt(8, Units(e.Position.LatE7, LatOffset)).SInt(9, Units(e.Position.LonE7, LonOffset));
        else message.Int(1, e.Id.Number);
        if (e.Tags.Length > 0) message.Packed(2, e.Tags.Select(t => number(t.Key))).Packed(3, e.Tags.Select(t => number(t.Value)));
        if (WithInfo)
            message.Bytes(4, new ProtoWriter().Int(1, 1).Int(2, e.Timestamp?.ToUnixTimeSeconds() ?? 0).Int(6, e.Deleted ? 0 : 1).ToArray());
        if (e.Id.Type == OsmType.Way) message.PackedDeltas(8, e.Refs);
        if (e.Id.Type == OsmType.Way && OnWays is not null)
            message.PackedDeltas(9, e.Refs.Select(r => Units(OnWays[r].LatE7, LatOffset)))
                .PackedDeltas(10, e.Refs.Select(r => Units(OnWays[r].LonE7, LonOffset)));
        if (e.Id.Type == OsmType.Relation)
        {
            message.Packed(8, e.Members.Select(m => number(m.Role))).PackedDeltas(9, e.Members.Select(m => m.Id.Number))
                .Packed(10, e.Members.Select(m => (long)m.Id.Type));
        }
        return message.ToArray();
    }

    private long Units(int e7, long offset) => (e7 * 100L - offset) / Granularity;
}
