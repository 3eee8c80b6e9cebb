namespace ServiceCircle.Coverage.Access;

/// <summary>Opportunities weighted by how near they are.</summary>
internal static class Gravity
{
    /// <summary>A(i) = sum over j of O(j) f(c(i,j)). Not normalised; 0 where nothing is reached. Hansen (1959); R <c>gravity</c>.</summary>
    /// <param name="costs">Costs c(i,j); a pair that is not listed adds nothing, whatever f.</param>
    /// <param name="opportunities">O(j), one per destination, &gt;= 0.</param>
    /// <param name="decay">f.</param>
    /// <returns>One sum per origin.</returns>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static double[] Of(CostTable costs, IReadOnlyList<double> opportunities, IDecay decay)
    {
        costs.RequireDestinations(opportunities, nameof(opportunities));
        var access = new double[costs.OriginCount];
        for (int i = 0; i < access.Length; i++)
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                access[i] += opportunities[costs.Destination[k]] * decay.Weight(costs.Cost[k]);
        return access;
    }
}
