using ServiceCircle.Plans.Clauses;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Standards;

/// <summary>Where a limit comes from.</summary>
internal enum LimitSource
{
    /// <summary>A standard's metres at the walker's speed.</summary>
    Radius,

    /// <summary>A standard's own minutes.</summary>
    StandardMinutes,

    /// <summary>Minutes in the plan's clause.</summary>
    Clause,

    /// <summary>Minutes that the study asks for the same category.</summary>
    Study,

    /// <summary>The study's "default_minutes".</summary>
    StudyDefault,
}

/// <summary>The longest walk that counts, and why.</summary>
/// <param name="Time">The walk, inclusive.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Rule">The rule, if a standard supplied it.</param>
internal sealed record WalkLimit(WalkTime Time, LimitSource Source, StandardRule? Rule);

/// <summary>A walking speed from the literature or derived from standards.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Who">Who walks so.</param>
/// <param name="MetresPerSecond">From and to; null for functions of slope.</param>
/// <param name="Confidence">How well it is known.</param>
/// <param name="Source">Where it was read; empty if derived.</param>
/// <param name="Note">Remarks.</param>
internal sealed record WalkingSpeed(
    string Id, string Who, (double? Low, double? High)? MetresPerSecond, Confidence Confidence, string Source, string Note)
{
    /// <summary>More on the confidence ("abstract only"); empty if nothing.</summary>
    public string ConfidenceNote { get; init; } = "";
}
