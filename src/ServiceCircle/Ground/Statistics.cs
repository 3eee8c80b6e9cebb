namespace ServiceCircle.Ground;

internal static class Statistics
{
    /// <summary>The middle of the values in their order, of two middle ones the mean; there must be one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>
    /// How far gains are above chance, in standard deviations: the sum of the ranks of those above 0 less its mean if both signs were as
    /// likely, equal ones sharing their ranks (F. Wilcoxon, 1945, Individual comparisons by ranking methods). 0 where nothing differs.
    /// </summary>
    public static double SignedRank(IEnumerable<double> gains)
    {
        double[] sorted = [.. gains.Where(g => g != 0).OrderBy(Math.Abs)];
        double n = sorted.Length, sum = 0;
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            for (end = first + 1; end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[first]);) end++;
            double rank = (first + 1 + end) / 2.0;
            sum += rank * sorted[first..end].Count(g => g > 0);
        }
        return n == 0 ? 0 : (sum - n * (n + 1) / 4) / Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24);
    }
}
