using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServiceCircle.Isochrones;

/// <summary>All samples within a distance of set ones, exactly, for a whole layer at once and 512 samples an instruction.</summary>
/// <remarks>
/// A disc is the union of centred rectangles: at each height above its middle the widest row that fits. So the layer is
/// widened step by step from the disc's top row to its middle row, and after each step everything before is raised and
/// lowered by the rows between (Horner's rule, with widening in place of multiplication). A rise by n rows takes about
/// log3(n) passes, because what has been smeared can be shifted further. Done for a strip of rows after another, each with
/// the seeds that reach into it, so that all passes over a strip find it in the cache. For one thread at a time.
/// </remarks>
internal sealed class DiscDilation
{
    private const int StripRows = 192;

    // A strip: an empty row, which also stands for all rows below and above it, then its own, then a vector that may be read.
    private ulong[] _wide = [], _wider = [], _from = [], _to = [];
    private int _rows, _stride;
    private ulong[] _columns = [];

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

    /// <summary>Leaves in the result what lies within the disc of a seed; it must not reach beyond the frame from any of them.</summary>
    public void Run(SampleFrame frame, BitLayer seeds, int[] halfWidths, BitLayer result)
    {
        int top = halfWidths.Length - 1;
        result.Empty(frame);
        for (int first = 0; first < frame.Rows; first += StripRows)
        {
            int last = Math.Min(first + StripRows, frame.Rows) - 1, low = Math.Max(0, first - top),
                high = Math.Min(frame.Rows - 1, last + top);
            (int start, int end) = WordsSet(frame, seeds, low, high, halfWidths[0]);
            if (start == end) continue;
            Fit(high - low + 1, end - start);
            for (int row = low; row <= high; row++)
                Array.Copy(seeds.Words, frame.Word(row) + start, _wide, (row - low + 1) * _stride, _stride);
            Dilate(halfWidths);
            for (int row = first; row <= last; row++)
                Array.Copy(_from, (row - low + 1) * _stride, result.Words, frame.Word(row) + start, _stride);
        }
    }

    /// <summary>Whole vectors of words of a row that hold what is within reach of anything in some rows; the same twice if none.</summary>
    private (int Start, int End) WordsSet(SampleFrame frame, BitLayer seeds, int low, int high, int reach)
    {
        if (_columns.Length < frame.Stride) _columns = new ulong[frame.Stride];
        Span<ulong> columns = _columns.AsSpan(0, frame.Stride);
        columns.Clear();
        for (int row = low; row <= high; row++)
        {
            ReadOnlySpan<ulong> words = seeds.Words.AsSpan(frame.Word(row), frame.Stride);
            for (int w = 0; w < columns.Length; w += 8)
                (Vector512.Create<ulong>(columns[w..]) | Vector512.Create(words[w..])).CopyTo(columns[w..]);
        }
        int first = columns.IndexOfAnyExcept(0UL), last = columns.LastIndexOfAnyExcept(0UL);
        if (first < 0) return (0, 0);
        int start = Math.Max(0, first * 64 + BitOperations.TrailingZeroCount(columns[first]) - reach) >> 6;
        int end = (Math.Min(frame.RowBits - 1, last * 64 + 63 - BitOperations.LeadingZeroCount(columns[last]) + reach) >> 6) + 1;
        start = Math.Min(start, frame.Stride - (end - start + 7) / 8 * 8);
        return (start, start + (end - start + 7) / 8 * 8);
    }

    private void Fit(int rows, int stride)
    {
        (_rows, _stride) = (rows, stride);
        int words = (rows + 1) * stride + 8;
        if (_wide.Length < words) (_wide, _wider, _from, _to) = (new ulong[words], new ulong[words], new ulong[words], new ulong[words]);
        foreach (ulong[] part in (ReadOnlySpan<ulong[]>)[_wide, _wider, _from, _to])
        {
            Array.Clear(part, 0, stride);
            Array.Clear(part, words - 8, 8);
        }
    }

    /// <summary>Leaves what lies within the disc of what is in <see cref="_wide"/> in <see cref="_from"/>.</summary>
    private void Dilate(int[] halfWidths)
    {
        int top = halfWidths.Length - 1;
        Widen(halfWidths[top], isAll: true);
        Array.Copy(_wide, _from, (_rows + 1) * _stride);
        for (int row = top - 1, rise = 1; row >= 0; row--, rise++)
        {
            int wider = halfWidths[row] - halfWidths[row + 1], risen = 0;
            if (wider == 0 && row > 0) continue;
            for (int step = 1; rise - risen > step; risen += step, step = 2 * risen + 1) Rise(step, 0);
            Rise(rise - risen, Widen(wider, isAll: false));
            rise = 0;
        }
    }

    /// <summary>Raises and lowers by some rows, widens what is widened, and joins the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rise(int step, int widening)
    {
        ref ulong from = ref MemoryMarshal.GetArrayDataReference(_from), to = ref MemoryMarshal.GetArrayDataReference(_to),
            wider = ref MemoryMarshal.GetArrayDataReference(_wider);
        for (int row = 1; row <= _rows; row++)
        {
            int below = Math.Max(0, row - step) * _stride, here = row * _stride, above = row + step <= _rows ? here + step * _stride : 0;
            for (int w = 0; w < _stride; w += 8)
            {
                Vector512<ulong> risen =
                    Vector512.LoadUnsafe(ref from, (nuint)(below + w))
                    | Vector512.LoadUnsafe(ref from, (nuint)(here + w))
                    | Vector512.LoadUnsafe(ref from, (nuint)(above + w));
                if (widening > 0)
                {
                    Vector512<ulong> widened = Widened(_wide, here + w, widening);
                    widened.StoreUnsafe(ref wider, (nuint)(here + w));
                    risen |= widened;
                }
                risen.StoreUnsafe(ref to, (nuint)(here + w));
            }
        }
        (_from, _to) = (_to, _from);
        if (widening > 0) (_wide, _wider) = (_wider, _wide);
    }

    /// <summary>Widens what is widened by some samples, or by so many that one pass is left; the samples of that pass.</summary>
    private int Widen(int samples, bool isAll)
    {
        int widened = 0;
        for (int step = 1; isAll ? widened < samples : samples - widened > step; widened += step, step = Math.Min(2 * widened + 1, 63))
        {
            step = Math.Min(step, samples - widened);
            ref ulong wider = ref MemoryMarshal.GetArrayDataReference(_wider);
            for (int w = _stride, end = (_rows + 1) * _stride; w < end; w += 8) Widened(_wide, w, step).StoreUnsafe(ref wider, (nuint)w);
            (_wide, _wider) = (_wider, _wide);
        }
        return samples - widened;
    }

    /// <summary>Words with the bits of so many columns to either side. What a row has at its ends never gets to the next row.</summary>
    private static Vector512<ulong> Widened(ulong[] words, int at, int samples)
    {
        ref ulong first = ref MemoryMarshal.GetArrayDataReference(words);
        Vector512<ulong> here = Vector512.LoadUnsafe(ref first, (nuint)at), before = Vector512.LoadUnsafe(ref first, (nuint)(at - 1)),
            after = Vector512.LoadUnsafe(ref first, (nuint)(at + 1));
        return here | here << samples | here >>> samples | before >>> (64 - samples) | after << (64 - samples);
    }
}
