using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Questions.Diagnosis;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>doctor STUDY [-o DIR]</c>: what to look at before believing the figures.</summary>
internal static class DoctorVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string> study = common.Argument<string>("STUDY", "cli/coverage/study");
        Option<string?> output = common.Option<string?>("-o", "cli/doctor/output", ["--output"]);
        Option<string?> formats = common.Formats(), outCrs = common.OutCrs();
        return common.Verb("doctor", "cli/doctor", [study, output, formats, outCrs], context =>
        {
            OutputForms forms = common.FormsOf(context.Parsed, formats, outCrs);
            StudyResult result = Study.Run(StudyFile.Load(context.Parsed.GetRequiredValue(study)), context.Progress.Report);
            IReadOnlyList<Finding> findings = Doctor.Examine(result);
            if (context.Parsed.GetValue(output) is { } folder) DoctorFiles.WriteAll(result, findings, folder, messages, forms);
            context.Answer(
                () => DoctorFiles.Json(findings, messages),
                () => string.Join('\n', findings.Where(f => f.IsProblem || f.Count > 0 || f.Value > 0)
                    .Select(f => $"{(f.IsProblem ? "!" : "-")} {DoctorFiles.TextOf(f, messages)}")
                    .Concat(result.Warnings.Select(w => $"- {messages.Text(w)}"))));
            context.Warn(forms.Notices);
        });
    }
}
