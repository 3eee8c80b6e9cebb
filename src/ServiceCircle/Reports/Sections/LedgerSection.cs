using System.Globalization;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>
/// The problem ledger, summarised: for each level of units and each clause how many lack which class, and how many people live there.
/// </summary>
internal static class LedgerSection
{
    /// <summary>Units named in a cell; ledger.csv has all.</summary>
    private const int MostUnits = 5;

    public static void Write(Page page)
    {
        Messages m = page.Messages;
        if (page.Model.Ledger.Count == 0)
        {
            page.Paragraph(m["ledger/none"], "");
            return;
        }
        page.Paragraph(m["ledger/intro"], "");
        var words = new VerdictWords(m, page.Model.CategoryNames);
        foreach (IGrouping<string, Problem> level in page.Model.Ledger.GroupBy(LevelOf)
            .OrderByDescending(g => page.Model.Units?.Levels.ToList().IndexOf(g.First().Unit.Level)))
        {
            foreach (IGrouping<string, Problem> plan in level.GroupBy(p => p.Verdict.Clause.Plan))
                Level(page, page.TitleOfPlan(plan.Key), words.Level(level.Key), [.. plan]);
        }
    }

    private static string LevelOf(Problem problem) =>
        problem.Verdict.Clause.Level == UnitLevels.Village ? UnitLevels.Village : problem.Unit.Level;

    private static void Level(Page page, string plan, string level, Problem[] problems)
    {
        Messages m = page.Messages;
        page.Table("ledger",
            m.Text("ledger/caption", ("plan", plan), ("level", level), ("problems", problems.Length),
                ("units", problems.Select(p => p.Unit).Distinct().Count())),
            [new(m["ledger/clause"]), new(m["ledger/missing"]), new(m["ledger/units"], true), new(m["ledger/people"], true),
                new(m["ledger/worst"]), new(m["ledger/year"], true)],
            problems.GroupBy(p => (p.Verdict.Clause.Id, p.Missing)), group => Cells(page, [.. group]));
    }

    private static void Cells(Page page, Problem[] problems)
    {
        Messages m = page.Messages;
        Clause clause = problems[0].Verdict.Clause;
        double[] people = [.. problems.Select(p => p.People).OfType<double>()];
        using (page.Html.Open("th", ("scope", "row"))) TargetsSection.Clause(page, clause);
        page.Text(m.List(problems[0].Missing.Categories.Select(page.NameOf)));
        page.Number(problems.Length);
        page.Number(people.Length > 0 ? people.Sum() : null);
        using (page.Html.Open("td"))
        {
            for (int i = 0; i < Math.Min(MostUnits, problems.Length); i++)
            {
                if (i > 0) page.Html.Text(m["list/separator"]);
                page.Html.Name(problems[i].Unit.Name);
            }
        }
        page.Number(clause.Year.ToString(CultureInfo.InvariantCulture));
    }
}
