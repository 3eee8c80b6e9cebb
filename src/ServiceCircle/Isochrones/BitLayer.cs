using System.Numerics;
using System.Runtime.Intrinsics;

namespace ServiceCircle.Isochrones;

/// <summary>One bit for each sample of a frame. Kept and used again; for one thread at a time.</summary>
internal sealed class BitLayer
{
    /// <summary>The bits, 64 samples a word.</summary>
    public ulong[] Words { get; private set; } = [];

    /// <summary>Makes room for a frame; in its rows bits of an earlier one may remain.</summary>
    public BitLayer Fit(SampleFrame frame)
    {
        if (Words.Length < frame.Words) Words = new ulong[frame.Words + frame.Words / 4];
        Array.Clear(Words, frame.Words - SampleFrame.GuardWords, SampleFrame.GuardWords);
        return this;
    }

    /// <summary>Makes room for a frame and empties it.</summary>
    public BitLayer Empty(SampleFrame frame)
    {
        Fit(frame);
        Array.Clear(Words, 0, frame.Words);
        return this;
    }

    /// <summary>Whether the bit of an index is set; the bit, 0 or 1; sets it.</summary>
    public bool this[int index] => (Words[index >> 6] >> index & 1) != 0;
    public int Bit(int index) => (int)(Words[index >> 6] >> index) & 1;
    public void Set(int index) => Words[index >> 6] |= 1UL << index;

    /// <summary>The first index between two of the same row, both included, whose bit is set; -1 if there is none.</summary>
    public int Next(int first, int last)
    {
        for (int index = first; index <= last; index = (index | 63) + 1)
        {
            if (Words[index >> 6] >> index is var rest and not 0)
                return index + BitOperations.TrailingZeroCount(rest) is var found && found <= last ? found : -1;
        }
        return -1;
    }

    /// <summary>Where the run of set bits that an index belongs to begins.</summary>
    public int RunStart(int index)
    {
        for (; ; index = (index & ~63) - 1)
            if (~Words[index >> 6] << (63 - (index & 63)) is var gap and not 0) return index - BitOperations.LeadingZeroCount(gap) + 1;
    }

    /// <summary>Where it ends.</summary>
    public int RunEnd(int index)
    {
        for (; ; index = (index | 63) + 1)
            if (~Words[index >> 6] >> index is var gap and not 0) return index + BitOperations.TrailingZeroCount(gap) - 1;
    }

    /// <summary>Sets the bits from one index to another of the same row, both included.</summary>
    public void Set(int first, int last)
    {
        int from = first >> 6, to = last >> 6;
        ulong low = ulong.MaxValue << first, high = ulong.MaxValue >> (63 - (last & 63));
        if (from == to)
        {
            Words[from] |= low & high;
            return;
        }
        Words[from] |= low;
        for (int w = from + 1; w < to; w++) Words[w] = ulong.MaxValue;
        Words[to] |= high;
    }
}

/// <summary>What is done with whole layers, 512 samples an instruction.</summary>
internal static class BitLayers
{
    public static void Or(SampleFrame frame, BitLayer layer, BitLayer other)
    {
        Span<ulong> words = layer.Words.AsSpan(frame.Word(0), frame.Stride * frame.Rows);
        ReadOnlySpan<ulong> others = other.Words.AsSpan(frame.Word(0), words.Length);
        for (int w = 0; w < words.Length; w += 8) (Vector512.Create<ulong>(words[w..]) | Vector512.Create(others[w..])).CopyTo(words[w..]);
    }

    /// <summary>Makes a circle of its ground: without unreached paths, with reached ones and the circle before it.</summary>
    public static void Compose(SampleFrame frame, BitLayer circle, BitLayer unreached, BitLayer path, BitLayer? before)
    {
        Span<ulong> words = circle.Words.AsSpan(frame.Word(0), frame.Stride * frame.Rows);
        ReadOnlySpan<ulong> cuts = unreached.Words.AsSpan(frame.Word(0), words.Length),
            paths = path.Words.AsSpan(frame.Word(0), words.Length);
        ReadOnlySpan<ulong> inner = before is null ? paths : before.Words.AsSpan(frame.Word(0), words.Length);
        for (int w = 0; w < words.Length; w += 8)
            (Vector512.AndNot(Vector512.Create<ulong>(words[w..]), Vector512.Create(cuts[w..]))
                | Vector512.Create(paths[w..])
                | Vector512.Create(inner[w..])).CopyTo(words[w..]);
    }
}
