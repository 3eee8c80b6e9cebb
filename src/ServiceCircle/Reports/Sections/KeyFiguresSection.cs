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
            foreach (ServiceSummary summary in page.Model.Coverage.Summaries) Row(page, summary);
            CompleteRow(page);
        });
        page.Paragraph(m["figures/note"]);
    }

    private static void Row(Page page, ServiceSummary s)
    {
        Messages m = page.Messages;
        using (page.Row())
        {
            page.RowName(page.NameOf(s.Service));
            page.Number(s.Service.Limit.Minutes is { } limit ? m.Minutes(limit) : m["value/none"]);
            page.Number(m.Number(s.Facilities));
            Shares(page, s.CommunitiesCovered, s.Communities, s.PopulationCovered, s.SharePopulation, s.StraightLineSharePopulation);
            Walk(page, s.MedianMinutes, s);
            Walk(page, s.P90Minutes, s);
            page.Number(s.StraightLineSharePopulation is { } straight ? m.Percent(straight) : m["value/none"]);
            page.Number(s.StraightLineSharePopulation is { } drawn && s.SharePopulation is { } walked
                ? m.PercentagePoints(drawn - walked)
                : m["value/none"]);
        }
    }

    private static void CompleteRow(Page page)
    {
        CountedPeople people = page.People;
        if (page.Model.Coverage.Services.Count == 0) return;
        double? share = people.Counted.People > 0 ? people.Complete.People / people.Counted.People : null;
        page.Html.Line();
        using (page.Html.Open("tr", ("class", "total")))
        {
            page.RowName(page.Messages["figures/all-services"]);
            page.Number("");
            page.Number("");
            Shares(page, people.Complete.Communities, people.OnNetwork, people.Complete.People, share, null);
            for (int i = 0; i < 4; i++) page.Number("");
        }
    }

    private static void Shares(Page page, int covered, int communities, double people, double? share, double? straight)
    {
        Messages m = page.Messages;
        page.Number(m.Text("figures/of", ("part", covered), ("all", communities)));
        page.Number(communities > 0 ? m.Percent((double)covered / communities) : m["value/none"]);
        page.Number(m.Number(people));
        page.Number(share is { } known ? m.Percent(known) : m["value/none"]);
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
