using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Reports;
using ServiceCircle.Scenarios;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>whatif STUDY SCENARIO... -o DIR</c>: the study as it stands beside the study after changes.</summary>
internal static class WhatIfVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        var study = new Argument<string>("STUDY") { Description = messages["cli/whatif/study"] };
        var files = new Argument<string[]>("SCENARIO") { Description = messages["cli/whatif/scenarios"], Arity = ArgumentArity.OneOrMore };
        Option<string> output = common.Output("cli/output-folder");
        var command = new Command("whatif", messages["cli/whatif"]) { study, files, output };
        CommandContext.SetAction(command, common, context =>
        {
            string folder = context.Parsed.GetRequiredValue(output);
            var prepared = new ScenarioStudy(Study.Run(StudyFile.Load(context.Parsed.GetRequiredValue(study)), context.Progress.Report));
            IReadOnlyList<Scenario> scenarios = prepared.Read(context.Parsed.GetRequiredValue(files));
            ScenarioResult[] results = [.. scenarios.Select(prepared.Compare)];
            WhatIfFiles.WriteAll(prepared.Baseline, results, folder, messages.Language);
            context.Answer(
                () => WhatIfFiles.Summary(results),
                () => messages.Text("cli/whatif/report", ("sentence", WhatIfFiles.Sentence(prepared.Baseline, results, messages.Language)), ("path", Path.Combine(folder, "report.html"))));
            return ExitCode.Done;
        });
        return command;
    }
}
