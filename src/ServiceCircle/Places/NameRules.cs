using System.Text.RegularExpressions;

namespace ServiceCircle.Places;

/// <summary>Chinese names of places tell what they are; the first rule that matches decides.</summary>
/// <param name="exclude">Names that are no facility at all: gates, car parks, building sites.</param>
/// <param name="rules">Category, what the name must contain, what it must not; in order.</param>
internal sealed class NameRules(Regex exclude, IReadOnlyList<(string Category, Regex Include, Regex? Exclude)> rules)
{
    /// <summary>A name longer than this is no name; cutting it bounds the time of a match.</summary>
    private const int LongestName = 200;

    /// <summary>All that the rules look for in one pattern, which settles most names at once: only few match anything.</summary>
    private readonly Regex _any = new(
        string.Join('|', rules.Select(rule => $"(?:{rule.Include})")), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        exclude.MatchTimeout);

    public string? Classify(string name)
    {
        if (name.Length > LongestName) name = name[..LongestName];
        name = NameText.Decisive(name);
        if (!_any.IsMatch(name) || exclude.IsMatch(name)) return null;
        foreach (var (category, include, without) in rules)
            if (include.IsMatch(name) && without?.IsMatch(name) != true) return category;
        return null;
    }
}
