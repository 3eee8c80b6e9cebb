using System.Text.RegularExpressions;

namespace ServiceCircle.Places;

/// <summary>Chinese names of places tell what they are; the first rule that matches decides.</summary>
/// <param name="streets">Streets named after facilities ("医院路"), which say nothing of what stands there; null if the file has none.</param>
/// <param name="exclusions">Names that are no facility at all: gates, car parks, building sites.</param>
/// <param name="parts">How names of two parts are read; null if as any other.</param>
/// <param name="rules">Rules, in order.</param>
internal sealed partial class NameRules(
    Regex? streets, IReadOnlyList<NameExclusion> exclusions, NameParts? parts, IReadOnlyList<NameRule> rules)
{
    /// <summary>The rule of parts of other places.</summary>
    public const string PartRule = "exclude " + NameExclusion.Part;

    /// <summary>A name longer than this is no name; cutting it bounds the time of a match.</summary>
    private const int LongestName = 200;

    private readonly NameExclusion _part = exclusions.FirstOrDefault(e => e.Id == NameExclusion.Part)
        ?? new(NameExclusion.Part, "其他设施的一部分", "part of another place", new Regex(""), InOsm: false);

    /// <summary>All that the rules look for in one pattern, which settles most names at once: only few match anything.</summary>
    private readonly Regex _any = new(
        string.Join('|', rules.Select(rule => $"(?:{rule.Include})")), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        rules.Count > 0 ? rules[0].Include.MatchTimeout : Regex.InfiniteMatchTimeout);

    /// <summary>The names of the rules: the category, and which of its rules it is.</summary>
    private readonly string[] _names = [.. rules.Select((rule, i) =>
        $"name {rule.Category} {rules.Take(i + 1).Count(r => r.Category == rule.Category)}")];

    public IReadOnlyList<NameExclusion> Exclusions => exclusions;

    /// <summary>What each rule looks for, by its name.</summary>
    public IEnumerable<(string Rule, string Pattern)> Patterns =>
        [.. rules.Select((rule, i) => (_names[i], rule.Include.ToString())),
         .. exclusions.Select(e => (NameOf(e), e.Pattern.ToString()))];

    /// <summary>The name of an exclusion among the rules.</summary>
    public static string NameOf(NameExclusion exclusion) => $"exclude {exclusion.Id}";

    /// <summary>What of a name the rules look at.</summary>
    public string Decisive(string name)
    {
        string text = NameText.Decisive(name.Length > LongestName ? name[..LongestName] : name);
        return streets?.Replace(text, "") ?? text;
    }

    /// <summary>Why a name is no facility, whatever else is known of the place; null if nothing says so.</summary>
    public NameExclusion? ExclusionOf(string decisive, bool inOsm = false)
    {
        foreach (NameExclusion exclusion in exclusions)
            if ((exclusion.InOsm || !inOsm) && exclusion.Pattern.IsMatch(decisive)) return exclusion;
        return null;
    }

    /// <summary>What a name tells.</summary>
    public NameAnswer Tell(string name)
    {
        string text = Decisive(name);
        if (!_any.IsMatch(text)) return NameAnswer.Nothing;
        if (ExclusionOf(text) is { } exclusion) return Excluded(exclusion);
        if (parts is not null && Separator().Matches(text) is [.., { } last]) return TellPart(text, last.Index, parts);
        return Several().IsMatch(text) ? TellSeveral(text) : TellWhole(text);
    }

    private static NameAnswer Excluded(NameExclusion exclusion) => new([], NameOf(exclusion), exclusion);

    private NameAnswer TellWhole(string text)
    {
        for (int i = 0; i < rules.Count; i++)
            if (rules[i].Holds(text)) return new([rules[i].Category], _names[i], null);
        return NameAnswer.Nothing;
    }

    /// <summary>"小学-附属幼儿园" is what its last part is, "医院-东院" what its first, and "医院-挂号处" nothing of its own.</summary>
    private NameAnswer TellPart(string text, int at, NameParts kinds)
    {
        string first = text[..at], last = text[(at + 1)..];
        NameAnswer part = TellWhole(last), whole = TellWhole(first);
        bool isOfWhole = whole.Categories is [var of, ..] && kinds.Wholes.Any(group => CategoryCatalogue.IsWithin(of, group));
        if (part.Categories is [var own, ..])
            return isOfWhole && !kinds.Own.Any(group => CategoryCatalogue.IsWithin(own, group)) ? Excluded(_part) : part;
        if (kinds.Branch.IsMatch(last)) return whole;
        return whole.Categories.Count > 0 ? Excluded(_part) : TellWhole(text);
    }

    /// <summary>"社区卫生服务站暨日间照料中心" is both.</summary>
    private NameAnswer TellSeveral(string text)
    {
        NameAnswer[] told = [.. Several().Split(text).Select(TellWhole).Where(a => a.Categories.Count > 0)];
        string[] all = [.. told.SelectMany(a => a.Categories).Distinct()];
        return all.Length > 1 ? new(all, string.Join(" + ", told.Select(a => a.Rule).Distinct()), null) : TellWhole(text);
    }

    [GeneratedRegex("(?<=[^\\x00-\\x7F)]|[)])[-–—](?=.)", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex("[、/+&]|暨|(?<=.)[(](?:含|兼|内设|下设|附设)", RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
