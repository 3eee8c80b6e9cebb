using System.Runtime.CompilerServices;

namespace ServiceCircle.Osm;

/// <summary>
/// Reads the Protocol Buffers wire format (protobuf.dev, "Encoding") from a span: fields by <see cref="Next"/>, then the
/// one value method that fits, or <see cref="Skip"/>; the values of a packed field by the Packed methods until <see cref="AtEnd"/>.
/// </summary>
/// <exception cref="MalformedException">From every method: the bytes are not what the method asks for.</exception>
internal ref struct WireReader(ReadOnlySpan<byte> data)
{
    private const int VarintType = 0, Fixed64Type = 1, BytesType = 2, Fixed32Type = 5;

    private readonly ReadOnlySpan<byte> data = data;
    private int wireType = -1;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; } = 0;

    /// <summary>The number of the field that <see cref="Next"/> stepped to.</summary>
    public int Field { get; private set; } = 0;

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => Position >= data.Length;

    /// <summary>Steps to the next field of a message; false at the end.</summary>
    public bool Next()
    {
        if (AtEnd) return false;
        ulong tag = PackedVarint();
        if (tag is < 8 or > uint.MaxValue) throw new MalformedException($"field tag {tag}", "a Protocol Buffers field");
        Field = (int)(tag >> 3);
        wireType = (int)(tag & 7);
        return true;
    }

    /// <summary>The value of the field as int64, uint64, int32, bool or enum.</summary>
    public long Int64()
    {
        Expect(VarintType);
        return (long)PackedVarint();
    }

    /// <summary>The value of the field as sint64.</summary>
    public long SInt64()
    {
        Expect(VarintType);
        return PackedSInt64();
    }

    /// <summary>The bytes of the field: a string, a message or a packed list.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(BytesType);
        ulong length = PackedVarint();
        if (length > (ulong)(data.Length - Position))
        {
            throw new MalformedException($"a field of {length} bytes where {data.Length - Position} are left", "a field inside its message");
        }
        ReadOnlySpan<byte> bytes = data.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    /// <summary>Steps over the value of the field.</summary>
    public void Skip()
    {
        switch (wireType)
        {
            case VarintType: PackedVarint(); break;
            case BytesType: Bytes(); break;
            case Fixed64Type: Advance(8); break;
            case Fixed32Type: Advance(4); break;
            default: throw new MalformedException($"wire type {wireType}", "a Protocol Buffers wire type (0, 1, 2 or 5)");
        }
    }

    /// <summary>The next value of a packed sint64 field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long PackedSInt64()
    {
        ulong zigZag = PackedVarint();
        return (long)(zigZag >> 1) ^ -(long)(zigZag & 1);
    }

    /// <summary>The next value of a packed field of another integer type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong PackedVarint()
    {
        int at = Position;
        if ((uint)at < (uint)data.Length && data[at] < 0x80)
        {
            Position = at + 1;
            return data[at];
        }
        return LongVarint();
    }

    private ulong LongVarint()
    {
        ulong value = 0;
        for (int i = 0, at = Position; i < 10; i++, at++)
        {
            if ((uint)at >= (uint)data.Length) throw new MalformedException("a number cut off by the end of its message", "a whole number");
            ulong b = data[at];
            value |= (b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                Position = at + 1;
                return value;
            }
        }
        throw new MalformedException("a number of more than ten bytes", "a number of 64 bits");
    }

    private void Advance(int count)
    {
        if (count > data.Length - Position) throw new MalformedException("a number cut off by the end of its message", "a whole number");
        Position += count;
    }

    private readonly void Expect(int type)
    {
        if (wireType != type) throw new MalformedException($"wire type {wireType} in field {Field}", $"wire type {type}");
    }
}
