using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Explain;

/// <summary>Asks of a problem only whether it has an answer and what it takes, as a set covering, whatever its objective.</summary>
internal sealed class AnswerTest(Func<SitingProblem, SitingOptions, SitingSolution> solve, Effort effort)
{
    private const double AnyGap = 1e9;

    /// <summary>Share of the time left that one question may take.</summary>
    private const double Share = 0.4;

    public bool IsOver => effort.OutOfTime;

    /// <summary>Whether sites exist that do all that is asked; null if the time did not tell.</summary>
    public bool? Exists(SitingProblem problem) => Told(Solve(Fewest(problem) with { P = problem.P }, AnyGap));

    /// <summary>The same, asked of the problem itself.</summary>
    public bool Solves(SitingProblem problem) => Told(Solve(problem, AnyGap)) == true;

    /// <summary>The fewest new sites whatever their number, with a bound; no objective if none are found.</summary>
    public SitingSolution FewestSites(SitingProblem problem) => Solve(Fewest(problem), 0);

    /// <summary>The least that the sites cost whatever the budget, with a bound.</summary>
    public SitingSolution LeastCost(SitingProblem problem) =>
        Solve(Fewest(problem with { Budget = null }) with { P = problem.P, SiteCosts = problem.SiteCosts }, 0);

    /// <summary>The most weight covered under the same rules.</summary>
    public SitingSolution MostCovered(SitingProblem problem) => Solve(problem with
    {
        Objective = SitingObjective.Mclp,
        TargetShare = null,
        P = problem.P ?? problem.Costs.SiteCount,
        SiteCosts = problem.Budget is null ? null : problem.SiteCosts,
    }, 0);

    private static bool? Told(SitingSolution solution) =>
        solution.Objective is not null ? true : solution.Status == SitingStatus.Infeasible ? false : null;

    private SitingSolution Solve(SitingProblem problem, double gap) =>
        solve(problem, effort.Options with { TimeLimit = effort.Left * Share, GapLimit = gap, Explains = false });

    /// <summary>The budget becomes a rule like any other, so that sites can be counted.</summary>
    private static SitingProblem Fewest(SitingProblem problem)
    {
        bool asksForNobody = problem.Objective == SitingObjective.Mclp || problem.UnservedCost is not null;
        SiteLimit[] budget = [];
        if (problem.Budget is { } most)
        {
            int[] paid =
                [.. Enumerable.Range(0, problem.Costs.SiteCount)
                    .Where(j => problem.StatusOf(j) is SiteStatus.Candidate or SiteStatus.Closable && problem.SiteCosts![j] > 0)];
            budget = [new SiteLimit(new Notice("siting/rule/budget"), paid, [.. paid.Select(j => problem.SiteCosts![j])], most)];
        }
        return problem with
        {
            Objective = SitingObjective.Lscp,
            P = null,
            Weights = asksForNobody ? new double[problem.Costs.DemandCount] : problem.Weights,
            Capacities = asksForNobody ? null : problem.Capacities,
            UnservedCost = null,
            Budget = null,
            SiteCosts = null,
            Limits = [.. problem.Limits, .. budget],
        };
    }
}
