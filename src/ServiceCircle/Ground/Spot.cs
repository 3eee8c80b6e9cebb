using System.Text.RegularExpressions;

namespace ServiceCircle.Ground;

/// <summary>
/// A place in a file, in a small language of its own: "line 12", "byte 4096", "sheet \"a\", row 3" and the like, then perhaps a key path or
/// an element, which reads the same in every language: "line 12, clauses[0].value".
/// </summary>
/// <param name="Text">The place; empty for the whole file.</param>
/// <param name="More">How many other places there are.</param>
internal sealed partial record Spot(string Text, int More = 0)
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["line"] = "where/line",
        ["byte"] = "where/byte",
        ["sheet"] = "where/sheet",
        ["row"] = "where/row",
        ["record"] = "where/record",
        ["layer"] = "where/layer",
        ["edit"] = "where/edit",
        ["hierarchy"] = "where/hierarchy",
    };

    /// <summary>The words and what follows them: a notice for each word, and a text.</summary>
    public IEnumerable<object> Parts()
    {
        string rest = Text;
        for (Match word = Word().Match(rest); word.Success; word = Word().Match(rest))
        {
            yield return new Notice(Keys[word.Groups[1].Value], ("number", word.Groups[2].Value));
            rest = rest[word.Length..];
        }
        if (rest.Length > 0) yield return rest;
    }

    /// <summary>The place in English.</summary>
    public override string ToString() => new Notice("text/as-is", ("text", this)).ToString();

    [GeneratedRegex("^(line|byte|sheet|row|record|layer|edit|hierarchy) ([0-9a-f]+|\"[^\"]*\")(?:, |$)")]
    private static partial Regex Word();
}
