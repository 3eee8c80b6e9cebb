namespace ServiceCircle.Studies;

/// <summary>Figures from outside: clause ids with their figures, or a table of them.</summary>
internal sealed record ValuesInput
{
    /// <summary>A table with columns clause, year, value, unit, source, note; null if the figures stand in the study itself.</summary>
    public string? File { get; init; }

    /// <summary>Clause id to its figure, in the clause's unit.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();
}
