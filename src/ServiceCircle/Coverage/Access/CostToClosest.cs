namespace ServiceCircle.Coverage.Access;

internal static class CostToClosest
{
    /// <summary>
    /// C(i, n) = the smallest c such that the opportunities O(j) of all j with c(i,j) &lt;= c sum to at least n. With one opportunity per
    /// facility this is the cost of the n-th closest facility; for n = 1 the closest with any opportunity is taken, even if it has less
    /// than one. Null where fewer than n can be reached. R <c>cost_to_closest</c>; "dual access", Cui and Levinson (2020).
    /// </summary>
    /// <exception cref="ArgumentException">Arrays that do not fit, or n below 1.</exception>
    public static double?[] Compute(CostTable costs, IReadOnlyList<double> opportunities, double n = 1)
    {
        costs.RequireDestinations(opportunities, nameof(opportunities));
        if (!(n >= 1)) throw new ArgumentOutOfRangeException(nameof(n), n, "at least 1");
        if (n == 1) return Closest(costs, opportunities);
        var result = new double?[costs.OriginCount];
        var reached = new List<(double Cost, double Opportunities)>();
        for (int i = 0; i < result.Length; i++)
        {
            reached.Clear();
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                if (opportunities[costs.Destination[k]] is > 0 and var o) reached.Add((costs.Cost[k], o));
            reached.Sort((a, b) => a.Cost.CompareTo(b.Cost));
            double sum = 0;
            foreach ((double cost, double count) in reached)
            {
                sum += count;
                if (sum < n) continue;
                result[i] = cost;
                break;
            }
        }
        return result;
    }

    private static double?[] Closest(CostTable costs, IReadOnlyList<double> opportunities)
    {
        var result = new double?[costs.OriginCount];
        for (int i = 0; i < result.Length; i++)
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                if (opportunities[costs.Destination[k]] > 0 && !(result[i] <= costs.Cost[k])) result[i] = costs.Cost[k];
        return result;
    }
}
