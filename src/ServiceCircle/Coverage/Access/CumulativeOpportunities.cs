namespace ServiceCircle.Coverage.Access;

/// <summary>How many opportunities can be reached within a cost.</summary>
public static class CumulativeOpportunities
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
    /// choice of one cutoff. Tomasiello et al. (2023); R <c>cumulative_interval</c> with <c>summary_function = mean</c>, but not
    /// truncated to a whole number.
    /// </summary>
    /// <param name="costs">Costs c(i,j).</param>
    /// <param name="opportunities">O(j), one per destination, &gt;= 0.</param>
    /// <param name="from">Smallest cutoff.</param>
    /// <param name="to">Largest cutoff, &gt;= <paramref name="from"/>.</param>
    /// <param name="step">Between two cutoffs; &gt; 0.</param>
    /// <exception cref="ArgumentException">Arrays that do not fit, or an interval without a cutoff.</exception>
    public static double[] IntervalMean(CostTable costs, IReadOnlyList<double> opportunities, double from, double to, double step = 1)
    {
        if (!(from >= 0 && to >= from && step > 0)) throw new ArgumentException($"from {from} to {to} by {step}", nameof(step));
        // The count of cutoffs, tolerant of steps such as 0.1 that have no exact binary form.
        int cutoffs = (int)Math.Floor((to - from) / step + 1e-10) + 1;
        var sum = new double[costs.OriginCount];
        for (int n = 0; n < cutoffs; n++)
        {
            double[] one = Within(costs, opportunities, from + n * step);
            for (int i = 0; i < sum.Length; i++) sum[i] += one[i];
        }
        return Array.ConvertAll(sum, s => s / cutoffs);
    }
}
