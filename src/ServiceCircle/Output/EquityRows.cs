using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Accessibility;

namespace ServiceCircle.Output;

/// <summary>Measures of equity as the summary of <c>access</c> gives them.</summary>
internal static class EquityRows
{
    public static JsonObject ToJson(EquityAnswer answer)
    {
        JsonObject json = Figures([], answer.Whole, answer.Question);
        if (answer.ByPopulation.Count > 0)
            json["by_population"] = answer.ByPopulation.ToJson(p => p.Name, p => WithPeople([], p.Figures, answer.Question));
        if (answer.ByUnit is { } units)
            json["by_unit"] = units.ToJson(u => WithPeople(new JsonObject { ["unit"] = u.Unit }, u.Figures, answer.Question));
        return json;
    }

    private static JsonObject WithPeople(JsonObject json, EquityFigures of, EquityQuestion question)
    {
        json["people_counted"] = of.Distribution.People;
        json["people_not_counted"] = of.Distribution.PeopleNotCounted;
        json["mean_per_person"] = of.Distribution.Mean;
        return Figures(json, of, question);
    }

    private static JsonObject Figures(JsonObject json, EquityFigures of, EquityQuestion question)
    {
        foreach (string name in EquityQuestion.Names.Where(question.Measures.Contains))
        {
            switch (name)
            {
                case "gini": json["gini_index"] = of.Gini; break;
                case "lorenz": json["lorenz"] = of.Lorenz.ToJson(p => new JsonArray(p.PeopleShare, p.AccessShare)); break;
                case "palma": json["palma_ratio"] = of.PalmaRatio; break;
                case "theil": Theil(json, of); break;
                case "concentration": json["concentration_index"] = Concentration(of.Concentration); break;
                default: json["fgt"] = of.Poverty is { } poverty ? Poverty(poverty, question.PovertyLine) : null; break;
            }
        }
        return json;
    }

    private static void Theil(JsonObject json, EquityFigures of)
    {
        json["theil_t"] = of.Theil;
        if (of.TheilGroups is not { } parts) return;
        json["theil_t_groups"] = new JsonObject
        {
            ["between_group"] = parts.Between,
            ["within_group"] = parts.Within,
            ["total"] = parts.Total,
            ["groups"] = parts.Groups.ToJson(g => new JsonObject
            {
                ["group"] = g.Group, ["people"] = g.People, ["mean_per_person"] = g.Mean, ["between"] = g.Between, ["within"] = g.Within,
            }),
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
