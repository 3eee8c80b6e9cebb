namespace ServiceCircle.Coverage.Equity;

/// <summary>What one group adds to a Theil index.</summary>
/// <param name="Group">Its label; "" for people whose group is not given.</param>
/// <param name="People">People in it.</param>
/// <param name="Mean">Their mean access.</param>
/// <param name="Between">s ln(s / w): s the group's share of all access, w its share of the people.</param>
/// <param name="Within">s T(group).</param>
internal readonly record struct TheilGroup(string Group, double People, double Mean, double Between, double Within);

/// <summary>A Theil index taken apart. Total = Between + Within.</summary>
/// <param name="Total">T over everybody.</param>
/// <param name="Between">What would be left if all of a group had the group's mean.</param>
/// <param name="Within">What is inside the groups.</param>
/// <param name="Groups">The groups, ascending by label.</param>
internal sealed record TheilDecomposition(double Total, double Between, double Within, IReadOnlyList<TheilGroup> Groups);

/// <summary>Theil's T index of access.</summary>
internal static class TheilT
{
    /// <summary>
    /// T = (1 / P) sum over places of p(i) (x(i) / m) ln(x(i) / m), with 0 ln 0 = 0: from 0 (all the same) to ln P. Theil (1967);
    /// R <c>theil_t</c>. Null when there are no people or no access.
    /// </summary>
    /// <remarks>
    /// R leaves people without any access out of P (not out of m). Here they stay in, as in the definition and as the
    /// decomposition needs; where everybody has some access both agree.
    /// </remarks>
    public static double? Compute(AccessDistribution distribution) =>
        distribution.Mean is { } mean and > 0 ? Sum(distribution.Places, mean) : null;

    /// <summary>
    /// T as the sum of inequality between and within groups (administrative units, income deciles); null labels form a group of their own.
    /// Shorrocks (1980). Null as for <see cref="Compute"/>.
    /// </summary>
    public static TheilDecomposition? Decompose(AccessDistribution distribution, IReadOnlyList<string?> groups)
    {
        if (distribution.Mean is not { } mean || mean <= 0) return null;
        double people = distribution.People;
        var parts = new List<TheilGroup>();
        foreach ((string label, AccessDistribution part) in distribution.SplitBy(groups))
        {
            if (part.Mean is not { } own) continue;
            double peopleShare = part.People / people, accessShare = peopleShare * own / mean;
            parts.Add(own == 0
                ? new TheilGroup(label, part.People, 0, 0, 0)
                : new TheilGroup(label, part.People, own, accessShare * Math.Log(own / mean), accessShare * Sum(part.Places, own)));
        }
        double between = parts.Sum(p => p.Between), within = parts.Sum(p => p.Within);
        return new TheilDecomposition(between + within, between, within, parts);
    }

    private static double Sum(IReadOnlyList<AccessOfPlace> places, double mean)
    {
        double people = 0, sum = 0;
        foreach (AccessOfPlace place in places)
        {
            people += place.People;
            if (place.Access > 0) sum += place.People * place.Access / mean * Math.Log(place.Access / mean);
        }
        return sum / people;
    }
}
