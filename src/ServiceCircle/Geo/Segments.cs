namespace ServiceCircle.Geo;

/// <summary>Straight segments between nearby positions.</summary>
internal static class Segments
{
    /// <summary>Where along a-b it meets c-d, as a share from a; null when they do not meet. Of segments on one line, none meet.</summary>
    public static double? Crossing(Position a, Position b, Position c, Position d)
    {
        double abX = (double)b.LonE7 - a.LonE7, abY = (double)b.LatE7 - a.LatE7;
        double cdX = (double)d.LonE7 - c.LonE7, cdY = (double)d.LatE7 - c.LatE7;
        double acX = (double)c.LonE7 - a.LonE7, acY = (double)c.LatE7 - a.LatE7;
        double cross = abX * cdY - abY * cdX;
        if (cross == 0) return null;
        double t = (acX * cdY - acY * cdX) / cross, u = (acX * abY - acY * abX) / cross;
        return t is >= 0 and <= 1 && u is >= 0 and <= 1 ? t : null;
    }

    /// <summary>Whether the line from a position to the east meets a-b: inside a ring this is so for an odd number of its sides.</summary>
    internal static bool IsEastOf(Position p, Position a, Position b) =>
        a.LatE7 > p.LatE7 != b.LatE7 > p.LatE7
        && p.LonE7 < a.LonE7 + ((double)b.LonE7 - a.LonE7) * ((double)p.LatE7 - a.LatE7) / ((double)b.LatE7 - a.LatE7);

    public static Position At(Position a, Position b, double share) => new(
        (int)Math.Round(a.LonE7 + share * ((double)b.LonE7 - a.LonE7)), (int)Math.Round(a.LatE7 + share * ((double)b.LatE7 - a.LatE7)));

    /// <summary>Metres from a position to the nearest place on a-b.</summary>
    public static double DistanceMetres(Position p, Position a, Position b) => LocalMetres.Between(p, At(a, b, NearestShare(p, a, b)));

    /// <summary>The share of the way from a to b at the place nearest to a position.</summary>
    public static double NearestShare(Position p, Position a, Position b)
    {
        var scale = new LocalMetres(p.LatE7);
        double ax = ((double)a.LonE7 - p.LonE7) * scale.MetresPerLonUnit, ay = ((double)a.LatE7 - p.LatE7) * scale.MetresPerLatUnit;
        double dx = ((double)b.LonE7 - a.LonE7) * scale.MetresPerLonUnit, dy = ((double)b.LatE7 - a.LatE7) * scale.MetresPerLatUnit;
        double square = dx * dx + dy * dy;
        return square > 0 ? Math.Clamp(-(ax * dx + ay * dy) / square, 0, 1) : 0;
    }
}
