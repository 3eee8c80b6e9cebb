using System.Collections.Immutable;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>Which measures of equity to report, and what they need. All lists are by row of the costs.</summary>
/// <param name="Measures">Names out of <see cref="Names"/>.</param>
internal sealed record EquityQuestion(IReadOnlyList<string> Measures)
{
    /// <summary>The names understood, in the order of the documentation.</summary>
    public static ImmutableArray<string> Names { get; } = ["gini", "lorenz", "palma", "theil", "concentration", "fgt"];

    /// <summary>Income per head; null if not given.</summary>
    public IReadOnlyList<double?>? Income { get; init; }

    /// <summary>The line of <c>fgt</c>.</summary>
    public double? PovertyLine { get; init; }

    /// <summary>Groups between and within which <c>theil</c> is taken apart; null for none.</summary>
    public IReadOnlyList<string?>? Groups { get; init; }

    /// <summary>Administrative units, each of which gets figures of its own; null for none.</summary>
    public IReadOnlyList<string?>? Units { get; init; }

    /// <summary>Other groups of people, by name, for which the figures are repeated: 60 and older, under 3.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<double?> People)> Populations { get; init; } = [];
}
