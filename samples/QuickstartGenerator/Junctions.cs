namespace QuickstartGenerator;

/// <summary>
/// Gives ways that cross on the same level a common point, as a mapper would. Bridges and tunnels (another layer) cross
/// without a junction; only ways with a highway tag take part, so that a wall stays a wall.
/// </summary>
internal static class Junctions
{
    private const double SamePointMetres = 0.05;

    public static void Join(List<Way> ways)
    {
        List<Way> highways = [.. ways.Where(way => way["highway"] is not null)];
        var cuts = highways.Select(way => new List<(int Segment, double Share, P At)>()).ToList();
        for (int i = 0; i < highways.Count; i++)
            for (int j = i + 1; j < highways.Count; j++)
                if (highways[i]["layer"] == highways[j]["layer"])
                    Cross(highways[i].Points, cuts[i], highways[j].Points, cuts[j]);
        for (int i = 0; i < highways.Count; i++) Insert(highways[i], cuts[i]);
    }

    private static void Cross(List<P> a, List<(int, double, P)> cutsOfA, List<P> b, List<(int, double, P)> cutsOfB)
    {
        for (int i = 0; i + 1 < a.Count; i++)
            for (int j = 0; j + 1 < b.Count; j++)
                if (Meet(a[i], a[i + 1], b[j], b[j + 1]) is var (onA, onB, at))
                {
                    cutsOfA.Add((i, onA, at));
                    cutsOfB.Add((j, onB, at));
                }
    }

    /// <summary>Where two segments meet: the share of the way along each, and the point; null if they do not.</summary>
    private static (double OnA, double OnB, P At)? Meet(P a, P b, P c, P d)
    {
        (double abX, double abY, double cdX, double cdY) = (b.X - a.X, b.Y - a.Y, d.X - c.X, d.Y - c.Y);
        double cross = abX * cdY - abY * cdX;
        if (Math.Abs(cross) < 1e-9) return null;
        double onA = ((c.X - a.X) * cdY - (c.Y - a.Y) * cdX) / cross;
        double onB = ((c.X - a.X) * abY - (c.Y - a.Y) * abX) / cross;
        double slackA = SamePointMetres / Math.Sqrt(abX * abX + abY * abY);
        double slackB = SamePointMetres / Math.Sqrt(cdX * cdX + cdY * cdY);
        if (onA < -slackA || onA > 1 + slackA || onB < -slackB || onB > 1 + slackB) return null;
        var at = new P(a.X + onA * abX, a.Y + onA * abY);
        foreach (P end in new[] { a, b, c, d })
            if (Math.Abs(end.X - at.X) < SamePointMetres && Math.Abs(end.Y - at.Y) < SamePointMetres)
            {
                at = end;
                break;
            }
        return (onA, onB, at);
    }

    private static void Insert(Way way, List<(int Segment, double Share, P At)> cuts)
    {
        List<P> points = [];
        for (int i = 0; i < way.Points.Count; i++)
        {
            Add(points, way.Points[i]);
            foreach ((_, _, P at) in cuts.Where(cut => cut.Segment == i).OrderBy(cut => cut.Share)) Add(points, at);
        }
        way.Points = points;
    }

    private static void Add(List<P> points, P p)
    {
        if (points.Count == 0 || Town.Key(points[^1]) != Town.Key(p)) points.Add(p);
    }
}
