using System.Numerics;

namespace ServiceCircle.Reachability.Kernel.Labels;

/// <summary>
/// The times of one node in all lanes of a batch: lane i belongs to the i-th source. The searches are written once over
/// this interface; the JIT compiles them for each row type, so that nothing is decided per node at run time.
/// </summary>
/// <typeparam name="TSelf">The row.</typeparam>
/// <typeparam name="T">One time in ticks: 16 bits up to 34 minutes, 32 bits above. Its largest value means not reached.</typeparam>
internal interface ILabel<TSelf, T>
    where TSelf : unmanaged, ILabel<TSelf, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>How many sources one row serves.</summary>
    static abstract int Lanes { get; }

    /// <summary>The same number in all lanes.</summary>
    static abstract TSelf Create(T value);

    /// <summary>The earlier time, lane by lane.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Walks on for some ticks; not reached stays not reached, and no sum wraps around.</summary>
    static abstract TSelf Walk(TSelf a, T ticks);

    /// <summary>The same for the ticks of each lane.</summary>
    static abstract TSelf Walk(TSelf a, TSelf ticks);

    /// <summary>All bits set in the lanes that are at most the limit, none in the others.</summary>
    static abstract TSelf Within(TSelf a, TSelf limit);

    /// <summary>Whether any lane of a is less than the same lane of b.</summary>
    static abstract bool AnyLess(TSelf a, TSelf b);

    /// <summary>Bits of a in the lanes where the mask is set, zero elsewhere.</summary>
    static abstract TSelf And(TSelf a, TSelf mask);

    /// <summary>Sum that wraps around.</summary>
    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>Difference that wraps around.</summary>
    static abstract TSelf Subtract(TSelf a, TSelf b);

    /// <summary>Low half of the product.</summary>
    static abstract TSelf Multiply(TSelf a, T factor);

    /// <summary>Bit i is set when lane i of the mask is, for lanes first .. first + 63.</summary>
    static abstract ulong Bits(TSelf mask, int first);
}
