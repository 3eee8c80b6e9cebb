using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// The p-median with capacities (Mulvey and Beck, 1984): least weighted cost when no site serves more than it holds. Formulation:
/// <see cref="CapacityRelaxation"/>; all must be served unless the problem prices leaving out.
/// </summary>
internal static class CapacitatedMedian
{
    public static ModelAnswer Solve(Instance instance)
    {
        double[] capacity = instance.Capacity();
        double? unserved = instance.Problem.UnservedCost;
        double total = instance.TotalWeight;
        SiteRules rules = instance.Rules;
        if (unserved is null)
        {
            int[] unreached = instance.Uncoverable();
            if (unreached.Length > 0) return Infeasibility.NoSiteInReach(instance, unreached);
            if (Infeasibility.ShortOfCapacity(instance, capacity, total) is { } shortage) return shortage;
            rules = instance.WithCapacityRow(capacity, total);
        }
        PairTable rows = instance.Within;
        // Whole demands pay weight times cost; split ones pay cost for any part, which has a step only if weights, capacities and costs
        // all have.
        double unit = Granularity.Of((rows.Value ?? []).Concat(unserved is { } u ? [u] : []));
        double step = unit * (instance.Whole ? Granularity.Of(instance.Weight) : Granularity.Of(instance.Weight.Concat(capacity)));
        var relaxation =
            new CapacityRelaxation(rules, rows, instance.Weight, capacity, unserved, null, instance.Whole, step, instance.Effort);
        SearchResult result = new BranchAndBound(relaxation, instance.Effort).Solve();
        if (result.Open is null && double.IsPositiveInfinity(result.Bound)) return Infeasibility.NotServed(instance, capacity, total);
        return CapacitatedCover.Answer(relaxation, result, v => v) with { Reduced = (rows.RowCount, rows.ColumnCount) };
    }
}
