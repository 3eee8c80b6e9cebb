using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>The verdicts: every clause of the plans with what was measured, whether it is met and what is missing.</summary>
internal static class TargetsSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        if (page.Model.Plans.Count == 0)
        {
            page.Paragraph(m["targets/none"], "");
            return;
        }
        page.Paragraph(m["targets/intro"], "");
        foreach (Plan plan in page.Model.Plans)
            PlanTable(page, plan, [.. page.Model.Verdicts.Where(v => v.Clause.Plan == plan.Id)]);
        if (page.Model.Verdicts.Any(v => v.Needs.Count > 0)) page.Paragraph(m["targets/needs-where"]);
    }

    private static void PlanTable(Page page, Plan plan, Verdict[] verdicts)
    {
        Messages m = page.Messages;
        var words = new VerdictWords(m, page.Model.CategoryNames);
        ClauseCount count = ClauseCount.Of(verdicts);
        page.Table("targets", m.Text("targets/caption", ("plan", plan.Title), ("met", count.Met), ("missed", count.NotMet),
            ("later", count.NotDue), ("informative", count.NoTarget), ("open", count.NotMeasurable), ("rules", count.Rules)),
            [new(m["targets/target"]), new(m["targets/measured"], true), new(m["targets/verdict"]), new(m["targets/gap"], true),
                new(m["targets/basis"])], () =>
        {
            foreach (IGrouping<string, Verdict> clause in verdicts.Where(v => v.Outcome != Plans.Indicators.Outcome.Rule)
                .GroupBy(v => v.Clause.Id))
                Rows(page, words, [.. clause]);
        });
        string[] rules = [.. verdicts.Where(v => v.Outcome == Plans.Indicators.Outcome.Rule).Select(v => v.Clause.Number).Distinct()];
        if (rules.Length > 0) page.Paragraph(m.Text("targets/rules", ("clauses", m.List(rules))));
    }

    /// <summary>The first row carries the clause; other readings follow it.</summary>
    private static void Rows(Page page, VerdictWords words, Verdict[] readings)
    {
        for (int i = 0; i < readings.Length; i++)
        {
            Verdict verdict = readings[i];
            // An alternative reading that could not be measured says nothing that the first row does not.
            if (i > 0 && verdict.Outcome == Plans.Indicators.Outcome.NotMeasurable && !verdict.IsDeciding) continue;
            using (page.Row())
            {
                using (page.Html.Open("th", ("scope", "row"), ("title", verdict.Clause.Quote)))
                {
                    if (i == 0) Clause(page, verdict.Clause);
                    Kind(page, words, verdict);
                }
                page.Number(Measured(page.Messages, verdict));
                Outcome(page, words, verdict);
                page.Number(Gap(page.Messages, verdict));
                using (page.Html.Open("td", ("class", "basis"))) Basis(page, words, verdict);
            }
        }
    }

    /// <summary>A cell with the short word of an outcome.</summary>
    public static void Outcome(Page page, VerdictWords words, Verdict verdict) => page.Html.Leaf(
        "td", words.Outcome(verdict), ("class", verdict.Outcome == Plans.Indicators.Outcome.NotMet ? "verdict no" : "verdict"));

    /// <summary>A clause in the plan's words, its number and, where the reader may not know Chinese, its meaning.</summary>
    public static void Clause(Page page, Clause clause, string plan = "")
    {
        using (page.Html.Open("span", ("class", "quote"))) page.Html.Name(clause.Quote);
        page.Html.Leaf("span", $"{plan}{page.Messages["targets/clause"]} {clause.Number}", ("class", "kind-of"));
        if (clause.Source.Length > 0)
            page.Html.Leaf("span", page.Messages.Text("targets/source", ("source", clause.Source)), ("class", "kind-of"));
        if (page.Model.Language == Language.En) page.Html.Leaf("span", clause.Meaning, ("class", "kind-of"));
    }

    /// <summary>How a verdict reads its clause, or which rung it is about.</summary>
    public static void Kind(Page page, VerdictWords words, Verdict verdict)
    {
        string reading = verdict.Tier is { } tier
            ? words.Level(tier.Scope == ClauseScope.Rural ? UnitLevels.Village : tier.Level) + page.Messages["list/separator"]
                + page.Messages.List(tier.Class.Categories.Select(page.NameOf))
            : words.Reading(verdict);
        page.Html.Leaf("span", reading, ("class", "kind-of"));
    }

    /// <summary>What was measured, with its unit and its parts.</summary>
    public static string Measured(Messages m, Verdict verdict)
    {
        if (verdict.Measured is not { } value) return m["value/none"];
        string measured = Figure(m, value, Unit(verdict));
        return verdict is { Numerator: { } part, Denominator: { } all }
            ? $"{measured} ({m.Text("communities/of", ("part", m.Number(part)), ("all", m.Number(all)))})"
            : measured;
    }

    private static string Unit(Verdict verdict) => verdict.MeasuredUnit ?? verdict.Clause.Unit;

    private static string Gap(Messages m, Verdict verdict) => verdict.Shortfall is > 0 and { } gap
        ? Figure(m, gap, verdict.Reading == Reading.Supplied ? verdict.Clause.Unit : verdict.ShortfallUnit)
        : m["value/none"];

    private static string Figure(Messages m, double value, string unit)
    {
        string number = m.Number(value, value == Math.Round(value) ? 0 : 1);
        return unit == "%" ? m.Percent(value / 100) : unit.Length == 0 ? number : InUnit(m, number, unit);
    }

    /// <summary>A number with its unit in the report's language; with the unit as it is written if it is none of the table.</summary>
    private static string InUnit(Messages m, string number, string unit) =>
        ClauseUnit.Find(unit) is { MessageKey: { Length: > 0 } key } ? m.Text(key, ("count", number)) : $"{number} {unit}";

    private static void Basis(Page page, VerdictWords words, Verdict verdict)
    {
        Messages m = page.Messages;
        if (verdict.Limit is { } limit)
        {
            page.Html.Text(words.Limit(limit));
            if (limit.Rule is { IsVerified: false }) page.Html.Leaf("span", m["method/unverified"], ("class", "tag"));
            page.Html.Text(" ");
        }
        if (verdict.Needs.Count > 0)
            page.Html.Leaf("span", m.Text("targets/needs", ("needs", m.List(verdict.Needs.Select(words.Need)))), ("class", "needs"));
        page.Html.Leaf("span", words.Note(verdict), ("class", "kind-of"));
        if (verdict.Sensitivities.Select(s => s.Numerator).Distinct().Skip(1).Any())
            Detail(verdict.Sensitivities.Select(
                s => m.Text("targets/sensitivity", ("percent", m.Number(s.Threshold * 100)), ("count", m.Number(s.Numerator)))));
        UnitFigure[] units = [.. verdict.ByUnit.Where(u => u.Measured is not null).Take(MostUnits)];
        if (units.Length > 0)
            Detail(units.Select(
                u => m.Text("targets/by-unit", ("unit", u.Unit.Name), ("value", Figure(m, u.Measured!.Value, Unit(verdict))))));

        void Detail(IEnumerable<string> parts) => page.Html.Leaf("span", m.List(parts), ("class", "kind-of"));
    }

    /// <summary>Units that fit in a cell; targets.json has all.</summary>
    private const int MostUnits = 12;
}
