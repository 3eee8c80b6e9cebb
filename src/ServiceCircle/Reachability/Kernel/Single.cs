using System.Numerics;

namespace ServiceCircle.Reachability.Kernel;

/// <summary>A row of one lane: the scalar label, by which every other row is tested.</summary>
internal struct Single<T>(T value) : ILabel<Single<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private T _value = value;

    public static int Lanes => 1;

    public static Single<T> Create(T value) => new(value);

    public static Single<T> Min(Single<T> a, Single<T> b) => new(T.Min(a._value, b._value));

    public static Single<T> Walk(Single<T> a, T ticks)
    {
        T sum = unchecked(a._value + ticks);
        return new(sum < ticks ? T.MaxValue : sum);
    }

    public static Single<T> Within(Single<T> a, Single<T> limit) => new(a._value <= limit._value ? T.MaxValue : T.Zero);

    public static bool AnyLess(Single<T> a, Single<T> b) => a._value < b._value;

    public static Single<T> And(Single<T> a, Single<T> mask) => new(a._value & mask._value);

    public static Single<T> Add(Single<T> a, Single<T> b) => new(unchecked(a._value + b._value));

    public static Single<T> Subtract(Single<T> a, Single<T> b) => new(unchecked(a._value - b._value));

    public static Single<T> Multiply(Single<T> a, T factor) => new(unchecked(a._value * factor));

    public static ulong Bits(Single<T> mask, int first) => first == 0 && mask._value != T.Zero ? 1ul : 0;
}
