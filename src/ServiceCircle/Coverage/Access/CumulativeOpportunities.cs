namespace ServiceCircle.Coverage.Access;

internal static class CumulativeOpportunities
{
    /// <summary>
    /// A(i) = sum of O(j) over all j with c(i,j) &lt;= cutoff, inclusive. 0 where nothing is reached: that is a count, not an
    /// unknown. Ingram (1971); R <c>cumulative_cutoff</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static double[] Within(CostTable costs, IReadOnlyList<double> opportunities, double cutoff) =>
        Gravity.Compute(costs, opportunities, new BinaryDecay(cutoff));

    /// <summary>
    /// The mean of <see cref="Within"/> over the cutoffs from, from + step, ... up to and including to, which softens the
    /// choice of one cutoff. Tomasiello et al. (2023); R <c>cumulative_interval</c> with <c>summary_function = mean</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Arrays that do not fit, or an interval without a cutoff.</exception>
    public static double[] IntervalMean(CostTable costs, IReadOnlyList<double> opportunities, (double From, double To, double Step) by)
    {
        double[][] levels = Levels(costs, opportunities, by);
        return [.. Enumerable.Range(0, costs.OriginCount).Select(i => levels.Sum(l => l[i]) / levels.Length)];
    }

    /// <summary>
    /// The median over the same cutoffs; of an even number of them the mean of the two in the middle. R <c>cumulative_interval</c>
    /// as it comes.
    /// </summary>
    /// <exception cref="ArgumentException">Arrays that do not fit, or an interval without a cutoff.</exception>
    public static double[] IntervalMedian(CostTable costs, IReadOnlyList<double> opportunities, (double From, double To, double Step) by)
    {
        // The levels rise with the cutoff: they are sorted as they come.
        double[][] levels = Levels(costs, opportunities, by);
        double[] low = levels[(levels.Length - 1) / 2], high = levels[levels.Length / 2];
        return [.. low.Zip(high, (a, b) => (a + b) / 2)];
    }

    /// <summary>Access by rising cutoff.</summary>
    private static double[][] Levels(CostTable costs, IReadOnlyList<double> opportunities, (double From, double To, double Step) by)
    {
        (double from, double to, double step) = by;
        if (!(from >= 0 && to >= from && step > 0)) throw new ArgumentException($"from {from} to {to} by {step}", nameof(by));
        // The count of cutoffs, tolerant of steps such as 0.1 that have no exact binary form.
        int cutoffs = (int)Math.Floor((to - from) / step + 1e-10) + 1;
        return [.. Enumerable.Range(0, cutoffs).Select(n => Within(costs, opportunities, from + n * step))];
    }
}

/// <summary>Opportunities weighted by how near they are.</summary>
internal static class Gravity
{
    /// <summary>A(i) = sum over j of O(j) f(c(i,j)). Not normalised; 0 where nothing is reached. Hansen (1959); R <c>gravity</c>.</summary>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static double[] Compute(CostTable costs, IReadOnlyList<double> opportunities, IDecay decay)
    {
        costs.RequireDestinations(opportunities, nameof(opportunities));
        var access = new double[costs.OriginCount];
        for (int i = 0; i < access.Length; i++)
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                access[i] += opportunities[costs.Destination[k]] * decay.Weight(costs.Cost[k]);
        return access;
    }
}
