using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Output;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli;

/// <summary>What a verb needs beside its own options: texts, progress, and where answers go.</summary>
internal sealed class CommandContext
{
    private CommandContext(ParseResult parsed, CommonOptions common, ProgressDisplay progress)
    {
        Parsed = parsed;
        Messages = common.Messages;
        IsQuiet = parsed.GetValue(common.Quiet);
        WantsJson = parsed.GetValue(common.Json);
        Progress = progress;
    }

    public ParseResult Parsed { get; }
    public Messages Messages { get; }
    public ProgressDisplay Progress { get; }

    /// <summary>Whether the answer goes to standard output as JSON.</summary>
    public bool WantsJson { get; }

    private bool IsQuiet { get; }

    /// <summary>Gives a command its action: runs it and turns what goes wrong into a message and an exit code.</summary>
    public static void SetAction(Command command, CommonOptions common, Func<CommandContext, int> run) => command.SetAction(parsed =>
    {
        using ProgressDisplay progress = new(common.Messages, isVisible: !parsed.GetValue(common.Quiet) && !Console.IsErrorRedirected);
        try
        {
            return run(new CommandContext(parsed, common, progress));
        }
        catch (InputException e)
        {
            progress.Dispose();
            Console.Error.WriteLine(
                common.Messages.Text("cli/error/input", ("problem", common.Messages.Text(e, name => OptionNames.Of(name, command)))));
            return ExitCode.BadInput;
        }
        catch (Exception e) when (Memory.IsShort(e))
        {
            progress.Dispose();
            Console.Error.WriteLine(common.Messages["cli/error/memory"]);
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            progress.Dispose();
            Console.Error.WriteLine(parsed.GetValue(common.Verbose) ? e.ToString()
                : common.Messages.Text("cli/error/unexpected", ("problem", $"{e.GetType().Name}: {e.Message}")));
            return ExitCode.Unexpected;
        }
    });

    /// <summary>The answer: JSON alone on standard output, or a sentence on standard error unless quiet.</summary>
    public void Answer(Func<JsonNode> json, Func<string> sentence)
    {
        Progress.Dispose();
        if (WantsJson) WriteJson(json());
        else if (!IsQuiet) Console.Error.WriteLine(sentence());
    }

    /// <summary>What the reader should know, on standard error unless quiet.</summary>
    public void Warn(IEnumerable<Notice> notices)
    {
        if (!IsQuiet) Tell(notices);
    }

    /// <summary>What speaks against the inputs of a study, whatever was asked of it.</summary>
    public void Warn(StudyResult study) => Warn(study.Doubts.Select(d => d.What));

    /// <summary>What the reader must know, on standard error even if quiet.</summary>
    public void Tell(IEnumerable<Notice> notices)
    {
        Progress.Dispose();
        foreach (Notice notice in notices) Console.Error.WriteLine(Messages.Text(notice));
    }

    /// <summary>A list that was asked for: JSON, or lines, on standard output.</summary>
    public void List(Func<JsonNode> json, IEnumerable<string> lines)
    {
        Progress.Dispose();
        if (WantsJson)
        {
            WriteJson(json());
            return;
        }
        StandardOutput.Write(string.Join('\n', lines) + "\n");
    }

    private static void WriteJson(JsonNode json) => StandardOutput.Write(output => StudyFiles.WriteJson(output, json));

    /// <summary>The language asked for by --lang, else by the environment's locale, else English.</summary>
    public static Language LanguageOf(string[] args)
    {
        int at = Array.IndexOf(args, "--lang");
        string? asked = at >= 0 && at + 1 < args.Length ? args[at + 1]
            : args.FirstOrDefault(a => a.StartsWith("--lang=", StringComparison.Ordinal))?["--lang=".Length..];
        return Locale.LanguageOf(asked ?? LocaleOfEnvironment());
    }

    private static string? LocaleOfEnvironment()
    {
        foreach (string name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } locale) return locale;
        return null;
    }
}
