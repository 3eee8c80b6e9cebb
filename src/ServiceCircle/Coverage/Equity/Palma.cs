namespace ServiceCircle.Coverage.Equity;

/// <summary>The incomes that bound the poorest 40 % and the richest 10 % of the people.</summary>
/// <param name="Poorest40">q(0.4): income up to this, inclusive, is poor.</param>
/// <param name="Richest10">q(0.9): income above this, exclusive, is rich.</param>
internal readonly record struct IncomeBounds(double Poorest40, double Richest10);

/// <summary>Palma ratio of access: the richest 10 % against the poorest 40 % by income.</summary>
internal static class Palma
{
    /// <summary>
    /// The quantiles of income over persons: with the n people ascending by income, h = 1 + (n - 1) q and linear between the
    /// incomes of persons floor(h) and floor(h) + 1 (type 7 of Hyndman and Fan 1996, weights as repetitions, as R
    /// <c>Hmisc::wtd.quantile</c>). Null when nobody's income is known.
    /// </summary>
    public static IncomeBounds? Bounds(AccessDistribution distribution)
    {
        AccessOfPlace[] sorted = [.. distribution.Places.Where(p => p is { People: > 0, Income: not null }).OrderBy(p => p.Income)];
        return sorted.Length == 0 ? null : new IncomeBounds(Quantile(sorted, 0.4), Quantile(sorted, 0.9));
    }

    /// <summary>
    /// Mean access of the rich divided by mean access of the poor. Places are not split: one whose income is the bound itself
    /// is poor at q(0.4) and not rich at q(0.9). Palma (2011), for access Guzman and Oviedo (2018); R <c>palma_ratio</c>. Null when
    /// a group is empty or the poor have no access at all.
    /// </summary>
    /// <param name="distribution">Who has how much access; places without income are in neither group.</param>
    /// <param name="bounds">Bounds of a larger distribution, to judge one unit by the city's incomes; null for its own.</param>
    public static double? Ratio(AccessDistribution distribution, IncomeBounds? bounds = null)
    {
        if ((bounds ?? Bounds(distribution)) is not { } by) return null;
        double? rich = AccessDistribution.MeanOf(distribution.Places.Where(p => p.Income > by.Richest10));
        double? poor = AccessDistribution.MeanOf(distribution.Places.Where(p => p.Income <= by.Poorest40));
        return poor > 0 ? rich / poor : null;
    }

    private static double Quantile(AccessOfPlace[] sorted, double share)
    {
        double people = sorted.Sum(p => p.People), position = 1 + (people - 1) * share;
        double low = Math.Max(Math.Floor(position), 1), between = position - Math.Floor(position);
        return (1 - between) * IncomeAt(low) + between * IncomeAt(Math.Min(low + 1, people));

        double IncomeAt(double person)
        {
            double sum = 0;
            foreach (AccessOfPlace place in sorted)
                if ((sum += place.People) >= person) return place.Income!.Value;
            return sorted[^1].Income!.Value;
        }
    }
}
