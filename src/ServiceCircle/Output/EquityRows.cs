using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Questions.Accessibility;

namespace ServiceCircle.Output;

/// <summary>Measures of equity as the summary of <c>access</c> gives them.</summary>
internal static class EquityRows
{
    public static JsonObject Write(EquityAnswer answer)
    {
        JsonObject json = Figures(answer.Whole, answer.Question);
        if (answer.ByPopulation.Count > 0)
        {
            var more = new JsonObject();
            foreach ((string name, EquityFigures figures) in answer.ByPopulation) more[name] = WithPeople(figures, answer.Question);
            json["by_population"] = more;
        }
        if (answer.ByUnit is { } units)
        {
            json["by_unit"] = new JsonArray([.. units.Select(unit =>
            {
                JsonObject figures = WithPeople(unit.Figures, answer.Question);
                figures.Insert(0, "unit", unit.Unit);
                return (JsonNode)figures;
            })]);
        }
        return json;
    }

    private static JsonObject WithPeople(EquityFigures of, EquityQuestion question)
    {
        JsonObject figures = Figures(of, question);
        figures.Insert(0, "people_counted", of.Distribution.People);
        figures.Insert(1, "people_not_counted", of.Distribution.PeopleNotCounted);
        figures.Insert(2, "mean_per_person", of.Distribution.Mean);
        return figures;
    }

    private static JsonObject Figures(EquityFigures of, EquityQuestion question)
    {
        var json = new JsonObject();
        foreach (string name in EquityQuestion.Names.Where(question.Measures.Contains))
        {
            switch (name)
            {
                case "gini": json["gini_index"] = of.Gini; break;
                case "lorenz": json["lorenz"] = Lorenz(of.Lorenz); break;
                case "palma": json["palma_ratio"] = of.PalmaRatio; break;
                case "theil": Theil(json, of); break;
                case "concentration": json["concentration_index"] = Concentration(of.Concentration); break;
                default: json["fgt"] = of.Poverty is { } poverty ? Poverty(poverty, question.PovertyLine) : null; break;
            }
        }
        return json;
    }

    private static JsonArray Lorenz(IEnumerable<LorenzPoint> points) =>
        new([.. points.Select(p => (JsonNode)new JsonArray(p.PeopleShare, p.AccessShare))]);

    private static void Theil(JsonObject json, EquityFigures of)
    {
        json["theil_t"] = of.Theil;
        if (of.TheilGroups is not { } parts) return;
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

    private static JsonObject? Concentration((ConcentrationIndices InOrder, ConcentrationIndices TiesShared)? both) =>
        both is not var (inOrder, shared) ? null : new()
        {
            ["standard"] = inOrder.Standard,
            ["corrected"] = inOrder.Corrected,
            ["standard_ties_shared"] = shared.Standard,
            ["corrected_ties_shared"] = shared.Corrected,
        };

    private static JsonObject Poverty(AccessPoverty poverty, double? line) => new()
    {
        ["poverty_line"] = line,
        ["fgt0"] = poverty.Fgt0,
        ["fgt1"] = poverty.Fgt1,
        ["fgt2"] = poverty.Fgt2,
        ["people_below"] = poverty.PeopleBelow,
    };
}
