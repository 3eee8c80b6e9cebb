using ServiceCircle.Output;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>site STUDY --plan P -o DIR</c>: the fewest new facilities with which every measurable target of a plan is met.</summary>
internal static class SitePlan
{
    public static int Run(CommandContext context, string study, PlanSitingQuestion question, SitingOptions options, string? folder,
        OutputForms forms)
    {
        PlanSiting answer = PlanSiting.Solve(StudyFile.Load(study), question, options, context.Progress.Report);
        var files = new PlanSitingFiles(answer);
        if (folder is not null) files.WriteAll(folder, context.Messages, forms);
        context.Warn(forms.Notices);
        context.Warn(answer.Warnings);
        string results = folder is null ? "" : context.Messages.Text("cli/site/results", ("path", folder));
        context.Answer(files.Summary, () => string.Join('\n', files.Sentences(context.Messages)) + results);
        context.Warn(answer.Study);
        return ExitCode.Done;
    }
}
