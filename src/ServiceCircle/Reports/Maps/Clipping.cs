namespace ServiceCircle.Reports.Maps;

/// <summary>Cuts lines and rings to the map, a little beyond its border so that the cut itself is not seen.</summary>
internal sealed class Clipping(double width, double height)
{
    private const double Beyond = 8;

    /// <summary>The pieces of a line inside (Liang and Barsky 1984, segment by segment).</summary>
    public IEnumerable<List<Pixel>> Line(IReadOnlyList<Pixel> line)
    {
        List<Pixel> piece = [];
        for (int i = 1; i < line.Count; i++)
        {
            if (!Segment(line[i - 1], line[i], out Pixel from, out Pixel to)) continue;
            if (piece.Count > 0 && piece[^1] != from)
            {
                yield return piece;
                piece = [];
            }
            if (piece.Count == 0) piece.Add(from);
            piece.Add(to);
        }
        if (piece.Count > 0) yield return piece;
    }

    /// <summary>A ring cut to the map, one border after the other (Sutherland and Hodgman 1974); empty when nothing is left.</summary>
    public List<Pixel> Ring(IReadOnlyList<Pixel> ring)
    {
        List<Pixel> cut = Half(ring, p => p.X + Beyond);
        cut = Half(cut, p => width + Beyond - p.X);
        cut = Half(cut, p => p.Y + Beyond);
        return Half(cut, p => height + Beyond - p.Y);
    }

    /// <summary>The part of a ring where the distance from a border is not negative.</summary>
    private static List<Pixel> Half(IReadOnlyList<Pixel> ring, Func<Pixel, double> distance)
    {
        List<Pixel> kept = new(ring.Count);
        for (int i = 0; i < ring.Count; i++)
        {
            Pixel a = ring[i == 0 ? ring.Count - 1 : i - 1], b = ring[i];
            double da = distance(a), db = distance(b);
            if (da < 0 != db < 0) kept.Add(Between(a, b, da / (da - db)));
            if (db >= 0) kept.Add(b);
        }
        return kept;
    }

    private bool Segment(Pixel a, Pixel b, out Pixel from, out Pixel to)
    {
        double enter = 0, leave = 1;
        bool inside = Narrow(a.X + Beyond, b.X + Beyond, ref enter, ref leave)
            && Narrow(width + Beyond - a.X, width + Beyond - b.X, ref enter, ref leave)
            && Narrow(a.Y + Beyond, b.Y + Beyond, ref enter, ref leave)
            && Narrow(height + Beyond - a.Y, height + Beyond - b.Y, ref enter, ref leave);
        from = enter == 0 ? a : Between(a, b, enter);
        to = leave == 1 ? b : Between(a, b, leave);
        return inside;
    }

    /// <summary>Keeps the stretch where a distance that runs from da to db is not negative.</summary>
    private static bool Narrow(double da, double db, ref double enter, ref double leave)
    {
        if (da < 0 && db < 0) return false;
        if (da < 0) enter = Math.Max(enter, da / (da - db));
        else if (db < 0) leave = Math.Min(leave, da / (da - db));
        return enter <= leave;
    }

    private static Pixel Between(Pixel a, Pixel b, double t) => new(a.X + (b.X - a.X) * t, a.Y + (b.Y - a.Y) * t);
}
