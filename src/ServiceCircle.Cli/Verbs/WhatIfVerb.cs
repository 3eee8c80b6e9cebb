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
        Argument<string> study = common.Argument<string>("STUDY", "cli/whatif/study");
        var files = new Argument<string[]>("SCENARIO") { Description = messages["cli/whatif/scenarios"], Arity = ArgumentArity.ZeroOrMore };
        Option<bool> marginal = common.Option<bool>("--marginal", "cli/whatif/marginal");
        Option<string?> category = common.Option<string?>("--category", "cli/whatif/category");
        Option<double> cell = common.OptionOr("--cell", "cli/whatif/cell", MarginalMap.DefaultCellMetres);
        Option<string> output = common.Output("cli/output-folder");
        Option<string?> formats = common.Formats(), outCrs = common.OutCrs();
        return common.Verb("whatif", "cli/whatif", [study, files, output, formats, outCrs, marginal, category, cell], context =>
        {
            OutputForms forms = common.FormsOf(context.Parsed, formats, outCrs);
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
            WhatIfFiles.WriteAll(prepared, results, map, model, folder, forms);
            context.Answer(
                () => WhatIfFiles.Summary(prepared.Baseline, results, map),
                () => messages.Text(
                    "cli/whatif/report", ("sentence", string.Join('\n', ComparisonReport.Sentences(model))),
                    ("path", Path.Combine(folder, "report.html"))));
            context.Warn(forms.Notices);
            context.Warn(prepared.Baseline);
            return ExitCode.Done;
        });
    }
}
