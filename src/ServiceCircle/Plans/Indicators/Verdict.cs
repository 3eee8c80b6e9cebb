using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>What a figure rests on.</summary>
public enum Basis
{
    /// <summary>Walks on the network.</summary>
    Network,

    /// <summary>Attributes of facilities, communities and units.</summary>
    Attributes,

    /// <summary>A value that the study supplies.</summary>
    Supplied,

    /// <summary>Nothing: an input is missing, or there is nothing to measure.</summary>
    NotMeasurable,
}

/// <summary>How "coverage" is read. Plans do not say; departments count the first, residents feel the second.</summary>
public enum Reading
{
    /// <summary>A facility is in the unit or formally serves it.</summary>
    FacilityInUnit,

    /// <summary>A stated share of the unit's residents can walk to one.</summary>
    ResidentsInReach,

    /// <summary>Whole circles are counted by community.</summary>
    CommunitiesInReach,

    /// <summary>One sum over the study.</summary>
    Total,

    /// <summary>A value from outside.</summary>
    Supplied,

    /// <summary>Nothing is measured.</summary>
    None,
}

/// <summary>
/// How a share changes with the threshold of a unit's residents who must be in reach: units that then count, and whether the clause is then
/// met.
/// </summary>
internal readonly record struct Sensitivity(double Threshold, double Numerator, bool? Met);

/// <summary>The same measure within one unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Measured">Measured there; null if it cannot be.</param>
/// <param name="Numerator">Numerator there.</param>
/// <param name="Denominator">Denominator there.</param>
/// <param name="Met">Whether the clause would be met there.</param>
public sealed record UnitFigure(AdministrativeUnit Unit, double? Measured, double? Numerator, double? Denominator, bool? Met);

/// <summary>One reading of one clause, judged.</summary>
public sealed record Verdict
{
    /// <summary>The clause.</summary>
    public required Clause Clause { get; init; }

    /// <summary>How it is read.</summary>
    public required Reading Reading { get; init; }

    internal Tier? Tier { get; init; }

    /// <summary>What was measured, in the clause's unit; null if it could not be.</summary>
    public double? Measured { get; init; }

    /// <summary>The least that it may be, whatever is not known; null if it has no bounds.</summary>
    public double? Low { get; init; }

    /// <summary>The most that it may be; null if nothing bounds it, or if it has no bounds.</summary>
    public double? High { get; init; }

    /// <summary>Unit of <see cref="Measured"/> where it is not the clause's own: "%" of the people in a circle; null otherwise.</summary>
    public string? MeasuredUnit { get; init; }

    /// <summary>Grade of a circle ("A" to "D") by the share of services that people reach; null if the clause is about none.</summary>
    public string? Grade { get; init; }

    /// <summary>
    /// Minutes within which the threshold share of the people surely have everything; null if unknown, or if the clause is about no circle.
    /// </summary>
    public double? Minutes { get; init; }

    /// <summary>Numerator of the measure; null if it has none.</summary>
    public double? Numerator { get; init; }

    /// <summary>Denominator of the measure; null if it has none.</summary>
    public double? Denominator { get; init; }

    /// <summary>Met, not met, or unknown.</summary>
    public bool? Met { get; init; }

    /// <summary>What is missing until it is met, in <see cref="ShortfallUnit"/>; zero when met, null when unknown.</summary>
    public double? Shortfall { get; init; }

    /// <summary>"communities", "villages", "townships", "counties", "people", "places", "m2", "facilities", "circles" ...</summary>
    public string ShortfallUnit { get; init; } = "";

    /// <summary>What the figure rests on.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Inputs that are missing, as keys of study.json; empty if none.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The walk that counted, the longest of several; null if none.</summary>
    internal WalkLimit? Limit { get; init; }

    /// <summary>Remarks.</summary>
    public IReadOnlyList<Notice> Remarks { get; init; } = [];

    /// <summary>Units that lack something, those with most people first.</summary>
    public IReadOnlyList<AdministrativeUnit> Lacking { get; init; } = [];

    /// <summary>Other thresholds; empty where there is none.</summary>
    internal IReadOnlyList<Sensitivity> Sensitivities { get; init; } = [];

    /// <summary>The same per unit of the levels above; empty where that means nothing.</summary>
    public IReadOnlyList<UnitFigure> ByUnit { get; init; } = [];

    /// <summary>Whether the study's day is before the end of the target's year, so that missing it is no failure yet.</summary>
    public bool IsNotDue { get; init; }

    /// <summary>Whether this reading decides on the clause; the others stand beside it.</summary>
    public bool IsDeciding { get; init; }

    /// <summary>
    /// The same reading judged by the earlier value that is due on the study's day; null if the plan states none that is.
    /// </summary>
    public Verdict? ByInterim { get; init; }

    /// <summary>What came of it.</summary>
    public Outcome Outcome => Clause.Indicator is "rule" or "principle" && Reading != Reading.Supplied ? Outcome.Rule
        : Met is { } met ? met ? Outcome.Met : IsNotDue ? Outcome.NotDue : Outcome.NotMet
        : Measured is not null && (Needs.Count == 0 || Clause is { Value: null, Operator: Operator.None }) ? Outcome.NoTarget
        : Outcome.NotMeasurable;
}

/// <summary>What came of a clause.</summary>
public enum Outcome
{
    /// <summary>Met.</summary>
    Met,

    /// <summary>Not met, or not yet.</summary>
    NotMet,

    /// <summary>Not met, and not due by the study's day.</summary>
    NotDue,

    /// <summary>Measured, but the plan states no number to compare with.</summary>
    NoTarget,

    /// <summary>A named input is missing.</summary>
    NotMeasurable,

    /// <summary>A rule or a principle: nothing to reach.</summary>
    Rule,
}
