using ServiceCircle.Coverage.Access;

namespace ServiceCircle.Questions.Accessibility;

/// <summary>Access on bare tables: costs between places, and what the places hold.</summary>
internal static class AccessTables
{
    /// <summary>Answers a question, which names columns of the places; the column of the costs is null for the only one.</summary>
    /// <exception cref="InputException">A file cannot be used, or has no such column.</exception>
    public static AccessAnswer Answer(AccessQuestion question, string costsFile, string placesFile, string? costColumn)
    {
        LandUse places = LandUse.Read(placesFile);
        CostFile file = CostFile.Read(costsFile, places, costColumn);
        string opportunities = question.Opportunities!, demand = question.DemandName;
        double?[] supply = places.Numbers(opportunities);
        bool isDemandNeeded = question.Demand is not null || question.Measure.Needs.HasFlag(AccessNeeds.Demand);
        double?[] people = isDemandNeeded || places.Has(demand) ? places.Numbers(demand) : new double?[places.Ids.Count];
        AccessInputs inputs = question.InputsFrom(file.Costs, people, supply);
        EquityQuestion? equity = question.EquityQuestion is not { } asked ? null : asked with
        {
            Income = question.Income is { } income ? places.Numbers(income) : null,
            Groups = question.Groups is { } groups ? places.Labels(groups) : null,
            Units = question.Units is { } units ? places.Labels(units) : null,
            Populations = [.. question.Populations.Skip(1).Select(p => (p, (IReadOnlyList<double?>)places.Numbers(p)))],
        };

        // A place with people is an origin even if the costs do not name it: nobody may drop out unseen.
        AccessOrigin[] origins =
            [.. Enumerable.Range(0, places.Ids.Count).Where(i => file.IsOrigin[i] || people[i] > 0)
                .Select(i => new AccessOrigin(places.Ids[i], i))];
        double?[] counted = question.Populations is [var first, ..] ? places.Numbers(first) : people;
        var answer = new AccessAnswer(question, opportunities, inputs, origins, places.Ids, counted) { CostColumn = file.CostColumn };
        return answer.With(equity);
    }
}
