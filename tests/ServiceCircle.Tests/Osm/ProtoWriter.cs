using System.Text;

namespace ServiceCircle.Tests.Osm;

/// <summary>Writes the Protocol Buffers wire format, straight from its description; the opposite of the reader under test.</summary>
internal sealed class ProtoWriter
{
    private readonly List<byte> bytes = [];

    public static ulong ZigZag(long value) => (ulong)(value << 1) ^ (ulong)(value >> 63);

    public ProtoWriter Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return this;
    }

    public ProtoWriter Int(int field, long value) => Raw((ulong)field << 3).Raw((ulong)value);

    public ProtoWriter SInt(int field, long value) => Raw((ulong)field << 3).Raw(ZigZag(value));

    public ProtoWriter Bytes(int field, byte[] value)
    {
        Raw((ulong)field << 3 | 2).Raw((ulong)value.Length);
        bytes.AddRange(value);
        return this;
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Packed(int field, IEnumerable<long> values)
    {
        var list = new ProtoWriter();
        foreach (long value in values) list.Raw((ulong)value);
        return Bytes(field, list.ToArray());
    }

    public ProtoWriter PackedDeltas(int field, IEnumerable<long> values)
    {
        var list = new ProtoWriter();
        long last = 0;
        foreach (long value in values)
        {
            list.Raw(ZigZag(value - last));
            last = value;
        }
        return Bytes(field, list.ToArray());
    }

    public byte[] ToArray() => bytes.ToArray();
}
