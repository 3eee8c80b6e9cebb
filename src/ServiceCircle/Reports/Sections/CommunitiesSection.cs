using ServiceCircle.Coverage;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Every community with its walk to each service and what it lacks.</summary>
internal static class CommunitiesSection
{
    /// <summary>Rows that a browser still sorts and prints with ease; communities.csv always has all.</summary>
    private const int MostRows = 2000;

    /// <summary>Cells of walks in a table that is cut: where many services are asked, fewer rows make the same page.</summary>
    private const int MostCells = 12_000;

    public static void Write(Page page)
    {
        Messages m = page.Messages;
        CoverageResult coverage = page.Model.Coverage;
        bool units = coverage.Communities.Any(c => c.Community.Unit is not null);
        page.Paragraph(m["communities/intro"], "");
        int shown = Math.Min(MostRows, MostCells / Math.Max(1, coverage.Services.Count));
        if (coverage.Communities.Count > shown)
            page.Paragraph(m.Text("communities/cut", ("shown", shown), ("all", coverage.Communities.Count)), "");
        List<Column> columns = [new(m["column/community"])];
        if (units) columns.Add(new(m["column/unit"]));
        columns.Add(new(m["column/people"], true));
        columns.AddRange(coverage.Services.Select(s => new Column(page.NameOf(s), true)));
        columns.Add(new(m["column/circle"], true));
        columns.Add(new(m["column/missing"]));
        page.Table(
            "sortable communities", m["communities/caption"], columns, Shown(coverage.Communities, shown), c => Cells(page, c, units));
    }

    /// <summary>All in the order of their ids; of too many those that lack most for most people.</summary>
    private static IEnumerable<CommunityCoverage> Shown(IReadOnlyList<CommunityCoverage> all, int most) => all.Count <= most
        ? all
        : all.OrderByDescending(c => (1 - (c.CircleShare ?? 0)) * (c.Community.People.Total ?? 0))
            .ThenBy(c => c.Community.Id, StringComparer.Ordinal)
            .Take(most);

    private static void Cells(Page page, CommunityCoverage c, bool units)
    {
        Messages m = page.Messages;
        bool counted = c.Status != CommunityStatus.NotSnapped;
        using (page.Html.Open("th", ("scope", "row")))
        {
            page.Html.Name(c.Community.Name);
            if (c.Status == CommunityStatus.EdgeOfMap) page.Html.Leaf("span", m["status/edge-of-map"], ("class", "tag"));
        }
        if (units) page.Name(c.Community.Unit ?? "");
        page.PeopleOf(c.Community);
        CoverageResult coverage = page.Model.Coverage;
        for (int s = 0; s < c.Reach.Count; s++) Walk(page, c.Reach[s], counted && coverage.Summaries[s].HasData);
        int covered = coverage.Known.Count(s => c.Reach[s].Covered);
        if (counted) page.Number(m.Text("communities/of", ("part", covered), ("all", coverage.Known.Count())), covered);
        else page.Number(m["value/none"], -1);
        page.Html.Leaf("td", counted ? Missing(page, c) : m["status/not-snapped"], ("class", "missing-list"));
    }

    private static void Walk(Page page, ServiceReach reach, bool counted)
    {
        if (reach is { Covered: true, Nearest.Minutes: { } minutes }) page.Number(page.Messages.Number(minutes, 1), minutes);
        else page.Html.Leaf(
            "td", page.Messages[counted ? "value/missing" : "value/none"], ("class", counted ? "n no" : "n"),
            ("data-v", counted ? "9998" : "9999"));
    }

    private static string Missing(Page page, CommunityCoverage c)
    {
        CoverageResult coverage = page.Model.Coverage;
        return page.Messages.List(coverage.Known.Where(s => !c.Reach[s].Covered).Select(s => page.NameOf(coverage.Services[s])));
    }
}
