using System.CommandLine;
using System.Text.RegularExpressions;

namespace ServiceCircle.Cli;

/// <summary>The library names what is wrong with a question by its property; on the command line that is an option.</summary>
internal static partial class OptionNames
{
    /// <summary>Properties whose option has another name.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["UnitLevel"] = "--per-unit",
        ["UsesCapacity"] = "--capacity",
        ["Populations"] = "--population",
        ["MaxSnapMetres"] = "--max-snap",
    };

    /// <summary>The option of a property ("MaxSnap" is <c>--max-snap</c>) where the command has it; else the name as it is.</summary>
    public static string Of(string name, Command command)
    {
        if (name.Length == 0 || !char.IsAsciiLetterUpper(name[0])) return name;
        string option = Others.GetValueOrDefault(name) ?? "--" + WordStart().Replace(name, "-").ToLowerInvariant();
        return command.Options.Any(o => o.Name == option) ? option : name;
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
