using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Explain;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// The p-center with capacities (Bar-Ilan, Kortsarz and Peleg, 1993): the least radius at which at most p sites serve all weight within
/// their capacities. Halving over the radii; each is decided by the capacitated set covering of <see cref="CapacitatedCover"/>.
/// </summary>
internal static class CapacitatedCenter
{
    public static ModelAnswer Solve(Instance instance)
    {
        int[] unreached = Infeasibility.Uncoverable(instance);
        if (unreached.Length > 0) return Infeasibility.NoSiteInReach(instance, unreached);
        double[] capacity = instance.Capacity();
        double total = instance.TotalWeight;
        if (instance.ShortOfCapacity(capacity, total) is { } shortage) return shortage;
        SiteRules rules = instance.WithCapacityRow(capacity, total);
        double[] radii = [.. PCenter.RadiiFrom(instance)];
        if (Decide(instance, rules, capacity, radii[^1], out ModelAnswer? best) && best is null) return Infeasibility.NotServed(instance, capacity, total);
        if (best is null) return ModelAnswer.From(null, 0, radii[0], v => v);
        int low = 0, high = radii.Length - 1, proven = 0;
        while (low < high && !instance.Effort.OutOfTime)
        {
            int middle = (low + high) / 2;
            bool decided = Decide(instance, rules, capacity, radii[middle], out ModelAnswer? answer);
            if (answer is not null)
            {
                (best, high) = (answer, middle);
                continue;
            }
            low = middle + 1;
            if (decided) proven = low;
        }
        return ModelAnswer.From(best.Open, radii[high], radii[Math.Min(proven, high)], v => v) with { Flow = best.Flow, Reduced = (instance.Weight.Length, instance.Sites.Length) };
    }

    private static bool Decide(Instance instance, SiteRules rules, double[] capacity, double radius, out ModelAnswer? answer)
    {
        PairTable pairs = instance.Within;
        int[] all = [.. Enumerable.Range(0, pairs.RowCount)], same = [.. Enumerable.Range(0, pairs.ColumnCount)];
        PairTable rows = pairs.Select(all, same, pairs.ColumnCount, (_, k) => pairs.CostAt(k) <= radius, withValues: false);
        double step = Granularity.Of(instance.Weight.Concat(instance.Whole ? [] : capacity));
        var relaxation = new CapacityRelaxation(rules, rows, instance.Weight, capacity, 1, null, instance.Whole, step, instance.Effort);
        double tolerance = 1e-7 * Math.Max(1, instance.TotalWeight);
        SearchResult result = new BranchAndBound(relaxation, instance.Effort).Solve(below: step > 0 ? step : 2 * tolerance, goodEnough: tolerance);
        answer = result.Open is not null && result.Objective <= tolerance ? CapacitatedCover.Answer(relaxation, result, v => v) : null;
        return answer is not null || result.Bound > tolerance;
    }
}
