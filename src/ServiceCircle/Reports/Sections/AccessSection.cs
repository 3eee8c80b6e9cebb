using ServiceCircle.Coverage;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Access beyond yes or no: how many facilities, how far, how many places per person, and how equally.</summary>
internal static class AccessSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        if (page.Model.Access.Count == 0)
        {
            page.Paragraph(m["access/none"], "");
            return;
        }
        page.Paragraph(m["access/intro"], "");
        page.Table("access", m["access/caption"],
        [
            new(m["column/service"]), new(m["access/whom"]), new(m["access/reached"], true), new(m["access/gini-reached"], true),
                new(m["access/closest"], true),
            new(m["access/capacity"], true), new(m["access/places"], true), new(m["access/gini-places"], true),
        ], () =>
        {
            foreach (ServiceAccess access in page.Model.Access) Row(page, access);
        });
        page.Paragraph(m["access/note"]);
        double outOfReach = page.Model.Access.Sum(a => a.CapacityOutOfReach);
        if (Math.Round(outOfReach) > 0) page.Paragraph(m.Text("access/out-of-reach", ("places", Math.Round(outOfReach))));
        double notCounted = page.Model.Coverage.NotSnapped.Population;
        if (notCounted > 0) page.Paragraph(m.Text("access/not-counted", ("people", m.People(notCounted))));
    }

    private static void Row(Page page, ServiceAccess a)
    {
        Messages m = page.Messages;
        string none = m["value/none"];
        using (page.Row())
        {
            page.RowName(page.NameOf(a.Service));
            page.Text(GroupNames.Of(m, a.Group));
            page.Number(a.MeanReached is { } reached ? m.Number(reached, 1) : none);
            page.Number(a.GiniReached is { } gini ? m.Number(gini, 2) : none);
            page.Number(a.MeanMinutes is { } minutes ? m.Number(minutes, 1) : none);
            page.Number(a.FacilitiesWithCapacity > 0 ? m.Text("figures/of", ("part", a.FacilitiesWithCapacity), ("all", a.Facilities))
                : none);
            page.Number(a.MeanPlaces is { } places ? m.Number(places * 1000, 1) : none);
            page.Number(a.GiniPlaces is { } share ? m.Number(share, 2) : none);
        }
    }
}
