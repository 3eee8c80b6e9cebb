using System.Diagnostics;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.Sites;

/// <summary>The answer to a siting question: the sites, what each of them adds, and where asked what a number or budget covers.</summary>
public sealed class SitingAnswer
{
    private const int BudgetSteps = 20;

    /// <summary>Points of the curve where neither the question nor the answer says how far to go.</summary>
    private const int UsualCurve = 20;

    /// <summary>What counting takes at least, though the time be over.</summary>
    private static readonly TimeSpan CountingTime = TimeSpan.FromSeconds(0.3);

    private SitingAnswer(SitingProblem problem, SitingStudy? study, double? target, SitingOptions options, bool isTraced)
    {
        long start = Stopwatch.GetTimestamp();
        // The curve shares the time.
        if (isTraced) options = options with { TimeLimit = options.TimeLimit / 2 };
        (Problem, Study, Target) = (problem, study, target);
        Solution = SitingSolver.Solve(problem, options);
        SitingProblem covering = problem with
        {
            Objective = SitingObjective.Mclp,
            Radius = study?.Reach.Ticks ?? problem.Radius,
            TargetShare = null,
            SkipUncoverable = false,
            SiteCosts = problem.Budget is null ? null : problem.SiteCosts,
        };
        TimeSpan left = options.TimeLimit - Stopwatch.GetElapsedTime(start);
        Coverage = CoverageCounter.Count(covering, Solution, left > CountingTime ? left : CountingTime);
        Total = problem.Weights!.Sum();
        if (isTraced) Curve = ParetoCurve.Trace(covering, LimitsOfCurve(), options);
        Elapsed = Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The problem.</summary>
    public SitingProblem Problem { get; }

    /// <summary>The study that it was asked on; null for a bare table of costs.</summary>
    public SitingStudy? Study { get; }

    /// <summary>Its solution.</summary>
    public SitingSolution Solution { get; }

    /// <summary>What the chosen sites add, one after the other.</summary>
    public CoverageSteps Coverage { get; }

    /// <summary>Number against coverage, or budget where there is one; null where not asked.</summary>
    internal IReadOnlyList<ParetoPoint>? Curve { get; }

    /// <summary>Wall clock time of solving, explaining, counting and tracing.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Share that must be covered; null for none.</summary>
    public double? Target { get; }

    /// <summary>Weight of all demand.</summary>
    public double Total { get; }

    /// <summary>Whether there is an answer at all.</summary>
    public bool HasSites => Solution.Objective is not null;

    /// <summary>Whether the study gives no people, so that any answer serves all of them and means nothing.</summary>
    internal bool HasNobody => Study is not null && Total <= 0;

    /// <summary>Share covered today; null when there is nobody.</summary>
    public double? ShareBefore => ShareOf(Coverage.Before);

    /// <summary>Share covered with the chosen sites; null when there is nobody.</summary>
    public double? ShareAfter => ShareOf(Coverage.After);

    /// <summary>Whether the target is met, up to what rounding leaves of a sum of people; null without a target or an answer.</summary>
    public bool? IsTargetMet => Target is { } target && HasSites ? Coverage.After >= target * Total * (1 - Tolerance.Sum) : null;

    /// <summary>What the chosen sites cost; null without costs or an answer.</summary>
    public double? SiteCost => Problem.SiteCosts is { } costs && HasSites ? Solution.Chosen.Sum(j => costs[j]) : null;

    /// <summary>Mean cost of those who are served (on a study: minutes); null when nobody is.</summary>
    public double? MeanCost => Solution.Assignments.Sum(a => a.Weight) is > 0 and var served
        ? Solution.Assignments.Sum(a => a.Weight * CostOf(a.Cost)) / served : null;

    /// <summary>Answers a question on a bare table of costs.</summary>
    /// <param name="problem">The problem, with weights and ids.</param>
    /// <param name="target">Share that must be covered; null for none.</param>
    /// <param name="options">How hard to try.</param>
    /// <param name="isTraced">Whether to trace the curve too: from no new site, or no budget, to what is asked.</param>
    public static SitingAnswer Find(SitingProblem problem, double? target, SitingOptions options, bool isTraced = false) =>
        new(problem, null, target, options, isTraced);

    /// <summary>Answers a question on a study.</summary>
    /// <param name="study">The question.</param>
    /// <param name="options">How hard to try.</param>
    /// <param name="isTraced">Whether to trace the curve too.</param>
    public static SitingAnswer Find(SitingStudy study, SitingOptions options, bool isTraced = false) =>
        new(study.Problem, study, study.Question.Target, options, isTraced);

    /// <summary>Id of a site as the question names it.</summary>
    public string SiteId(int site) => Study?.SiteId(site) ?? Problem.SiteIds![site];

    /// <summary>A cost of the problem as it is told: on a study in minutes.</summary>
    public double CostOf(double cost) => Study is null ? cost : cost / WalkTime.TicksPerMinute;

    /// <summary>A weight as a share of all; null when there is nobody.</summary>
    public double? ShareOf(double weight) => Total > 0 ? weight / Total : null;

    /// <summary>Numbers of new sites from none to what is asked or was chosen; or twenty equal steps up to the budget.</summary>
    private IEnumerable<double> LimitsOfCurve()
    {
        if (Problem.Budget is { } budget) return Enumerable.Range(0, BudgetSteps + 1).Select(k => budget * k / BudgetSteps);
        int most = Problem.P ?? (HasSites ? Coverage.Steps.Count : UsualCurve);
        return Enumerable.Range(0, most + 1).Select(p => (double)p);
    }
}
