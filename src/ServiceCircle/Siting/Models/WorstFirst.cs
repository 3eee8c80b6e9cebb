using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// Worst first: the least worst cost, and among all sets that reach it the least total weighted cost (a lexicographic
/// center-median, in the spirit of Ogryczak, 1997). First the p-center, then the p-median on the pairs that its radius leaves.
/// </summary>
internal static class WorstFirst
{
    public static ModelAnswer Solve(Instance instance)
    {
        ModelAnswer worst = PCenter.Solve(instance);
        if (worst.Open is null) return worst;
        double radius = worst.Objective!.Value;
        PairTable pairs = instance.Within;
        PairTable left = pairs.Where((_, k) => pairs.CostAt(k) <= radius);
        ModelAnswer mean = PMedian.Solve(instance, left, worst.Open);
        if (mean.Open is null) return worst;
        bool proven = worst.Status == SitingStatus.Optimal && mean.Status == SitingStatus.Optimal;
        return worst with
        {
            Status = proven ? SitingStatus.Optimal : SitingStatus.Feasible,
            Open = mean.Open,
            SecondStage = (mean.Objective!.Value, mean.Bound!.Value),
        };
    }
}
