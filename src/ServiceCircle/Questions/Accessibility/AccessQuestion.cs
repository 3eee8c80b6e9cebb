using ServiceCircle.Coverage.Access;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>Access by one measure: who reaches how much, and how equally it is spread.</summary>
internal sealed record AccessQuestion(AccessMeasure Measure)
{
    /// <summary>What is reached: a column of the places, or on a study "count" or "capacity"; null for the count.</summary>
    public string? Opportunities { get; init; }

    /// <summary>Who claims it: a column, or on a study one of <see cref="Places.People.Groups"/>; null for the population.</summary>
    public string? Demand { get; init; }

    /// <summary>Costs up to this count; null for none.</summary>
    public double? Cutoff { get; init; }

    /// <summary>Decay function, as <see cref="DecayText"/> reads it; null for none.</summary>
    public string? Decay { get; init; }

    /// <summary>Cutoffs over which the measure is summarised; null for one.</summary>
    public (double From, double To, double Step)? Interval { get; init; }

    /// <summary>Whether an interval is summarised by the median instead of the mean.</summary>
    public bool IsMedian { get; init; }

    /// <summary>How many opportunities must be reached; null for one.</summary>
    public double? N { get; init; }

    /// <summary>Exponent of the demand; null for 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Whose access is summed up, the first as the main figures; empty for the demand.</summary>
    public IReadOnlyList<string> Populations { get; init; } = [];

    /// <summary>Measures of equity, of <see cref="EquityQuestion.Names"/>; null for none.</summary>
    public IReadOnlyList<string>? Equity { get; init; }

    /// <summary>The line of "fgt".</summary>
    public double? PovertyLine { get; init; }

    /// <summary>Column of incomes; null for none.</summary>
    public string? Income { get; init; }

    /// <summary>Column of groups, or on a study "unit" or "type"; null for none.</summary>
    public string? Groups { get; init; }

    /// <summary>Column of units; null for none.</summary>
    public string? Units { get; init; }

    internal string DemandName => Demand ?? "population";

    /// <summary>Unknown people and unknown supply count as none; the summary says how many were unknown.</summary>
    internal AccessInputs InputsFrom(CostTable costs, IReadOnlyList<double?> people, IReadOnlyList<double?> supply) =>
        new(costs, [.. people.Select(p => p ?? 0)], [.. supply.Select(s => s ?? 0)])
        {
            Cutoff = Cutoff,
            Decay = Decay is { } decay ? DecayText.Parse(decay) : null,
            N = N ?? 1,
            Alpha = Alpha ?? 1,
            Interval = Interval,
            IsMedian = IsMedian,
        };

    internal EquityQuestion? EquityQuestion => Equity is { } measures ? new EquityQuestion(measures) { PovertyLine = PovertyLine } : null;
}
