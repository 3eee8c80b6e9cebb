using ServiceCircle.Coverage;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Access beyond yes or no: how many facilities, how far, how many places per person, and how equally.</summary>
internal static class AccessSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        IReadOnlyList<ServiceAccess> access = page.Model.Access;
        if (access.Count == 0)
        {
            page.Paragraph(m["access/none"], "");
            return;
        }
        page.Paragraph(m["access/intro"], "");
        page.Table("access", m["access/caption"],
        [
            new(m["column/service"]), new(m["access/whom"]), new(m["access/reached"], true), new(m["access/gini-reached"], true),
            new(m["access/closest"], true), new(m["access/capacity"], true), new(m["access/places"], true),
            new(m["access/gini-places"], true),
        ], access, a =>
        {
            page.RowName(page.NameOf(a.Service));
            page.Text(GroupNames.Of(m, a.Group));
            page.Number(a.MeanReached, 1);
            page.Number(a.GiniReached, 2);
            page.Number(a.MeanMinutes, 1);
            page.Number(a.FacilitiesWithCapacity > 0 ? m.Text("figures/of", ("part", a.FacilitiesWithCapacity), ("all", a.Facilities))
                : m["value/none"]);
            page.Number(a.MeanPlaces * 1000, 1);
            page.Number(a.GiniPlaces, 2);
        });
        page.Paragraph(m["access/note"]);
        double outOfReach = access.Sum(a => a.CapacityOutOfReach);
        if (Math.Round(outOfReach) > 0) page.Paragraph(m.Text("access/out-of-reach", ("places", Math.Round(outOfReach))));
        page.LeftOutOfPeople();
    }
}
