using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// One walk of a <see cref="TravelTimeMatrix"/> to a column. The metres are those of the fastest walk, of equally fast ones the shortest;
/// not a number where only times were asked.
/// </summary>
internal readonly record struct Walk(int Column, int Ticks, float Metres)
{
    public WalkTime Time => new(Ticks);
}

/// <summary>
/// How the walks of a row lie in memory. A province has hundreds of millions of them, so a walk is not a struct of twelve bytes but about
/// four: the step from the column before, seven bits a byte; the ticks in two bytes, four where the limit needs them; the metres in
/// four, where they are kept.
/// </summary>
/// <param name="IsLong">Whether ticks take four bytes.</param>
/// <param name="HasMetres">Whether metres are kept.</param>
internal readonly record struct WalkPacking(bool IsLong, bool HasMetres)
{
    /// <summary>The bytes of a walk at most.</summary>
    public const int LongestWalk = 5 + 4 + 4;

    /// <summary>The packing of walks up to a limit.</summary>
    public static WalkPacking For(WalkTime limit, bool hasMetres) => new(limit.Ticks > ushort.MaxValue, hasMetres);
}

/// <summary>The walks of one row, by rising column, read one after another.</summary>
internal readonly ref struct PackedWalks(ReadOnlySpan<byte> bytes, WalkPacking packing)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public bool IsEmpty => _bytes.IsEmpty;

    public Enumerator GetEnumerator() => new(_bytes, packing);

    public Walk[] ToArray()
    {
        var walks = new List<Walk>();
        foreach (Walk walk in this) walks.Add(walk);
        return [.. walks];
    }

    /// <summary>Where the reading of a row stands.</summary>
    internal ref struct Enumerator(ReadOnlySpan<byte> bytes, WalkPacking packing)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _next;
        private int _column;

        public Walk Current { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // called hundreds of millions of times
        public bool MoveNext()
        {
            int next = _next;
            if (next == _bytes.Length) return false;
            int step = _bytes[next++];
            if (step > 127)
            {
                step &= 127;
                for (int shift = 7; ; shift += 7)
                {
                    int more = _bytes[next++];
                    step |= (more & 127) << shift;
                    if (more <= 127) break;
                }
            }
            _column += step;
            int ticks;
            float metres = float.NaN;
            if (packing.IsLong)
            {
                ticks = MemoryMarshal.Read<int>(_bytes[next..]);
                next += sizeof(int);
            }
            else
            {
                ticks = MemoryMarshal.Read<ushort>(_bytes[next..]);
                next += sizeof(ushort);
            }
            if (packing.HasMetres)
            {
                metres = MemoryMarshal.Read<float>(_bytes[next..]);
                next += sizeof(float);
            }
            _next = next;
            Current = new Walk(_column, ticks, metres);
            return true;
        }
    }
}

/// <summary>Packs the walks of one row after another.</summary>
internal sealed class WalkPacker(WalkPacking packing)
{
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _column;

    /// <summary>Adds a walk to the row; its column is beyond that of the walk before.</summary>
    public void Add(int column, int ticks, float metres = float.NaN)
    {
        if (_bytes.Length - _length < WalkPacking.LongestWalk) Array.Resize(ref _bytes, 2 * _bytes.Length);
        uint step = (uint)(column - _column);
        for (; step > 127; step >>= 7) _bytes[_length++] = (byte)(step | 128);
        _bytes[_length++] = (byte)step;
        _column = column;
        if (packing.IsLong) Write(ticks);
        else Write((ushort)ticks);
        if (packing.HasMetres) Write(metres);
    }

    private void Write<T>(T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(_bytes.AsSpan(_length), in value);
        _length += Unsafe.SizeOf<T>();
    }

    /// <summary>The row; the next one begins.</summary>
    public byte[] Take()
    {
        byte[] row = _bytes[.._length];
        (_length, _column) = (0, 0);
        return row;
    }
}
