namespace ServiceCircle.Plans.Facts;

/// <summary>A figure that a study gives for a clause, instead of one that is measured.</summary>
/// <param name="Value">The figure, in the clause's unit.</param>
/// <param name="Year">The year that it is of; null if not said.</param>
internal sealed record SuppliedValue(double Value, int? Year = null)
{
    /// <summary>Where it comes from; empty if not said.</summary>
    public string Source { get; init; } = "";

    /// <summary>A remark; empty if none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Unit of the figure where the clause has none; null otherwise.</summary>
    public string? Unit { get; init; }

    /// <summary>The latest figure that is not later than a day; those without a year come first and are never later.</summary>
    /// <param name="figures">The figures of one clause.</param>
    /// <param name="asOf">The day; null takes the latest of all.</param>
    public static SuppliedValue? Latest(IEnumerable<SuppliedValue> figures, DateOnly? asOf) =>
        figures.Where(f => f.Year is not { } year || asOf is not { } day || year <= day.Year).OrderBy(f => f.Year ?? int.MinValue)
        .LastOrDefault();
}
