using System.Runtime.CompilerServices;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Roughly where in a frame something is: for every few rows the columns from the first to the last. What lies elsewhere need
/// not be looked at. Kept and used again; for one thread at a time.
/// </summary>
internal sealed class RowSpans
{
    private const int RowsShift = 5;

    /// <summary>How many rows share their columns.</summary>
    public const int SharedRows = 1 << RowsShift;

    private (int First, int Last)[] _columns = [];
    private SampleFrame _frame;
    private int _bands;

    /// <summary>Nothing in a frame.</summary>
    public void Empty(SampleFrame frame)
    {
        (_frame, _bands) = (frame, (frame.Rows - 1 >> RowsShift) + 1);
        if (_columns.Length < _bands) _columns = new (int, int)[2 * _bands];
        _columns.AsSpan(0, _bands).Fill((int.MaxValue, int.MinValue));
    }

    /// <summary>Something in a box of samples, its borders included, which may reach beyond the frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int firstColumn, int firstRow, int lastColumn, int lastRow)
    {
        for (int b = Math.Max(0, firstRow >> RowsShift), end = Math.Min(_bands - 1, lastRow >> RowsShift); b <= end; b++)
        {
            ref (int First, int Last) columns = ref _columns[b];
            if (firstColumn < columns.First) columns.First = firstColumn;
            if (lastColumn > columns.Last) columns.Last = lastColumn;
        }
    }

    public bool Meets(double firstColumn, double firstRow, double lastColumn, double lastRow)
    {
        for (int b = Math.Max(0, (int)firstRow >> RowsShift), end = Math.Min(_bands - 1, (int)lastRow >> RowsShift); b <= end; b++)
            if (firstColumn <= _columns[b].Last && lastColumn >= _columns[b].First) return true;
        return false;
    }

    /// <summary>Empties a layer that holds nothing but where this says that something may be.</summary>
    public void Empty(BitLayer layer)
    {
        for (int row = 0; row < _frame.Rows; row++)
        {
            (int start, int end) = Words(row);
            Array.Clear(layer.Words, start, end - start);
        }
    }

    /// <summary>The columns of a row, of the frame, between which something may be; the first is after the last if none are.</summary>
    public (int First, int Last) Columns(int row)
    {
        (int first, int last) = _columns[row >> RowsShift];
        return (Math.Max(0, first), Math.Min(_frame.RowBits - 1, last));
    }

    /// <summary>Whole vectors of words of a row that may hold something: the first, and the first after them; the same if none.</summary>
    public (int Start, int End) Words(int row)
    {
        (int first, int last) = Columns(row);
        int start = _frame.Word(row);
        return first > last ? (start, start) : (start + (first >> 9 << 3), start + (last >> 9 << 3) + 8);
    }
}
