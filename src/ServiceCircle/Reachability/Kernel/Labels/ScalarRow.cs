using System.Numerics;

namespace ServiceCircle.Reachability.Kernel.Labels;

/// <summary>A row of one lane: the scalar label, by which every other row is tested.</summary>
internal struct ScalarRow<T>(T value) : ILabel<ScalarRow<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private T _value = value;

    public static int Lanes => 1;

    public static ScalarRow<T> Create(T value) => new(value);
    public static ScalarRow<T> Min(ScalarRow<T> a, ScalarRow<T> b) => new(T.Min(a._value, b._value));

    public static ScalarRow<T> Walk(ScalarRow<T> a, T ticks)
    {
        T sum = unchecked(a._value + ticks);
        return new(sum < ticks ? T.MaxValue : sum);
    }

    public static ScalarRow<T> Walk(ScalarRow<T> a, ScalarRow<T> ticks) => Walk(a, ticks._value);

    public static ScalarRow<T> Within(ScalarRow<T> a, ScalarRow<T> limit) => new(a._value <= limit._value ? T.MaxValue : T.Zero);
    public static bool AnyLess(ScalarRow<T> a, ScalarRow<T> b) => a._value < b._value;
    public static ScalarRow<T> And(ScalarRow<T> a, ScalarRow<T> mask) => new(a._value & mask._value);
    public static ScalarRow<T> Add(ScalarRow<T> a, ScalarRow<T> b) => new(unchecked(a._value + b._value));
    public static ScalarRow<T> Subtract(ScalarRow<T> a, ScalarRow<T> b) => new(unchecked(a._value - b._value));
    public static ScalarRow<T> Multiply(ScalarRow<T> a, T factor) => new(unchecked(a._value * factor));
    public static ulong Bits(ScalarRow<T> mask, int first) => first == 0 && mask._value != T.Zero ? 1ul : 0;
}
