using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>A facility to build.</summary>
/// <param name="Facility">As it would stand in the study.</param>
/// <param name="Place">Id of the candidate place.</param>
/// <param name="Kind">Its category.</param>
/// <param name="Closes">Ids of the clauses that it helps to meet.</param>
public sealed record ProposedFacility(Facility Facility, string Place, string Kind, IReadOnlyList<string> Closes)
{
    /// <summary>Id of the facility of today that houses it; null if it is a site of its own.</summary>
    public string? Host { get; init; }

    /// <summary>Whether any community can walk there within the longest walk that the plan asks.</summary>
    public bool IsWalkable { get; init; } = true;

    /// <summary>Which of the missed targets count it.</summary>
    internal IReadOnlySet<int> Targets { get; init; } = new HashSet<int>();
}

/// <summary>
/// What a clause costs: the proposed facilities that it counts, those of them that no other clause counts, and the objective if it were not
/// asked, or a supplied value showed it met (null if the time was up; no more than that where it could not be proven).
/// </summary>
internal sealed record ClauseCost(Clause Clause, int Facilities, int Alone, int? Without);

/// <summary>
/// A target and what becomes of it: the verdict today, the same reading judged again, and ids of the proposed facilities that it counts.
/// Out of reach: the most that facilities in every candidate place would bring, what it would take in the same units, and which units,
/// communities or areas no candidate place serves.
/// </summary>
internal sealed record PlannedTarget(
    Verdict Before, TargetStep Step, Verdict? After, IReadOnlyList<string> Facilities, double? Reachable, double? Asked,
    IReadOnlyList<string> InTheWay);

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
