using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// The p-median (Hakimi, 1964; ReVelle and Swain, 1970): the least total weighted cost when everyone uses the nearest of at most p new
/// sites.
/// <code>
/// min  Σ_i Σ_j w_i d_ij x_ij  (+ Σ_i w_i u s_i)
/// s.t. Σ_j x_ij (+ s_i) = 1      for every demand i
///      x_ij &lt;= y_j,  Σ_j y_j &lt;= p,  x_ij >= 0, y_j in {0, 1}, rules on y
/// </code>
/// u: cost of leaving a demand out, where the problem gives one (s_i = 1); else all must be served.
/// NP-hard; greedy, swaps (Teitz and Bart, 1968; Whitaker, 1983), Lagrangian bound, branch and bound.
/// </summary>
internal static class PMedian
{
    public static ModelAnswer Solve(Instance instance)
    {
        if (instance.Problem.Capacities is not null) return CapacitatedMedian.Solve(instance);
        List<int>? known = null;
        if (instance.Problem.UnservedCost is null && Infeasibility.Unserveable(instance, out known) is { } obstacle) return obstacle;
        return Solve(instance, instance.Within, known);
    }

    /// <summary>The model on some of the pairs, for the second stage of worst-first too.</summary>
    public static ModelAnswer Solve(Instance instance, PairTable pairs, List<int>? known)
    {
        PairTable rows = Weighted(pairs, instance.Weight);
        double[]? unserved = instance.Problem.UnservedCost is { } u ? [.. instance.Weight.Select(w => w * u)] : null;
        var relaxation = new MedianRelaxation(instance.Rules, rows, unserved, instance.Effort);
        return ModelAnswer.From(new BranchAndBound(relaxation, instance.Effort).Solve(known: known));
    }

    /// <summary>Weight times cost, each row ascending.</summary>
    private static PairTable Weighted(PairTable pairs, double[] weight)
    {
        var value = new double[pairs.Index.Length];
        for (int i = 0; i < pairs.RowCount; i++)
            for (int k = pairs.First[i]; k < pairs.First[i + 1]; k++) value[k] = weight[i] * pairs.CostAt(k);
        return (pairs with { Value = value }).SortedByValue();
    }
}
