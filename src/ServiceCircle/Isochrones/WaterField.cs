using System.Runtime.CompilerServices;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Which samples of a frame lie in areas of water. They are never ground, wherever people come from: paths over water, lines
/// across squares that reach over a shore among them, are drawn as the lines that they are. For one thread at a time.
/// </summary>
/// <remarks>
/// Every row is followed from the west, in and out at each shore (even-odd rule, so that islands are land). Shores lie where
/// <see cref="BarrierField"/> has them: a sample is in the water exactly when a shore stops whoever comes from the land.
/// </remarks>
internal sealed class WaterField
{
    private readonly BitLayer _water = new(), _shores = new();
    private readonly List<ReadOnlyMemory<Position>[]> _areas = [];

    /// <summary>Notes the water in a frame; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Look(SampleFrame frame, Barriers barriers)
    {
        barriers.Waters(frame.Box, _areas);
        if (_areas.Count == 0) return false;
        _water.Empty(frame);
        _shores.Empty(frame);
        foreach (ReadOnlyMemory<Position>[] area in _areas)
        {
            int firstRow = frame.Rows, endRow = 0;
            foreach (ReadOnlyMemory<Position> ring in area)
            {
                for (int k = 1; k < ring.Length; k++)
                {
                    (double x0, double y0) = BarrierField.Place(ring.Span[k - 1], frame);
                    (double x1, double y1) = BarrierField.Place(ring.Span[k], frame);
                    if (y0 > y1) (x0, y0, x1, y1) = (x1, y1, x0, y0);
                    int first = Math.Max(0, (int)Math.Ceiling(y0)), end = Math.Min(frame.Rows, (int)Math.Ceiling(y1));
                    if (first >= end) continue;
                    double slope = (x1 - x0) / (y1 - y0);
                    for (int row = first; row < end; row++)
                    {
                        // From here on eastwards, until the next shore.
                        double shore = x0 + (row - y0) * slope;
                        if (shore < frame.RowBits - 1) Turn(frame.Index(shore < 0 ? 0 : (int)shore + 1, row));
                    }
                    firstRow = Math.Min(firstRow, first);
                    endRow = Math.Max(endRow, end);
                }
            }
            for (int row = firstRow; row < endRow; row++) Fill(frame.Word(row), frame.Word(row) + frame.Stride);
        }
        return true;

        void Turn(int index) => _shores.Words[index >> 6] ^= 1UL << index;
    }

    public void TakeOff(SampleFrame frame, BitLayer layer)
    {
        Span<ulong> words = layer.Words.AsSpan(frame.Word(0), frame.Stride * frame.Rows);
        ReadOnlySpan<ulong> water = _water.Words.AsSpan(frame.Word(0), words.Length);
        for (int w = 0; w < words.Length; w++) words[w] &= ~water[w];
    }

    /// <summary>Adds what lies behind an odd number of shores of one row, and forgets these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int start, int end)
    {
        ulong[] shores = _shores.Words, water = _water.Words;
        ulong before = 0;
        for (int w = start; w < end; w++)
        {
            ulong word = shores[w];
            if (word != 0)
            {
                shores[w] = 0;
                for (int shift = 1; shift < 64; shift <<= 1) word ^= word << shift;
            }
            word ^= before;
            water[w] |= word;
            before = word >> 63 == 0 ? 0 : ulong.MaxValue;
        }
    }
}
