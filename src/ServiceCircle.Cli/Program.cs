using System.CommandLine;
using ServiceCircle.Cli;
using ServiceCircle.Cli.Verbs;

// Numbers and sorting never depend on the machine (InvariantGlobalization); the language of texts does.
Language language = CommandContext.LanguageOf(args);
Messages messages = Messages.In(language);
var common = new CommonOptions(messages);

var root = new RootCommand(messages["cli/description"]);
common.AddTo(root);
// One line per verb, in the order of --help.
root.Subcommands.Add(InitVerb.Create(common));
root.Subcommands.Add(CoverageVerb.Create(common));
root.Subcommands.Add(WhatIfVerb.Create(common));
root.Subcommands.Add(SiteVerb.Create(common));
root.Subcommands.Add(BuildVerb.Create(common));
root.Subcommands.Add(IsochroneVerb.Create(common));
root.Subcommands.Add(MatrixVerb.Create(common));
root.Subcommands.Add(AccessVerb.Create(common));
root.Subcommands.Add(StreetsVerb.Create(common));
root.Subcommands.Add(FacilitiesVerb.Create(common));
root.Subcommands.Add(DoctorVerb.Create(common));
root.Subcommands.Add(TargetsVerb.Create(common));
root.Subcommands.Add(StandardsVerb.Create(common));

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(UsageError.Text(error.Message, messages));
    Console.Error.WriteLine(parsed.CommandResult.Command is RootCommand ? "servicecircle --help"
        : $"servicecircle {parsed.CommandResult.Command.Name} --help");
    return ExitCode.Usage;
}

using var interrupts = new Interrupts(messages);
// Verbs write to the console themselves; this holds help and the version.
using var help = new StringWriter();
int exitCode = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = help });
try
{
    StandardOutput.Write(HelpText.Text(help.ToString(), messages));
}
catch (InputException e)
{
    Console.Error.WriteLine(messages.Text("cli/error/input", ("problem", messages.Text(e))));
    return ExitCode.BadInput;
}
return exitCode;
