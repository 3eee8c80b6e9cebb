using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// Location set covering, LSCP (Toregas, Swain, ReVelle and Bergman, 1971), and its partial form (Daskin and Owen, 1999):
/// the fewest sites, or the cheapest, that cover all demand or a share of its weight.
/// <code>
/// min  Σ_j c_j y_j
/// s.t. Σ_{j in N_i} y_j >= 1              for every demand i            (all demand)
///      Σ_{j in N_i} y_j >= z_i,  Σ_i w_i z_i >= T                       (the share)
///      y_j, z_i in {0, 1}, rules on y
/// </code>
/// N_i: sites within the radius of i, inclusive. c_j: 1 or the site cost. w_i: weight. T: target share of all weight.
/// NP-hard; one bound costs O(pairs) after reductions.
/// </summary>
internal static class Lscp
{
    public static ModelAnswer Solve(Instance instance)
    {
        if (instance.Problem.Capacities is not null) return CapacitatedCover.Fewest(instance);
        int[] uncoverable = instance.Uncoverable();
        double lost = uncoverable.Sum(i => instance.Weight[i]), total = instance.TotalWeight;
        if (instance.TargetWeight is { } target)
        {
            if (total - lost < target) return Infeasibility.ShareOutOfReach(instance, target, uncoverable);
            return Answer(instance, new CoverProblem(instance.Within, instance.Weight, instance.Rules) { Target = target });
        }
        if (uncoverable.Length > 0 && !instance.Problem.SkipUncoverable) return Infeasibility.NoSiteInReach(instance, uncoverable);
        ModelAnswer answer = Answer(instance, instance.Coverable(instance.Rules));
        return answer.Status == SitingStatus.Infeasible ? answer : answer with { Unmet = uncoverable };
    }

    private static ModelAnswer Answer(Instance instance, CoverProblem problem) =>
        ModelAnswer.From(CoverSolver.Solve(problem, instance.Effort), v => v + instance.CostConstant);
}
