using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>How sure the answer is: the bound that no choice exceeds, the gap to it, and how it was found.</summary>
internal static class SitingProofSection
{
    public static void Write(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        SitingAnswer answer = model.Answer;
        if (answer.HasNobody) page.Paragraph(m["siting-report/nobody"], "");
        (_, double? objective, double? bound) = model.Figures;
        List<(string, string)> facts =
            [(m["asked/status"], AskedFacts.Status(m, answer.Solution.Status, objective is not null))];
        if (objective is { } value) facts.Add((m["asked/value"], SitingWords.Value(model.Figures.Unit, value, m)));
        if (bound is { } best) facts.Add((m["asked/bound"], SitingWords.Value(model.Figures.Unit, best, m)));
        if (answer.Solution.Gap is { } gap) facts.Add((m["siting-report/gap"], m.Percent(gap)));
        if (answer.IsTargetMet is { } isMet) facts.Add((m["asked/target-met"], AskedFacts.YesOrNo(m, isMet)));
        if (answer.MeanCost is { } mean) facts.Add((m["asked/mean"], m.Text("number/minutes", ("minutes", m.Number(mean, 1)))));
        facts.Add((m["asked/nodes"], m.Number(answer.Solution.Nodes)));
        page.Facts(m["siting-report/proof"], facts);
        page.Paragraph(m["asked/proof-note"]);
    }
}
