using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>A place on a piece of path from which only a shorter leg is possible, because time runs out.</summary>
/// <param name="Share">Where on the piece, 0 to 1.</param>
/// <param name="Metres">The longest leg.</param>
internal readonly record struct ShortLeg(double Share, double Metres);

/// <summary>
/// The ground that straight legs off a straight piece of path reach where barriers are near: a place is reached if it is
/// visible from some place on the piece within the distance. Touching a barrier is crossing it.
/// </summary>
/// <remarks>
/// Seen from a place beside the path, every barrier hides an interval of the path; if the intervals together hide all of the
/// path within the distance, the place is not reached. Exact for the whole piece; short legs start at single places.
/// </remarks>
internal sealed class BoundedLegs
{
    /// <summary>A barrier this near to the path and parallel to it is the path's own line (a kerb, a trunk road with a sidewalk).</summary>
    private const double OwnLineMetres = 0.5;

    private const int Bisections = 5;

    private readonly double _lonA, _latA, _unitX, _unitY, _length, _leave;
    private readonly LocalMetres _scale;
    private readonly List<(double Ax, double Ay, double Bx, double By)> _barriers = [];
    private readonly List<(double Start, double End)> _hidden = [];

    /// <param name="lonA">Start of the piece, 1e-7 degree.</param>
    /// <param name="latA">Start of the piece.</param>
    /// <param name="lonB">End of the piece.</param>
    /// <param name="latB">End of the piece.</param>
    /// <param name="leaveMetres">Longest leg.</param>
    /// <param name="barriers">Straight pieces of barriers nearby.</param>
    public BoundedLegs(double lonA, double latA, double lonB, double latB, double leaveMetres, IReadOnlyList<(Position A, Position B)> barriers)
    {
        (_lonA, _latA, _leave) = (lonA, latA, leaveMetres);
        _scale = new LocalMetres(latA);
        double x = (lonB - lonA) * _scale.MetresPerLonUnit, y = (latB - latA) * _scale.MetresPerLatUnit;
        _length = Math.Sqrt(x * x + y * y);
        (_unitX, _unitY) = _length > 0 ? (x / _length, y / _length) : (1, 0);
        foreach ((Position a, Position b) in barriers)
        {
            (double ax, double ay) = Local(a.LonE7, a.LatE7);
            (double bx, double by) = Local(b.LonE7, b.LatE7);
            bool isOwnLine = Math.Abs(ay) < OwnLineMetres && Math.Abs(by) < OwnLineMetres && Math.Abs(bx - ax) > 4 * Math.Abs(by - ay);
            if (!isOwnLine && IsNear(ax, ay, bx, by)) _barriers.Add((ax, ay, bx, by));
        }
    }

    /// <summary>Whether no barrier is within reach of the piece.</summary>
    public bool AreFree => _barriers.Count == 0;

    /// <summary>The ground reached.</summary>
    /// <param name="lattice">Its samples.</param>
    /// <param name="wholeShare">Share of the piece, from its start, with legs of full length; negative for none.</param>
    /// <param name="shortLegs">Places beyond that with shorter legs.</param>
    public SpanStamp Stamp(Lattice lattice, double wholeShare, IReadOnlyList<ShortLeg> shortLegs)
    {
        double minX = Math.Min(0, _unitX * _length) - _leave, maxX = Math.Max(0, _unitX * _length) + _leave;
        double minY = Math.Min(0, _unitY * _length) - _leave, maxY = Math.Max(0, _unitY * _length) + _leave;
        double cellX = lattice.ColumnUnits * _scale.MetresPerLonUnit, cellY = lattice.RowUnits * _scale.MetresPerLatUnit;
        double columnA = _lonA / lattice.ColumnUnits, rowA = _latA / lattice.RowUnits;
        int column = (int)Math.Floor(columnA + minX / cellX), row = (int)Math.Floor(rowA + minY / cellY);
        int width = (int)Math.Ceiling(columnA + maxX / cellX) - column + 1, height = (int)Math.Ceiling(rowA + maxY / cellY) - row + 1;
        var covered = new bool[width, height];
        for (int r = 0; r < height; r++)
            for (int c = 0; c < width; c++) covered[c, r] = IsReachedAt(c, r);
        return new SpanStamp(column, row, Spans(height, width, (line, at) => covered[at, line], (line, at) => IsReachedAt(at, line)),
            Spans(width, height, (line, at) => covered[line, at], IsReachedAt));

        bool IsReachedAt(double c, double r)
        {
            double east = (column + c - columnA) * cellX, north = (row + r - rowA) * cellY;
            return IsReached(east * _unitX + north * _unitY, north * _unitX - east * _unitY, wholeShare, shortLegs);
        }
    }

    /// <summary>Whether a place is reached.</summary>
    /// <param name="x">Metres along the piece from its start.</param>
    /// <param name="y">Metres to its left.</param>
    /// <param name="wholeShare">As for <see cref="Stamp"/>.</param>
    /// <param name="shortLegs">As for <see cref="Stamp"/>.</param>
    private bool IsReached(double x, double y, double wholeShare, IReadOnlyList<ShortLeg> shortLegs)
    {
        foreach (ShortLeg leg in shortLegs)
        {
            double from = leg.Share * _length;
            if ((x - from) * (x - from) + y * y <= leg.Metres * leg.Metres && IsClear(from, x, y)) return true;
        }
        double square = _leave * _leave - y * y;
        if (wholeShare < 0 || square < 0) return false;
        double half = Math.Sqrt(square), low = Math.Max(0, x - half), high = Math.Min(wholeShare * _length, x + half);
        if (low > high) return false;
        return IsClear(Math.Clamp(x, low, high), x, y) || (high > low && IsAnyClear(low, high, x, y));
    }

    /// <summary>Whether the straight leg from a place on the piece meets no barrier.</summary>
    private bool IsClear(double from, double x, double y)
    {
        foreach ((double ax, double ay, double bx, double by) in _barriers)
        {
            double a = Side(from, 0, x, y, ax, ay), b = Side(from, 0, x, y, bx, by);
            if (a > 0 && b > 0 || a < 0 && b < 0) continue;
            double p = Side(ax, ay, bx, by, from, 0), q = Side(ax, ay, bx, by, x, y);
            if (p > 0 && q > 0 || p < 0 && q < 0) continue;
            // All on one line: apart unless their boxes touch.
            if (Math.Max(ax, bx) < Math.Min(from, x) || Math.Min(ax, bx) > Math.Max(from, x)) continue;
            if (Math.Max(ay, by) < Math.Min(0, y) || Math.Min(ay, by) > Math.Max(0, y)) continue;
            return false;
        }
        return true;
    }

    /// <summary>Whether some leg from between two places on the piece meets no barrier.</summary>
    private bool IsAnyClear(double low, double high, double x, double y)
    {
        double side = y < 0 ? -1 : 1, height = y * side;
        if (height < 1e-6) return false;
        _hidden.Clear();
        foreach ((double ax, double ay, double bx, double by) in _barriers)
        {
            // The part of the barrier between the path and the place, as the place sees it on the path.
            double aHeight = ay * side, bHeight = by * side, top = height * (1 - 1e-9);
            if (aHeight < 0 && bHeight < 0 || aHeight > top && bHeight > top) continue;
            double start = Shadow(ax, aHeight, bx, bHeight), end = Shadow(bx, bHeight, ax, aHeight);
            _hidden.Add(start <= end ? (start, end) : (end, start));

            double Shadow(double px, double pHeight, double qx, double qHeight)
            {
                double clipped = Math.Clamp(pHeight, 0, top);
                if (clipped != pHeight) px += (qx - px) * (clipped - pHeight) / (qHeight - pHeight);
                return x + (px - x) * height / (height - clipped);
            }
        }
        _hidden.Sort();
        double until = low;
        foreach ((double start, double end) in _hidden)
        {
            if (start > until + 1e-9) return true;
            until = Math.Max(until, end);
            if (until >= high) return false;
        }
        return until < high;
    }

    private static SpanStamp.Span[] Spans(int lines, int count, Func<int, int, bool> isCovered, Func<double, double, bool> isReached)
    {
        var spans = new List<SpanStamp.Span>();
        for (int line = 0; line < lines; line++)
        {
            for (int at = 0; at < count; at++)
            {
                if (!isCovered(line, at)) continue;
                int first = at;
                while (at + 1 < count && isCovered(line, at + 1)) at++;
                spans.Add(new SpanStamp.Span(line, (float)Edge(line, first, -1), (float)Edge(line, at, 1)));
            }
        }
        return [.. spans];

        double Edge(int line, int covered, int step)
        {
            double inside = 0, outside = 1;
            for (int i = 0; i < Bisections; i++)
            {
                double middle = (inside + outside) / 2;
                if (isReached(line, covered + step * middle)) inside = middle;
                else outside = middle;
            }
            return covered + step * inside;
        }
    }

    /// <summary>Whether a barrier comes within the distance of the piece.</summary>
    private bool IsNear(double ax, double ay, double bx, double by)
    {
        if (Math.Max(ax, bx) < -_leave || Math.Min(ax, bx) > _length + _leave || Math.Max(ay, by) < -_leave || Math.Min(ay, by) > _leave) return false;
        if (ay > 0 != by > 0 && ax + (bx - ax) * ay / (ay - by) is var cross && cross >= 0 && cross <= _length) return true;
        double square = Math.Min(
            Math.Min(SquareTo(0, 0, ax, ay, bx, by), SquareTo(_length, 0, ax, ay, bx, by)),
            Math.Min(SquareTo(ax, ay, 0, 0, _length, 0), SquareTo(bx, by, 0, 0, _length, 0)));
        return square <= _leave * _leave;
    }

    private static double SquareTo(double px, double py, double ax, double ay, double bx, double by)
    {
        double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
        double share = square > 0 ? Math.Clamp(((px - ax) * dx + (py - ay) * dy) / square, 0, 1) : 0;
        double x = ax + share * dx - px, y = ay + share * dy - py;
        return x * x + y * y;
    }

    private static double Side(double ax, double ay, double bx, double by, double px, double py) => (bx - ax) * (py - ay) - (by - ay) * (px - ax);

    private (double X, double Y) Local(double lon, double lat)
    {
        double east = (lon - _lonA) * _scale.MetresPerLonUnit, north = (lat - _latA) * _scale.MetresPerLatUnit;
        return (east * _unitX + north * _unitY, north * _unitX - east * _unitY);
    }
}
