using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Snapping;

/// <summary>
/// Finds the walkable edges near a position. The plane is cut into square cells of about 100 metres; each straight piece of
/// each edge is listed under every cell its box touches, very long ones apart; cells share buckets by hash, so that an extract of cities on
/// two continents takes no more memory than its streets.
/// </summary>
/// <remarks>Building and memory are linear in the number of pieces. Immutable; safe to share between threads.</remarks>
internal sealed class EdgeGrid
{
    private const int CellUnits = 9_000;

    /// <summary>A straight piece whose box has more cells, six kilometres long and more, is looked at wherever anybody asks.</summary>
    private const int MostCells = 4_096;

    private readonly WalkNetwork _network;
    private readonly int[] _firstEntry;
    private readonly (int Edge, int Piece)[] _entries;
    private readonly int _mask;
    private readonly Func<int, bool>? _isStillWanted;
    private readonly (int Edge, int Piece)[] _more = [];

    /// <summary>The grid over the edges that are wanted.</summary>
    public EdgeGrid(WalkNetwork network, Func<int, bool> isWanted)
    {
        _network = network;
        int pieces = network.InnerPositions.Length + network.EdgeCount;
        int buckets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, pieces));
        _mask = buckets - 1;
        _firstEntry = new int[buckets + 1];
        var wanted = new bool[network.EdgeCount];
        for (int e = 0; e < wanted.Length; e++) wanted[e] = isWanted(e);

        // Counting sort: count, sum up, place.
        var large = new List<(int, int)>();
        ForEachCell(wanted, (bucket, _, _) => _firstEntry[bucket + 1]++, (edge, piece) => large.Add((edge, piece)));
        _more = [.. large];
        for (int b = 0; b < buckets; b++) _firstEntry[b + 1] += _firstEntry[b];
        _entries = new (int, int)[_firstEntry[buckets]];
        int[] next = _firstEntry[..^1];
        ForEachCell(wanted, (bucket, edge, piece) => _entries[next[bucket]++] = (edge, piece), (_, _) => { });
    }

    private EdgeGrid(EdgeGrid old, WalkNetwork edited, Func<int, bool> isStillWanted, (int Edge, int Piece)[] more) =>
        (_network, _firstEntry, _entries, _mask, _isStillWanted, _more) =
            (edited, old._firstEntry, old._entries, old._mask, isStillWanted, more);

    /// <summary>
    /// The same grid after edits, without listing the city again. The edited network has all edges of this grid, unmoved; none that was
    /// not wanted before may be wanted now.
    /// </summary>
    public EdgeGrid After(WalkNetwork edited, Func<int, bool> isWanted) =>
        new(this, edited, isWanted,
        [
            .. _more,
            .. Enumerable.Range(_network.EdgeCount, edited.EdgeCount - _network.EdgeCount).Where(isWanted)
                .SelectMany(e => Enumerable.Range(0, edited.ShapeLength(e) - 1).Select(piece => (e, piece))),
        ]);

    /// <summary>A place on an edge, metres from its tail, and its straight distance; the edge is -1 when none was found.</summary>
    public readonly record struct Hit(int Edge, double AlongMetres, Position Position, double DistanceMetres)
    {
        public static Hit None => new(-1, 0, default, double.PositiveInfinity);
    }

    /// <summary>The nearest accepted place on an edge within a distance; ties go to the smaller edge id.</summary>
    public Hit Nearest(Position from, double maxMetres, Func<Hit, bool> accept)
    {
        var scale = new LocalMetres(from.LatE7);
        double cellMetres = CellUnits * Math.Min(scale.MetresPerLonUnit, scale.MetresPerLatUnit);
        int x = Cell(from.LonE7), y = Cell(from.LatE7);
        Hit best = Hit.None;
        foreach ((int edge, int piece) in _more) Offer(edge, piece, ref best);
        int rings = (int)Math.Ceiling(maxMetres / cellMetres) + 1;
        for (int ring = 0; ring <= rings; ring++)
        {
            // Whatever ring + 1 holds is at least ring whole cells away.
            if (best.DistanceMetres <= (ring - 1) * cellMetres) break;
            for (int dy = -ring; dy <= ring; dy++)
            {
                int step = Math.Abs(dy) == ring ? 1 : Math.Max(1, 2 * ring);
                for (int dx = -ring; dx <= ring; dx += step)
                    if (MetresTo(x + dx, y + dy) <= best.DistanceMetres) Look(x + dx, y + dy, ref best);
            }
        }
        return best.DistanceMetres <= maxMetres ? best : Hit.None;

        // A little less than the distance to a cell, because of roundings.
        double MetresTo(int cellX, int cellY)
        {
            double east = Beyond(from.LonE7, cellX) * scale.MetresPerLonUnit, north = Beyond(from.LatE7, cellY) * scale.MetresPerLatUnit;
            return Math.Sqrt(east * east + north * north) - 1e-6;
        }

        static double Beyond(int units, int cell) =>
            Math.Max(0, Math.Max((double)cell * CellUnits - units, units - (cell + 1.0) * CellUnits));

        void Look(int cellX, int cellY, ref Hit best)
        {
            int bucket = Bucket(cellX, cellY);
            for (int i = _firstEntry[bucket]; i < _firstEntry[bucket + 1]; i++)
            {
                (int edge, int piece) = _entries[i];
                Offer(edge, piece, ref best);
            }
        }

        void Offer(int edge, int piece, ref Hit best)
        {
            (double share, double metres) = Project(edge, piece, from, scale);
            // A bucket may hold edges of another city too, and looking at what lies between would take all day.
            if (metres > maxMetres || metres > best.DistanceMetres || metres == best.DistanceMetres && edge >= best.Edge) return;
            if (_isStillWanted?.Invoke(edge) == false) return;
            double start = _network.ShapeMetres(edge, piece), end = _network.ShapeMetres(edge, piece + 1);
            Position at = Segments.At(_network.ShapePosition(edge, piece), _network.ShapePosition(edge, piece + 1), share);
            var hit = new Hit(edge, start + share * (end - start), at, metres);
            if (accept(hit)) best = hit;
        }
    }

    /// <summary>Visits the pieces of edges whose cells touch a box; some more than once, some outside it.</summary>
    public void ForEachIn(Box box, Action<int, int> visit)
    {
        int west = Cell(box.West), east = Cell(box.East), south = Cell(box.South), north = Cell(box.North);
        if ((long)(east - west + 1) * (north - south + 1) > _entries.Length)
        {
            // A box round half the world has more cells than there are streets.
            VisitBetween(0, _entries.Length);
        }
        else
        {
            for (int y = south; y <= north; y++)
                for (int x = west; x <= east; x++) VisitBetween(_firstEntry[Bucket(x, y)], _firstEntry[Bucket(x, y) + 1]);
        }
        foreach ((int edge, int piece) in _more)
            if (_isStillWanted?.Invoke(edge) != false) visit(edge, piece);

        void VisitBetween(int first, int next)
        {
            for (int i = first; i < next; i++)
                if (_isStillWanted?.Invoke(_entries[i].Edge) != false) visit(_entries[i].Edge, _entries[i].Piece);
        }
    }

    /// <summary>How far along a piece it is nearest to a place, 0 to 1, and how near.</summary>
    private (double Share, double Metres) Project(int edge, int piece, Position from, LocalMetres scale)
    {
        Position a = _network.ShapePosition(edge, piece), b = _network.ShapePosition(edge, piece + 1);
        double ax = ((double)a.LonE7 - from.LonE7) * scale.MetresPerLonUnit, ay = ((double)a.LatE7 - from.LatE7) * scale.MetresPerLatUnit;
        double bx = ((double)b.LonE7 - from.LonE7) * scale.MetresPerLonUnit, by = ((double)b.LatE7 - from.LatE7) * scale.MetresPerLatUnit;
        double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
        double share = square > 0 ? Math.Clamp(-(ax * dx + ay * dy) / square, 0, 1) : 0;
        double px = ax + share * dx, py = ay + share * dy;
        return (share, Math.Sqrt(px * px + py * py));
    }

    private void ForEachCell(bool[] wanted, Action<int, int, int> visit, Action<int, int> visitLarge)
    {
        for (int e = 0; e < wanted.Length; e++)
        {
            if (!wanted[e]) continue;
            int last = _network.ShapeLength(e) - 1;
            Position a = _network.ShapePosition(e, 0);
            for (int piece = 0; piece < last; piece++)
            {
                Position b = _network.ShapePosition(e, piece + 1);
                int x0 = Cell(Math.Min(a.LonE7, b.LonE7)), x1 = Cell(Math.Max(a.LonE7, b.LonE7));
                int y0 = Cell(Math.Min(a.LatE7, b.LatE7)), y1 = Cell(Math.Max(a.LatE7, b.LatE7));
                a = b;
                if ((long)(x1 - x0 + 1) * (y1 - y0 + 1) > MostCells)
                {
                    visitLarge(e, piece);
                    continue;
                }
                for (int y = y0; y <= y1; y++)
                    for (int x = x0; x <= x1; x++) visit(Bucket(x, y), e, piece);
            }
        }
    }

    private static int Cell(int units) => (int)Math.Floor((double)units / CellUnits);

    private int Bucket(int x, int y)
    {
        ulong key = (ulong)(uint)x << 32 | (uint)y;
        return (int)(key * 0x9E3779B97F4A7C15UL >> 32) & _mask;
    }
}
