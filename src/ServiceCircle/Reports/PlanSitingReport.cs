using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Sections;

namespace ServiceCircle.Reports;

/// <summary>The report on the fewest facilities for a plan: site by site what is built and for which target, and what stays open.</summary>
internal static class PlanSitingReport
{
    public static void Write(Stream stream, PlanSitingModel model) => HtmlReport.Write(
        stream, model.Study, page => page.Messages["siting-report/title"], [.. Lead(model)], model.Study.Warnings,
        [.. SectionsOf(model).Where(s => s.Id is not ("maps" or "reach") || model.Answer.Proposed.Count > 0)]);

    private static (string Id, string TitleKey, Action<Page> Write)[] SectionsOf(PlanSitingModel model) =>
    [
        ("sites", "siting-report/sites", page => PlanSitesSection.Write(page, model)),
        ("maps", "siting-report/map", page => MapsSection.Write(page, [model.Map])),
        ("reach", "plan-report/reach", page => PlanReachSection.Write(page, model)),
        ("met", "plan-report/targets", page => PlanTargetsSection.Write(page, model)),
        ("open", "plan-report/open", page => PlanTargetsSection.WriteOpen(page, model)),
        ("asked", "siting-report/asked", page => PlanAskedSection.Write(page, model)),
        ("proof", "siting-report/proof", page => PlanAskedSection.WriteProof(page, model)),
        ("counted", "counted/title", CountedSection.Write),
        ("method", "method/title", MethodSection.Write),
        ("data", "data/title", DataSection.Write),
    ];

    /// <summary>The answer with its proof, what most of it is for, and whom its figures of people leave out.</summary>
    private static IEnumerable<string> Lead(PlanSitingModel model)
    {
        Messages messages = Messages.In(model.Study.Language);
        var words = new PlanSitingWords(model.Answer, messages, model.Study.CategoryNames, isReport: true);
        return ((string?[])[words.Head(), words.Ladders(), LeftOutWords.Of(model.Study.Coverage, messages)])
            .OfType<string>().Where(s => s.Length > 0);
    }
}
