using ServiceCircle.Plans.Clauses;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Standards;

/// <summary>
/// Where a limit comes from: a standard's metres at the walker's speed, a standard's own minutes, the plan's clause, the minutes that the
/// study asks for the same category, its "default_minutes".
/// </summary>
internal enum LimitSource
{
    Radius,
    StandardMinutes,
    Clause,
    Study,
    StudyDefault,
}

/// <summary>The longest walk that counts, inclusive, and why; with the rule, if a standard supplied it.</summary>
internal sealed record WalkLimit(WalkTime Time, LimitSource Source, StandardRule? Rule);

/// <summary>A walking speed from the literature, or derived from standards without a source; functions of slope have none.</summary>
internal sealed record WalkingSpeed(
    string Id, string Who, (double? Low, double? High)? MetresPerSecond, Confidence Confidence, string Source, string Note)
{
    /// <summary>More on the confidence ("abstract only"); empty if nothing.</summary>
    public string ConfidenceNote { get; init; } = "";
}
