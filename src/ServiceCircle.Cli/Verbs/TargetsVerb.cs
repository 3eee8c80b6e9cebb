using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reports;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>targets [--plan ID]</c>: the plans known, clause by clause.</summary>
internal static class TargetsVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        var plan = new Option<string?>("--plan") { Description = messages["cli/targets/plan"] };
        var command = new Command("targets", messages["cli/targets"]) { plan };
        CommandContext.SetAction(command, common, context =>
        {
            CategoryCatalogue categories = CategoryCatalogue.Load();
            StandardCatalogue standards = StandardCatalogue.Load(categories);
            IEnumerable<string> ids = context.Parsed.GetValue(plan) is { } one ? [one] : PlanCatalogue.ShippedIds;
            IReadOnlyList<Plan> plans = PlanCatalogue.LoadAll(ids, categories, standards, "--plan");
            context.List(() => CatalogueRows.Of(plans), plans.SelectMany(Lines));
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Lines(Plan plan) =>
        plan.Clauses.Select(c => $"{c.Id}\t{c.Number}\t{CatalogueRows.Target(c)}\t{c.Quote}{CatalogueRows.Origin(c)}").Prepend($"{plan.Id}: {plan.Title} ({plan.Document})").Append("");
}
