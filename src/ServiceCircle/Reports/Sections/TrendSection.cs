using ServiceCircle.Coverage;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Trend;

namespace ServiceCircle.Reports.Sections;

/// <summary>The same study as of several days: a row for each, the lines, and every measured clause beside what was due by then.</summary>
internal static class TrendSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        IReadOnlyList<TrendYear> years = page.Model.Trend;
        page.Paragraph(m["trend/intro"], "");
        int undated = page.Model.Facilities.Count(f => f.Facility.OpenedOn is null);
        if (undated > 0) page.Paragraph(m.Text("trend/undated", ("undated", undated), ("all", page.Model.Facilities.Count)), "");
        page.Table("trend", m["trend/caption"],
        [
            new(m["trend/as-of"]), .. page.Model.Coverage.Services.Select(s => new Column(page.NameOf(s), true)),
            new(m["trend/complete"], true), .. page.Model.Plans.Select(p => new Column(p.Title, true)),
        ], years, year => Year(page, year));
        page.LeftOutOfPeople();
        var lines = new TrendLines(page.Model);
        if (lines.Lines.Count > 0) Picture(page, lines);
        IReadOnlyList<IReadOnlyList<Verdict?>> clauses = TrendYear.Measured(years);
        foreach (Plan plan in page.Model.Plans)
            Clauses(page, plan, [.. clauses.Where(c => c.First(v => v is not null)!.Clause.Plan == plan.Id)]);
    }

    private static void Year(Page page, TrendYear year)
    {
        Messages m = page.Messages;
        page.RowName(year.Name);
        foreach (ServiceSummary s in year.Coverage.Summaries) page.Percent(s, s.SharePopulation);
        page.Number(m.Text("figures/of", ("part", year.Coverage.CompleteCircles), ("all", page.People.OnNetwork)));
        foreach (Plan plan in page.Model.Plans)
        {
            ClauseCount count = ClauseCount.Of(year.Verdicts.Where(v => v.Clause.Plan == plan.Id));
            page.Number(string.Join(" / ", new[] { count.Met, count.NotMet, count.NotDue, count.NotMeasurable }.Select(n => m.Number(n))));
        }
    }

    private static void Picture(Page page, TrendLines lines)
    {
        using (page.Html.Open("figure", ("class", "trend-picture")))
        {
            using (page.Html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", lines.Title)))
                TrendPicture.WriteInline(page.Html, lines);
            using (page.Html.Open("figcaption")) page.Html.Leaf("p", lines.Title, ("class", "map-title"));
        }
    }

    private static void Clauses(Page page, Plan plan, IReadOnlyList<Verdict?>[] clauses)
    {
        if (clauses.Length == 0) return;
        Messages m = page.Messages;
        var words = new VerdictWords(m, page.Model.CategoryNames);
        page.Table("targets trend", m.Text("trend/clauses", ("plan", plan.Title)),
            [new(m["targets/target"]), .. page.Model.Trend.Select(y => new Column(y.Name, true))],
            clauses, clause => Clause(page, words, clause));
    }

    private static void Clause(Page page, VerdictWords words, IReadOnlyList<Verdict?> clause)
    {
        Verdict any = clause.Last(v => v is not null)!;
        using (page.Html.Open("th", ("scope", "row"), ("title", any.Clause.Quote)))
        {
            TargetsSection.Clause(page, any.Clause);
            TargetsSection.Kind(page, words, any);
        }
        foreach (Verdict? year in clause)
        {
            if (year is { } verdict) Cell(page, words, verdict);
            else page.Number(page.Messages["value/none"]);
        }
    }

    /// <summary>What was measured, and the value due by then with what came of it.</summary>
    private static void Cell(Page page, VerdictWords words, Verdict verdict)
    {
        Verdict due = verdict.ByInterim ?? verdict;
        using (page.Html.Open("td", ("class", due.Outcome == Outcome.NotMet ? "n no" : "n")))
        {
            page.Html.Text(TargetsSection.Measured(page.Messages, verdict));
            string outcome = words.Outcome(due);
            page.Html.Leaf("span", due.Clause.Value is { } target
                ? page.Messages.Text("trend/target", ("target", Target(page.Messages, target, due.Clause.Unit)), ("outcome", outcome))
                : outcome, ("class", "kind-of"));
        }
    }

    /// <summary>A value without its unit, which what was measured has.</summary>
    private static string Target(Messages m, double value, string unit)
    {
        int decimals = value == Math.Round(value) ? 0 : value == Math.Round(value, 1) ? 1 : 2;
        return unit == "%" ? m.Percent(value / 100, decimals) : m.Number(value, decimals);
    }
}
