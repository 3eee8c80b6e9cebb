using ServiceCircle.Coverage;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Sections;

/// <summary>One row per service: how many communities and people, how far they walk, and what circles on paper would claim.</summary>
internal static class KeyFiguresSection
{
    private const double BarWidth = 120;

    public static void Write(Page page)
    {
        Messages m = page.Messages;
        page.Table("figures", m["figures/caption"],
        [
            new(m["column/service"]), new(m["column/limit"], true), new(m["column/facilities"], true),
            new(m["column/communities-covered"], true), new(m["column/share-communities"], true),
            new(m["column/people-covered"], true), new(m["column/share-people"], true), new(m["column/bar"]),
            new(m["column/median"], true), new(m["column/p90"], true),
            new(m["column/straight-share"], true), new(m["column/overstatement"], true),
        ], () =>
        {
            page.Rows(page.Model.Coverage.Summaries, summary => Cells(page, summary));
            CompleteRow(page);
        });
        page.LeftOutOfPeople();
        page.Paragraph(m["figures/note"]);
    }

    private static void Cells(Page page, ServiceSummary s)
    {
        page.RowName(page.NameOf(s.Service));
        page.Limit(s.Service);
        page.Number(s.Facilities);
        if (!s.HasData)
        {
            page.Number(page.Messages["value/no-data"]);
            page.NoNumbers(8);
            return;
        }
        Shares(page, s.CommunitiesCovered, s.Communities, s.PopulationCovered, s.SharePopulation, s.StraightLineSharePopulation);
        Walk(page, s.MedianMinutes, s);
        Walk(page, s.P90Minutes, s);
        page.Percent(s.StraightLineSharePopulation);
        page.Number(s.StraightLineSharePopulation - s.SharePopulation is { } points
            ? page.Messages.PercentagePoints(points) : page.Messages["value/none"]);
    }

    private static void CompleteRow(Page page)
    {
        CountedPeople people = page.People;
        if (page.Model.Coverage.Services.Count == 0) return;
        double? share = people.Counted.People > 0 ? people.Complete.People / people.Counted.People : null;
        using (page.Row(("class", "total")))
        {
            int asked = page.Model.Coverage.Summaries.Count(s => s.HasData);
            page.RowName(asked == page.Model.Coverage.Services.Count ? page.Messages["figures/all-services"]
                : page.Messages.Text("headline/other-services", ("count", asked)));
            page.NoNumbers(2);
            Shares(page, people.Complete.Communities, people.OnNetwork, people.Complete.People, share, null);
            page.NoNumbers(4);
        }
    }

    private static void Shares(Page page, int covered, int communities, double people, double? share, double? straight)
    {
        page.Number(page.Messages.Text("figures/of", ("part", covered), ("all", communities)));
        page.Percent(communities > 0 ? (double)covered / communities : null);
        page.Number(people);
        page.Percent(share);
        using (page.Html.Open("td")) Bar(page, share, straight);
    }

    private static void Walk(Page page, double? minutes, ServiceSummary s)
    {
        Messages m = page.Messages;
        page.Number(minutes is { } known ? m.Number(known, 1)
            : s.Population > 0 && s.Service.Limit.Minutes is { } limit ? m.Text("value/beyond", ("limit", m.MinutesOnly(limit)))
            : m["value/none"]);
    }

    /// <summary>A bar of the share on foot, and an outline up to the share that a circle would claim.</summary>
    private static void Bar(Page page, double? share, double? straight)
    {
        if (share is not { } walked) return;
        Markup svg = page.Html.Svg();
        using (svg.Open("svg", ("viewBox", "0 0 122 12"), ("width", "122"), ("height", "12"), ("aria-hidden", "true")))
        {
            svg.Void("rect", ("x", "1"), ("y", "1"), ("width", MapSymbol.Text(BarWidth)), ("height", "10"), ("fill", "#e9ecef"));
            svg.Void("rect", ("x", "1"), ("y", "1"), ("width", MapSymbol.Text(BarWidth * walked)), ("height", "10"), ("fill", "#0072b2"));
            if (straight is { } drawn)
                svg.Void("path", ("d", $"M{MapSymbol.Text(1 + BarWidth * drawn)} 0v12"), ("stroke", "#d55e00"), ("stroke-width", "2"));
        }
    }
}
