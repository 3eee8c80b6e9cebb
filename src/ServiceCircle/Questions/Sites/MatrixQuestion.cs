using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Questions.Sites;

/// <summary>Where sites should be open on a bare table of costs: rows are demand (without weights of 1 each), columns sites.</summary>
internal sealed record MatrixQuestion(string CostsFile, string? WeightsFile, SitingObjective Objective)
{
    /// <summary>At most this many sites; null where a share or full coverage decides.</summary>
    public int? P { get; init; }

    /// <summary>A pair counts only up to this cost, inclusive; null for every pair given.</summary>
    public double? Radius { get; init; }

    /// <summary>Share of the weight (0 to 1) that must be covered; null for none.</summary>
    public double? Target { get; init; }

    /// <summary>Leave out demand that no site reaches instead of answering "infeasible".</summary>
    public bool SkipUncoverable { get; init; }

    /// <summary>Weight that every site can serve; null for no limit.</summary>
    public double? SiteCapacity { get; init; }

    /// <summary>With capacities: all weight of a demand goes to one site.</summary>
    public bool KeepTogether { get; init; }

    /// <exception cref="InputException">A file cannot be used.</exception>
    public SitingProblem Prepare()
    {
        CostMatrix matrix = CostMatrix.Read(CostsFile, WeightsFile);
        SitingObjective model = SitingQuestion.ModelFor(Objective, P, Target);
        return new SitingProblem
        {
            Objective = model,
            Costs = matrix.Costs,
            Weights = matrix.Weights,
            DemandIds = matrix.DemandIds,
            SiteIds = matrix.SiteIds,
            P = P,
            Radius = Radius,
            TargetShare = model == SitingObjective.Lscp ? Target : null,
            SkipUncoverable = SkipUncoverable,
            Capacities = SiteCapacity is { } capacity ? [.. matrix.SiteIds.Select(_ => capacity)] : null,
            Assignment = KeepTogether ? AssignmentRule.Whole : AssignmentRule.Split,
        };
    }
}
