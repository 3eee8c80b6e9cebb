using System.CommandLine;
using System.CommandLine.Help;

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

/// <summary>Options that every verb understands.</summary>
internal sealed class CommonOptions
{
    public CommonOptions(Messages messages)
    {
        Messages = messages;
        Lang = new Option<string>("--lang") { Description = messages["cli/lang"], Recursive = true };
        Lang.AcceptOnlyFromAmong("en", "zh");
        Quiet = new Option<bool>("--quiet") { Description = messages["cli/quiet"], Recursive = true };
        Json = new Option<bool>("--json") { Description = messages["cli/json"], Recursive = true };
        Verbose = new Option<bool>("--verbose") { Description = messages["cli/verbose"], Recursive = true };
    }

    public Messages Messages { get; }

    public Option<string> Lang { get; }

    public Option<bool> Quiet { get; }

    public Option<bool> Json { get; }

    public Option<bool> Verbose { get; }

    public void AddTo(RootCommand root)
    {
        root.Options.OfType<HelpOption>().Single().Description = Messages["cli/help/show-help"];
        root.Options.OfType<VersionOption>().Single().Description = Messages["cli/help/show-version"];
        root.Options.Add(Lang);
        root.Options.Add(Quiet);
        root.Options.Add(Json);
        root.Options.Add(Verbose);
    }

    /// <summary>The NETWORK argument.</summary>
    public Argument<string> Network() => new("NETWORK") { Description = Messages["cli/network"] };

    /// <summary>The -o option.</summary>
    public Option<string> Output(string descriptionKey) =>
        new("-o", "--output") { Description = Messages[descriptionKey], Required = true };

    /// <summary>The --walker option.</summary>
    public Option<string> Walker() => new("--walker") { Description = Messages["cli/walker"], DefaultValueFactory = _ => "adult" };

    /// <summary>The --max-snap option.</summary>
    public Option<double> MaxSnap() => new("--max-snap")
    {
        Description = Messages["cli/max-snap"],
        DefaultValueFactory = _ => Walking.Snapping.Snapper.DefaultMaxMetres,
    };

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
