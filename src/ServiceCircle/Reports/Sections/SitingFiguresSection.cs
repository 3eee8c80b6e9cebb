using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>How many people are reached today and with the new sites, of those who can be counted.</summary>
internal static class SitingFiguresSection
{
    public static void Write(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        SitingAnswer answer = model.Answer;
        List<(string What, double People)> rows = [(m["siting-report/today"], answer.Coverage.Before)];
        if (answer.HasSites) rows.Add((m["siting-report/then"], answer.Coverage.After));
        rows.Add((m["siting-report/left"], answer.Total - (answer.HasSites ? answer.Coverage.After : answer.Coverage.Before)));
        page.Table("figures", m.Text("siting-report/figures-caption",
                ("service", page.NameOf(model.Asked.Question.Category)), ("group", GroupNames.Of(m, model.Asked.Question.Demand)),
                ("minutes", m.Minutes(model.Asked.Reach.Minutes!.Value))),
            [new(m["column/what"]), new(m["column/people"], true), new(m["column/share-without"], true)], () =>
            {
                page.Rows(rows, Cells);
                using (page.Row(("class", "total"))) Cells((m["siting-report/all"], answer.Total));
            });
        if (model.Reach.UsesCapacity) page.Paragraph(m["siting-report/capacity-note"]);
        LeftOut(page, model);

        void Cells((string What, double People) row)
        {
            page.RowName(row.What);
            page.Number(row.People);
            page.Percent(answer.ShareOf(row.People));
        }
    }

    /// <summary>Below figures of the people of the question, whom they leave out.</summary>
    public static void LeftOut(Page page, SitingModel model)
    {
        string text = LeftOutWords.Of(page.Model.Coverage, page.Messages, model.Asked.Question.Demand);
        if (text.Length > 0) page.Paragraph(text);
    }
}
