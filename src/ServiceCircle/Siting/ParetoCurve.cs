using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting;

/// <summary>
/// One point of a Pareto curve: within a limit (the number of new sites, or the budget) the weight covered, a bound that no choice exceeds,
/// the share of all weight, and what is spent: the site costs of the chosen, or without costs their number.
/// </summary>
internal sealed record ParetoPoint(double Limit, double Covered, double CoveredBound, double Share, double Spent, SitingSolution Solution)
{
    /// <summary>The bound as a share of all weight, at most 1; 0 when there is nobody.</summary>
    public double BoundShare => Solution.TotalWeight > 0 ? Math.Min(1, CoveredBound / Solution.TotalWeight) : 0;
}

/// <summary>Number or cost against coverage: what each further site or unit of budget buys at best.</summary>
internal static class ParetoCurve
{
    /// <summary>
    /// The most weight covered for each limit, ascending, until all that can be covered is. A point never covers less than the one before
    /// (more sites cannot cover less, so the better earlier answer stands in where the clock cut a run short). The limits replace the P, or
    /// the budget, of the problem; the time is for all points together, and where it ends the curve does.
    /// </summary>
    /// <exception cref="ArgumentException">The problem is not an MCLP or makes no sense.</exception>
    public static IReadOnlyList<ParetoPoint> Trace(SitingProblem problem, IEnumerable<double> limits, SitingOptions? options = null)
    {
        if (problem.Objective != SitingObjective.Mclp) throw new ArgumentException("a Pareto curve is traced with MCLP", nameof(problem));
        bool byCost = problem.SiteCosts is not null;
        options ??= new SitingOptions();
        var effort = new Effort(options);
        double[] all = [.. limits.Distinct().Order()];
        SitingOptions Share(int points) => options with { TimeLimit = effort.Left / points, Explains = false };
        double coverable = SitingSolver.Solve(Everything(problem), Share(all.Length + 1)).Objective ?? double.PositiveInfinity;
        var curve = new List<ParetoPoint>();
        for (int k = 0; k < all.Length && !effort.OutOfTime; k++)
        {
            double limit = all[k];
            SitingProblem at = byCost ? problem with { Budget = limit } : problem with { P = (int)Math.Floor(limit) };
            SitingSolution found = SitingSolver.Solve(at, Share(all.Length - k));
            if (found.Objective is not { } covered || found.Bound is not { } bound) continue;
            if (curve.Count > 0 && curve[^1].Covered > covered)
            {
                covered = curve[^1].Covered;
                found = curve[^1].Solution with { Bound = bound, Gap = (bound - covered) / covered, Status = SitingStatus.Feasible };
            }
            double spent = byCost ? found.Chosen.Concat(found.ExistingKept).Sum(j => Paid(problem, j)) : found.Chosen.Count;
            curve.Add(new ParetoPoint(limit, covered, bound, found.TotalWeight > 0 ? covered / found.TotalWeight : 0, spent, found));
            if (covered >= coverable * (1 - Tolerance.Product)) break;
        }
        return curve;
    }

    private static double Paid(SitingProblem problem, int site) =>
        problem.StatusOf(site) is SiteStatus.Fixed or SiteStatus.Relocatable ? 0 : problem.SiteCosts![site];

    /// <summary>The same question with every site allowed: what can be covered at all.</summary>
    private static SitingProblem Everything(SitingProblem problem) =>
        problem with { P = problem.Costs.SiteCount, Budget = problem.SiteCosts?.Sum() };
}
