namespace ServiceCircle.Plans.Clauses;

/// <summary>How a clause compares what is measured with its value.</summary>
public enum Operator
{
    /// <summary>No comparison: the clause states a direction without a number, or a principle.</summary>
    None,

    /// <summary>达到, 以上, 不少于.</summary>
    AtLeast,

    /// <summary>大于.</summary>
    MoreThan,

    /// <summary>以下, 不超过.</summary>
    AtMost,

    /// <summary>少于.</summary>
    LessThan,

    /// <summary>Exactly.</summary>
    Equal,

    /// <summary>Every one of a set.</summary>
    AllOf,

    /// <summary>More than the baseline that the study supplies.</summary>
    Increase,

    /// <summary>Less than the baseline that the study supplies.</summary>
    Decrease,
}

/// <summary>How binding the wording is.</summary>
public enum Strength
{
    /// <summary>Stated as a result (达到, 建成).</summary>
    Firm,

    /// <summary>Aimed at (力争): missing it is no breach.</summary>
    Strive,

    /// <summary>Step by step (逐步): what counts is the direction.</summary>
    Gradual,

    /// <summary>No number, but the wording (所有, 全, 同步) means all.</summary>
    Implied,

    /// <summary>A direction or a principle.</summary>
    Qualitative,

    /// <summary>A rule for sites or costs; nothing to reach.</summary>
    Permission,
}

/// <summary>What the plan's table of targets calls an indicator: binding (约束性) or expected (预期性).</summary>
internal enum Binding
{
    Unstated,
    Binding,
    Expected,
}

/// <summary>
/// Where a clause applies: town and country, urban communities, villages, new and rebuilt areas, the main urban district (主城区, 中心城区).
/// </summary>
internal enum ClauseScope
{
    All,
    Urban,
    Rural,
    NewBuilt,
    MainUrban,
}

/// <summary>
/// One class of a set: several categories, any of which will do; none if we know none, so that nothing can be measured. The plan's own word
/// is empty where a clause has one class only; core classes are of the set that several plans share.
/// </summary>
internal sealed record ServiceClass(string Zh, string En, IReadOnlyList<string> Categories, bool IsCore = false)
{
    /// <summary>Whether facilities that are not public (private clinics, commercial gyms) count too.</summary>
    public bool CountsAll { get; init; }

    /// <summary>Equal for classes that the same facilities offer.</summary>
    internal string Key => string.Join('|', Categories) + (CountsAll ? "+" : "");
}

/// <summary>One rung of a ladder: so much in every unit of a level that is in scope.</summary>
internal sealed record Tier(string Level, ClauseScope Scope, ServiceClass Class);

/// <summary>
/// What a new area must have: one facility of each class; perhaps inclusive ones, the floor area that a standard asks per 100 households,
/// all open on the day of delivery.
/// </summary>
internal sealed record NewAreaRequirement(
    IReadOnlyList<ServiceClass> Classes, bool MustBeInclusive, bool FloorAreaStandard, bool OpenAtDelivery);

/// <summary>
/// One clause of a plan: the sentence, and what of it can be measured. Which members matter depends on the
/// <see cref="Indicator"/>; <see cref="Indicators.IndicatorTable"/> lists them.
/// </summary>
public sealed record Clause
{
    /// <summary>Unique over all plans.</summary>
    public required string Id { get; init; }

    /// <summary>The plan's id.</summary>
    public required string Plan { get; init; }

    /// <summary>Number of the clause in the plan ("二(二)4").</summary>
    public required string Number { get; init; }

    /// <summary>The plan's own words.</summary>
    public required string Quote { get; init; }

    /// <summary>What it says, in English.</summary>
    public required string Meaning { get; init; }

    /// <summary>Theme for sorting: "eldercare".</summary>
    public required string Theme { get; init; }

    /// <summary>Kind of indicator, a row of <see cref="Indicators.IndicatorTable"/>.</summary>
    public required string Indicator { get; init; }

    /// <summary>Where it applies.</summary>
    internal ClauseScope Scope { get; init; }

    /// <summary>Level of the units that are counted.</summary>
    public string? Level { get; init; }

    /// <summary>What a gap is measured between: "type" (urban, rural) or a level.</summary>
    public string? Between { get; init; }

    /// <summary>The level that a study must cover whole for a count to mean anything: "city".</summary>
    public string? Covers { get; init; }

    /// <summary>What is asked; one class unless the clause lists a set.</summary>
    internal IReadOnlyList<ServiceClass> Classes { get; init; } = [];

    /// <summary>True: the classes are the services that the study asks.</summary>
    public bool AsksStudyServices { get; init; }

    /// <summary>The rungs of a ladder.</summary>
    internal IReadOnlyList<Tier> Tiers { get; init; } = [];

    /// <summary>Attributes that a facility must have, with their least value (yes is 1).</summary>
    public IReadOnlyDictionary<string, double> Where { get; init; } = new Dictionary<string, double>();

    /// <summary>What new areas must have.</summary>
    internal NewAreaRequirement? Requires { get; init; }

    /// <summary>What is added up: "capacity" or an attribute such as "physicians".</summary>
    public string? Of { get; init; }

    /// <summary>Which part of it: "inclusive" or an attribute such as "nursing_beds".</summary>
    public string? Part { get; init; }

    /// <summary>Whose access or number: one of <see cref="Places.People.Groups"/>.</summary>
    public string People { get; init; } = "population";

    /// <summary>Minutes in the clause itself; null if it states none.</summary>
    public double? Minutes { get; init; }

    /// <summary>Metres in the clause itself, walked at the walker's level speed; null if it states none.</summary>
    public double? Metres { get; init; }

    /// <summary>Share of a unit's residents that must be in reach for the unit to count; null: the study's threshold.</summary>
    public double? Threshold { get; init; }

    /// <summary>Only the communities of this subset of the study ("old_estate", "pilot"), and what stands in them; null: all.</summary>
    public string? Subset { get; init; }

    /// <summary>How people may come: "foot", "bicycle"; being in reach by any will do. Empty: on foot.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>Whether the plan calls it binding (约束性) or expected (预期性).</summary>
    internal Binding Binding { get; init; }

    /// <summary>Earlier years and their values, the earliest first; empty if the plan states none.</summary>
    public IReadOnlyList<(int Year, double Value)> Interim { get; init; } = [];

    /// <summary>
    /// The value that is due on a day: until the end of the clause's own year the latest of <see cref="Interim"/>, where the year of one is
    /// over by then.
    /// </summary>
    public double? TargetOn(DateOnly day) => InterimOn(day)?.Value ?? Value;

    /// <summary>The earlier value that is due on a day; null if none is, or the clause's own is.</summary>
    public (int Year, double Value)? InterimOn(DateOnly day) =>
        !IsDue(Year, day) && Interim.LastOrDefault(i => IsDue(i.Year, day)) is { Year: > 0 } due ? due : null;

    /// <summary>Whether what is to be reached in a year is due on a day: on the year's last day, and after it.</summary>
    public static bool IsDue(int year, DateOnly day) => day.Year > year || day == new DateOnly(day.Year, 12, 31) && day.Year == year;

    /// <summary>The service comes to the home: only a stated service area counts.</summary>
    public bool ServedOnly { get; init; }

    /// <summary>Floor area is measured per 100 households rather than per facility.</summary>
    public bool Per100Households { get; init; }

    /// <summary>First day from which additions count; null if the text leaves it open.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The comparison.</summary>
    public Operator Operator { get; init; }

    /// <summary>The value, in <see cref="Unit"/>; null where the text states none or it is doubtful.</summary>
    public double? Value { get; init; }

    /// <summary>Unit of the value, as people read it; empty if the clause states none.</summary>
    public string Unit => Measure?.Text ?? "";

    /// <summary>Unit of the value; null if the clause states none.</summary>
    internal ClauseUnit? Measure { get; init; }

    /// <summary>
    /// What a part divided by its whole is multiplied with to be a figure in the clause's unit: 100 for %, 10000 for "per 10,000 people".
    /// Without a unit it is what the indicator is customarily stated in.
    /// </summary>
    public decimal Factor => StatedIn?.Factor ?? 1;

    /// <summary>The unit that it is stated in: its own, else the customary one of its indicator; null if there is none.</summary>
    internal ClauseUnit? StatedIn => Measure ?? IndicatorUnits.Customary(Indicator, Of);

    /// <summary><see cref="Value"/> as the decimal that it was written as.</summary>
    internal decimal? Asked => Value is { } value ? Quantity.Exact(value) : null;

    /// <summary>The year by which.</summary>
    public int Year { get; init; }

    /// <summary>Whether the clause itself states the year; otherwise it is the plan's.</summary>
    public bool YearIsInText { get; init; }

    /// <summary>How binding.</summary>
    public Strength Strength { get; init; }

    /// <summary>Numerator in words.</summary>
    public string Numerator { get; init; } = "";

    /// <summary>Denominator in words.</summary>
    public string Denominator { get; init; } = "";

    /// <summary>Rules that may supply the radius, strictest first.</summary>
    public IReadOnlyList<string> Standards { get; init; } = [];

    /// <summary>Inputs that measuring takes, in the words of study.json.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Why the value is left out or to be checked; null if there is no doubt.</summary>
    public string? Doubt { get; init; }

    /// <summary>How it is measured, in a sentence.</summary>
    public string How { get; init; } = "";

    /// <summary>Remarks; null if none.</summary>
    public string? Note { get; init; }

    /// <summary>Where the words were read, where the plan's own text is not at hand; empty if it is.</summary>
    public string Source { get; init; } = "";

    /// <summary>How well they are known; null where the plan's own text is at hand.</summary>
    internal Confidence? Confidence { get; init; }
}

/// <summary>A plan: a document and its clauses.</summary>
/// <param name="Id">Its id ("hebei").</param>
/// <param name="Title">Title.</param>
/// <param name="Document">Document number.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Level">Level of the issuer.</param>
/// <param name="Adopted">When; as far as known.</param>
/// <param name="Year">The plan's horizon.</param>
/// <param name="TextCondition">How complete and clean the text is that was read.</param>
/// <param name="TextFile">The text that quotes are checked against; empty if none.</param>
/// <param name="Clauses">In the order of the file.</param>
/// <param name="Source">The file.</param>
public sealed record Plan(
    string Id, string Title, string Document, string Issuer, string Level, string Adopted, int Year, string TextCondition,
    string TextFile, IReadOnlyList<Clause> Clauses, string Source);
