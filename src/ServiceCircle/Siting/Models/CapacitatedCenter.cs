using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// The p-center with capacities (Bar-Ilan, Kortsarz and Peleg, 1993): the least radius at which at most p sites serve all weight within
/// their capacities. Halving over the radii; each is decided by the capacitated set covering of <see cref="CapacitatedCover"/>.
/// </summary>
internal static class CapacitatedCenter
{
    public static ModelAnswer Solve(Instance instance)
    {
        int[] unreached = instance.Uncoverable();
        if (unreached.Length > 0) return Infeasibility.NoSiteInReach(instance, unreached);
        double total = instance.TotalWeight;
        if (Infeasibility.ShortOfCapacity(instance, total) is { } shortage) return shortage;
        SiteRules rules = instance.WithCapacityRow(total);
        return RadiusSearch.Solve(instance, null, radius => Serve(instance, rules, radius), () => Infeasibility.NotServed(instance, total));
    }

    /// <summary>Looks for sites that serve all within a radius.</summary>
    private static RadiusSearch.Attempt Serve(Instance instance, SiteRules rules, double radius)
    {
        PairTable pairs = instance.Within;
        PairTable rows = pairs.Where((_, k) => pairs.CostAt(k) <= radius, withValues: false);
        var relaxation = new CapacityRelaxation(new CapacityProblem(instance, rules, rows) { UnservedCost = 1 });
        double tolerance = Tolerance.For(instance.TotalWeight, Tolerance.Shared), step = relaxation.Granularity;
        SearchResult result = new BranchAndBound(relaxation, instance.Effort)
            .Solve(below: step > 0 ? step : 2 * tolerance, goodEnough: tolerance);
        return result.Open is not null && result.Objective <= tolerance
            ? new(CapacitatedCover.Answer(relaxation, result), true, radius)
            : new(null, result.Bound > tolerance, radius);
    }
}
