using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// Maximal covering, MCLP (Church and ReVelle, 1974): the most weight within reach of at most p new sites.
/// <code>
/// max  Σ_i w_i z_i
/// s.t. Σ_{j in N_i} y_j >= z_i   for every demand i
///      Σ_j y_j &lt;= p,  y_j, z_i in {0, 1}, rules on y
/// </code>
/// Solved as the least uncovered weight. NP-hard; greedy alone reaches 1 - 1/e of the optimum (Nemhauser, Wolsey and Fisher, 1978),
/// the Lagrangian bound is the linear programme's and in practice within one percent.
/// </summary>
internal static class Mclp
{
    public static ModelAnswer Solve(Instance instance)
    {
        if (instance.Problem.Capacities is not null) return CapacitatedCover.Most(instance);
        SearchResult found =
            CoverSolver.Solve(new CoverProblem(instance.Within, instance.Weight, instance.Rules) { IsSoft = true }, instance.Effort);
        double total = instance.TotalWeight;
        return ModelAnswer.From(found with { Bound = Math.Max(found.Bound, 0) }, uncovered => total - uncovered);
    }
}
