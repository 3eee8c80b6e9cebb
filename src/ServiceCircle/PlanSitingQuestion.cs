using ServiceCircle.Siting;

namespace ServiceCircle;

/// <summary>The fewest new facilities with which every measurable target of a plan is met.</summary>
/// <param name="Plan">Id of a plan, or the path of a plan file.</param>
public sealed record PlanSitingQuestion(string Plan)
{
    /// <summary>Targets due by this year; facilities that open later do not count. Null for all, as the study stands.</summary>
    public int? By { get; init; }

    /// <summary>Several services may share a site (一点多用): then sites are counted, else facilities.</summary>
    public bool SharedSites { get; init; }

    /// <summary>Every reading that could be judged must be met, not only the one that decides.</summary>
    public bool AllReadings { get; init; }

    /// <summary>"communities", "network", or the path of a file of places.</summary>
    public string Candidates { get; init; } = "communities";

    /// <summary>Network candidates: one junction for each cell of this side, metres.</summary>
    public double CellMetres { get; init; } = SiteCandidates.DefaultCellMetres;

    /// <summary>Capacity of a new facility; null for the median of the stated ones of its category.</summary>
    public double? SiteCapacity { get; init; }
}

/// <summary>What becomes of a target.</summary>
public enum TargetStep
{
    /// <summary>Met today, nothing to do.</summary>
    Met,

    /// <summary>Met by the proposed facilities.</summary>
    ToBuild,

    /// <summary>Not even a facility in every candidate place would meet it.</summary>
    OutOfReach,

    /// <summary>Missed, and new facilities do not change it: staff, a survey, a share of what is there.</summary>
    NotByBuilding,

    /// <summary>An input is missing.</summary>
    NotMeasurable,

    /// <summary>The plan states no number.</summary>
    NoTarget,

    /// <summary>A rule or a principle.</summary>
    Rule,

    /// <summary>Due later than asked.</summary>
    Later,
}
