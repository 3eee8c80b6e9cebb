using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Rings as the links that they cross, between a sample inside and a neighbour outside. A link is kept as four times the
/// index of the inner sample plus the side that the outer one lies on: east 0, north 1, west 2, south 3.
/// </summary>
internal sealed class RingLinks
{
    private int[] _links = new int[1024];
    private int _count;

    /// <summary>Where each ring ends among the links.</summary>
    public List<int> Ends { get; } = [];

    public ReadOnlySpan<int> Ring(int ring) => _links.AsSpan(ring == 0 ? 0 : Ends[ring - 1], Ends[ring] - (ring == 0 ? 0 : Ends[ring - 1]));

    public void Clear()
    {
        _count = 0;
        Ends.Clear();
    }

    /// <summary>Adds a link to the ring that has not ended.</summary>
    public void Add(int link)
    {
        if (_count == _links.Length) Array.Resize(ref _links, 2 * _count);
        _links[_count++] = link;
    }

    /// <summary>Ends the ring, or forgets what has been added to it.</summary>
    public void End(bool isKept)
    {
        if (isKept) Ends.Add(_count);
        else _count = Ends.Count > 0 ? Ends[^1] : 0;
    }
}

/// <summary>
/// Traces the border of a layer, covered ground on the left: outer rings run counter-clockwise, holes clockwise, as
/// RFC 7946 wants them. (Marching squares; W. E. Lorensen and H. E. Cline, 1987, in two dimensions.)
/// </summary>
/// <remarks>
/// Every ring has its corners on links of its own and its sides inside single squares, so rings neither cross nor touch,
/// themselves or each other. Where two covered samples face each other diagonally they are kept apart. Linear in the border.
/// </remarks>
internal sealed class Contours
{
    private readonly BitLayer _visited = new();
    private readonly List<(int First, int Last)> _runs = [];
    private readonly HashSet<int> _starts = [];

    /// <summary>All rings of a circle, apart from those around ground without any path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Trace(SampleFrame frame, BitLayer circle, BitLayer path, RingLinks rings)
    {
        rings.Clear();
        _visited.Empty(frame);
        ulong[] words = circle.Words, visited = _visited.Words;
        int end = frame.Word(frame.Rows);
        for (int w = frame.Word(0); w < end; w++)
        {
            if (words[w] == 0) continue;
            ulong ends = words[w] & ~(words[w] >> 1 | words[w + 1] << 63);
            // The ring that starts here may pass the others of this word.
            for (; (ends &= ~visited[w]) != 0; ends &= ends - 1)
            {
                int start = w << 6 | BitOperations.TrailingZeroCount(ends);
                Trace(frame, circle, start, rings);
                rings.End(HoldsPath(frame, circle, path, start));
            }
        }
    }

    /// <summary>The link that a ring crosses after another; steps are what an index grows by to the east, north, west and south.</summary>
    public static int Next(BitLayer circle, ReadOnlySpan<int> steps, int link)
    {
        int at = link >> 2, side = link & 3, left = steps[side + 1 & 3], ahead = at + left, across = ahead + steps[side];
        // Which way it goes can hardly be guessed, so nothing branches: 1 where there is ground.
        int isAhead = circle.Bit(ahead), isAcross = isAhead & circle.Bit(across);
        return at + (left & -isAhead) + (steps[side] & -isAcross) << 2 | side + 1 - isAhead - isAcross & 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Trace(SampleFrame frame, BitLayer circle, int start, RingLinks rings)
    {
        ReadOnlySpan<int> steps = [1, frame.RowBits, -1, -frame.RowBits];
        int first = start << 2, link = first;
        do
        {
            _visited.Words[link >> 8] |= (ulong)((link & 3) - 1 >>> 31) << (link >> 2);
            rings.Add(link);
            link = Next(circle, steps, link);
        }
        while (link != first);
    }

    /// <summary>
    /// Whether the part of a circle around a sample holds a reached path. A strip behind an unreached path does not: it
    /// could be reached only across that path.
    /// </summary>
    /// <remarks>Looks at whole runs of a row, one after another until one holds a path; nearly always that is soon.</remarks>
    private bool HoldsPath(SampleFrame frame, BitLayer circle, BitLayer path, int start)
    {
        _runs.Clear();
        _starts.Clear();
        Add(circle.RunStart(start), circle.RunEnd(start));
        for (int r = 0; r < _runs.Count; r++)
        {
            (int first, int last) = _runs[r];
            if (path.Next(first, last) >= 0) return true;
            foreach (int step in (ReadOnlySpan<int>)[frame.RowBits, -frame.RowBits])
                for (int at = circle.Next(first + step, last + step), end; at >= 0; at = circle.Next(end + 1, last + step))
                    Add(circle.RunStart(at), end = circle.RunEnd(at));
        }
        return false;

        void Add(int first, int last)
        {
            if (_starts.Add(first)) _runs.Add((first, last));
        }
    }
}
