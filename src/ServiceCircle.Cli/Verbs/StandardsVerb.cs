using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>standards</c>: the rules known, with their sources.</summary>
internal static class StandardsVerb
{
    public static Command Create(CommonOptions common) => common.Verb("standards", "cli/standards", [], context =>
    {
        StandardCatalogue standards = StandardCatalogue.Load(CategoryCatalogue.Load());
        context.List(() => CatalogueRows.ToJson(standards), standards.Rules.Select(r => Line(r, common.Messages)));
    });

    private static string Line(StandardRule rule, Messages messages) =>
        $"{rule.Id}\t{rule.Facility}\t{CatalogueRows.Limit(rule)}\t{rule.Standard} {rule.Clause}"
        + (rule.IsVerified ? "" : $"\t[{messages["method/unverified"]}]");
}
