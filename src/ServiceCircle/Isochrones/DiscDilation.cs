using System.Runtime.Intrinsics;

namespace ServiceCircle.Isochrones;

/// <summary>
/// All samples within a distance of samples that are set, exactly, for a whole layer at once and 512 samples an instruction.
/// </summary>
/// <remarks>
/// A disc is the union of centred rectangles: at each height above its middle the widest row that fits. So the layer is
/// widened step by step from the disc's top row to its middle row, and after each step everything before is raised and
/// lowered by the rows between (Horner's rule, with widening in place of multiplication). A rise by n rows takes about
/// log3(n) passes, because what has been smeared can be shifted further. For one thread at a time.
/// </remarks>
internal sealed class DiscDilation
{
    private readonly BitLayer _spare = new();
    private BitLayer _wide = new(), _wider = new();
    private ulong[] _none = [];

    /// <summary>Half the width of each row of the disc in samples, from the middle row up.</summary>
    public static int[] HalfWidths(double radiusMetres, double columnMetres, double rowMetres)
    {
        var widths = new int[(int)(radiusMetres / rowMetres) + 1];
        for (int row = 0; row < widths.Length; row++)
        {
            double height = row * rowMetres;
            widths[row] = (int)(Math.Sqrt(Math.Max(0, radiusMetres * radiusMetres - height * height)) / columnMetres);
        }
        return widths;
    }

    /// <summary>Writes what lies within the disc of a set sample.</summary>
    /// <param name="frame">The frame of both layers; the disc must not reach beyond it from any set sample.</param>
    /// <param name="seeds">Samples set.</param>
    /// <param name="halfWidths">The disc.</param>
    /// <param name="result">Where to; other rows of it are emptied.</param>
    public void Run(SampleFrame frame, BitLayer seeds, int[] halfWidths, BitLayer result)
    {
        int first = 0, last = frame.Rows - 1;
        while (first <= last && IsEmpty(frame, seeds, first)) first++;
        while (last >= first && IsEmpty(frame, seeds, last)) last--;
        if (first > last)
        {
            result.Empty(frame);
            return;
        }
        int top = halfWidths.Length - 1;
        (first, last) = (Math.Max(0, first - top), Math.Min(frame.Rows - 1, last + top));
        int start = frame.Word(first), end = frame.Word(last + 1);
        Array.Clear(result.Fit(frame).Words, 0, start);
        Array.Clear(result.Words, end, frame.Words - end);
        if (_none.Length < frame.Stride) _none = new ulong[frame.Stride];
        Array.Copy(seeds.Words, start, _wide.Fit(frame).Words, start, end - start);
        _wider.Fit(frame);
        foreach (BitLayer wide in (ReadOnlySpan<BitLayer>)[_wide, _wider]) wide.Words[start - 1] = wide.Words[end] = 0;

        WidenAllBut(frame, first, last, halfWidths[top], 0);
        Array.Copy(_wide.Words, start, _spare.Fit(frame).Words, start, end - start);
        BitLayer from = _spare, to = result;
        for (int row = top - 1, rise = 1; row >= 0; row--, rise++)
        {
            int wider = halfWidths[row] - halfWidths[row + 1], risen = 0;
            if (wider == 0 && row > 0) continue;
            for (int step = 1; rise - risen > step; risen += step, step = 2 * risen + 1) Pass(step, 0);
            Pass(rise - risen, WidenAllBut(frame, first, last, wider, 1));
            rise = 0;

            void Pass(int step, int widening)
            {
                Rise(frame, from, to, first, last, step, widening);
                (from, to) = (to, from);
            }
        }
        if (from != result) Array.Copy(from.Words, start, result.Words, start, end - start);
    }

    private static bool IsEmpty(SampleFrame frame, BitLayer layer, int row) =>
        !layer.Words.AsSpan(frame.Word(row), frame.Stride).ContainsAnyExcept(0UL);

    /// <summary>Raises and lowers a layer by some rows, widens what is widened, and joins the two.</summary>
    private void Rise(SampleFrame frame, BitLayer from, BitLayer to, int first, int last, int step, int widening)
    {
        ReadOnlySpan<ulong> source = from.Words, wide = _wide.Words;
        for (int row = first; row <= last; row++)
        {
            int start = frame.Word(row);
            ReadOnlySpan<ulong> below = row - step >= first ? source.Slice(frame.Word(row - step), frame.Stride) : _none.AsSpan(0, frame.Stride);
            ReadOnlySpan<ulong> here = source.Slice(start, frame.Stride);
            ReadOnlySpan<ulong> above = row + step <= last ? source.Slice(frame.Word(row + step), frame.Stride) : _none.AsSpan(0, frame.Stride);
            Span<ulong> target = to.Words.AsSpan(start, frame.Stride), wider = _wider.Words.AsSpan(start, frame.Stride);
            for (int w = 0; w < target.Length; w += 8)
            {
                Vector512<ulong> risen = Vector512.Create(below[w..]) | Vector512.Create(here[w..]) | Vector512.Create(above[w..]);
                if (widening > 0)
                {
                    Vector512<ulong> widened = Widened(wide, start + w, widening);
                    widened.CopyTo(wider[w..]);
                    risen |= widened;
                }
                risen.CopyTo(target[w..]);
            }
        }
        if (widening > 0) (_wide, _wider) = (_wider, _wide);
    }

    /// <summary>Widens what is widened until a number of passes remain, at most one; the samples that it would have to widen by.</summary>
    private int WidenAllBut(SampleFrame frame, int first, int last, int samples, int passes)
    {
        int widened = 0;
        for (int step; (step = Math.Min(2 * widened + 1, 63)) < samples - widened || passes == 0 && widened < samples; widened += step)
        {
            step = Math.Min(step, samples - widened);
            ReadOnlySpan<ulong> wide = _wide.Words;
            Span<ulong> wider = _wider.Words;
            for (int w = frame.Word(first), end = frame.Word(last + 1); w < end; w += 8) Widened(wide, w, step).CopyTo(wider[w..]);
            (_wide, _wider) = (_wider, _wide);
        }
        return samples - widened;
    }

    /// <summary>Words with the bits of as many columns to either side. What a row has at its ends never gets as far as the next row.</summary>
    private static Vector512<ulong> Widened(ReadOnlySpan<ulong> words, int w, int samples)
    {
        Vector512<ulong> here = Vector512.Create(words[w..]), before = Vector512.Create(words[(w - 1)..]), after = Vector512.Create(words[(w + 1)..]);
        return here | here << samples | here >>> samples | before >>> (64 - samples) | after << (64 - samples);
    }
}
