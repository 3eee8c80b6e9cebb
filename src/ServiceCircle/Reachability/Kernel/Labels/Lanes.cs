using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServiceCircle.Reachability.Kernel.Labels;

/// <summary>Reading single lanes of rows, for consumers that treat every reached pair on its own.</summary>
internal static class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Ticks<TRow, T>(ref readonly TRow row, int lane)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> =>
        int.CreateTruncating(Unsafe.Add(ref Unsafe.As<TRow, T>(ref Unsafe.AsRef(in row)), lane));

    /// <summary>The lanes first .. first + 63 that are within the limit, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Within<TRow, T>(ref readonly TRow row, TRow limit, int first)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T> => TRow.Bits(TRow.Within(row, limit), first);

    /// <summary>Takes the lowest bit out of a set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ref ulong set)
    {
        int lane = BitOperations.TrailingZeroCount(set);
        set &= set - 1;
        return lane;
    }

    /// <summary>Moves bit <c>first</c> to bit 0; a negative one moves the bits up, and what falls outside of 64 is gone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShiftDown(ulong bits, int first) => first is <= -64 or >= 64 ? 0 : first >= 0 ? bits >> first : bits << -first;
}
