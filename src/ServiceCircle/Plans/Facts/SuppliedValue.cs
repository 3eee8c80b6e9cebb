namespace ServiceCircle.Plans.Facts;

/// <summary>
/// A figure that a study gives for a clause, in its unit, instead of one that is measured; and the year that it is of, null if not said.
/// </summary>
internal sealed record SuppliedValue(double Value, int? Year = null)
{
    /// <summary>Where it comes from; empty if not said.</summary>
    public string Source { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>Unit of the figure where the clause has none; null otherwise.</summary>
    public string? Unit { get; init; }

    /// <summary>
    /// The latest figure that is not later than a day (null: the latest of all); those without a year come first and are never later.
    /// </summary>
    public static SuppliedValue? Latest(IEnumerable<SuppliedValue> figures, DateOnly? asOf) =>
        figures.Where(f => f.Year is not { } year || asOf is not { } day || year <= day.Year).OrderBy(f => f.Year ?? int.MinValue)
        .LastOrDefault();
}
