using System.Collections.Immutable;
using ServiceCircle.Coverage.Equity;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>Which measures of equity (some of <see cref="Names"/>) to report, and what they need; lists are by row of the costs.</summary>
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

/// <summary>Measures of equity of one distribution of access over people; null where not asked or not defined.</summary>
internal sealed record EquityFigures(AccessDistribution Distribution)
{
    public double? Gini { get; init; }
    public IReadOnlyList<LorenzPoint> Lorenz { get; init; } = [];
    public double? PalmaRatio { get; init; }
    public double? Theil { get; init; }
    public TheilDecomposition? TheilGroups { get; init; }

    /// <summary>Concentration index, in the order of the places and with ties shared.</summary>
    public (ConcentrationIndices InOrder, ConcentrationIndices TiesShared)? Concentration { get; init; }

    /// <summary>Foster, Greer and Thorbecke's measures of access poverty.</summary>
    public AccessPoverty? Poverty { get; init; }
}

/// <summary>How equally access is spread: over all origins, for each other group of people, and for each unit; null without.</summary>
internal sealed record EquityAnswer(
    EquityQuestion Question, EquityFigures Whole, IReadOnlyList<(string Name, EquityFigures Figures)> ByPopulation,
    IReadOnlyList<(string Unit, EquityFigures Figures)>? ByUnit)
{
    internal static EquityAnswer Measure(
        EquityQuestion question, IReadOnlyList<AccessOrigin> origins, IReadOnlyList<double?> access, IReadOnlyList<double> people)
    {
        double?[]? income = question.Income is null ? null : [.. origins.Select(o => question.Income[o.Index])];
        string?[]? groups = question.Groups is null ? null : [.. origins.Select(o => question.Groups[o.Index])];
        EquityFigures Figures(AccessDistribution distribution, IncomeBounds? bounds = null) =>
            Measure(question, distribution, groups, bounds);
        var all = new AccessDistribution(access, people, income);
        // A unit is judged by the whole area's incomes: its own richest tenth may be poor.
        IncomeBounds? bounds = question.Units is null ? null : Palma.Bounds(all);
        EquityFigures Of(IReadOnlyList<double?> group) =>
            Figures(new AccessDistribution(access, [.. origins.Select(o => group[o.Index] ?? 0)], income));
        string?[]? units = question.Units is null ? null : [.. origins.Select(o => question.Units[o.Index])];
        return new EquityAnswer(
            question, Figures(all), [.. question.Populations.Select(p => (p.Name, Of(p.People)))],
            units is null ? null : [.. all.SplitBy(units).Select(part => (part.Label, Figures(part.Part, bounds)))]);
    }

    private static EquityFigures Measure(EquityQuestion question, AccessDistribution distribution, string?[]? groups, IncomeBounds? bounds)
    {
        bool IsAsked(string name) => question.Measures.Contains(name);
        return new EquityFigures(distribution)
        {
            Gini = IsAsked("gini") ? LorenzCurve.Gini(distribution) : null,
            Lorenz = IsAsked("lorenz") ? LorenzCurve.Compute(distribution) : [],
            PalmaRatio = IsAsked("palma") ? Palma.Ratio(distribution, bounds) : null,
            Theil = IsAsked("theil") ? TheilT.Compute(distribution) : null,
            TheilGroups = IsAsked("theil") && groups is not null ? TheilT.Decompose(distribution, groups) : null,
            Concentration = IsAsked("concentration")
                && ConcentrationIndex.Compute(distribution) is { } inOrder && ConcentrationIndex.Compute(distribution, shareTies: true) is { } shared
                    ? (inOrder, shared) : null,
            Poverty = IsAsked("fgt")
                ? FosterGreerThorbecke.Compute(distribution, question.PovertyLine ?? throw new InvalidOperationException("fgt without a line"))
                : null,
        };
    }
}
