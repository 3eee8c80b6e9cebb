using ServiceCircle.Questions.Sites;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>The fewest new facilities with which every measurable target of a plan is met.</summary>
/// <param name="Plan">Id of a plan, or the path of a plan file.</param>
public sealed record PlanSitingQuestion(string Plan) : CandidateQuestion
{
    /// <summary>Targets due by this year; facilities that open later do not count. Null for all, as the study stands.</summary>
    public int? By { get; init; }

    /// <summary>Several services may share a site (一点多用): then sites are counted, else facilities.</summary>
    public bool SharedSites { get; init; }

    /// <summary>Every reading that could be judged must be met, not only the one that decides.</summary>
    public bool AllReadings { get; init; }

    /// <summary>Categories of facilities of today that can house a service beside their own; what they house is no new site.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Capacity of a new facility; null for the median of the stated ones of its category.</summary>
    public double? SiteCapacity { get; init; }
}
