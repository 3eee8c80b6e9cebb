using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServiceCircle.Reachability.Kernel.Labels;

// Where the processor has smaller registers than the vectors written here the JIT splits each operation, and without any it
// falls back to loops over the lanes; the results are the same bits.

/// <summary>A row of 256 bits: 16 lanes of 16 bits or 8 of 32.</summary>
internal struct Row256<T> : ILabel<Row256<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private Vector256<T> _a;

    public static int Lanes => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Create(T value) => new() { _a = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Min(Row256<T> a, Row256<T> b) =>
        new() { _a = Vector256.Min(a._a, b._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Walk(Row256<T> a, T ticks)
    {
        Vector256<T> t = Vector256.Create(ticks);
        return new() { _a = Vector256.AddSaturate(a._a, t) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Within(Row256<T> a, Row256<T> limit) =>
        new() { _a = Vector256.LessThanOrEqual(a._a, limit._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Row256<T> a, Row256<T> b) =>
        Vector256.LessThanAny(a._a, b._a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> And(Row256<T> a, Row256<T> mask) => new() { _a = a._a & mask._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Add(Row256<T> a, Row256<T> b) => new() { _a = a._a + b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Subtract(Row256<T> a, Row256<T> b) => new() { _a = a._a - b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row256<T> Multiply(Row256<T> a, T factor)
    {
        Vector256<T> f = Vector256.Create(factor);
        return new() { _a = a._a * f };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Row256<T> mask, int first) => first < 64 ? (ulong)Vector256.ExtractMostSignificantBits(mask._a) >> first : 0;
}

/// <summary>A row of 512 bits: 32 lanes of 16 bits or 16 of 32.</summary>
internal struct Row512<T> : ILabel<Row512<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private Vector512<T> _a;

    public static int Lanes => 1 * Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Create(T value) => new() { _a = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Min(Row512<T> a, Row512<T> b) =>
        new() { _a = Vector512.Min(a._a, b._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Walk(Row512<T> a, T ticks)
    {
        Vector512<T> t = Vector512.Create(ticks);
        return new() { _a = Vector512.AddSaturate(a._a, t) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Within(Row512<T> a, Row512<T> limit) =>
        new() { _a = Vector512.LessThanOrEqual(a._a, limit._a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Row512<T> a, Row512<T> b) =>
        Vector512.LessThanAny(a._a, b._a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> And(Row512<T> a, Row512<T> mask) => new() { _a = a._a & mask._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Add(Row512<T> a, Row512<T> b) => new() { _a = a._a + b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Subtract(Row512<T> a, Row512<T> b) => new() { _a = a._a - b._a };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row512<T> Multiply(Row512<T> a, T factor)
    {
        Vector512<T> f = Vector512.Create(factor);
        return new() { _a = a._a * f };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Row512<T> mask, int first)
    {
        ulong bits = 0;
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._a), 0 * Vector512<T>.Count - first);
        return bits;
    }

    private static ulong Shift(ulong bits, int by) => by is <= -64 or >= 64 ? 0 : by >= 0 ? bits << by : bits >> -by;
}

/// <summary>A row of 1024 bits: 64 lanes of 16 bits or 32 of 32.</summary>
internal struct Row1024<T> : ILabel<Row1024<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private Vector512<T> _a, _b;

    public static int Lanes => 2 * Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Create(T value) => new() { _a = Vector512.Create(value), _b = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Min(Row1024<T> a, Row1024<T> b) =>
        new() { _a = Vector512.Min(a._a, b._a), _b = Vector512.Min(a._b, b._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Walk(Row1024<T> a, T ticks)
    {
        Vector512<T> t = Vector512.Create(ticks);
        return new() { _a = Vector512.AddSaturate(a._a, t), _b = Vector512.AddSaturate(a._b, t) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Within(Row1024<T> a, Row1024<T> limit) =>
        new() { _a = Vector512.LessThanOrEqual(a._a, limit._a), _b = Vector512.LessThanOrEqual(a._b, limit._b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Row1024<T> a, Row1024<T> b) =>
        Vector512.LessThanAny(a._a, b._a) || Vector512.LessThanAny(a._b, b._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> And(Row1024<T> a, Row1024<T> mask) => new() { _a = a._a & mask._a, _b = a._b & mask._b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Add(Row1024<T> a, Row1024<T> b) => new() { _a = a._a + b._a, _b = a._b + b._b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Subtract(Row1024<T> a, Row1024<T> b) => new() { _a = a._a - b._a, _b = a._b - b._b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1024<T> Multiply(Row1024<T> a, T factor)
    {
        Vector512<T> f = Vector512.Create(factor);
        return new() { _a = a._a * f, _b = a._b * f };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Row1024<T> mask, int first)
    {
        ulong bits = 0;
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._a), 0 * Vector512<T>.Count - first);
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._b), 1 * Vector512<T>.Count - first);
        return bits;
    }

    private static ulong Shift(ulong bits, int by) => by is <= -64 or >= 64 ? 0 : by >= 0 ? bits << by : bits >> -by;
}

/// <summary>A row of 2048 bits: 128 lanes of 16 bits or 64 of 32.</summary>
internal struct Row2048<T> : ILabel<Row2048<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private Vector512<T> _a, _b, _c, _d;

    public static int Lanes => 4 * Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Create(T value) =>
        new() { _a = Vector512.Create(value), _b = Vector512.Create(value), _c = Vector512.Create(value), _d = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Min(Row2048<T> a, Row2048<T> b) =>
        new()
        {
            _a = Vector512.Min(a._a, b._a),
            _b = Vector512.Min(a._b, b._b),
            _c = Vector512.Min(a._c, b._c),
            _d = Vector512.Min(a._d, b._d)
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Walk(Row2048<T> a, T ticks)
    {
        Vector512<T> t = Vector512.Create(ticks);
        return new()
        {
            _a = Vector512.AddSaturate(a._a, t),
            _b = Vector512.AddSaturate(a._b, t),
            _c = Vector512.AddSaturate(a._c, t),
            _d = Vector512.AddSaturate(a._d, t)
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Within(Row2048<T> a, Row2048<T> limit) =>
        new()
        {
            _a = Vector512.LessThanOrEqual(a._a, limit._a),
            _b = Vector512.LessThanOrEqual(a._b, limit._b),
            _c = Vector512.LessThanOrEqual(a._c, limit._c),
            _d = Vector512.LessThanOrEqual(a._d, limit._d)
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Row2048<T> a, Row2048<T> b) =>
        Vector512.LessThanAny(a._a, b._a) || Vector512.LessThanAny(a._b, b._b) || Vector512.LessThanAny(a._c, b._c)
        || Vector512.LessThanAny(a._d, b._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> And(Row2048<T> a, Row2048<T> mask) =>
        new() { _a = a._a & mask._a, _b = a._b & mask._b, _c = a._c & mask._c, _d = a._d & mask._d };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Add(Row2048<T> a, Row2048<T> b) =>
        new() { _a = a._a + b._a, _b = a._b + b._b, _c = a._c + b._c, _d = a._d + b._d };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Subtract(Row2048<T> a, Row2048<T> b) =>
        new() { _a = a._a - b._a, _b = a._b - b._b, _c = a._c - b._c, _d = a._d - b._d };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2048<T> Multiply(Row2048<T> a, T factor)
    {
        Vector512<T> f = Vector512.Create(factor);
        return new() { _a = a._a * f, _b = a._b * f, _c = a._c * f, _d = a._d * f };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Row2048<T> mask, int first)
    {
        ulong bits = 0;
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._a), 0 * Vector512<T>.Count - first);
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._b), 1 * Vector512<T>.Count - first);
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._c), 2 * Vector512<T>.Count - first);
        bits |= Shift(Vector512.ExtractMostSignificantBits(mask._d), 3 * Vector512<T>.Count - first);
        return bits;
    }

    private static ulong Shift(ulong bits, int by) => by is <= -64 or >= 64 ? 0 : by >= 0 ? bits << by : bits >> -by;
}
