using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// Covering with capacities: the most weight served within reach by at most p sites (capacitated MCLP: Current and Storbeck, 1988;
/// Pirkul and Schilling, 1991), or the fewest sites that serve all or a share (capacitated LSCP). Formulation:
/// <see cref="CapacityRelaxation"/>
/// with d = 0, and u = 1 for MCLP. Demands may be split or must go whole (<see cref="AssignmentRule"/>).
/// </summary>
internal static class CapacitatedCover
{
    public static ModelAnswer Most(Instance instance)
    {
        PairTable rows = instance.Within with { Value = null };
        double[] capacity = instance.Capacity();
        double step = instance.Whole ? Granularity.Of(instance.Weight) : Granularity.Of(instance.Weight.Concat(capacity));
        var relaxation =
            new CapacityRelaxation(instance.Rules, rows, instance.Weight, capacity, 1, null, instance.Whole, step, instance.Effort);
        double total = instance.TotalWeight;
        SearchResult result = new BranchAndBound(relaxation, instance.Effort, total).Solve();
        if (result.Open is null && double.IsPositiveInfinity(result.Bound)) return Infeasibility.RulesContradict();
        return Answer(relaxation, result, unserved => total - unserved) with { Reduced = (rows.RowCount, rows.ColumnCount) };
    }

    public static ModelAnswer Fewest(Instance instance)
    {
        int[] uncoverable = instance.Uncoverable();
        double lost = uncoverable.Sum(i => instance.Weight[i]), total = instance.TotalWeight;
        double? share = instance.TargetWeight;
        if (share > total - lost) return Infeasibility.ShareOutOfReach(instance, share.Value, uncoverable);
        if (share is null && uncoverable.Length > 0 && !instance.Problem.SkipUncoverable)
            return Infeasibility.NoSiteInReach(instance, uncoverable);
        double[] capacity = instance.Capacity();
        double target = share ?? total - lost;
        if (Infeasibility.ShortOfCapacity(instance, capacity, target) is { } shortage) return shortage;
        SiteRules rules = instance.WithCapacityRow(capacity, target);
        PairTable rows = instance.Within with { Value = null };
        var relaxation = new CapacityRelaxation(
            rules, rows, instance.Weight, capacity, null, target, instance.Whole, Granularity.Of(rules.Cost), instance.Effort);
        SearchResult result = new BranchAndBound(relaxation, instance.Effort).Solve();
        if (result.Open is null && double.IsPositiveInfinity(result.Bound)) return Infeasibility.NotServed(instance, capacity, target);
        return Answer(relaxation, result, v => v + instance.CostConstant) with
        {
            Reduced = (rows.RowCount, rows.ColumnCount),
            Unmet = uncoverable,
        };
    }

    /// <summary>The answer with its flow.</summary>
    public static ModelAnswer Answer(CapacityRelaxation relaxation, SearchResult result, Func<double, double> map)
    {
        ModelAnswer answer = ModelAnswer.From(result.Open, result.Objective, result.Bound, map);
        return result.Open is null ? answer : answer with { Flow = relaxation.Flow(result.Open) };
    }
}
