using System.CommandLine;
using System.CommandLine.Help;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Output;

namespace ServiceCircle.Cli;

/// <summary>What scripts can rely on after a run.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int TargetNotMet = 1;
    public const int Usage = 2;
    public const int BadInput = 3;
    public const int Unexpected = 4;
}

/// <summary>Options that every verb understands, and how options and verbs are made; descriptions are given by their keys.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string> _language;

    public CommonOptions(Messages messages)
    {
        Messages = messages;
        _language = Recursive<string>("--lang", "cli/lang");
        _language.AcceptOnlyFromAmong("en", "zh");
        Quiet = Recursive<bool>("--quiet", "cli/quiet");
        Json = Recursive<bool>("--json", "cli/json");
        Verbose = Recursive<bool>("--verbose", "cli/verbose");

        Option<T> Recursive<T>(string name, string key)
        {
            Option<T> option = Option<T>(name, key);
            option.Recursive = true;
            return option;
        }
    }

    public Messages Messages { get; }
    public Option<bool> Quiet { get; }
    public Option<bool> Json { get; }
    public Option<bool> Verbose { get; }

    public void AddTo(RootCommand root)
    {
        root.Options.OfType<HelpOption>().Single().Description = Messages["cli/help/show-help"];
        root.Options.OfType<VersionOption>().Single().Description = Messages["cli/help/show-version"];
        foreach (Option option in (Option[])[_language, Quiet, Json, Verbose]) root.Options.Add(option);
    }

    /// <summary>A verb that is done when it has run; arguments and options are listed by help in their order.</summary>
    public Command Verb(string name, string key, Symbol[] symbols, Action<CommandContext> run) => Verb(name, key, symbols, context =>
    {
        run(context);
        return ExitCode.Done;
    });

    /// <summary>A verb with an exit code of its own.</summary>
    public Command Verb(string name, string key, Symbol[] symbols, Func<CommandContext, int> run)
    {
        var command = new Command(name, Messages[key]);
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        }
        CommandContext.SetAction(command, this, run);
        return command;
    }

    public Argument<T> Argument<T>(string name, string key) => new(name) { Description = Messages[key] };

    public Option<T> Option<T>(string name, string key, params string[] aliases) => new(name, aliases) { Description = Messages[key] };

    /// <summary>An option that has a value even if it is absent.</summary>
    public Option<T> OptionOr<T>(string name, string key, T ifAbsent) =>
        new(name) { Description = Messages[key], DefaultValueFactory = _ => ifAbsent };

    /// <summary>One of a few words; the first if it is absent.</summary>
    public Option<string> Choice(string name, string key, params string[] words)
    {
        Option<string> option = OptionOr(name, key, words[0]);
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    public Argument<string> Network() => Argument<string>("NETWORK", "cli/network");

    public Option<string> Output(string key)
    {
        Option<string> option = Option<string>("-o", key, ["--output"]);
        option.Required = true;
        return option;
    }

    /// <summary>Further forms of what a verb writes; <see cref="FormsOf"/> reads it.</summary>
    public Option<string?> Formats()
    {
        Option<string?> option = Option<string?>("--formats", "cli/formats");
        option.Validators.Add(result =>
        {
            foreach (string word in ListOf(result.GetValue(option)).Where(w => !OutputForms.Words.Contains(w)))
                result.AddError(Messages.Text(
                    "cli/formats-unknown", ("word", word), ("words", new NameList(OutputForms.Words))));
        });
        return option;
    }

    /// <summary>The coordinates of the forms of layers; <see cref="FormsOf"/> reads it.</summary>
    public Option<string?> OutCrs() => Option<string?>(OutputForms.CrsOption, "cli/out-crs");

    /// <summary>The forms that an option asks for, in the coordinates that another does.</summary>
    public OutputForms FormsOf(ParseResult given, Option<string?> formats, Option<string?>? outCrs = null) =>
        new([.. ListOf(given.GetValue(formats)).Distinct()], Messages, outCrs is null ? null : CrsOf(given, outCrs));

    public Option<string> Walker() => OptionOr("--walker", "cli/walker", "adult");

    /// <summary>What the coordinates of given files are.</summary>
    public Option<string?> InCrs() => Option<string?>("--in-crs", "cli/in-crs");

    /// <summary>The reference system that an option names; null if it is absent.</summary>
    /// <exception cref="InputException">It is none that is known.</exception>
    public static Crs? CrsOf(ParseResult given, Option<string?> option) => given.GetValue(option) is not { } word ? null
        : Crs.Named(word) ?? throw new InputException(option.Name, "", Notice.Quoted(word), "expected/crs", CrsAdvice.For(word));

    public Option<double> MaxSnap() => OptionOr("--max-snap", "cli/max-snap", Walking.Snapping.Snapper.DefaultMaxMetres);

    /// <summary>The minutes that an option gives: more than none, and no more than some.</summary>
    /// <exception cref="InputException">They are not.</exception>
    public static double Minutes(ParseResult given, Option<double> option, double most)
    {
        double minutes = given.GetValue(option);
        return minutes > 0 && minutes <= most ? minutes
            : throw new InputException(
                option.Name, "", Notice.AsIs(FormattableString.Invariant($"{minutes}")), new("expected/minutes", ("most", most)));
    }

    /// <summary>The words between commas; none without a text.</summary>
    public static string[] ListOf(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
