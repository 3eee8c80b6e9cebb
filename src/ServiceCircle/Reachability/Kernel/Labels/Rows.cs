using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServiceCircle.Reachability.Kernel.Labels;

// Where the processor has smaller registers than the vectors written here the JIT splits each operation, and without any it
// falls back to loops over the lanes; the results are the same bits. For Walk a pair asks once for a row of a number: so the JIT
// broadcasts it straight from memory, and a pair is compiled to the same instructions as a struct of its vectors.

/// <summary>A row of 256 bits: 16 lanes of 16 bits or 8 of 32.</summary>
internal struct Row256<T> : ILabel<Row256<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private Vector256<T> _a;

    public static int Lanes => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Create(T value) => new() { _a = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Min(Row256<T> a, Row256<T> b) => new() { _a = Vector256.Min(a._a, b._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Walk(Row256<T> a, T ticks) => Walk(a, Create(ticks));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Walk(Row256<T> a, Row256<T> ticks) => new() { _a = Vector256.AddSaturate(a._a, ticks._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Within(Row256<T> a, Row256<T> limit) => new() { _a = Vector256.LessThanOrEqual(a._a, limit._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Row256<T> a, Row256<T> b) => Vector256.LessThanAny(a._a, b._a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> And(Row256<T> a, Row256<T> mask) => new() { _a = a._a & mask._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Add(Row256<T> a, Row256<T> b) => new() { _a = a._a + b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Subtract(Row256<T> a, Row256<T> b) => new() { _a = a._a - b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Multiply(Row256<T> a, T factor) => new() { _a = a._a * Vector256.Create(factor) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Row256<T> mask, int first) => Labels.Lanes.ShiftDown(Vector256.ExtractMostSignificantBits(mask._a), first);
}

/// <summary>A row of 512 bits: 32 lanes of 16 bits or 16 of 32.</summary>
internal struct Row512<T> : ILabel<Row512<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private Vector512<T> _a;

    public static int Lanes => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Create(T value) => new() { _a = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Min(Row512<T> a, Row512<T> b) => new() { _a = Vector512.Min(a._a, b._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Walk(Row512<T> a, T ticks) => Walk(a, Create(ticks));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Walk(Row512<T> a, Row512<T> ticks) => new() { _a = Vector512.AddSaturate(a._a, ticks._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Within(Row512<T> a, Row512<T> limit) => new() { _a = Vector512.LessThanOrEqual(a._a, limit._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Row512<T> a, Row512<T> b) => Vector512.LessThanAny(a._a, b._a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> And(Row512<T> a, Row512<T> mask) => new() { _a = a._a & mask._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Add(Row512<T> a, Row512<T> b) => new() { _a = a._a + b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Subtract(Row512<T> a, Row512<T> b) => new() { _a = a._a - b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Multiply(Row512<T> a, T factor) => new() { _a = a._a * Vector512.Create(factor) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Row512<T> mask, int first) => Labels.Lanes.ShiftDown(Vector512.ExtractMostSignificantBits(mask._a), first);
}

/// <summary>Two rows side by side: 64 lanes of 16 bits or 32 of 32, and twice as many in two pairs.</summary>
internal struct RowPair<TRow, T> : ILabel<RowPair<TRow, T>, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private TRow _a, _b;

    public static int Lanes => 2 * TRow.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Create(T value)
    {
        TRow row = TRow.Create(value);
        return new() { _a = row, _b = row };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Min(RowPair<TRow, T> a, RowPair<TRow, T> b) =>
        new() { _a = TRow.Min(a._a, b._a), _b = TRow.Min(a._b, b._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Walk(RowPair<TRow, T> a, T ticks)
    {
        TRow row = TRow.Create(ticks);
        return new() { _a = TRow.Walk(a._a, row), _b = TRow.Walk(a._b, row) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Walk(RowPair<TRow, T> a, RowPair<TRow, T> ticks) =>
        new() { _a = TRow.Walk(a._a, ticks._a), _b = TRow.Walk(a._b, ticks._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Within(RowPair<TRow, T> a, RowPair<TRow, T> limit) =>
        new() { _a = TRow.Within(a._a, limit._a), _b = TRow.Within(a._b, limit._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(RowPair<TRow, T> a, RowPair<TRow, T> b) => TRow.AnyLess(a._a, b._a) || TRow.AnyLess(a._b, b._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> And(RowPair<TRow, T> a, RowPair<TRow, T> mask) =>
        new() { _a = TRow.And(a._a, mask._a), _b = TRow.And(a._b, mask._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Add(RowPair<TRow, T> a, RowPair<TRow, T> b) =>
        new() { _a = TRow.Add(a._a, b._a), _b = TRow.Add(a._b, b._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Subtract(RowPair<TRow, T> a, RowPair<TRow, T> b) =>
        new() { _a = TRow.Subtract(a._a, b._a), _b = TRow.Subtract(a._b, b._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair<TRow, T> Multiply(RowPair<TRow, T> a, T factor) =>
        new() { _a = TRow.Multiply(a._a, factor), _b = TRow.Multiply(a._b, factor) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(RowPair<TRow, T> mask, int first) => TRow.Bits(mask._a, first) | TRow.Bits(mask._b, first - TRow.Lanes);
}
