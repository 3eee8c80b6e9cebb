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
        double[] capacity = instance.Capacity();
        double total = instance.TotalWeight;
        if (Infeasibility.ShortOfCapacity(instance, capacity, total) is { } shortage) return shortage;
        SiteRules rules = instance.WithCapacityRow(capacity, total);
        double[] radii = RadiusSearch<ModelAnswer>.RadiiOf(instance);
        RadiusSearch<ModelAnswer>.Attempt widest = Serve(instance, rules, capacity, radii[^1]);
        if (widest is { Answer: null, IsDecided: true }) return Infeasibility.NotServed(instance, capacity, total);
        if (widest.Answer is not { } best) return ModelAnswer.From(null, 0, radii[0], v => v);
        var found =
            RadiusSearch<ModelAnswer>.Run(radii, best, radii[^1], radius => Serve(instance, rules, capacity, radius), instance.Effort);
        return ModelAnswer.From(found.Best!.Open, found.Radius, found.Bound, v => v) with
        {
            Flow = found.Best.Flow,
            Reduced = (instance.Weight.Length, instance.Sites.Length),
        };
    }

    /// <summary>Looks for sites that serve all within a radius.</summary>
    private static RadiusSearch<ModelAnswer>.Attempt Serve(Instance instance, SiteRules rules, double[] capacity, double radius)
    {
        PairTable pairs = instance.Within;
        PairTable rows = pairs.Where((_, k) => pairs.CostAt(k) <= radius, withValues: false);
        double step = Granularity.Of(instance.Weight.Concat(instance.Whole ? [] : capacity));
        var relaxation = new CapacityRelaxation(rules, rows, instance.Weight, capacity, 1, null, instance.Whole, step, instance.Effort);
        double tolerance = Tolerance.For(instance.TotalWeight, Tolerance.Shared);
        SearchResult result = new BranchAndBound(relaxation, instance.Effort)
            .Solve(below: step > 0 ? step : 2 * tolerance, goodEnough: tolerance);
        return result.Open is not null && result.Objective <= tolerance
            ? new(CapacitatedCover.Answer(relaxation, result, v => v), true, radius)
            : new(null, result.Bound > tolerance, radius);
    }
}
