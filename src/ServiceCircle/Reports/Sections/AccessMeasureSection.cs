using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>The measure by its name and formula, and every setting that moves its values.</summary>
internal static class AccessMeasureSection
{
    public static void Write(Page page, AccessModel model)
    {
        Messages m = page.Messages;
        AccessQuestion question = model.Answer.Question;
        string id = question.Measure.Id;
        List<(string, string)> facts =
        [
            (m["access-report/measure-name"], $"{NameOf(id, m)} ({id})"), (m["access-report/formula"], m[FormulaOf(id)]),
            (m["column/category"], page.NameOf(model.Asked.Category)),
            (m["access-report/opportunities"],
                m[model.Answer.Opportunities == "capacity" ? "access-report/capacity" : "access-report/count"]),
            (m["access-report/demand"], GroupNames.Of(m, question.DemandName)),
            (m["access-report/summed"], GroupNames.Of(m, model.Group)),
            (m["access-report/reach"], m.Minutes(model.Asked.ReachMinutes)),
        ];
        if (question.Decay is { } decay) facts.Add((m["access-report/decay"], decay));
        if (question.Interval is { } interval)
            facts.Add((m["access-report/interval"], m.Text(
                question.IsMedian ? "access-report/interval-median" : "access-report/interval-mean",
                ("from", m.MinutesOnly(interval.From)), ("to", m.MinutesOnly(interval.To)), ("step", m.MinutesOnly(interval.Step)))));
        if (question.N is { } n) facts.Add((m["access-report/n"], m.Number(n, n % 1 == 0 ? 0 : 2)));
        if (question.Alpha is { } alpha) facts.Add((m["access-report/alpha"], m.Number(alpha, 2)));
        page.Facts(m["access-report/measure"], facts);
        page.Paragraph(m["access-report/symbols"]);
    }

    /// <summary>A measure's name and who described it.</summary>
    public static string NameOf(string id, Messages m) => m[id switch
    {
        "cumulative" => "access-report/name-cumulative",
        "cumulative_interval" => "access-report/name-cumulative-interval",
        "cost_to_closest" => "access-report/name-cost-to-closest",
        "gravity" => "access-report/name-gravity",
        "2sfca" => "access-report/name-2sfca",
        "e2sfca" => "access-report/name-e2sfca",
        "3sfca" => "access-report/name-3sfca",
        "bfca" => "access-report/name-bfca",
        _ => "access-report/name-spatial-availability",
    }];

    /// <summary>What a value of a measure is a number of.</summary>
    public static string UnitOf(AccessModel model, Messages m)
    {
        bool isCapacity = model.Answer.Opportunities == "capacity";
        return m[model.Answer.Question.Measure.Id switch
        {
            "cost_to_closest" => "access-report/unit-minutes",
            "2sfca" or "e2sfca" or "3sfca" or "bfca" =>
                isCapacity ? "access-report/unit-places-each" : "access-report/unit-facilities-each",
            "cumulative" or "cumulative_interval" => isCapacity ? "access-report/unit-places" : "access-report/unit-facilities",
            _ => isCapacity ? "access-report/unit-weighted-places" : "access-report/unit-weighted-facilities",
        }];
    }

    private static string FormulaOf(string id) => id switch
    {
        "cumulative" => "access-report/formula-cumulative",
        "cumulative_interval" => "access-report/formula-cumulative-interval",
        "cost_to_closest" => "access-report/formula-cost-to-closest",
        "gravity" => "access-report/formula-gravity",
        "2sfca" => "access-report/formula-2sfca",
        "e2sfca" => "access-report/formula-e2sfca",
        "3sfca" => "access-report/formula-3sfca",
        "bfca" => "access-report/formula-bfca",
        _ => "access-report/formula-spatial-availability",
    };
}
