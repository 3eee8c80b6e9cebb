namespace ServiceCircle.Coverage.Access;

/// <summary>The cost of reaching the closest opportunity, or the n closest.</summary>
internal static class CostToClosest
{
    /// <summary>
    /// C(i, n) = the smallest c such that the opportunities O(j) of all j with c(i,j) &lt;= c sum to at least n. With one
    /// opportunity per facility this is the cost of the n-th closest facility. Null where fewer than n can be reached.
    /// R <c>cost_to_closest</c>; "dual access", Cui and Levinson (2020).
    /// </summary>
    /// <param name="costs">Costs c(i,j).</param>
    /// <param name="opportunities">O(j), one per destination, &gt;= 0. Destinations without opportunities never count.</param>
    /// <param name="n">How many opportunities, &gt;= 1. For n = 1 the closest destination with any opportunity is taken, even if it has
    /// less than one.</param>
    /// <returns>One cost per origin, in the unit of <paramref name="costs"/>.</returns>
    /// <exception cref="ArgumentException">Arrays that do not fit, or n below 1.</exception>
    public static double?[] Of(CostTable costs, IReadOnlyList<double> opportunities, double n = 1)
    {
        costs.RequireDestinations(opportunities, nameof(opportunities));
        if (!(n >= 1)) throw new ArgumentOutOfRangeException(nameof(n), n, "at least 1");
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
                if (n != 1 && sum < n) continue;
                result[i] = cost;
                break;
            }
        }
        return result;
    }
}
