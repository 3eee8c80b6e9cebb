using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking.Edits;

/// <summary>Closes the stretches of ways that lie under a line and run along it; what crosses the line stays open.</summary>
internal sealed class PathClosing(EditableWays ways)
{
    /// <summary>A way within this distance of a line lies under it.</summary>
    private const double UnderMetres = 3;

    private const double EndMetres = 0.1;

    /// <summary>Closes what lies under a line; returns what is wrong, or null.</summary>
    public Notice? Close(NetworkOverlay overlay, IReadOnlyList<Position> line, EditMemory done)
    {
        if (line.Count < 2) return "found/one-position-path";
        Box box = Box.Empty;
        foreach (Position p in line) box = box.Extend(p);
        // Within this box something may lie under the line; elsewhere nothing does, and most of a long way is elsewhere.
        var scale = new LocalMetres(box.North);
        int dx = (int)(UnderMetres / scale.MetresPerLonUnit) + 1,
            dy = (int)(UnderMetres / scale.MetresPerLatUnit) + 1;
        var near = new Box(box.West - dx, box.South - dy, box.East + dx, box.North + dy);
        bool isAnyClosed = false;
        foreach (int whole in ways.EdgesNear(overlay, box))
        {
            foreach (int edge in overlay.Parts(whole).ToArray())
            {
                foreach ((double from, double to) in Under(overlay, edge, line, near))
                {
                    Cut(overlay, edge, from);
                    Cut(overlay, edge, to);
                    (int closed, _) = overlay.Resolve(edge, (from + to) / 2);
                    overlay.Change(closed, overlay.Attributes(closed) with { Flags = overlay.Attributes(closed).Flags | WayFlags.Closed });
                    done.Closed(line, closed);
                    isAnyClosed = true;
                }
            }
        }
        return isAnyClosed ? null : new("found/no-way-under", ("metres", $"{UnderMetres}"));
    }

    /// <summary>Cuts an edge inside; at its ends it need not be cut.</summary>
    private static void Cut(NetworkOverlay overlay, int edge, double metres)
    {
        if (metres <= 0 || metres >= overlay.Length(edge)) return;
        (int part, double at) = overlay.Resolve(edge, metres);
        overlay.Split(part, at);
    }

    /// <summary>The stretches of an edge that lie under a line and run along it.</summary>
    private static List<(double From, double To)> Under(NetworkOverlay overlay, int edge, IReadOnlyList<Position> line, Box near)
    {
        var stretches = new List<(double, double)>();
        double length = overlay.Length(edge), from = double.NaN, to = double.NaN;
        if (!(length > 0) || overlay.Attributes(edge).Has(WayFlags.Closed)) return stretches;
        List<(Position At, double Metres)> shape = overlay.Shape(edge);
        int steps = (int)Math.Clamp(Math.Ceiling(length), 2, 5_000), piece = 1;
        for (int s = 0; s <= steps; s++)
        {
            double at = length * s / steps;
            while (piece < shape.Count - 1 && shape[piece].Metres < at) piece++;
            double start = shape[piece - 1].Metres, end = shape[piece].Metres;
            Position p = Segments.At(shape[piece - 1].At, shape[piece].At, end > start ? (at - start) / (end - start) : 0);
            bool isUnder = near.Contains(p) && RunsAlong(line, p, shape[piece - 1].At, shape[piece].At);
            if (isUnder) (from, to) = (double.IsNaN(from) ? at : from, at);
            if (!double.IsNaN(from) && (!isUnder || s == steps)) Found();
        }
        return stretches;

        void Found()
        {
            // A way that crosses the line at a sharp angle runs along it for a few steps only.
            if (to - from >= Math.Min(length, 4 * UnderMetres))
                stretches.Add((from <= UnderMetres ? 0 : from, to >= length - UnderMetres ? length : to));
            from = double.NaN;
        }
    }

    /// <summary>
    /// Whether a position lies beside a line, not beyond its ends, on a piece of a way within 30 degrees of its direction.
    /// </summary>
    private static bool RunsAlong(IReadOnlyList<Position> line, Position p, Position from, Position to)
    {
        var scale = new LocalMetres(p.LatE7);
        for (int i = 1; i < line.Count; i++)
        {
            if (Segments.DistanceMetres(p, line[i - 1], line[i]) > UnderMetres) continue;
            (double ax, double ay) = Vector(from, to);
            (double bx, double by) = Vector(line[i - 1], line[i]);
            (double px, double py) = Vector(line[i - 1], p);
            double along = px * bx + py * by, square = bx * bx + by * by, slack = EndMetres * Math.Sqrt(square);
            if (i == 1 && along < -slack || i == line.Count - 1 && along > square + slack) continue;
            double cross = ax * by - ay * bx;
            if (cross * cross <= 0.25 * (ax * ax + ay * ay) * square) return true;
        }
        return false;

        (double X, double Y) Vector(Position a, Position b) =>
            (((double)b.LonE7 - a.LonE7) * scale.MetresPerLonUnit, ((double)b.LatE7 - a.LatE7) * scale.MetresPerLatUnit);
    }
}
