using System.Runtime.CompilerServices;

namespace ServiceCircle.Osm;

/// <summary>Numbers in the variable-length encoding of Protocol Buffers, one after another: the values of a packed list.</summary>
/// <exception cref="MalformedException">From every method: the bytes end within a number, or are none.</exception>
internal ref struct Varints(ReadOnlySpan<byte> bytes)
{
    // One field only: the JIT keeps a struct this small in registers while a loop walks over a list.
    private ReadOnlySpan<byte> rest = bytes;

    public readonly int BytesLeft => rest.Length;
    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>The next number as sint64 (zigzag).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long SInt64()
    {
        ulong zigZag = UInt64();
        return (long)(zigZag >> 1) ^ -(long)(zigZag & 1);
    }

    /// <summary>The next number as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong UInt64()
    {
        ulong value = 0;
        int shift = 0;
        for (int i = 0; i < rest.Length && shift < 64; i++, shift += 7)
        {
            ulong b = rest[i];
            value |= (b & 0x7F) << shift;
            if (b < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }
        throw Bad();
    }

    /// <summary>The next bytes as they are.</summary>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw new MalformedException(
                new("found/field-beyond", ("count", $"{count}"), ("left", $"{rest.Length}")), "expected/field-inside");
        ReadOnlySpan<byte> taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private readonly MalformedException Bad() => rest.Length < 10
        ? new MalformedException("found/cut-number", "expected/whole-number")
        : new MalformedException("found/long-number", "expected/64-bits");
}
