using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Snapping;

/// <summary>
/// Straight lines listed under every square cell that their boxes touch; longer ones under larger cells, so that none is listed more than a
/// few times. Cells share buckets by hash, and the lines of a bucket lie side by side, so that going through those near a place reads
/// hardly anything else.
/// </summary>
/// <remarks>Memory is linear in the number of lines. Immutable; safe to share between threads.</remarks>
internal sealed class LineGrid
{
    /// <summary>The cells of a level are so many times as long as those of the level below.</summary>
    private const int Growth = 16;

    /// <summary>A line that touches more cells belongs to the level above.</summary>
    private const int MostCells = 32;

    private readonly Level[] _levels;

    /// <summary>The grid over some lines, with smallest cells of so many units of 1e-7 degree.</summary>
    public LineGrid(IReadOnlyList<(Position A, Position B)> lines, int units)
    {
        var levels = new List<Level>();
        for (IReadOnlyList<(Position A, Position B)> rest = lines; rest.Count > 0;)
        {
            ILookup<bool, (Position A, Position B)> isLong = rest.ToLookup(l => Level.CellsOf(l, units) > MostCells);
            levels.Add(new Level([.. isLong[false]], units));
            rest = [.. isLong[true]];
            units = (int)Math.Min(int.MaxValue, (long)units * Growth);
        }
        _levels = [.. levels];
    }

    /// <summary>Goes through the lines whose boxes touch a box, some of them several times, until one is wanted.</summary>
    public bool Any(Box box, Func<Position, Position, bool> isWanted)
    {
        foreach (Level level in _levels)
            if (level.Any(box, isWanted)) return true;
        return false;
    }

    private sealed class Level
    {
        private readonly int _units, _mask;
        private readonly int[] _first;
        private readonly (Position A, Position B)[] _lines;

        public Level((Position A, Position B)[] lines, int units)
        {
            _units = units;
            int buckets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, lines.Length));
            _mask = buckets - 1;
            _first = new int[buckets + 1];

            // Counting sort: count, sum up, place.
            foreach ((Position A, Position B) line in lines) ForEachBucket(line, bucket => _first[bucket + 1]++);
            for (int b = 0; b < buckets; b++) _first[b + 1] += _first[b];
            _lines = new (Position, Position)[_first[buckets]];
            int[] next = _first[..^1];
            foreach ((Position A, Position B) line in lines) ForEachBucket(line, bucket => _lines[next[bucket]++] = line);
        }

        public static long CellsOf((Position A, Position B) line, int units) =>
            (1L + Math.Abs(Cell(line.A.LonE7, units) - Cell(line.B.LonE7, units)))
            * (1L + Math.Abs(Cell(line.A.LatE7, units) - Cell(line.B.LatE7, units)));

        public bool Any(Box box, Func<Position, Position, bool> isWanted)
        {
            // A box round a country has more cells than there are lines.
            if (CellsOf((new Position(box.West, box.South), new Position(box.East, box.North)), _units) > _lines.Length)
                return IsAny(0, _lines.Length);
            for (int y = Cell(box.South, _units); y <= Cell(box.North, _units); y++)
                for (int x = Cell(box.West, _units); x <= Cell(box.East, _units); x++)
                    if (IsAny(_first[Bucket(x, y)], _first[Bucket(x, y) + 1])) return true;
            return false;

            bool IsAny(int first, int next)
            {
                for (int i = first; i < next; i++)
                {
                    (Position a, Position b) = _lines[i];
                    if (Touches(a, b, box) && isWanted(a, b)) return true;
                }
                return false;
            }
        }

        private void ForEachBucket((Position A, Position B) line, Action<int> visit)
        {
            Box box = Box.Empty.Extend(line.A).Extend(line.B);
            for (int y = Cell(box.South, _units); y <= Cell(box.North, _units); y++)
                for (int x = Cell(box.West, _units); x <= Cell(box.East, _units); x++) visit(Bucket(x, y));
        }

        private static bool Touches(Position a, Position b, Box box) =>
            Math.Min(a.LonE7, b.LonE7) <= box.East && Math.Max(a.LonE7, b.LonE7) >= box.West && Math.Min(a.LatE7, b.LatE7) <= box.North
            && Math.Max(a.LatE7, b.LatE7) >= box.South;

        private static int Cell(int position, int units) => (int)Math.Floor((double)position / units);

        private int Bucket(int x, int y)
        {
            ulong key = (ulong)(uint)x << 32 | (uint)y;
            return (int)(key * 0x9E3779B97F4A7C15UL >> 32) & _mask;
        }
    }
}
