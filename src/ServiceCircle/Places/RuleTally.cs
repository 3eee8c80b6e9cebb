namespace ServiceCircle.Places;

/// <summary>How many places of a source a rule took, and what it made of them.</summary>
/// <param name="Source">"osm" or the name of a file.</param>
/// <param name="Rule">The rule ("name elder.home 1", "class amap 141204", "exclude gate", "tags", "column", "none").</param>
/// <param name="Categories">What it made of them; none if it left them out.</param>
/// <param name="Count">How many places.</param>
/// <param name="Examples">The first names among them.</param>
internal sealed record RuleUse(string Source, string Rule, IReadOnlyList<string> Categories, int Count, IReadOnlyList<string> Examples);

/// <summary>Counts what each rule took.</summary>
internal sealed class RuleTally(string source)
{
    /// <summary>Enough to see what a rule takes.</summary>
    private const int Examples = 5;

    /// <summary>A category column, or the category that the study gives to a file.</summary>
    public const string Column = "column", Fixed = "file";

    /// <summary>A cell of the column by which a planner overrules what names and classes tell.</summary>
    public const string Override = "override";

    /// <summary>OSM tags alone; tags and the name; a place that OSM says is closed or private.</summary>
    public const string Tags = "tags", TagsAndName = "tags and name", Closed = "tags: closed or private";

    /// <summary>No rule took it.</summary>
    public const string None = "none";

    private readonly Dictionary<(string Rule, string Categories), (IReadOnlyList<string> Ids, int Count, List<string> Names)> _uses = [];

    public void Add(string rule, IReadOnlyList<string> categories, string name)
    {
        (string, string) key = (rule, categories.Count == 1 ? categories[0] : string.Join(';', categories));
        if (!_uses.TryGetValue(key, out var use)) use = (categories, 0, []);
        if (name.Length > 0 && use.Names.Count < Examples && !use.Names.Contains(name)) use.Names.Add(name);
        _uses[key] = (use.Ids, use.Count + 1, use.Names);
    }

    /// <summary>The rules by name and what they told.</summary>
    public IReadOnlyList<RuleUse> Uses => [.. _uses.OrderBy(u => u.Key.Rule, StringComparer.Ordinal)
        .ThenBy(u => u.Key.Categories, StringComparer.Ordinal)
        .Select(u => new RuleUse(source, u.Key.Rule, u.Value.Ids, u.Value.Count, u.Value.Names))];
}
