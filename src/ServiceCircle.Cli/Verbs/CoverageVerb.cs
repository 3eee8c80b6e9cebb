using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Trend;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>coverage STUDY -o DIR</c>: the main job.</summary>
internal static class CoverageVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> study = common.Argument<string>("STUDY", "cli/coverage/study");
        Option<string> output = common.Output("cli/output-folder");
        Option<bool> requireTargets = common.Option<bool>("--require-targets", "cli/coverage/require-targets");
        Option<string[]> asOf = common.Option<string[]>("--as-of", "cli/coverage/as-of");
        Option<bool> strict = common.Option<bool>("--strict", "cli/coverage/strict");
        Option<string?> formats = common.Formats(), outCrs = common.OutCrs();
        return common.Verb("coverage", "cli/coverage", [study, output, formats, outCrs, requireTargets, strict, asOf], context =>
        {
            OutputForms forms = common.FormsOf(context.Parsed, formats, outCrs);
            string folder = context.Parsed.GetRequiredValue(output);
            StudyFile question = StudyFile.Load(InitVerb.StudyAt(context.Parsed.GetRequiredValue(study), context));
            if (context.Parsed.GetValue(asOf) is { Length: > 0 } days) question = question with { AsOf = days };
            (StudyResult result, ServiceAreas areas) = Study.RunAndDraw(question, context.Progress.Report);
            Notice[] doubts = [.. result.Doubts.Select(d => d.What)];
            if (context.Parsed.GetValue(strict) && result.Doubts.Count(d => d.IsFatal) is > 0 and var fatal)
            {
                context.Tell([.. doubts, new("cli/coverage/strict-stop", ("count", fatal))]);
                return ExitCode.BadInput;
            }
            StudyFiles.WriteAll(result, areas, folder, messages.Language, forms);
            context.Answer(
                () => StudyFiles.Answer(result),
                () => HeadlineSentence.ClosingLine(
                    result.Coverage, result.Facilities.Audit.Count(a => a.Reason == FacilityReader.Untold),
                    StudyReport.CategoryNames(result.Catalogue, messages.Language), messages.Language,
                    Path.Combine(folder, "report.html")) + TargetsLine(result, messages) + TrendTexts(result, messages));
            context.Warn(forms.Notices);
            context.Warn(result);
            return context.Parsed.GetValue(requireTargets) && ClauseCount.MissesFirm(result.Verdicts) ? ExitCode.TargetNotMet
                : ExitCode.Done;
        });
    }

    /// <summary>A line for each year.</summary>
    private static string TrendTexts(StudyResult result, Messages messages)
    {
        IReadOnlyDictionary<string, string> names = StudyReport.CategoryNames(result.Catalogue, messages.Language);
        return string.Concat(result.Trend.Select(year => "\n" + TrendSentence.Text(year, names, messages)));
    }

    private static string TargetsLine(StudyResult result, Messages messages)
    {
        if (result.Plans.Count == 0) return "";
        ClauseCount count = ClauseCount.Of(result.Verdicts);
        return "\n" + messages.Text(
            "cli/coverage/targets-line", ("met", count.Met), ("missed", count.NotMet), ("open", count.NotMeasurable))
            + (count.NotDue > 0 ? messages.Text("cli/coverage/targets-not-due", ("count", count.NotDue)) : "");
    }
}
