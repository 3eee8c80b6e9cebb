using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// Covering with capacities: the most weight served within reach by at most p sites (capacitated MCLP: Current and Storbeck, 1988;
/// Pirkul and Schilling, 1991), or the fewest sites that serve all or a share (capacitated LSCP). Formulation:
/// <see cref="CapacityRelaxation"/> with d = 0, and u = 1 for MCLP. Demands may be split or must go whole (<see cref="AssignmentRule"/>).
/// </summary>
internal static class CapacitatedCover
{
    public static ModelAnswer Most(Instance instance)
    {
        PairTable rows = instance.Within with { Value = null };
        var relaxation = new CapacityRelaxation(new CapacityProblem(instance, instance.Rules, rows) { UnservedCost = 1 });
        double total = instance.TotalWeight;
        return Answer(relaxation, new BranchAndBound(relaxation, instance.Effort, total).Solve(), unserved => total - unserved);
    }

    public static ModelAnswer Fewest(Instance instance)
    {
        int[] uncoverable = instance.Uncoverable();
        double lost = uncoverable.Sum(i => instance.Weight[i]), total = instance.TotalWeight;
        double? share = instance.TargetWeight;
        if (share > total - lost) return Infeasibility.ShareOutOfReach(instance, share.Value, uncoverable);
        if (share is null && uncoverable.Length > 0 && !instance.Problem.SkipUncoverable)
            return Infeasibility.NoSiteInReach(instance, uncoverable);
        double target = share ?? total - lost;
        if (Infeasibility.ShortOfCapacity(instance, target) is { } shortage) return shortage;
        PairTable rows = instance.Within with { Value = null };
        var relaxation = new CapacityRelaxation(new CapacityProblem(instance, instance.WithCapacityRow(target), rows) { Target = target });
        SearchResult result = new BranchAndBound(relaxation, instance.Effort).Solve();
        if (result.IsEmpty) return Infeasibility.NotServed(instance, target);
        return Answer(relaxation, result, v => v + instance.CostConstant) with { Unmet = uncoverable };
    }

    public static ModelAnswer Answer(CapacityRelaxation relaxation, SearchResult result, Func<double, double>? map = null)
    {
        ModelAnswer answer = ModelAnswer.From(result, map);
        return result.Open is null ? answer : answer with { Flow = relaxation.Flow(result.Open) };
    }
}
