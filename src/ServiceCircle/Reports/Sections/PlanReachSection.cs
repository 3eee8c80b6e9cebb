using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Who walks to each kind of facility that is built, before and after; and who still does not.</summary>
internal static class PlanReachSection
{
    public static void Write(Page page, PlanSitingModel model)
    {
        Messages m = page.Messages;
        NewReach reach = model.Answer.Reach;
        double all = page.People.Counted.People;
        page.Table("figures", m["plan-report/reach-caption"],
        [
            new(m["column/category"]), new(m["column/limit"], true), new(m["plan-report/new"], true), new(m["plan-report/before"], true),
            new(m["column/share-people"], true), new(m["plan-report/after"], true), new(m["column/share-people"], true),
            new(m["siting-report/gained"], true),
        ], reach.Kinds, kind => Cells(page, reach, kind, all));
        page.Paragraph(m["plan-report/reach-note"]);
        page.LeftOutOfPeople();
        Without(page, reach);
    }

    private static void Cells(Page page, NewReach reach, KindReach kind, double all)
    {
        page.RowName(page.NameOf(kind.Kind));
        if (kind.Limit?.Minutes is not { } minutes)
        {
            page.Number(page.Messages["value/none"]);
            page.Number(kind.Facilities);
            for (int i = 0; i < 5; i++) page.Number(page.Messages["value/none"]);
            return;
        }
        double before = reach.People(kind.Before), after = reach.People(kind.After);
        page.Number(page.Messages.Minutes(minutes));
        page.Number(kind.Facilities);
        page.Number(before);
        page.Percent(all > 0 ? before / all : null);
        page.Number(after);
        page.Percent(all > 0 ? after / all : null);
        page.Number(after - before);
    }

    private static void Without(Page page, NewReach reach)
    {
        Messages m = page.Messages;
        (KindReach Kind, IReadOnlyList<int> Homes)[] left =
            [.. reach.Kinds.Select(k => (k, reach.Without(k))).Where(k => k.Item2.Count > 0)];
        page.Html.Leaf("h3", m["plan-report/without"]);
        if (left.Length == 0)
        {
            page.Paragraph(m["plan-report/nobody-without"], "");
            return;
        }
        page.Paragraph(m["plan-report/without-note"], "");
        page.Table("missing", m["plan-report/without-caption"],
            [new(m["column/category"]), new(m["column/people"], true), new(m["column/communities"], true), new(m["column/where"])], left,
            row =>
            {
                page.RowName(page.NameOf(row.Kind.Kind));
                page.Number(reach.People(row.Homes));
                page.Number(row.Homes.Count);
                using (page.Html.Open("td", ("class", "where")))
                    page.Names([.. row.Homes.Select(h => page.Model.Coverage.Communities[h])
                        .OrderByDescending(c => c.Community.People.Total ?? 0).ThenBy(c => c.Community.Id, StringComparer.Ordinal)]);
            });
    }
}
