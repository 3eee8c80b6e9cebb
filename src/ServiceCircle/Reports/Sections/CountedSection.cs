using ServiceCircle.Coverage;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Who is in the figures, who is not, and why; the rows sum to everybody.</summary>
internal static class CountedSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        CountedPeople p = page.People;
        // Rounded parts need not sum to the rounded whole; the reader adds up what is printed, so the first part takes the rest.
        double all = Math.Round(p.Counted.People + p.NotSnapped.People, MidpointRounding.AwayFromZero);
        double notSnapped = Math.Round(p.NotSnapped.People, MidpointRounding.AwayFromZero);
        (string What, int Communities, string People, string Why)[] rows =
        [
            (m["counted/counted"], p.Counted.Communities, m.Number(all - notSnapped), m["counted/counted-why"]),
            (m["counted/not-snapped"], p.NotSnapped.Communities, m.Number(notSnapped), m["counted/not-snapped-why"]),
            (m["counted/unknown"], p.PopulationUnknown.Communities, m["value/unknown"], m["counted/unknown-why"]),
        ];
        page.Table("counted", m["counted/caption"],
            [new(m["column/group"]), new(m["column/communities"], true), new(m["column/people"], true), new(m["column/why"])], () =>
            {
                page.Rows(rows, Cells);
                using (page.Row(("class", "total"))) Cells((m["counted/all"], page.Model.Coverage.Communities.Count, m.Number(all), ""));
            });

        foreach (Notice notice in page.Model.Spread?.Notices ?? []) page.Paragraph(m.Text(notice));
        LeftOut edge = page.Model.Coverage.EdgeOfMap;
        if (edge.Communities > 0)
            page.Paragraph(m.Text("counted/edge", ("communities", edge.Communities), ("people", m.People(edge.Population))), "");
        CommunityCoverage[] off = [.. page.Model.Coverage.Communities.Where(c => c.Status == CommunityStatus.NotSnapped)];
        if (off.Length == 0) return;
        using (page.Html.Open("p"))
        {
            page.Html.Text(m["counted/names"]);
            page.Names(off);
        }

        void Cells((string What, int Communities, string People, string Why) row)
        {
            page.RowName(row.What);
            page.Number(row.Communities);
            page.Number(row.People);
            page.Text(row.Why);
        }
    }
}
