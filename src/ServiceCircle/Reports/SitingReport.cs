using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Sections;

namespace ServiceCircle.Reports;

/// <summary>The report on where to build next: what is reached before and after, the sites, who is left, and how sure that is.</summary>
internal static class SitingReport
{
    public static void Write(Stream stream, SitingModel model) => HtmlReport.Write(
        stream, model.Study, page => page.Messages["siting-report/title"], [.. Lead(model)], model.Study.Warnings,
        [.. SectionsOf(model).Where(s => s.Id != "curve" || model.Answer.Curve is { Count: > 0 })]);

    /// <summary>The answer, and whom its figures leave out.</summary>
    private static IEnumerable<string> Lead(SitingModel model)
    {
        Messages messages = Messages.In(model.Study.Language);
        string leftOut = LeftOutWords.Of(model.Study.Coverage, messages, model.Asked.Question.Demand);
        return ((string[])[SitingWords.Headline(model.Answer, model.Figures, messages), leftOut]).Where(s => s.Length > 0);
    }

    private static (string Id, string TitleKey, Action<Page> Write)[] SectionsOf(SitingModel model) =>
    [
        ("figures", "siting-report/figures", page => SitingFiguresSection.Write(page, model)),
        ("sites", "siting-report/sites", page => SitingSitesSection.Write(page, model)),
        ("maps", "siting-report/map", page => MapsSection.Write(page, [model.Map])),
        ("curve", "siting-report/curve", page => SitingCurveSection.Write(page, model)),
        ("unserved", "siting-report/unserved", page => SitingUnservedSection.Write(page, model)),
        ("asked", "siting-report/asked", page => SitingAskedSection.Write(page, model)),
        ("proof", "siting-report/proof", page => SitingProofSection.Write(page, model)),
        ("counted", "counted/title", CountedSection.Write),
        ("method", "method/title", MethodSection.Write),
        ("data", "data/title", DataSection.Write),
    ];
}
