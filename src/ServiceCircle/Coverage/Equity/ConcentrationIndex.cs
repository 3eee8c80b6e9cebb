namespace ServiceCircle.Coverage.Equity;

/// <summary>Concentration indices of access by income: above 0 favours the rich, below 0 the poor.</summary>
/// <param name="Standard">C, the relative index; -1 to 1.</param>
/// <param name="Corrected">E, the index corrected for the bounds of the variable; null when all places have the same access.</param>
internal readonly record struct ConcentrationIndices(double Standard, double? Corrected);

/// <summary>Whether access goes with income.</summary>
internal static class ConcentrationIndex
{
    /// <summary>
    /// Standard: C = 2 sum over places of w(i) (x(i) - m) / m (r(i) - 1/2), w the share of the people, r(i) the fractional
    /// rank by income: the people poorer plus half of the place's own (van Doorslaer and Koolman 2004). Corrected: E = C 4 m / (b -
    /// a), a and b the smallest and the largest access (Erreygers 2009). R <c>concentration_index</c>, types standard and corrected.
    /// </summary>
    /// <remarks>
    /// a and b are those of all places, also of places where nobody lives, as in R. Places of equal income are ranked in the
    /// order given, as in R, so that the third or fourth digit may depend on it; <paramref name="shareTies"/> gives them all
    /// their common middle rank instead. People without income cannot be ranked and are left out.
    /// </remarks>
    public static ConcentrationIndices? Compute(AccessDistribution distribution, bool shareTies = false)
    {
        AccessOfPlace[] sorted = [.. distribution.Places.Where(p => p is { People: > 0, Income: not null }).OrderBy(p => p.Income)];
        if (AccessDistribution.MeanOf(sorted) is not { } mean || mean <= 0) return null;
        double people = sorted.Sum(p => p.People), poorer = 0, sum = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (shareTies && end < sorted.Length && sorted[end].Income == sorted[start].Income) end++;
            double own = 0, excess = 0;
            for (int i = start; i < end; i++)
            {
                own += sorted[i].People / people;
                excess += sorted[i].People / people * (sorted[i].Access - mean) / mean;
            }
            sum += excess * (poorer + own / 2 - 0.5);
            poorer += own;
        }
        double range = distribution.Places.Max(p => p.Access) - distribution.Places.Min(p => p.Access);
        return new ConcentrationIndices(2 * sum, range > 0 ? 2 * sum * 4 * mean / range : null);
    }
}
