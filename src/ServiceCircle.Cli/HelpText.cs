namespace ServiceCircle.Cli;

/// <summary>
/// Help in the reader's language. System.CommandLine writes the descriptions that it is given, but its own headings and labels in English
/// and has no hook for others, so these, which stand in the message table as they are, are found at their places and written again.
/// </summary>
internal static class HelpText
{
    private static readonly string[] Headings =
        ["cli/help/description", "cli/help/usage", "cli/help/arguments", "cli/help/options", "cli/help/commands"];

    /// <summary>What System.CommandLine printed, in a language.</summary>
    public static string Text(string help, Messages messages) =>
        messages.Language == Language.En ? help
            : string.Join(Environment.NewLine, Lines(help.ReplaceLineEndings("\n").Split('\n'), messages));

    private static IEnumerable<string> Lines(string[] lines, Messages messages)
    {
        string? heading = null;
        foreach (string line in lines)
        {
            // Headings alone begin at the margin.
            if (Headings.FirstOrDefault(key => InEnglish(key) == line) is { } found)
            {
                heading = found;
                yield return messages[found];
            }
            else
            {
                yield return heading == "cli/help/usage"
                    ? Replaced(Replaced(line, "cli/help/a-command", messages), "cli/help/some-options", messages)
                    : Default(Required(line, messages), messages);
            }
        }
    }

    private static string Replaced(string line, string key, Messages messages) =>
        line.Replace(InEnglish(key), messages[key], StringComparison.Ordinal);

    /// <summary>The label is part of the first column: the second stays below itself, a Chinese character being two columns wide.</summary>
    private static string Required(string line, Messages messages)
    {
        string english = InEnglish("cli/help/required"), label = messages["cli/help/required"];
        return line.Replace(english, label.PadRight(english.Length - label.Length), StringComparison.Ordinal);
    }

    /// <summary>The value after it may stand on the next line of a narrow terminal.</summary>
    private static string Default(string line, Messages messages)
    {
        string english = InEnglish("cli/help/default"), label = messages["cli/help/default"];
        return line.Replace(english + " ", label, StringComparison.Ordinal).Replace(english, label, StringComparison.Ordinal);
    }

    private static string InEnglish(string key) => Messages.In(Language.En)[key];
}
