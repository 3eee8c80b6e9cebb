using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Equity;

namespace ServiceCircle.Output;

/// <summary>Which measures of equity to report, and what they need. All lists are by row of the costs.</summary>
/// <param name="Measures">Names out of <see cref="Names"/>.</param>
public sealed record EquityQuestion(IReadOnlyList<string> Measures)
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

    internal JsonObject Answer(IReadOnlyList<AccessOrigin> origins, IReadOnlyList<double?> access, IReadOnlyList<double> people)
    {
        double?[]? income = Income is null ? null : [.. origins.Select(o => Income[o.Index])];
        string?[]? groups = Groups is null ? null : [.. origins.Select(o => Groups[o.Index])];
        var all = new AccessDistribution(access, people, income);
        JsonObject json = Figures(all, groups, null);
        if (Populations.Count > 0)
        {
            var more = new JsonObject();
            foreach ((string name, IReadOnlyList<double?> numbers) in Populations)
                more[name] = WithPeople(new AccessDistribution(access, [.. origins.Select(o => numbers[o.Index] ?? 0)], income), groups, null);
            json["by_population"] = more;
        }
        if (Units is not null)
        {
            // A unit is judged by the whole area's incomes: its own richest tenth may be poor.
            IncomeBounds? bounds = Palma.Bounds(all);
            json["by_unit"] = new JsonArray([.. all.SplitBy([.. origins.Select(o => Units[o.Index])]).Select(part =>
            {
                JsonObject figures = WithPeople(part.Part, groups, bounds);
                figures.Insert(0, "unit", part.Label);
                return (JsonNode)figures;
            })]);
        }
        return json;
    }

    private JsonObject WithPeople(AccessDistribution distribution, string?[]? groups, IncomeBounds? bounds)
    {
        JsonObject figures = Figures(distribution, groups, bounds);
        figures.Insert(0, "people_counted", distribution.People);
        figures.Insert(1, "people_not_counted", distribution.PeopleNotCounted);
        figures.Insert(2, "mean_per_person", distribution.Mean);
        return figures;
    }

    private JsonObject Figures(AccessDistribution distribution, string?[]? groups, IncomeBounds? bounds)
    {
        var json = new JsonObject();
        foreach (string name in Names.Where(Measures.Contains))
        {
            switch (name)
            {
                case "gini": json["gini_index"] = LorenzCurve.Gini(distribution); break;
                case "lorenz": json["lorenz"] = Lorenz(distribution); break;
                case "palma": json["palma_ratio"] = Palma.Ratio(distribution, bounds); break;
                case "theil": Theil(json, distribution, groups); break;
                case "concentration": json["concentration_index"] = Concentration(distribution); break;
                default: json["fgt"] = Poverty(distribution); break;
            }
        }
        return json;
    }

    private static JsonArray Lorenz(AccessDistribution distribution) =>
        new([.. LorenzCurve.Of(distribution).Select(p => (JsonNode)new JsonArray(p.PeopleShare, p.AccessShare))]);

    private static void Theil(JsonObject json, AccessDistribution distribution, string?[]? groups)
    {
        json["theil_t"] = TheilT.Of(distribution);
        if (groups is null || TheilT.Decompose(distribution, groups) is not { } parts) return;
        json["theil_t_groups"] = new JsonObject
        {
            ["between_group"] = parts.Between,
            ["within_group"] = parts.Within,
            ["total"] = parts.Total,
            ["groups"] = new JsonArray([.. parts.Groups.Select(g => (JsonNode)new JsonObject
            {
                ["group"] = g.Group, ["people"] = g.People, ["mean_per_person"] = g.Mean, ["between"] = g.Between, ["within"] = g.Within,
            })]),
        };
    }

    private static JsonObject? Concentration(AccessDistribution distribution)
    {
        if (ConcentrationIndex.Of(distribution) is not { } inOrder || ConcentrationIndex.Of(distribution, shareTies: true) is not { } shared) return null;
        return new JsonObject
        {
            ["standard"] = inOrder.Standard,
            ["corrected"] = inOrder.Corrected,
            ["standard_ties_shared"] = shared.Standard,
            ["corrected_ties_shared"] = shared.Corrected,
        };
    }

    private JsonObject? Poverty(AccessDistribution distribution)
    {
        if (FosterGreerThorbecke.Of(distribution, PovertyLine ?? throw new InvalidOperationException("fgt without a line")) is not { } poverty) return null;
        return new JsonObject
        {
            ["poverty_line"] = PovertyLine,
            ["fgt0"] = poverty.Fgt0,
            ["fgt1"] = poverty.Fgt1,
            ["fgt2"] = poverty.Fgt2,
            ["people_below"] = poverty.PeopleBelow,
        };
    }
}
