using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>What a study says beside its data, for judging by plans.</summary>
internal sealed record PlanSettings
{
    /// <summary>Share of a unit's people that must be in reach for the unit to count, above 0, at most 1.</summary>
    public double CoverageThreshold { get; init; } = 0.5;

    /// <summary>
    /// Share of the people of a circle, or of all, who must have everything in reach for a circle clause; null: such clauses are measured
    /// and not judged.
    /// </summary>
    public double? CircleThreshold { get; init; }

    /// <summary>The share of a unit's people that must be in reach for a clause: its own, else the study's.</summary>
    internal double ThresholdOf(Clause clause) => clause.Threshold ?? CoverageThreshold;

    /// <summary>
    /// The share of a circle's people that must have everything in reach: the clause's own, else the study's; null if neither states one.
    /// </summary>
    internal double? CircleThresholdOf(Clause clause) => clause.Threshold ?? CircleThreshold;

    /// <summary>Subsets of the communities that clauses may speak of, by their word.</summary>
    public IReadOnlyDictionary<string, Subset> Subsets { get; init; } = new Dictionary<string, Subset>();

    /// <summary>New residential areas; empty if the study names none.</summary>
    public IReadOnlyList<NewArea> NewAreas { get; init; } = [];

    /// <summary>The circles that a number of circles counts; null if the study names none.</summary>
    public Circles? Circles { get; init; }

    /// <summary>Clause id to the figures that come from elsewhere, for one year or several.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SuppliedValue>> Values { get; init; } =
        new Dictionary<string, IReadOnlyList<SuppliedValue>>();

    /// <summary>The figure from elsewhere that counts for a clause as of <see cref="AsOf"/>; null if there is none.</summary>
    public SuppliedValue? ValueOf(string clause) =>
        Values.TryGetValue(clause, out IReadOnlyList<SuppliedValue>? figures) ? SuppliedValue.Latest(figures, AsOf) : null;

    /// <summary>Clause id to the earlier value that an increase or decrease is counted from.</summary>
    public IReadOnlyDictionary<string, double> Baselines { get; init; } = new Dictionary<string, double>();

    /// <summary>Clause id to the first day from which additions count, where the plan leaves it open.</summary>
    public IReadOnlyDictionary<string, DateOnly> Since { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>Ids of rules and of files of standards that the study names.</summary>
    public IReadOnlyList<string> Standards { get; init; } = [];

    /// <summary>Minutes for categories that neither a clause, nor a standard, nor the study's services limit; null if not given.</summary>
    public double? DefaultMinutes { get; init; }

    /// <summary>The widest level that the study covers whole; null if not given.</summary>
    public string? Covers { get; init; }

    /// <summary>Ids or names of the units that make up the main urban district; empty if not given.</summary>
    public IReadOnlyList<string> MainUrban { get; init; } = [];

    /// <summary>
    /// Categories that a table of the planner's own speaks for; empty if all facilities come from OpenStreetMap, null if a table
    /// may hold any. Only of these does "none in the data" mean that there is none.
    /// </summary>
    public IReadOnlyList<string>? KnownCategories { get; init; }

    /// <summary>The day as of which facilities count; null counts all.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether a new area is delivered by the study's day. One without a day is, unless others have one.</summary>
    internal Answer IsDelivered(NewArea area) => (AsOf, area.DeliveredOn) switch
    {
        (null, _) => Answer.Yes,
        ({ } day, { } delivered) => Answers.Of(delivered.IsBy(day)),
        _ => NewAreas.Any(a => a.DeliveredOn is not null) ? Answer.Unknown : Answer.Yes,
    };
}
