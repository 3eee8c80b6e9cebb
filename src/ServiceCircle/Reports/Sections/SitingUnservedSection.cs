using ServiceCircle.Places;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Who is not served even then, and why: nowhere to build in reach, or places that the question did not let be chosen.</summary>
internal static class SitingUnservedSection
{
    /// <summary>Rows that a page shows; the table of assignments has all.</summary>
    private const int MostRows = 500;

    public static void Write(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        SitingReach reach = model.Reach;
        (int Demand, double People)[] left =
        [
            .. Enumerable.Range(0, model.Asked.Demand.Count).Select(i => (i, reach.NotServed(i))).Where(d => d.Item2 > 0)
                .OrderByDescending(d => d.Item2).ThenBy(d => d.i),
        ];
        if (left.Length == 0) page.Paragraph(m[model.Answer.HasNobody ? "siting-report/nobody" : "siting-report/all-served"], "");
        else
        {
            if (left.Length > MostRows) page.Paragraph(m.Text("siting-report/cut", ("shown", MostRows), ("all", left.Length)), "");
            page.Table("sortable unserved", m["siting-report/unserved-caption"],
            [
                new(m["column/community"]), new(m["siting-report/not-served"], true), new(m["siting-report/places"], true),
                new(m["siting-report/why"]),
            ], () =>
            {
                page.Rows(left.Take(MostRows), Cells);
                using (page.Row(("class", "total")))
                {
                    page.RowName(m.Text("siting-report/all-left", ("count", left.Length)));
                    page.Number(left.Sum(d => d.People));
                    page.Number("");
                    page.Text("");
                }
            });
        }
        Unmet(page, model);
        SitingFiguresSection.LeftOut(page, model);

        void Cells((int Demand, double People) row)
        {
            Community community = model.Asked.Demand[row.Demand];
            int places = reach.PlacesInReach(row.Demand);
            page.RowName(community.Name);
            page.Number(m.Number(row.People), row.People);
            page.Number(m.Number(places), places);
            bool isInReach = reach.IsReachedByKept(row.Demand) || reach.IsReachedByNew(row.Demand);
            page.Text(m[reach.UsesCapacity && isInReach ? "siting-report/why-full"
                : places == 0 ? "siting-report/why-no-place" : !model.Answer.HasSites ? "siting-report/why-no-answer"
                : "siting-report/why-not-chosen"]);
        }
    }

    /// <summary>Demand that made the question impossible, or was left out of it, with how far it is from the nearest place.</summary>
    private static void Unmet(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        if (model.Answer.Solution.Unmet is not { Count: > 0 } unmet) return;
        page.Table("sortable unmet", m["siting-report/unmet-caption"],
            [new(m["column/community"]), new(m["column/people"], true), new(m["siting-report/nearest"], true)], unmet.Take(MostRows), u =>
            {
                page.RowName(model.Asked.Demand[u.Demand].Name);
                page.Number(m.Number(u.Weight), u.Weight);
                if (u.NearestCost is { } minutes) page.Number(m.Number(minutes, 1), minutes);
                else page.Number(m["siting-report/none-near"], double.MaxValue);
            });
    }
}
