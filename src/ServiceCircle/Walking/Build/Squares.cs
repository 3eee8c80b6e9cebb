using ServiceCircle.Geo;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Squares are crossed, not only walked round: straight lines between the places where other ways reach a square's border,
/// and round its corners and holes, wherever the straight line stays inside (a visibility graph; Lozano-Perez and Wesley, 1979).
/// </summary>
internal static class Squares
{
    /// <summary>Most places of one square that are joined; a larger square uses its entrances alone, or its rim.</summary>
    public const int MaxNodes = 60;

    /// <summary>How much longer a walk across may be than the straight line, for the sake of fewer lines.</summary>
    public const double MaxDetour = 1.01;

    /// <summary>
    /// Pairs of vertices of one square to join; null when it has too many entrances. The rings are closed; the degrees of vertices count
    /// the segments of the rim too. Whether walks round all corners are among them is told.
    /// </summary>
    public static List<(int From, int To)>? Lines(
        IReadOnlyList<List<int>> outer, IReadOnlyList<List<int>> inner, IReadOnlyList<Position> positions, IReadOnlyList<int> degree,
        out bool hasCorners)
    {
        hasCorners = true;
        var lines = new List<(int, int)>();
        var entrances = new HashSet<int>();
        var corners = new HashSet<int>();
        var rim = new HashSet<(int, int)>();
        foreach ((IReadOnlyList<List<int>> rings, bool isHole) in (ReadOnlySpan<(IReadOnlyList<List<int>>, bool)>)[
            (outer, false), (inner, true)])
        {
            foreach (List<int> ring in rings)
            {
                bool isLeft = IsCounterClockwise(ring, positions);
                for (int i = 1; i < ring.Count; i++)
                {
                    int before = ring[i - 1], at = ring[i], after = ring[i == ring.Count - 1 ? 1 : i + 1];
                    rim.Add((Math.Min(before, at), Math.Max(before, at)));
                    if (degree[at] > 2) entrances.Add(at);
                    double turn = Turn(positions[before], positions[at], positions[after]);
                    // A walk bends only where the square has an inward corner: reflex on its border, convex on a hole.
                    if (turn != 0 && turn > 0 != isLeft != isHole) corners.Add(at);
                }
            }
        }
        if (entrances.Count < 2) return lines;
        if (entrances.Count > MaxNodes) return null;
        int[] nodes = [.. entrances.Union(corners).Order()];
        hasCorners = nodes.Length <= MaxNodes;
        if (!hasCorners) nodes = [.. entrances.Order()];
        // The shortest first; a line that two drawn ones replace at a detour of at most a hundredth is left out.
        var joined = nodes.ToDictionary(n => n, _ => new Dictionary<int, double>());
        var pairs = new List<(double Metres, int From, int To)>();
        for (int i = 0; i < nodes.Length; i++)
            for (int j = i + 1; j < nodes.Length; j++)
                pairs.Add((LocalMetres.Between(positions[nodes[i]], positions[nodes[j]]), nodes[i], nodes[j]));
        pairs.Sort();
        foreach ((double metres, int from, int to) in pairs)
        {
            bool isRim = rim.Contains((from, to));
            if (!isRim && (joined[from]
                .Any(via => joined[to].TryGetValue(via.Key, out double rest) && via.Value + rest <= MaxDetour * metres)
                || !IsVisible(from, to))) continue;
            joined[from][to] = joined[to][from] = metres;
            if (!isRim) lines.Add((from, to));
        }
        return lines;

        bool IsVisible(int from, int to)
        {
            Position a = positions[from], b = positions[to];
            if (a == b) return false;
            bool isInside = false;
            double midLon = ((double)a.LonE7 + b.LonE7) / 2, midLat = ((double)a.LatE7 + b.LatE7) / 2;
            foreach (List<int> ring in outer.Concat(inner))
            {
                for (int i = 1; i < ring.Count; i++)
                {
                    Position c = positions[ring[i - 1]], d = positions[ring[i]];
                    // Even-odd rule for the middle of the line.
                    if (c.LatE7 > midLat != d.LatE7 > midLat
                        && midLon < ((double)d.LonE7 - c.LonE7) * (midLat - c.LatE7) / ((double)d.LatE7 - c.LatE7)
                        + c.LonE7) isInside = !isInside;
                    if (ring[i - 1] == from || ring[i - 1] == to || ring[i] == from || ring[i] == to) continue;
                    if (Segments.Crossing(a, b, c, d) is not null) return false;
                }
            }
            return isInside;
        }
    }

    internal static bool IsCounterClockwise(List<int> ring, IReadOnlyList<Position> positions)
    {
        double area = 0;
        Position origin = positions[ring[0]];
        for (int i = 1; i < ring.Count; i++)
        {
            Position a = positions[ring[i - 1]], b = positions[ring[i]];
            area += ((double)a.LonE7 - origin.LonE7) * ((double)b.LatE7 - origin.LatE7)
                - ((double)b.LonE7 - origin.LonE7) * ((double)a.LatE7 - origin.LatE7);
        }
        return area > 0;
    }

    private static double Turn(Position a, Position b, Position c) =>
        ((double)b.LonE7 - a.LonE7) * ((double)c.LatE7 - b.LatE7) - ((double)b.LatE7 - a.LatE7) * ((double)c.LonE7 - b.LonE7);
}
