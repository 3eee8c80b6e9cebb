using System.Globalization;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Reports.Model;

/// <summary>The objective of an answer and its bound as files give them, with their unit; null where there is none.</summary>
internal readonly record struct SitingFigures(string Unit, double? Objective, double? Bound);

/// <summary>A siting answer in sentences, in a language.</summary>
internal static class SitingWords
{
    /// <summary>Why there is no answer; null with one.</summary>
    public static string? Reason(SitingSolution solution, Messages messages) => solution.Why is { } why ? Text(why, messages) : null;

    /// <summary>The changes that were found to help; null if none is known.</summary>
    public static string? Relaxation(SitingSolution solution, Messages messages) => solution.Remedies.Count == 0 ? null
        : string.Join(messages["siting/helps-or"], solution.Remedies.Select(r => Remedy(r, messages)));

    /// <summary>Changes that help together.</summary>
    public static string Remedy(Remedy remedy, Messages messages) =>
        string.Join(messages["siting/helps-and"], remedy.Changes.Select(c => Text(c, messages)));

    /// <summary>How many, what share before and after, and how sure that is; or why there is no answer; or that there is nobody.</summary>
    public static string Headline(SitingAnswer answer, SitingFigures figures, Messages messages)
    {
        if (answer is { HasNobody: true, Study: { } empty })
            return messages.Text(
                "cli/site/nobody", ("group", GroupNames.Of(messages, empty.Question.Demand)), ("communities", empty.Demand.Count));
        string before = messages.Percent(answer.ShareBefore ?? 0);
        if (answer.Solution.Status == SitingStatus.Infeasible)
        {
            string change = Relaxation(answer.Solution, messages) is { } relaxation
                ? messages.Text("cli/site/relaxation", ("change", relaxation)) : "";
            return messages.Text("cli/site/infeasible", ("reason", Reason(answer.Solution, messages)!), ("before", before)) + change;
        }
        if (figures.Objective is null) return messages.Text("cli/site/none", ("before", before));
        int count = answer.Coverage.Steps.Count;
        string after = messages.Percent(answer.ShareAfter ?? 0), proof = Proof(answer, figures, messages);
        return answer.Study is not { } study
            ? messages.Text("cli/site/done-matrix", ("count", count), ("before", before), ("after", after), ("proof", proof))
            : messages.Text(
                "cli/site/done-study", ("count", count), ("before", before), ("after", after), ("people", messages.People(answer.Total)),
                ("minutes", messages.MinutesOnly(study.Reach.Minutes!.Value)), ("proof", proof));
    }

    /// <summary>How sure it is that nothing is better.</summary>
    private static string Proof(SitingAnswer answer, SitingFigures figures, Messages messages)
    {
        string value = Value(figures.Unit, figures.Objective!.Value, messages), bound = figures.Bound is { } b ? Figure(b) : "?";
        return answer.Solution.Status == SitingStatus.Optimal
            ? messages.Text("cli/site/optimal", ("objective", value), ("bound", bound))
            : messages.Text(
                "cli/site/feasible", ("objective", value), ("bound", bound), ("gap", messages.Percent(answer.Solution.Gap ?? 1)));
    }

    /// <summary>A value of the objective with its unit.</summary>
    public static string Value(string unit, double value, Messages messages)
    {
        (string, object) figure = ("value", Figure(value));
        return unit switch
        {
            "sites" => messages.Text("cli/site/unit/sites", figure),
            "people" => messages.Text("cli/site/unit/people", figure),
            "person_minutes" => messages.Text("cli/site/unit/person_minutes", figure),
            "minutes" => messages.Text("cli/site/unit/minutes", figure),
            "weight" => messages.Text("cli/site/unit/weight", figure),
            "weight_cost" => messages.Text("cli/site/unit/weight_cost", figure),
            _ => messages.Text("cli/site/unit/cost", figure),
        };
    }

    private static string Figure(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Text(Notice remark, Messages messages) =>
        messages.Text(remark.Key, [.. remark.Values.Select(v => (v.Name, v.Value is double number ? Figure(v.Name, number) : v.Value))]);

    /// <summary>What may be typed again is given in full.</summary>
    private static string Figure(string name, double number) =>
        number.ToString(
            name is "radius" or "budget" or "percent" or "target" or "capacity" ? "0.#########" : "#,0.##", CultureInfo.InvariantCulture);
}
