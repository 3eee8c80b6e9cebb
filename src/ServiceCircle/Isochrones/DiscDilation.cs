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
    private readonly BitLayer _wide = new(), _spare = new();
    private ulong[] _row = [], _none = [];

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
        result.Empty(frame);
        int first = 0, last = frame.Rows - 1;
        while (first <= last && IsEmpty(frame, seeds, first)) first++;
        while (last >= first && IsEmpty(frame, seeds, last)) last--;
        if (first > last) return;
        int top = halfWidths.Length - 1;
        (first, last) = (Math.Max(0, first - top), Math.Min(frame.Rows - 1, last + top));
        if (_row.Length < frame.Stride + 16) (_row, _none) = (new ulong[frame.Stride + 16], new ulong[frame.Stride]);
        else Array.Clear(_row);
        Array.Copy(seeds.Words, frame.Word(first), _wide.Fit(frame).Words, frame.Word(first), (last - first + 1) * frame.Stride);

        BitLayer from = result, to = _spare.Fit(frame);
        Widen(frame, first, last, halfWidths[top]);
        Array.Copy(_wide.Words, frame.Word(first), from.Words, frame.Word(first), (last - first + 1) * frame.Stride);
        for (int row = top - 1, rise = 1; row >= 0; row--, rise++)
        {
            int wider = halfWidths[row] - halfWidths[row + 1];
            if (wider == 0 && row > 0) continue;
            for (int risen = 0, step; risen < rise; risen += step)
            {
                step = Math.Min(rise - risen, 2 * risen + 1);
                Rise(frame, from, to, first, last, step);
                (from, to) = (to, from);
            }
            rise = 0;
            if (wider == 0) continue;
            Widen(frame, first, last, wider);
            Join(frame, from, first, last);
        }
        if (from != result) Array.Copy(from.Words, frame.Word(first), result.Words, frame.Word(first), (last - first + 1) * frame.Stride);
    }

    private static bool IsEmpty(SampleFrame frame, BitLayer layer, int row) =>
        !layer.Words.AsSpan(frame.Word(row), frame.Stride).ContainsAnyExcept(0UL);

    private void Rise(SampleFrame frame, BitLayer from, BitLayer to, int first, int last, int step)
    {
        ReadOnlySpan<ulong> source = from.Words;
        for (int row = first; row <= last; row++)
        {
            ReadOnlySpan<ulong> below = row - step >= first ? source.Slice(frame.Word(row - step), frame.Stride) : _none.AsSpan(0, frame.Stride);
            ReadOnlySpan<ulong> here = source.Slice(frame.Word(row), frame.Stride);
            ReadOnlySpan<ulong> above = row + step <= last ? source.Slice(frame.Word(row + step), frame.Stride) : _none.AsSpan(0, frame.Stride);
            Span<ulong> target = to.Words.AsSpan(frame.Word(row), frame.Stride);
            for (int w = 0; w < target.Length; w += 8)
                (Vector512.Create(below[w..]) | Vector512.Create(here[w..]) | Vector512.Create(above[w..])).CopyTo(target[w..]);
        }
    }

    private void Join(SampleFrame frame, BitLayer into, int first, int last)
    {
        Span<ulong> target = into.Words.AsSpan(frame.Word(first), (last - first + 1) * frame.Stride);
        ReadOnlySpan<ulong> wide = _wide.Words.AsSpan(frame.Word(first), target.Length);
        for (int w = 0; w < target.Length; w += 8) (Vector512.Create<ulong>(target[w..]) | Vector512.Create(wide[w..])).CopyTo(target[w..]);
    }

    private void Widen(SampleFrame frame, int first, int last, int samples)
    {
        Span<ulong> old = _row.AsSpan(0, frame.Stride + 16);
        for (int row = first; row <= last; row++)
        {
            Span<ulong> words = _wide.Words.AsSpan(frame.Word(row), frame.Stride);
            if (!words.ContainsAnyExcept(0UL)) continue;
            for (int widened = 0, step; widened < samples; widened += step)
            {
                step = Math.Min(Math.Min(samples - widened, 2 * widened + 1), 63);
                words.CopyTo(old[8..]);
                for (int w = 0; w < words.Length; w += 8)
                {
                    Vector512<ulong> here = Vector512.Create<ulong>(old[(w + 8)..]), before = Vector512.Create<ulong>(old[(w + 7)..]), after = Vector512.Create<ulong>(old[(w + 9)..]);
                    (here | here << step | here >>> step | before >>> (64 - step) | after << (64 - step)).CopyTo(words[w..]);
                }
            }
        }
    }
}
