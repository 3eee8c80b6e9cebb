using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>targets [--plan ID] [--template FILE]</c>: the plans known, clause by clause; or a table for the figures that they take from outside.
/// </summary>
internal static class TargetsVerb
{
    public static Command Create(CommonOptions common)
    {
        Option<string[]> plan = common.Option<string[]>("--plan", "cli/targets/plan");
        Option<string?> template = common.Option<string?>("--template", "cli/targets/template");
        return common.Verb("targets", "cli/targets", [plan, template], context =>
        {
            CategoryCatalogue categories = CategoryCatalogue.Load();
            StandardCatalogue standards = StandardCatalogue.Load(categories);
            IEnumerable<string> ids = context.Parsed.GetValue(plan) is { Length: > 0 } some ? some : PlanCatalogue.ShippedIds;
            IReadOnlyList<Plan> plans = PlanCatalogue.LoadAll(ids, categories, standards, "--plan");
            if (context.Parsed.GetValue(template) is not { } path)
            {
                context.List(() => CatalogueRows.ToJson(plans), plans.SelectMany(Lines));
                return;
            }
            IReadOnlyList<Clause> clauses = ValuesTemplate.ClausesOf(plans);
            ValuesTemplate.Write(path, clauses);
            context.Answer(
                () => new JsonObject { ["template"] = path, ["clauses"] = clauses.Count },
                () => common.Messages.Text("cli/targets/template-done", ("count", clauses.Count), ("path", path)));
        });
    }

    private static IEnumerable<string> Lines(Plan plan) =>
        plan.Clauses.Select(c => $"{c.Id}\t{c.Number}\t{CatalogueRows.Target(c)}\t{c.Quote}{CatalogueRows.Origin(c)}")
        .Prepend($"{plan.Id}: {plan.Title} ({plan.Document})").Append("");
}
