namespace ServiceCircle.Coverage.Equity;

/// <summary>A point of a Lorenz curve.</summary>
/// <param name="PeopleShare">The share of the people with the least access, 0 to 1.</param>
/// <param name="AccessShare">The share of all access that they hold, 0 to 1.</param>
internal readonly record struct LorenzPoint(double PeopleShare, double AccessShare);

/// <summary>How unequally access is spread, whoever has it.</summary>
internal static class LorenzCurve
{
    /// <summary>
    /// The curve from (0, 0) to (1, 1): persons ascending by access, shares of people against shares of access. Lorenz (1905).
    /// Empty when there are no people or no access.
    /// </summary>
    /// <remarks>Places of equal access lie on one straight piece, so that their order does not matter.</remarks>
    public static IReadOnlyList<LorenzPoint> Compute(AccessDistribution distribution)
    {
        AccessOfPlace[] sorted = [.. distribution.Places.Where(p => p.People > 0).OrderBy(p => p.Access)];
        double people = sorted.Sum(p => p.People), access = sorted.Sum(p => p.People * p.Access);
        if (people == 0 || access == 0) return [];
        var points = new List<LorenzPoint>(sorted.Length + 1) { new(0, 0) };
        double peopleSoFar = 0, accessSoFar = 0;
        foreach (AccessOfPlace place in sorted)
        {
            peopleSoFar += place.People;
            accessSoFar += place.People * place.Access;
            points.Add(new LorenzPoint(peopleSoFar / people, accessSoFar / access));
        }
        return points;
    }

    /// <summary>
    /// Gini index G = 1 - 2 B, B the area under the Lorenz curve by trapezoids: 0 when all have the same, towards 1 when one
    /// person has everything. Gini (1912); R <c>gini_index</c>. Null when there are no people or no access.
    /// </summary>
    public static double? Gini(AccessDistribution distribution)
    {
        IReadOnlyList<LorenzPoint> points = Compute(distribution);
        if (points.Count == 0) return null;
        double area = 0;
        for (int i = 1; i < points.Count; i++)
            area += (points[i].PeopleShare - points[i - 1].PeopleShare) * (points[i].AccessShare + points[i - 1].AccessShare) / 2;
        return 1 - 2 * area;
    }
}
