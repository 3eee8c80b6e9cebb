using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Files;

/// <summary>The plans known: those that ship (<c>data/plans</c>) and a planner's own files.</summary>
internal static class PlanCatalogue
{
    public static IReadOnlyList<string> ShippedIds => [.. ShippedData.Names("plans")];

    /// <summary>The plan that a study names: a shipped id ("hebei"), or a file of the same schema.</summary>
    /// <exception cref="InputException">No such plan, or mistakes in its file, all listed with line and path.</exception>
    public static Plan Load(string idOrPath, CategoryCatalogue categories, StandardCatalogue standards, (string File, string Where) named)
    {
        if (IdOrFile.IsFile(idOrPath)) return PlanFile.Read(idOrPath, categories, standards);
        IReadOnlyList<string> ids = ShippedIds;
        if (!ids.Contains(idOrPath))
            throw new InputException(named.File, named.Where, new("found/plan", ("plan", idOrPath)), JsonFields.Nearest(idOrPath, ids),
                new("advice/shipped-plans", ("plans", new NameList(ids))));
        return PlanFile.Read(ShippedData.Path("plans", idOrPath + ".json"), categories, standards);
    }

    /// <summary>Several plans; their clauses have unique ids.</summary>
    /// <exception cref="InputException">As <see cref="Load"/>; or a clause id in two plans.</exception>
    public static IReadOnlyList<Plan> LoadAll(
        IEnumerable<string> idsOrPaths, CategoryCatalogue categories, StandardCatalogue standards, string file)
    {
        var plans = new List<Plan>();
        foreach (string name in idsOrPaths)
        {
            Plan plan = Load(name, categories, standards, (file, $"plans[{plans.Count}]"));
            foreach (Clause clause in plan.Clauses)
            {
                if (plans.Find(p => p.Clauses.Any(c => c.Id == clause.Id)) is { } other)
                    throw new InputException(
                        plan.Source, clause.Id, new("found/clause-of-both", ("plan", other.Id)), "expected/unique-clauses");
            }
            plans.Add(plan);
        }
        return plans;
    }
}
