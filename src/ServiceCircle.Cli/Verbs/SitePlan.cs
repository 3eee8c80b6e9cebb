using System.Diagnostics;
using ServiceCircle.Output;
using ServiceCircle.Reports;
using ServiceCircle.Siting;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>site STUDY --plan P -o DIR</c>: the fewest new facilities with which every measurable target of a plan is met.</summary>
internal static class SitePlan
{
    public static int Run(CommandContext context, Messages messages, string study, PlanSitingQuestion question, SitingOptions options, string? folder)
    {
        long start = Stopwatch.GetTimestamp();
        PlanSiting answer = PlanSiting.Solve(StudyFile.Load(study), question, options, context.Progress.Report);
        var files = new PlanSitingAnswer(answer, options, Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (folder is not null) files.WriteAll(folder);
        context.Answer(files.Summary, () => Sentence(messages, answer, files, folder));
        return ExitCode.Done;
    }

    private static string Sentence(Messages messages, PlanSiting answer, PlanSitingAnswer files, string? folder)
    {
        int Count(TargetStep step) => answer.Targets.Count(t => t.Step == step);
        string head = messages.Text("site-plan/done", ("facilities", answer.Proposed.Count), ("sites", answer.Proposed.Select(p => p.Place).Distinct().Count()),
            ("closed", Count(TargetStep.ToBuild)), ("met", Count(TargetStep.Met)), ("plan", answer.Study.Plans[0].Id),
            ("year", answer.By.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        string proof = answer.Status == SitingStatus.Optimal
            ? messages["site-plan/optimal"]
            : messages.Text("site-plan/feasible", ("bound", answer.Bound), ("gap", messages.Percent(answer.Gap)));
        string check = answer.NotConfirmed.Count == 0
            ? messages["site-plan/confirmed"]
            : messages.Text("site-plan/not-confirmed", ("clauses", messages.List(answer.NotConfirmed)));
        string results = folder is null ? "" : messages.Text("cli/site/results", ("path", folder));
        return string.Join('\n', [head + proof + check + results, .. files.Open(messages)]);
    }
}
