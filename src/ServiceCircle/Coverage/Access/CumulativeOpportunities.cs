namespace ServiceCircle.Coverage.Access;

/// <summary>How many opportunities can be reached within a cost.</summary>
internal static class CumulativeOpportunities
{
    /// <summary>
    /// A(i) = sum of O(j) over all j with c(i,j) &lt;= cutoff, inclusive. 0 where nothing is reached: that is a count, not an
    /// unknown. Ingram (1971); R <c>cumulative_cutoff</c>.
    /// </summary>
    /// <param name="costs">Costs c(i,j).</param>
    /// <param name="opportunities">O(j), one per destination, &gt;= 0.</param>
    /// <param name="cutoff">Largest cost that counts.</param>
    /// <returns>One sum per origin.</returns>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static double[] Within(CostTable costs, IReadOnlyList<double> opportunities, double cutoff) =>
        Gravity.Of(costs, opportunities, new BinaryDecay(cutoff));

    /// <summary>
    /// The mean of <see cref="Within"/> over the cutoffs from, from + step, ... up to and including to, which softens the
    /// choice of one cutoff. Tomasiello et al. (2023); R <c>cumulative_interval</c> with <c>summary_function = mean</c>.
    /// </summary>
    /// <param name="costs">Costs c(i,j).</param>
    /// <param name="opportunities">O(j), one per destination, &gt;= 0.</param>
    /// <param name="from">Smallest cutoff.</param>
    /// <param name="to">Largest cutoff, &gt;= <paramref name="from"/>.</param>
    /// <param name="step">Between two cutoffs; &gt; 0.</param>
    /// <exception cref="ArgumentException">Arrays that do not fit, or an interval without a cutoff.</exception>
    public static double[] IntervalMean(CostTable costs, IReadOnlyList<double> opportunities, double from, double to, double step = 1)
    {
        double[][] levels = Levels(costs, opportunities, from, to, step);
        return [.. Enumerable.Range(0, costs.OriginCount).Select(i => levels.Sum(l => l[i]) / levels.Length)];
    }

    /// <summary>
    /// The median over the same cutoffs; of an even number of them the mean of the two in the middle. R <c>cumulative_interval</c>
    /// as it comes.
    /// </summary>
    /// <inheritdoc cref="IntervalMean" path="/param"/>
    /// <exception cref="ArgumentException">Arrays that do not fit, or an interval without a cutoff.</exception>
    public static double[] IntervalMedian(CostTable costs, IReadOnlyList<double> opportunities, double from, double to, double step = 1)
    {
        // The levels rise with the cutoff: they are sorted as they come.
        double[][] levels = Levels(costs, opportunities, from, to, step);
        double[] low = levels[(levels.Length - 1) / 2], high = levels[levels.Length / 2];
        return [.. low.Zip(high, (a, b) => (a + b) / 2)];
    }

    /// <summary>Access by rising cutoff.</summary>
    private static double[][] Levels(CostTable costs, IReadOnlyList<double> opportunities, double from, double to, double step)
    {
        if (!(from >= 0 && to >= from && step > 0)) throw new ArgumentException($"from {from} to {to} by {step}", nameof(step));
        // The count of cutoffs, tolerant of steps such as 0.1 that have no exact binary form.
        int cutoffs = (int)Math.Floor((to - from) / step + 1e-10) + 1;
        return [.. Enumerable.Range(0, cutoffs).Select(n => Within(costs, opportunities, from + n * step))];
    }
}
