using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Snapping;

/// <summary>
/// Straight lines listed under every square cell that their boxes touch. Cells share buckets by hash, and the lines of a bucket lie side by
/// side, so that going through those near a place reads hardly anything else.
/// </summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
internal sealed class LineGrid
{
    private readonly int _units, _mask;
    private readonly int[] _first;
    private readonly (Position A, Position B)[] _lines;

    /// <summary>The grid over some lines, with cells of so many units of 1e-7 degree.</summary>
    public LineGrid(IReadOnlyList<(Position A, Position B)> lines, int units)
    {
        _units = units;
        int buckets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, lines.Count));
        _mask = buckets - 1;
        _first = new int[buckets + 1];

        // Counting sort: count, sum up, place.
        foreach ((Position a, Position b) in lines) ForEachBucket(Box.Empty.Extend(a).Extend(b), bucket => _first[bucket + 1]++);
        for (int b = 0; b < buckets; b++) _first[b + 1] += _first[b];
        _lines = new (Position, Position)[_first[buckets]];
        int[] next = _first[..^1];
        foreach ((Position A, Position B) line in lines)
            ForEachBucket(Box.Empty.Extend(line.A).Extend(line.B), bucket => _lines[next[bucket]++] = line);
    }

    /// <summary>Goes through the lines whose boxes touch a box, some of them several times, until one is wanted.</summary>
    public bool Any(Box box, Func<Position, Position, bool> isWanted)
    {
        for (int y = Cell(box.South); y <= Cell(box.North); y++)
        {
            for (int x = Cell(box.West); x <= Cell(box.East); x++)
            {
                int bucket = Bucket(x, y);
                foreach (ref readonly (Position A, Position B) line in _lines.AsSpan(_first[bucket], _first[bucket + 1] - _first[bucket]))
                    if (Touches(line.A, line.B, box) && isWanted(line.A, line.B)) return true;
            }
        }
        return false;
    }

    private void ForEachBucket(Box box, Action<int> visit)
    {
        for (int y = Cell(box.South); y <= Cell(box.North); y++)
            for (int x = Cell(box.West); x <= Cell(box.East); x++) visit(Bucket(x, y));
    }

    private static bool Touches(Position a, Position b, Box box) =>
        Math.Min(a.LonE7, b.LonE7) <= box.East && Math.Max(a.LonE7, b.LonE7) >= box.West && Math.Min(a.LatE7, b.LatE7) <= box.North
        && Math.Max(a.LatE7, b.LatE7) >= box.South;

    private int Cell(int position) => (int)Math.Floor((double)position / _units);

    private int Bucket(int x, int y)
    {
        ulong key = (ulong)(uint)x << 32 | (uint)y;
        return (int)(key * 0x9E3779B97F4A7C15UL >> 32) & _mask;
    }
}
