using System.Numerics;

namespace ServiceCircle.Isochrones;

/// <summary>One of the pictures that a <see cref="CoverRaster"/> holds one upon another.</summary>
internal enum Cover
{
    /// <summary>Ground that legs off a reached path reach. Only grows from band to band.</summary>
    Ground,

    /// <summary>The reached paths themselves, as narrow bands. Only grows.</summary>
    Path,

    /// <summary>Paths that are not reached, as narrow bands. Shrinks from band to band.</summary>
    Unreached,

    /// <summary>The circle: ground without unreached paths, and reached paths.</summary>
    Circle,
}

/// <summary>
/// Which samples of a lattice are covered and, on every link between a covered and an uncovered neighbour, how far the
/// cover reaches. So the border is exact where it crosses a row or a column, and only between these is it a straight chord.
/// </summary>
/// <remarks>
/// The circle only grows until the next <see cref="Reset"/>: a band contains the one before it to the last digit, whatever
/// floating point does. Tiles of 64 x 64 samples are taken when they are first touched. For one thread at a time.
/// </remarks>
internal sealed class CoverRaster
{
    private const int TileBits = 6, TileSize = 1 << TileBits, TileMask = TileSize - 1;

    private readonly List<Tile> _tiles = [];
    private int[] _tileAt = [];
    private int _firstX, _firstY, _countX, _countY, _used;

    /// <summary>Forgets everything and makes room for samples from one corner to the other.</summary>
    public void Reset(int minColumn, int minRow, int maxColumn, int maxRow)
    {
        for (int t = 0; t < _used; t++) _tiles[t].Clear();
        _used = 0;
        // Two samples of margin: links beyond the outermost covered sample, and their squares.
        _firstX = (minColumn - 2) >> TileBits;
        _firstY = (minRow - 2) >> TileBits;
        _countX = ((maxColumn + 2) >> TileBits) - _firstX + 1;
        _countY = ((maxRow + 2) >> TileBits) - _firstY + 1;
        int count = checked(_countX * _countY);
        if (_tileAt.Length < count) _tileAt = new int[count];
        else Array.Clear(_tileAt, 0, count);
    }

    /// <summary>Empties one picture.</summary>
    public void Clear(Cover cover)
    {
        for (int t = 0; t < _used; t++) _tiles[t][cover].Clear();
    }

    /// <summary>Whether anything has been covered in the tiles that a box of samples touches.</summary>
    public bool IsTouched(int minColumn, int minRow, int maxColumn, int maxRow)
    {
        int firstX = Math.Max(0, (minColumn >> TileBits) - _firstX), lastX = Math.Min(_countX - 1, (maxColumn >> TileBits) - _firstX);
        int firstY = Math.Max(0, (minRow >> TileBits) - _firstY), lastY = Math.Min(_countY - 1, (maxRow >> TileBits) - _firstY);
        for (int y = firstY; y <= lastY; y++)
            for (int x = firstX; x <= lastX; x++)
                if (_tileAt[y * _countX + x] != 0) return true;
        return false;
    }

    /// <summary>Covers the part of a row between two places, given in columns; what lies beyond the room made is left out.</summary>
    public void AddRowSpan(Cover cover, int row, double start, double end)
    {
        int first = (int)Math.Ceiling(start), last = (int)Math.Floor(end);
        if (first > last) return;
        int y = row & TileMask, tileY = row >> TileBits, lastX = last >> TileBits;
        Layer? layer = null;
        for (int tileX = (first - 1) >> TileBits; tileX <= lastX; tileX++)
        {
            layer = TileFor(tileX, tileY)?.Touch(cover);
            if (layer is null) continue;
            int from = first - (tileX << TileBits), to = Math.Min(last - (tileX << TileBits), TileMask);
            // The link before the first sample may lie in the tile before.
            if (from > 0) Raise(ref layer.RowLinks[y << TileBits | from - 1], first - start);
            if (to >= 0 && from <= TileMask) layer.Rows[y] |= (ulong.MaxValue >> (TileMask - (to - Math.Max(from, 0)))) << Math.Max(from, 0);
        }
        if (layer is not null) Raise(ref layer.RowLinks[y << TileBits | last & TileMask], end - last);
    }

    /// <summary>Notes how far the cover reaches along a column between two places, given in rows; covers no sample.</summary>
    public void AddColumnSpan(Cover cover, int column, double start, double end)
    {
        int first = (int)Math.Ceiling(start), last = (int)Math.Floor(end);
        if (first > last) return;
        int x = column & TileMask, tileX = column >> TileBits, lastY = last >> TileBits, firstY = (first - 1) >> TileBits;
        Layer? layer = TileFor(tileX, lastY)?.Touch(cover);
        if (layer is not null) Raise(ref layer.ColumnLinks[(last & TileMask) << TileBits | x], end - last);
        if (firstY != lastY) layer = TileFor(tileX, firstY)?.Touch(cover);
        if (layer is not null) Raise(ref layer.ColumnLinks[((first - 1) & TileMask) << TileBits | x], first - start);
    }

    /// <summary>Adds to the circle what ground, paths and unreached paths make it.</summary>
    public void Compose()
    {
        for (int t = 0; t < _used; t++)
        {
            Tile tile = _tiles[t];
            ulong[] ground = tile[Cover.Ground].Rows, path = tile[Cover.Path].Rows, unreached = tile[Cover.Unreached].Rows, circle = tile.Touch(Cover.Circle).Rows;
            for (int r = 0; r < TileSize; r++) circle[r] |= ground[r] & ~unreached[r] | path[r];
            Array.Clear(tile.Visited);
        }
    }

    /// <summary>Whether a sample is covered.</summary>
    public bool IsCovered(Cover cover, int column, int row) =>
        TileIfAny(column, row) is { } tile && (tile[cover].Rows[row & TileMask] >> (column & TileMask) & 1) != 0;

    /// <summary>How far the circle reaches from a sample inside towards its neighbour outside, in 255ths of the link.</summary>
    public int Reach(int column, int row, int stepX, int stepY)
    {
        int reach = IsCovered(Cover.Path, column, row) ? Link(Cover.Path, column, row, stepX, stepY) : 0;
        if (IsCovered(Cover.Ground, column, row) && !IsCovered(Cover.Unreached, column, row))
        {
            (int nextColumn, int nextRow) = (column + stepX, row + stepY);
            int ground = IsCovered(Cover.Ground, nextColumn, nextRow) ? 255 : Link(Cover.Ground, column, row, stepX, stepY);
            if (IsCovered(Cover.Unreached, nextColumn, nextRow))
                ground = Math.Min(ground, 255 - Link(Cover.Unreached, nextColumn, nextRow, -stepX, -stepY));
            reach = Math.Max(reach, ground);
        }
        ref byte known = ref Link(Cover.Circle, column, row, stepX, stepY);
        return known = (byte)Math.Max(known, reach);
    }

    /// <summary>Samples of the circle whose eastern neighbour is outside and that no ring has visited, by rising tile, row and column.</summary>
    public IEnumerable<(int Column, int Row)> UnvisitedEasternEnds()
    {
        for (int at = 0; at < _countX * _countY; at++)
        {
            if (_tileAt[at] == 0) continue;
            Tile tile = _tiles[_tileAt[at] - 1];
            int column = (_firstX + at % _countX) << TileBits, firstRow = (_firstY + at / _countX) << TileBits;
            for (int r = 0; r < TileSize; r++)
            {
                ulong row = tile[Cover.Circle].Rows[r];
                if (row == 0) continue;
                ulong east = row >> 1 | (IsCovered(Cover.Circle, column + TileSize, firstRow + r) ? 1UL << TileMask : 0);
                for (ulong ends = row & ~east; ends != 0; ends &= ends - 1)
                {
                    int x = BitOperations.TrailingZeroCount(ends);
                    if ((tile.Visited[r] >> x & 1) == 0) yield return (column + x, firstRow + r);
                }
            }
        }
    }

    /// <summary>Notes that a ring has passed east of a sample.</summary>
    public void Visit(int column, int row) => TileIfAny(column, row)!.Visited[row & TileMask] |= 1UL << (column & TileMask);

    private static void Raise(ref byte link, double share)
    {
        byte reach = (byte)(share * 255);
        if (reach > link) link = reach;
    }

    private ref byte Link(Cover cover, int column, int row, int stepX, int stepY)
    {
        // A link is kept at its western or southern end. It serves both directions: only one end of it can be covered when it is asked for.
        if (stepX + stepY < 0) (column, row) = (column + stepX, row + stepY);
        Layer layer = TileFor(column >> TileBits, row >> TileBits)!.Touch(cover);
        return ref (stepX != 0 ? layer.RowLinks : layer.ColumnLinks)[(row & TileMask) << TileBits | column & TileMask];
    }

    private Tile? TileFor(int tileX, int tileY)
    {
        int x = tileX - _firstX, y = tileY - _firstY;
        if ((uint)x >= (uint)_countX || (uint)y >= (uint)_countY) return null;
        ref int at = ref _tileAt[y * _countX + x];
        if (at == 0)
        {
            if (_used == _tiles.Count) _tiles.Add(new Tile());
            at = ++_used;
        }
        return _tiles[at - 1];
    }

    private Tile? TileIfAny(int column, int row)
    {
        int x = (column >> TileBits) - _firstX, y = (row >> TileBits) - _firstY;
        if ((uint)x >= (uint)_countX || (uint)y >= (uint)_countY) return null;
        int at = _tileAt[y * _countX + x];
        return at == 0 ? null : _tiles[at - 1];
    }

    private sealed class Tile
    {
        private readonly Layer[] _layers = [new Layer(), new Layer(), new Layer(), new Layer()];

        public readonly ulong[] Visited = new ulong[TileSize];

        /// <summary>A picture to read.</summary>
        public Layer this[Cover cover] => _layers[(int)cover];

        /// <summary>A picture to write to.</summary>
        public Layer Touch(Cover cover)
        {
            Layer layer = _layers[(int)cover];
            layer.IsTouched = true;
            return layer;
        }

        public void Clear()
        {
            foreach (Layer layer in _layers) layer.Clear();
        }
    }

    private sealed class Layer
    {
        public readonly ulong[] Rows = new ulong[TileSize];
        public readonly byte[] RowLinks = new byte[TileSize * TileSize];
        public readonly byte[] ColumnLinks = new byte[TileSize * TileSize];
        public bool IsTouched;

        public void Clear()
        {
            if (!IsTouched) return;
            IsTouched = false;
            Array.Clear(Rows);
            Array.Clear(RowLinks);
            Array.Clear(ColumnLinks);
        }
    }
}
