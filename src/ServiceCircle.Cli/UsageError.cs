using System.Text.RegularExpressions;

namespace ServiceCircle.Cli;

/// <summary>
/// What is wrong with a command line, in the reader's language. System.CommandLine says it in English and has no hook for other words, so
/// its sentences, which stand in the message table as they are, are recognised and said again.
/// </summary>
internal static class UsageError
{
    private static readonly (string Key, string[] Names)[] Sentences =
    [
        ("cli/usage/option-required", ["option"]),
        ("cli/usage/argument-missing", ["argument", "command"]),
        ("cli/usage/value-missing", ["option"]),
        ("cli/usage/command-missing", []),
        ("cli/usage/unknown", ["word"]),
        ("cli/usage/one-value", ["option", "count"]),
        ("cli/usage/choice", ["word", "choices"]),
        ("cli/usage/option-type", ["word", "option", "type"]),
        ("cli/usage/argument-type", ["word", "command", "type"]),
        ("cli/usage/alone", ["option"]),
        ("cli/usage/no-response-file", ["file"]),
        ("cli/usage/bad-response-file", ["file", "problem"]),
    ];

    /// <summary>A sentence of System.CommandLine in a language; what is no sentence of it stands as it is.</summary>
    public static string Text(string sentence, Messages messages)
    {
        if (messages.Language == Language.En) return sentence;
        foreach ((string key, string[] names) in Sentences)
        {
            string blank = Messages.In(Language.En).Text(key, [.. names.Select(n => (n, (object)$"<{n}>"))]);
            Match match = Regex.Match(
                sentence, $"^{Regex.Replace(Regex.Escape(blank), "<([a-z]+)>", "(?<$1>.*?)")}$", RegexOptions.Singleline);
            if (match.Success) return messages.Text(key, [.. names.Select(n => (n, Value(n, match.Groups[n].Value)))]);
        }
        return sentence;
    }

    private static object Value(string name, string text) => name switch
    {
        "type" => new Phrase(text.Contains("Int", StringComparison.Ordinal) ? "cli/usage/whole-number" : "cli/usage/number"),
        "choices" => new NameList(text.Split(['\n', '\r', '\t', '\'', ' '], StringSplitOptions.RemoveEmptyEntries)),
        _ => text,
    };
}
