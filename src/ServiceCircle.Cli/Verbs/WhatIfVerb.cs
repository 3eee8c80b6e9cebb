using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Model;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>whatif STUDY SCENARIO... [--marginal] -o DIR</c>: the study as it stands beside the study after changes, and what one more facility
/// would be worth.
/// </summary>
internal static class WhatIfVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        var study = new Argument<string>("STUDY") { Description = messages["cli/whatif/study"] };
        var files = new Argument<string[]>("SCENARIO") { Description = messages["cli/whatif/scenarios"], Arity = ArgumentArity.ZeroOrMore };
        var marginal = new Option<bool>("--marginal") { Description = messages["cli/whatif/marginal"] };
        var category = new Option<string?>("--category") { Description = messages["cli/whatif/category"] };
        var cell = new Option<double>("--cell")
        {
            Description = messages["cli/whatif/cell"],
            DefaultValueFactory = _ => MarginalMap.DefaultCellMetres,
        };
        Option<string> output = common.Output("cli/output-folder");
        var command = new Command("whatif", messages["cli/whatif"]) { study, files, output, marginal, category, cell };
        CommandContext.SetAction(command, common, context =>
        {
            string[] paths = context.Parsed.GetValue(files) ?? [];
            bool wantsMarginal = context.Parsed.GetValue(marginal);
            string? needs = paths.Length == 0 && !wantsMarginal ? "SCENARIO | --marginal"
                : context.Parsed.GetValue(category) is not null && !wantsMarginal ? "--marginal (--category)"
                : !(context.Parsed.GetValue(cell) is >= 1 and <= 10_000) ? "1 <= --cell <= 10000"
                : null;
            if (needs is not null)
            {
                Console.Error.WriteLine(messages.Text("cli/whatif/needs", ("what", needs)));
                return ExitCode.Usage;
            }
            string folder = context.Parsed.GetRequiredValue(output);
            var prepared = new ScenarioStudy(Study.Run(StudyFile.Load(context.Parsed.GetRequiredValue(study)), context.Progress.Report));
            IReadOnlyList<Scenario> scenarios = prepared.Read(paths);
            ScenarioResult[] results = [.. scenarios.Select(prepared.Compare)];
            MarginalMap? map = wantsMarginal
                ? MarginalMap.Compute(prepared.Baseline, context.Parsed.GetValue(category), context.Parsed.GetValue(cell)) : null;
            ComparisonModel model = WhatIfFiles.ModelOf(prepared, results, map, messages.Language);
            WhatIfFiles.WriteAll(prepared, results, map, model, folder);
            context.Answer(
                () => WhatIfFiles.Summary(prepared.Baseline, results, map),
                () => messages.Text(
                    "cli/whatif/report", ("sentence", string.Join('\n', ComparisonReport.Sentences(model))),
                    ("path", Path.Combine(folder, "report.html"))));
            return ExitCode.Done;
        });
        return command;
    }
}
