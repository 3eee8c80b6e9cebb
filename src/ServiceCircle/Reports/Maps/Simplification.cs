namespace ServiceCircle.Reports.Maps;

internal static class Simplification
{
    /// <summary>The line with fewer points (Douglas and Peucker 1973): none left out is farther than the tolerance; ends stay.</summary>
    public static List<Pixel> Thin(IReadOnlyList<Pixel> line, double tolerance)
    {
        if (line.Count < 3) return [.. line];
        var keep = new bool[line.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, line.Count - 1));
        while (open.TryPop(out (int First, int Last) part))
        {
            int farthest = -1;
            double worst = tolerance;
            for (int i = part.First + 1; i < part.Last; i++)
            {
                double d = Distance(line[i], line[part.First], line[part.Last]);
                if (d > worst) (worst, farthest) = (d, i);
            }
            if (farthest < 0) continue;
            keep[farthest] = true;
            open.Push((part.First, farthest));
            open.Push((farthest, part.Last));
        }
        return [.. line.Where((_, i) => keep[i])];
    }

    /// <summary>From a point to a segment; a segment of no length is a point, as in a closed line.</summary>
    private static double Distance(Pixel p, Pixel a, Pixel b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y;
        double length2 = dx * dx + dy * dy;
        double t = length2 == 0 ? 0 : Math.Clamp(((p.X - a.X) * dx + (p.Y - a.Y) * dy) / length2, 0, 1);
        double ex = p.X - a.X - t * dx, ey = p.Y - a.Y - t * dy;
        return Math.Sqrt(ex * ex + ey * ey);
    }
}
