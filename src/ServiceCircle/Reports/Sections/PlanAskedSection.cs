using System.Globalization;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>What was asked of a plan, and how sure the answer is.</summary>
internal static class PlanAskedSection
{
    public static void Write(Page page, PlanSitingModel model)
    {
        Messages m = page.Messages;
        PlanSitingQuestion question = model.Answer.Question;
        List<(string, string)> facts =
        [
            (m["asked/plan"], model.Answer.Study.Plans[0].Title),
            (m["asked/by"], model.Answer.By.ToString(CultureInfo.InvariantCulture)),
            (m["asked/counts"], m[question.SharedSites ? "asked/counts-sites" : "asked/counts-facilities"]),
            (m["asked/all-readings"], AskedFacts.YesOrNo(m, question.AllReadings)),
            .. AskedFacts.Candidates(m, question, model.Answer.CandidateCount),
        ];
        if (question.Hosts.Count > 0) facts.Add((m["asked/hosts"], m.List(question.Hosts.Select(page.NameOf))));
        if (question.SiteCapacity is { } capacity) facts.Add((m["asked/site-capacity"], m.Number(capacity)));
        page.Facts(m["siting-report/asked"], facts);
    }

    public static void WriteProof(Page page, PlanSitingModel model)
    {
        Messages m = page.Messages;
        PlanSiting answer = model.Answer;
        string unit = answer.Question.SharedSites ? "asked/sites" : "asked/facilities";
        page.Facts(m["siting-report/proof"],
        [
            (m["asked/status"], AskedFacts.Status(m, answer.Status, isFound: true)),
            (m["asked/value"], m.Text(unit, ("count", answer.Objective))),
            (m["asked/bound"], m.Text(unit, ("count", m.Number(answer.Bound, answer.Bound % 1 == 0 ? 0 : 2)))),
            (m["siting-report/gap"], m.Percent(answer.Gap)),
            (m["asked/judged-again"], answer.NotConfirmed.Count == 0 ? m["asked/confirmed"]
                : m.Text("asked/not-confirmed", ("clauses", m.List(answer.NotConfirmed)))),
            (m["asked/nodes"], m.Number(answer.Nodes)),
        ]);
        page.Paragraph(m["asked/plan-proof-note"]);
        if (new PlanSitingWords(answer, m, page.Model.CategoryNames).BestCase() is { } best) page.Paragraph(best, "");
    }
}
