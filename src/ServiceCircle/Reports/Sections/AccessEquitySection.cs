using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>How equally access is spread: over everybody, over other groups of people, and within each unit.</summary>
internal static class AccessEquitySection
{
    public static void Write(Page page, AccessModel model)
    {
        Messages m = page.Messages;
        EquityAnswer equity = model.Answer.Equity!;
        (string Key, Func<EquityFigures, double?> Of)[] figures =
        [
            .. Asked(equity, "gini", "access-report/gini", f => f.Gini), .. Asked(equity, "theil", "access-report/theil", f => f.Theil),
            .. Asked(equity, "fgt", "access-report/fgt0", f => f.Poverty?.Fgt0),
            .. Asked(equity, "fgt", "access-report/fgt1", f => f.Poverty?.Fgt1),
            .. Asked(equity, "fgt", "access-report/fgt2", f => f.Poverty?.Fgt2),
        ];
        (string Name, EquityFigures Figures)[] rows =
        [
            (GroupNames.Of(m, model.Group), equity.Whole),
            .. equity.ByPopulation.Select(p => (GroupNames.Of(m, p.Name), p.Figures)),
            .. (equity.ByUnit ?? []).Select(u => (u.Unit.Length > 0 ? u.Unit : m["access-report/no-unit"], u.Figures)),
        ];
        page.Table("figures", m["access-report/equity-caption"],
        [
            new(m["column/group"]), new(m["access-report/people-counted"], true), new(m["access-report/mean"], true),
            .. figures.Select(f => new Column(m[f.Key], true)),
        ], rows, row =>
        {
            page.RowName(row.Name);
            page.Number(row.Figures.Distribution.People);
            Value(row.Figures.Distribution.Mean);
            foreach ((_, Func<EquityFigures, double?> of) in figures) Value(of(row.Figures));
        });
        page.Paragraph(m["access-report/equity-note"]);
        if (equity.Whole.TheilGroups is { } parts)
            page.Facts(m["access-report/theil-groups"],
            [
                (m["access-report/between"], AccessFiguresSection.Value(m, parts.Between)),
                (m["access-report/within"], AccessFiguresSection.Value(m, parts.Within)),
            ]);
        AccessFiguresSection.LeftOut(page, model);

        void Value(double? value)
        {
            if (value is { } known) page.Number(AccessFiguresSection.Value(m, known), known);
            else page.Number(m["value/none"]);
        }
    }

    private static IEnumerable<(string, Func<EquityFigures, double?>)> Asked(
        EquityAnswer equity, string name, string key, Func<EquityFigures, double?> of) =>
        equity.Question.Measures.Contains(name) ? [(key, of)] : [];
}
