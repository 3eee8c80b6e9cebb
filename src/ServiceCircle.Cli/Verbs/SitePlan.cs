using System.Diagnostics;
using ServiceCircle.Output;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;

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
        if (answer.NotWalkable.Count > 0)
            context.Warn([new Notice("site-plan/unwalkable", ("count", answer.NotWalkable.Count), ("names", messages.List(answer.NotWalkable.Select(p => $"{p.Facility.Id} ({p.Place})"))))]);
        context.Answer(files.Summary, () => string.Join('\n', files.Sentences(messages)) + (folder is null ? "" : messages.Text("cli/site/results", ("path", folder))));
        return ExitCode.Done;
    }
}
