using System.Text.RegularExpressions;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Places;

/// <summary>
/// How OSM tags and names tell categories: the keys of which a facility has one; classes of tags within which the name decides; what names
/// tell, and which categories names that are of no facility spare.
/// </summary>
internal sealed record OsmRules(
    IReadOnlySet<string> PlaceKeys, IReadOnlyList<NameClass> NameClasses, NameRules Names,
    IReadOnlyList<string> NameExcludeSpares);

/// <summary>How OSM tags, refined by the name, become categories.</summary>
internal sealed partial class CategoryCatalogue
{
    private static readonly string[] LifecycleKeys =
        ["disused", "abandoned", "demolished", "razed", "removed", "proposed", "planned", "ruins"];

    private static readonly string[] FormerPrefixes = ["disused", "abandoned", "demolished", "razed", "removed", "was"];

    private readonly Dictionary<(string Key, string Value), List<(Category Category, TagRule Rule)>> _rulesByTag =
        IndexRules(all, rules.PlaceKeys);

    /// <summary>The first category that a Chinese name tells; null if it tells none.</summary>
    /// <exception cref="InputException">A pattern of the catalogue takes too long.</exception>
    public string? ClassifyName(string name) => TellName(name).Categories is [var first, ..] ? first : null;

    /// <summary>What a Chinese name tells: categories, or that the place is no facility.</summary>
    /// <exception cref="InputException">A pattern of the catalogue takes too long.</exception>
    public NameAnswer TellName(string name) => InTime(name, rules.Names.Tell);

    /// <summary>Why a name is no facility of its own, whatever the class of the place; null if nothing says so.</summary>
    /// <exception cref="InputException">A pattern of the catalogue takes too long.</exception>
    public NameExclusion? ExclusionOf(string name) => InTime(name, n => rules.Names.ExclusionOf(rules.Names.Decisive(n)));

    /// <summary>What a rule of names looks for; empty for other rules.</summary>
    public string LooksFor(string rule) => string.Join(" + ", rule.Split(" + ").Select(r => Patterns.GetValueOrDefault(r, "")));

    private Dictionary<string, string> Patterns => field ??= rules.Names.Patterns.DistinctBy(p => p.Rule)
        .ToDictionary(p => p.Rule, p => p.Pattern, StringComparer.Ordinal);

    /// <summary>The exclusion of a rule's name; null if it is another rule.</summary>
    public NameExclusion? ExclusionByRule(string rule) => rules.Names.Exclusions.FirstOrDefault(e => NameRules.NameOf(e) == rule);

    private T InTime<T>(string name, Func<string, T> look)
    {
        try
        {
            return look(name);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new InputException(
                Source, "name_rules", new("found/slow-pattern", ("pattern", e.Pattern), ("name", name)), "expected/flat-pattern", null, e);
        }
    }

    /// <summary>
    /// The categories of an OSM element. Tags decide; within classes that tags leave open (a hospital, a social facility, a
    /// community centre) a Chinese name decides over them. Places out of use, under construction or closed to the public are
    /// none, and the reason says so.
    /// </summary>
    public Classification Classify(string? name, IReadOnlyDictionary<string, string> tags)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string key in rules.PlaceKeys)
        {
            if (!tags.TryGetValue(key, out string? value)) continue;
            foreach (string part in OsmList.Split(value))
                AddByTag(found, (key, part), tags);
            AddByTag(found, (key, "*"), tags);
        }
        string rule = ApplyName(found, name, tags) ? RuleTally.TagsAndName : RuleTally.Tags;
        if (found.Count == 0) return new Classification([], null, RuleTally.None);
        if (Lifecycle(tags) is { } lifecycle) return new Classification([], lifecycle, RuleTally.Closed);
        if (RemoveFormer(found, tags) is { } former && found.Count == 0) return new Classification([], former, RuleTally.Closed);
        string? reason = null;
        string leftOut = RuleTally.Closed;
        if (tags.TryGetValue("access", out string? access) && access is "private" or "no"
            && found.RemoveWhere(id => Find(id)!.NeedsPublicAccess) > 0) reason = $"not open to the public: access={access}";
        if (ExclusionInOsm(name) is { } exclusion
            && found.RemoveWhere(id => !rules.NameExcludeSpares.Any(spared => IsWithin(id, spared))) > 0)
            (reason, leftOut) = ($"the name says that it is no facility ({exclusion.En}): {name}", NameRules.NameOf(exclusion));
        foreach (string id in found.ToArray()) found.UnionWith(Find(id)!.CountsFor);
        // A group stands for "kind unknown", which is over as soon as one kind is known.
        found.RemoveWhere(id => found.Any(other => other != id && IsWithin(other, id)));
        return found.Count == 0 ? new Classification([], reason, leftOut) : new Classification([.. found], null, rule);
    }

    private NameExclusion? ExclusionInOsm(string? name) => string.IsNullOrEmpty(name) ? null
        : InTime(name, n => rules.Names.ExclusionOf(rules.Names.Decisive(n), inOsm: true));

    private void AddByTag(SortedSet<string> found, (string, string) tag, IReadOnlyDictionary<string, string> tags)
    {
        if (!_rulesByTag.TryGetValue(tag, out var known)) return;
        foreach (var (category, rule) in known)
            if (rule.Holds(tags)) found.Add(category.Id);
    }

    /// <summary>Whether the name changed what the tags told.</summary>
    private bool ApplyName(SortedSet<string> found, string? name, IReadOnlyDictionary<string, string> tags)
    {
        string? told = null;
        bool isChanged = false;
        foreach (var nameClass in rules.NameClasses)
        {
            if (!nameClass.Holds(tags)) continue;
            told ??= NamesOf(name, tags).Select(ClassifyName).FirstOrDefault(category => category is not null) ?? "";
            if (told.Length == 0) return isChanged;
            if (found.Contains(told) || !nameClass.NameMaySay.Any(group => IsWithin(told, group))) continue;
            found.RemoveWhere(id => nameClass.Replaces.Any(group => IsWithin(id, group)));
            isChanged |= found.Add(told);
        }
        return isChanged;
    }

    private static IEnumerable<string> NamesOf(string? name, IReadOnlyDictionary<string, string> tags)
    {
        if (!string.IsNullOrEmpty(name)) yield return name;
        foreach (string key in (string[])["name:zh-Hans", "name:zh", "official_name", "alt_name"])
            if (tags.TryGetValue(key, out string? other)) yield return other;
    }

    /// <summary>
    /// Takes out what a prefix says is over, though another key still has it: "disused:amenity=clinic" beside "healthcare=clinic". The tag
    /// that says so; null if none does.
    /// </summary>
    private string? RemoveFormer(SortedSet<string> found, IReadOnlyDictionary<string, string> tags)
    {
        string? reason = null;
        foreach ((string key, string value) in tags)
        {
            if (key.Split(':', 2) is not [var prefix, var formerKey] || !FormerPrefixes.Contains(prefix)) continue;
            var former = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string part in OsmList.Split(value))
                AddByTag(former, (formerKey, part), new Dictionary<string, string> { [formerKey] = part });
            if (found.RemoveWhere(id => former.Any(f => AreRelated(f, id))) > 0) reason = $"out of use: {key}={value}";
        }
        return reason;
    }

    private static string? Lifecycle(IReadOnlyDictionary<string, string> tags)
    {
        foreach (string key in LifecycleKeys)
            if (tags.TryGetValue(key, out string? value) && value != "no") return $"out of use: {key}={value}";
        foreach (string key in (string[])["building", "landuse", "construction"])
            if (tags.TryGetValue(key, out string? value) && (value == "construction" || (key == "construction" && value != "no")))
                return $"under construction: {key}={value}";
        bool isNever = tags.TryGetValue("opening_hours", out string? hours) && OpeningHours.IsNever(hours);
        return isNever ? $"closed: opening_hours={hours}" : null;
    }

    /// <summary>Every rule filed under one of its place tags, so that an element is tested against a handful only.</summary>
    private static Dictionary<(string, string), List<(Category, TagRule)>> IndexRules(
        IEnumerable<Category> all, IReadOnlySet<string> placeKeys)
    {
        var index = new Dictionary<(string, string), List<(Category, TagRule)>>();
        foreach (var category in all)
            foreach (var rule in category.Osm)
            {
                var (key, values) = rule.All.First(condition => placeKeys.Contains(condition.Key));
                foreach (string value in values)
                {
                    if (!index.TryGetValue((key, value), out var known)) index[(key, value)] = known = [];
                    known.Add((category, rule));
                }
            }
        return index;
    }
}
