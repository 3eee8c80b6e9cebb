using ServiceCircle.Coverage.Equity;
using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>The access of all people in a few figures, and of whom they are.</summary>
internal static class AccessFiguresSection
{
    private const int SignificantDigits = 4, MostDecimals = 12;

    /// <summary>The mean over people, its range, and for whom it is known.</summary>
    public static string Headline(AccessModel model, Messages m)
    {
        AccessDistribution distribution = model.Answer.Distribution;
        string category = model.Study.CategoryNames.GetValueOrDefault(model.Asked.Category, model.Asked.Category);
        (string, object)[] what = [("service", category), ("measure", AccessMeasureSection.NameOf(model.Answer.Question.Measure.Id, m))];
        double[] known = [.. model.Answer.Access.OfType<double>()];
        // Where people are given, all of them live where there is no value.
        if (known.Length == 0 || (distribution.Mean is null && distribution.PeopleNotCounted > 0))
            return m.Text("access-report/no-mean", what);
        (string, object)[] values =
        [
            .. what, ("group", GroupNames.Of(m, model.Group)), ("unit", AccessMeasureSection.UnitOf(model, m)),
            ("communities", known.Length), ("all", model.Answer.Origins.Count), ("lowest", Value(m, known.Min())),
            ("highest", Value(m, known.Max())),
        ];
        if (distribution.Mean is not { } mean) return m.Text("access-report/no-people", values);
        return m.Text("access-report/headline", [.. values, ("mean", Value(m, mean)), ("people", m.People(distribution.People))])
            + (distribution.PeopleNotCounted > 0
            ? m.Text("access-report/not-counted", ("people", m.People(distribution.PeopleNotCounted))) : "");
    }

    /// <summary>A value of a measure, which may be of any size, with four digits that say something; whole numbers as they are.</summary>
    public static string Value(Messages m, double value) => value == Math.Round(value) ? m.Number(value)
        : m.Number(value, Math.Clamp(SignificantDigits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, MostDecimals));

    public static void Write(Page page, AccessModel model)
    {
        Messages m = page.Messages;
        AccessAnswer answer = model.Answer;
        AccessDistribution distribution = answer.Distribution;
        double[] known = [.. answer.Access.OfType<double>()];
        List<(string What, double? Value)> rows =
        [
            (m["access-report/mean"], distribution.Mean), (m["access-report/lowest-value"], known.Length == 0 ? null : known.Min()),
            (m["access-report/highest-value"], known.Length == 0 ? null : known.Max()),
            (m["access-report/people-counted"], distribution.People),
            (m["access-report/people-not-counted"], distribution.PeopleNotCounted),
            (m["access-report/with-value"], answer.Defined), (m["access-report/without-value"], answer.Origins.Count - answer.Defined),
            (m["access-report/destinations"], answer.Inputs.Opportunities.Count(o => o > 0)), (m["access-report/supply"], answer.Supply),
        ];
        if (answer.SupplyClaimed is { } claimed)
        {
            rows.Add((m["access-report/claimed"], claimed));
            rows.Add((m["access-report/out-of-reach"], answer.Supply - claimed));
        }
        if (model.Asked.WithoutSupply > 0) rows.Add((m["access-report/without-capacity"], model.Asked.WithoutSupply));
        page.Table("figures", m.Text("access-report/figures-caption",
                ("service", page.NameOf(model.Asked.Category)), ("group", GroupNames.Of(m, model.Group))),
            [new(m["column/what"]), new(m["column/value"], true)], rows, row =>
            {
                page.RowName(row.What);
                if (row.Value is { } value) page.Number(Value(m, value), value);
                else page.Number(m["value/none"]);
            });
        LeftOut(page, model);
    }

    /// <summary>Below figures of people, whom they leave out.</summary>
    public static void LeftOut(Page page, AccessModel model)
    {
        string text = LeftOutWords.Of(page.Model.Coverage, page.Messages, model.Group);
        if (text.Length > 0) page.Paragraph(text);
    }
}
