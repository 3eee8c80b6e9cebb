using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Reports;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>coverage STUDY -o DIR</c>: the main job.</summary>
internal static class CoverageVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        var study = new Argument<string>("STUDY") { Description = messages["cli/coverage/study"] };
        Option<string> output = common.Output("cli/output-folder");
        var command = new Command("coverage", messages["cli/coverage"]) { study, output };
        CommandContext.SetAction(command, common, context =>
        {
            string folder = context.Parsed.GetRequiredValue(output);
            StudyResult result = Study.Run(StudyFile.Load(context.Parsed.GetRequiredValue(study)), context.Progress.Report);
            StudyFiles.WriteAll(result, folder, messages.Language);
            context.Answer(
                () => StudyFiles.Summary(result.Coverage),
                () => HeadlineSentence.ClosingLine(
                    result.Coverage, StudyReport.CategoryNames(result.Catalogue, messages.Language), messages.Language,
                    Path.Combine(folder, "report.html")));
            return ExitCode.Done;
        });
        return command;
    }
}
