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
        page.Table("counted", m["counted/caption"],
            [new(m["column/group"]), new(m["column/communities"], true), new(m["column/people"], true), new(m["column/why"])], () =>
            {
                Row(page, "counted/counted", p.Counted.Communities, m.Number(all - notSnapped), "counted/counted-why");
                Row(page, "counted/not-snapped", p.NotSnapped.Communities, m.Number(notSnapped), "counted/not-snapped-why");
                Row(page, "counted/unknown", p.PopulationUnknown.Communities, m["value/unknown"], "counted/unknown-why");
                page.Html.Line();
                using (page.Html.Open("tr", ("class", "total")))
                {
                    page.RowName(m["counted/all"]);
                    page.Number(m.Number(page.Model.Coverage.Communities.Count));
                    page.Number(m.Number(all));
                    page.Text("");
                }
            });

        LeftOut edge = page.Model.Coverage.EdgeOfMap;
        if (edge.Communities > 0)
            page.Paragraph(m.Text("counted/edge", ("communities", edge.Communities), ("people", m.People(edge.Population))), "");
        CommunityCoverage[] off = [.. page.Model.Coverage.Communities.Where(c => c.Status == CommunityStatus.NotSnapped)];
        if (off.Length == 0) return;
        using (page.Html.Open("p"))
        {
            page.Html.Text(m["counted/names"]);
            CommunityNames.Write(page, off);
        }
    }

    private static void Row(Page page, string nameKey, int communities, string people, string whyKey)
    {
        using (page.Row())
        {
            page.RowName(page.Messages[nameKey]);
            page.Number(page.Messages.Number(communities));
            page.Number(people);
            page.Text(page.Messages[whyKey]);
        }
    }
}
