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
        double? unserved = instance.Problem.UnservedCost;
        double total = instance.TotalWeight;
        SiteRules rules = instance.Rules;
        if (unserved is null)
        {
            int[] unreached = instance.Uncoverable();
            if (unreached.Length > 0) return Infeasibility.NoSiteInReach(instance, unreached);
            if (Infeasibility.ShortOfCapacity(instance, total) is { } shortage) return shortage;
            rules = instance.WithCapacityRow(total);
        }
        var relaxation = new CapacityRelaxation(new CapacityProblem(instance, rules, instance.Within) { UnservedCost = unserved });
        SearchResult result = new BranchAndBound(relaxation, instance.Effort).Solve();
        return result.IsEmpty ? Infeasibility.NotServed(instance, total) : CapacitatedCover.Answer(relaxation, result);
    }
}
