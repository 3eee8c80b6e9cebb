using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>What to build where (缺什么补什么): per service who is without it, the largest first.</summary>
internal static class MissingSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        string noData = HeadlineSentence.NoData(page.Model.Coverage, page.Model.CategoryNames, m).Trim();
        if (noData.Length > 0) page.Paragraph(noData, "");
        IReadOnlyList<MissingService> ranked = MissingService.Ranked(page.Model.Coverage);
        if (ranked.Count == 0)
        {
            page.Paragraph(page.People.OnNetwork == 0 ? m["missing/unknown"] : m["missing/nothing"], "");
            return;
        }
        page.Paragraph(m["missing/intro"], "");
        page.Table("missing", m["missing/caption"],
        [
            new(m["column/rank"], true), new(m["column/service"]), new(m["column/people-without"], true),
            new(m["column/share-without"], true), new(m["column/communities-without"], true), new(m["column/where"]),
        ], ranked.Index(), row =>
        {
            (int i, MissingService missing) = row;
            page.Number(i + 1);
            page.RowName(page.NameOf(missing.Service));
            page.Number(missing.People);
            page.Percent(page.People.Counted.People > 0 ? missing.People / page.People.Counted.People : null);
            page.Number(missing.Communities.Count);
            using (page.Html.Open("td", ("class", "where"))) page.Names(missing.Communities);
        });
        page.LeftOutOfPeople();
    }
}
