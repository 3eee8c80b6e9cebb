namespace ServiceCircle.Siting.Problem;

/// <summary>How good the answer is.</summary>
public enum SitingStatus
{
    /// <summary>Proven: the bound equals the objective.</summary>
    Optimal,

    /// <summary>
    /// A valid answer whose distance from the best is at most the gap; or, with no sites chosen and no objective, none found before the
    /// limit.
    /// </summary>
    Feasible,

    /// <summary>Proven: no answer exists. See <see cref="SitingSolution.Why"/>.</summary>
    Infeasible,
}

/// <summary>How much of a demand a site serves, at the cost of the pair.</summary>
internal readonly record struct Assignment(int Demand, int Site, double Weight, double Cost);

/// <summary>A demand that cannot be met, and what its nearest allowed site costs (on a study: minutes); null if none is allowed.</summary>
internal readonly record struct UnmetDemand(int Demand, double Weight, double? NearestCost);

/// <summary>A change of the question that gives it an answer: found so by solving the changed question.</summary>
/// <param name="Changes">What changes, all of it together; each is a message of the kind "siting/helps-...".</param>
internal sealed record Remedy(IReadOnlyList<Notice> Changes);

/// <summary>The answer to a siting question.</summary>
public sealed record SitingSolution
{
    /// <summary>How good it is.</summary>
    public required SitingStatus Status { get; init; }

    /// <summary>
    /// Value of the objective: sites or cost (LSCP), weight covered (MCLP), weight x cost (p-median), cost (p-center, worst-first), weight
    /// covered twice (backup). Null without an answer.
    /// </summary>
    public double? Objective { get; init; }

    /// <summary>
    /// No answer is better than this: a lower bound where less is better, an upper bound for MCLP and backup coverage. Null if infeasible.
    /// </summary>
    public double? Bound { get; init; }

    /// <summary>|objective - bound| / |objective|; 0 when equal; null without an objective or bound.</summary>
    public double? Gap { get; init; }

    /// <summary>New sites to build, in order of marginal gain.</summary>
    public IReadOnlyList<int> Chosen { get; init; } = [];

    /// <summary>Existing sites that stay open, ascending.</summary>
    public IReadOnlyList<int> ExistingKept { get; init; } = [];

    /// <summary>Existing sites to close, ascending.</summary>
    public IReadOnlyList<int> Closed { get; init; } = [];

    /// <summary>Who uses which site: the nearest open one, or as capacities allow. By demand, then site.</summary>
    internal IReadOnlyList<Assignment> Assignments { get; init; } = [];

    /// <summary>Weight within the radius of an open site (and within capacity), for every model.</summary>
    public double CoveredWeight { get; init; }

    /// <summary>Sum of all weights.</summary>
    public double TotalWeight { get; init; }

    /// <summary>Worst-first only: weight x cost of the second stage, and its bound.</summary>
    public (double Objective, double Bound)? SecondStage { get; init; }

    /// <summary>Backup coverage: number of sites used, and the least number that covers all once.</summary>
    public int? SitesNeeded { get; init; }

    /// <summary>Why there is no answer: which demand cannot be met and by how much, or which rule is in the way; else null.</summary>
    public Notice? Why { get; init; }

    /// <summary>Changes each of which gives an answer, the easiest to follow first; empty if none is known or needed.</summary>
    internal IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Demands in the way (infeasible), or left out (<see cref="SitingProblem.SkipUncoverable"/>).</summary>
    internal IReadOnlyList<UnmetDemand> Unmet { get; init; } = [];

    /// <summary>Branch and bound nodes evaluated.</summary>
    public int Nodes { get; init; }

    /// <summary>Lagrangian steps made.</summary>
    public long Iterations { get; init; }

    /// <summary>Columns and rows left after reductions.</summary>
    public (int Demands, int Sites) Reduced { get; init; }

    /// <summary>Wall clock time.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Seed used.</summary>
    public int Seed { get; init; }
}
