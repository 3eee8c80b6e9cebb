using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Sections;

namespace ServiceCircle.Reports;

/// <summary>The report on an access measure: how much people reach, how it is spread, who has least, and how it is computed.</summary>
internal static class AccessReport
{
    public static void Write(Stream stream, AccessModel model) => HtmlReport.Write(
        stream, model.Study, page => page.Messages["access-report/title"], [.. Lead(model)], model.Study.Warnings,
        [.. SectionsOf(model).Where(s => s.Id != "equity" || model.Answer.Equity is not null)]);

    private static IEnumerable<string> Lead(AccessModel model)
    {
        Messages messages = Messages.In(model.Study.Language);
        string leftOut = LeftOutWords.Of(model.Study.Coverage, messages, model.Group);
        return ((string[])[AccessFiguresSection.Headline(model, messages), leftOut]).Where(s => s.Length > 0);
    }

    private static (string Id, string TitleKey, Action<Page> Write)[] SectionsOf(AccessModel model) =>
    [
        ("figures", "access-report/figures", page => AccessFiguresSection.Write(page, model)),
        ("maps", "access-report/map", page => MapsSection.Write(page, [model.Map])),
        ("classes", "access-report/classes", page => AccessPlacesSection.WriteClasses(page, model)),
        ("lowest", "access-report/lowest", page => AccessPlacesSection.WriteLowest(page, model)),
        ("equity", "access-report/equity", page => AccessEquitySection.Write(page, model)),
        ("measure", "access-report/measure", page => AccessMeasureSection.Write(page, model)),
        ("counted", "counted/title", CountedSection.Write),
        ("method", "method/title", MethodSection.Write),
        ("data", "data/title", DataSection.Write),
    ];
}
