using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// Backup coverage, BACOP1 (Hogan and ReVelle, 1986; LSCP-B where p is the least number): every demand is covered, and the most weight
/// twice.
/// <code>
/// max  Σ_i w_i u_i
/// s.t. Σ_{j in N_i} y_j >= 1 + u_i   for every demand i
///      Σ_j y_j &lt;= p (p given, or the optimum of LSCP),  y_j, u_i in {0, 1}, rules on y
/// </code>
/// The first stage is LSCP with its reductions. In the second, a site that adds to another's cover matters, so sites are not reduced.
/// </summary>
internal static class BackupCoverage
{
    public static ModelAnswer Solve(Instance instance)
    {
        int[] uncoverable = instance.Uncoverable();
        if (uncoverable.Length > 0 && !instance.Problem.SkipUncoverable) return Infeasibility.NoSiteInReach(instance, uncoverable);
        SearchResult first = CoverSolver.Solve(instance.Coverable(instance.CountingRules()), instance.Effort);
        if (first.IsEmpty) return ModelAnswer.RulesContradict();
        if (first.Open is null) return ModelAnswer.NoneFound(null);
        SiteRules own = instance.Rules;
        int needed = Tolerance.RoundUp(first.Bound), limit = own.MaximumCounted;
        if (limit < needed) return ModelAnswer.RulesContradict();
        if (limit < first.Objective) return ModelAnswer.NoneFound(null);
        if (limit == int.MaxValue) limit = (int)Math.Round(first.Objective);
        var rules = new SiteRules(new double[own.Count], own.Counted, limit, own.Start, own.Rows);
        CoverProblem twice = instance.Coverable(rules) with { IsSoft = true };
        double total = twice.Weight.Sum();
        SearchResult second =
            new BranchAndBound(new CoverRelaxation(twice, instance.Effort), instance.Effort, total).Solve(known: first.Open);
        if (second.IsEmpty) return ModelAnswer.NoneFound(null);
        ModelAnswer answer = ModelAnswer.From(second, single => total - single);
        bool leastProven = instance.Problem.P is not null || first.Bound >= first.Objective;
        return answer with
        {
            Status = leastProven ? answer.Status : SitingStatus.Feasible,
            Unmet = uncoverable,
            SitesNeeded = needed,
        };
    }
}
