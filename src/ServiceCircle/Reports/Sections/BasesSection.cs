using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>
/// The same coverage counted on people, age groups, communities, buildings and land, side by side, each with what circles on paper would
/// add.
/// </summary>
internal static class BasesSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        CoverageResult coverage = page.Model.Coverage;
        page.Paragraph(m["bases/intro"], "");
        page.Table("bases", m["bases/caption"],
            [new(m["bases/basis"]), new(m["bases/counted"], true), new(m["bases/not-counted"], true), new(m["bases/no-number"], true),
                .. coverage.Services.Select(s => new Column(page.NameOf(s), true))], () =>
            {
                foreach (string group in coverage.Summaries.SelectMany(s => s.Groups.Select(g => g.Group)).Distinct()) Group(page, group);
                Communities(page);
                page.Rows(page.Model.Bases, basis => Built(page, basis));
            });
        page.LeftOutOfPeople(withoutNumber: false);
        foreach (BasisCoverage basis in page.Model.Bases) page.Paragraph(Method(m, basis.Basis));
    }

    private static void Group(Page page, string group)
    {
        GroupCoverage[] figures = [.. page.Model.Coverage.Summaries.Select(s => s.Groups.First(g => g.Group == group))];
        using (page.Row())
        {
            page.RowName(GroupNames.Of(page.Messages, group));
            page.Number(figures[0].Counted);
            page.Number(figures[0].NotCounted);
            page.Number(figures[0].CommunitiesNotGiven);
            foreach ((int s, GroupCoverage figure) in figures.Index()) Share(page, s, figure.Share, figure.Overstatement);
        }
    }

    private static void Communities(Page page)
    {
        CoverageResult coverage = page.Model.Coverage;
        using (page.Row())
        {
            page.RowName(page.Messages["bases/communities"]);
            page.Number(page.People.OnNetwork);
            page.Number(coverage.NotSnapped.Communities);
            page.NoNumbers(1);
            foreach ((int i, ServiceSummary s) in coverage.Summaries.Index())
                Share(page, i, s.ShareCommunities, s.Communities == 0 ? null
                    : (double)(s.StraightLineCommunitiesCovered - s.CommunitiesCovered) / s.Communities);
        }
    }

    private static void Built(Page page, BasisCoverage basis)
    {
        Messages m = page.Messages;
        bool isLand = basis.Basis.Id == CoverageBasis.Land;
        page.RowName(isLand ? m["bases/land"] : m["bases/buildings"]);
        // Hectares: square metres of a sample would look more exact than they are.
        foreach (double figure in (double[])[basis.Counted, basis.NotSnapped])
            page.Number(basis.Basis.Needs is not null ? m["value/none"]
                : isLand ? m.Text("bases/hectares", ("area", m.Number(figure / 10_000, 1))) : m.Number(figure));
        page.NoNumbers(1);
        foreach ((int s, BasisServiceCoverage service) in basis.Services.Index()) Share(page, s, service.Share, service.Overstatement);
    }

    private static void Share(Page page, int service, double? share, double? overstatement)
    {
        Messages m = page.Messages;
        page.Number(!page.Model.Coverage.Summaries[service].HasData ? m["value/no-data"]
            : share is { } walked && overstatement is { } more
                ? m.Text("bases/cell", ("share", m.Percent(walked)), ("points", m.PercentagePoints(more)))
                : m["value/none"]);
    }

    private static string Method(Messages m, CoverageBasis basis)
    {
        if (basis.Needs is { } needs) return m.Text("bases/not-given", ("needs", needs));
        string within = basis.Within switch
        {
            "area" => m["bases/within-area"],
            "communities" => m["bases/within-communities"],
            _ => m.Text("bases/within-box", ("metres", StudyBounds.MarginMetres)),
        };
        string source = basis.Source == "osm" ? m["facilities/osm"] : basis.Source;
        return basis switch
        {
            { Id: CoverageBasis.Land } => m.Text("bases/land-method",
                ("source", source), ("within", within), ("spacing", basis.SpacingMetres ?? 0), ("cell", basis.WeightEach)),
            { UseNotStated: { } open } => m.Text("bases/buildings-osm", ("within", within), ("count", basis.Points.Count), ("open", open)),
            _ => m.Text("bases/buildings-file", ("source", source), ("within", within)),
        };
    }
}
