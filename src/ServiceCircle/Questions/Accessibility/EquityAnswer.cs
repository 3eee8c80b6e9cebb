using ServiceCircle.Coverage.Equity;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>Measures of equity of one distribution; null where not asked or not defined.</summary>
/// <param name="Distribution">Access and people.</param>
internal sealed record EquityFigures(AccessDistribution Distribution)
{
    /// <summary>Gini index.</summary>
    public double? Gini { get; init; }

    /// <summary>Points of the Lorenz curve.</summary>
    public IReadOnlyList<LorenzPoint> Lorenz { get; init; } = [];

    /// <summary>Palma ratio.</summary>
    public double? PalmaRatio { get; init; }

    /// <summary>Theil's T.</summary>
    public double? Theil { get; init; }

    /// <summary>Theil's T taken apart into between and within groups.</summary>
    public TheilDecomposition? TheilGroups { get; init; }

    /// <summary>Concentration index, in the order of the places and with ties shared.</summary>
    public (ConcentrationIndices InOrder, ConcentrationIndices TiesShared)? Concentration { get; init; }

    /// <summary>Foster, Greer and Thorbecke's measures of access poverty.</summary>
    public AccessPoverty? Poverty { get; init; }
}

/// <summary>How equally access is spread.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Whole">Over all origins.</param>
/// <param name="ByPopulation">For each other group of people.</param>
/// <param name="ByUnit">For each administrative unit; null where none are given.</param>
internal sealed record EquityAnswer(
    EquityQuestion Question, EquityFigures Whole, IReadOnlyList<(string Name, EquityFigures Figures)> ByPopulation,
    IReadOnlyList<(string Unit, EquityFigures Figures)>? ByUnit)
{
    /// <summary>Measures.</summary>
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
        return new EquityAnswer(
            question,
            Figures(all),
            [.. question.Populations.Select(
                p => (p.Name, Figures(new AccessDistribution(access, [.. origins.Select(o => p.People[o.Index] ?? 0)], income))))],
            question.Units is null
                ? null : [.. all.SplitBy([.. origins.Select(o => question.Units[o.Index])])
                    .Select(part => (part.Label, Figures(part.Part, bounds)))]);
    }

    private static EquityFigures Measure(EquityQuestion question, AccessDistribution distribution, string?[]? groups, IncomeBounds? bounds)
    {
        bool IsAsked(string name) => question.Measures.Contains(name);
        return new EquityFigures(distribution)
        {
            Gini = IsAsked("gini") ? LorenzCurve.Gini(distribution) : null,
            Lorenz = IsAsked("lorenz") ? LorenzCurve.Of(distribution) : [],
            PalmaRatio = IsAsked("palma") ? Palma.Ratio(distribution, bounds) : null,
            Theil = IsAsked("theil") ? TheilT.Of(distribution) : null,
            TheilGroups = IsAsked("theil") && groups is not null ? TheilT.Decompose(distribution, groups) : null,
            Concentration = IsAsked("concentration")
                && ConcentrationIndex.Of(distribution) is { } inOrder && ConcentrationIndex.Of(distribution, shareTies: true) is { } shared
                    ? (inOrder, shared) : null,
            Poverty = IsAsked("fgt")
                ? FosterGreerThorbecke.Of(distribution, question.PovertyLine ?? throw new InvalidOperationException("fgt without a line"))
                : null,
        };
    }
}
