using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>A sample of the frame from which fewer steps than usual are left.</summary>
internal readonly record struct LateSeed(int Index, int Steps);

/// <summary>
/// Which neighbouring samples a barrier lies between, and what can be reached from some samples without crossing any: wherever
/// a line of barriers is closed, no chain of neighbours leads across it.
/// </summary>
/// <remarks>
/// The way is counted in steps, alternately to four and to eight neighbours so that the shape in open ground is an octagon
/// around the disc of the same radius (A. Rosenfeld and J. L. Pfaltz, 1968). Whoever wants the disc cuts it out; what remains
/// of the octagon is behind the ends of barriers, where a way may be too long by a twelfth. For one thread at a time.
/// </remarks>
internal sealed class BarrierField
{
    /// <summary>Of a hundred steps these go to eight neighbours: the smallest share that keeps the disc inside.</summary>
    private const int EightOfHundred = 42;

    private readonly BitLayer _east = new(), _north = new();
    private readonly RowSpans _near = new(), _around = new();
    private readonly List<(Position A, Position B)> _lines = [];
    private BitLayer _now = new(), _next = new();
    private int _margin;

    /// <summary>Notes the barriers in a frame, for at most so many steps; false when there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Look(SampleFrame frame, Barriers barriers, int steps)
    {
        if (barriers.Count == 0) return false;
        barriers.Wide(frame.Box, _lines);
        if (_lines.Count == 0) return false;
        foreach (BitLayer layer in (ReadOnlySpan<BitLayer>)[_east, _north, _now, _next])
        {
            _around.Empty(layer);
            layer.Fit(frame);
        }
        _near.Empty(frame);
        _around.Empty(frame);
        _margin = steps + 2;
        foreach ((Position a, Position b) in _lines)
        {
            (double x0, double y0) = Place(a, frame);
            (double x1, double y1) = Place(b, frame);
            Cross(frame, _east, x0, y0, x1, y1, isColumn: false);
            Cross(frame, _north, y0, x0, y1, x1, isColumn: true);
        }
        return true;
    }

    /// <summary>Where a barrier's corner lies in a frame, moved by a hair, so that no barrier runs through a sample.</summary>
    public static (double X, double Y) Place(Position corner, SampleFrame frame)
    {
        const double East = 0.00137, North = 0.00271;
        (double x, double y) = frame.Place(corner);
        return (x + East, y + North);
    }

    /// <summary>Whether what starts at a sample can get near a barrier.</summary>
    public bool IsAround(int column, int row) => _around.Meets(column, row, column, row);

    /// <summary>
    /// Takes off the ground whatever lies near a barrier and is not within some steps of the seeds without crossing one; of late seeds, in
    /// any order, within fewer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CutOff(SampleFrame frame, BitLayer ground, BitLayer seeds, List<LateSeed> late, int steps)
    {
        for (int row = 0; row < frame.Rows; row++)
        {
            (int start, int end) = _around.Words(row);
            Array.Copy(seeds.Words, start, _now.Words, start, end - start);
        }
        late.Sort((a, b) => b.Steps.CompareTo(a.Steps));
        int sown = 0;
        for (int step = 0; step < steps; step++)
        {
            for (; sown < late.Count && late[sown].Steps >= steps - step; sown++) _now.Set(late[sown].Index);
            Step(frame, (step + 1) * EightOfHundred / 100 > step * EightOfHundred / 100);
            (_now, _next) = (_next, _now);
        }
        // Not a sample further: what lies beyond may have been reached from where nobody looked.
        for (int row = 0; row < frame.Rows; row++)
        {
            (int first, int last) = _near.Columns(row);
            if (first > last) continue;
            int from = frame.Index(first, row), to = frame.Index(last, row);
            for (int w = from >> 6; w <= to >> 6; w++)
            {
                ulong near = ulong.MaxValue;
                if (w == from >> 6) near &= ulong.MaxValue << from;
                if (w == to >> 6) near &= ulong.MaxValue >> (63 - (to & 63));
                ground.Words[w] &= _now.Words[w] | ~near;
            }
        }
    }

    /// <summary>Marks the links between two samples of a line that a barrier crosses; a start counts, an end does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cross(SampleFrame frame, BitLayer links, double along0, double line0, double along1, double line1, bool isColumn)
    {
        if (line0 > line1) (along0, line0, along1, line1) = (along1, line1, along0, line0);
        int lines = isColumn ? frame.RowBits : frame.Rows, samples = isColumn ? frame.Rows : frame.RowBits;
        int last = Math.Min(lines, (int)Math.Ceiling(line1));
        double slope = (along1 - along0) / (line1 - line0);
        for (int line = Math.Max(0, (int)Math.Ceiling(line0)); line < last; line++)
        {
            double along = along0 + (line - line0) * slope;
            if (!(along >= 0 && along < samples)) continue;
            (int column, int row) = isColumn ? (line, (int)along) : ((int)along, line);
            links.Set(frame.Index(column, row));
            _near.Add(column - _margin, row - _margin, column + _margin, row + _margin);
            // All rows that share columns with near ones are looked at, so whoever gets to them must be around too.
            int columns = 2 * _margin, rows = columns + RowSpans.SharedRows;
            _around.Add(column - columns, row - rows, column + columns, row + rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(SampleFrame frame, bool isEight)
    {
        ReadOnlySpan<ulong> now = _now.Words, east = _east.Words, north = _north.Words;
        Span<ulong> next = _next.Words;
        for (int row = 1; row < frame.Rows - 1; row++)
        {
            (int start, int end) = _around.Words(row);
            for (int w = start; w < end; w += 8)
            {
                Vector512<ulong> here = Vector512.Create(now[w..]);
                Vector512<ulong> upDown =
                    Vector512.AndNot(Vector512.Create(now[(w - frame.Stride)..]), Vector512.Create(north[(w - frame.Stride)..]))
                    | Vector512.AndNot(Vector512.Create(now[(w + frame.Stride)..]), Vector512.Create(north[w..]));
                (isEight ? here | upDown : here | upDown | Aside(now, east, w, here)).CopyTo(next[w..]);
            }
            if (!isEight) continue;
            // From the row just written, so a step aside follows a step up or down; west to east, keeping what was there.
            Vector512<ulong> before = Vector512<ulong>.Zero;
            for (int w = start; w < end; w += 8)
            {
                Vector512<ulong> here = Vector512.Create<ulong>(next[w..]);
                Vector512<ulong> west = Vector512.AndNot(Shifted(before, here), Vector512.Create(east[(w - 1)..]));
                Vector512<ulong> open = Vector512.Create(east[w..]);
                Vector512<ulong> afterWords = w + 8 < end ? Vector512.Create<ulong>(next[(w + 1)..]) : Shifted(here);
                before = here;
                (here | Vector512.AndNot(here, open) << 1 | west >>> 63 | Vector512.AndNot(here >>> 1 | afterWords << 63, open))
                    .CopyTo(next[w..]);
            }
        }
    }

    private static Vector512<ulong> Aside(ReadOnlySpan<ulong> now, ReadOnlySpan<ulong> east, int w, Vector512<ulong> here)
    {
        Vector512<ulong> open = Vector512.Create(east[w..]);
        return Vector512.AndNot(here, open) << 1
            | Vector512.AndNot(Vector512.Create(now[(w - 1)..]), Vector512.Create(east[(w - 1)..])) >>> 63
            | Vector512.AndNot(here >>> 1 | Vector512.Create(now[(w + 1)..]) << 63, open);
    }

    /// <summary>Eight words, each the one before: the last of one vector, then all but the last of the next.</summary>
    private static Vector512<ulong> Shifted(Vector512<ulong> before, Vector512<ulong> here) =>
        Vector512.Shuffle(here, Vector512.Create(0UL, 0, 1, 2, 3, 4, 5, 6)).WithElement(0, before.GetElement(7));

    /// <summary>Eight words, each the one after; none after the last.</summary>
    private static Vector512<ulong> Shifted(Vector512<ulong> here) =>
        Vector512.Shuffle(here, Vector512.Create(1UL, 2, 3, 4, 5, 6, 7, 7)).WithElement(7, 0UL);
}
