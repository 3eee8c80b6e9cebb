using System.Text.RegularExpressions;
using ServiceCircle.Osm;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Places;

/// <summary>
/// How OSM tags and names tell categories: the keys of which a facility has one; classes of tags within which the name decides; what names
/// tell; names that are of no facility, and the categories that are spared from these.
/// </summary>
internal sealed record OsmRules(
    IReadOnlySet<string> PlaceKeys, IReadOnlyList<NameClass> NameClasses, NameRules Names, Regex NameExclude,
    IReadOnlyList<string> NameExcludeSpares);

/// <summary>How OSM tags, refined by the name, become categories.</summary>
internal sealed partial class CategoryCatalogue
{
    private static readonly string[] LifecycleKeys =
        ["disused", "abandoned", "demolished", "razed", "removed", "proposed", "planned", "ruins"];

    private static readonly string[] FormerPrefixes = ["disused", "abandoned", "demolished", "razed", "removed", "was"];

    private readonly Dictionary<(string Key, string Value), List<(Category Category, TagRule Rule)>> _rulesByTag =
        IndexRules(all, rules.PlaceKeys);

    /// <summary>The category that a Chinese name tells, by the first rule that matches; null if none does.</summary>
    /// <exception cref="InputException">A pattern of the catalogue takes too long.</exception>
    public string? ClassifyName(string name)
    {
        try
        {
            return rules.Names.Classify(name);
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
        ApplyName(found, name, tags);
        if (found.Count == 0) return new Classification([], null);
        if (Lifecycle(tags) is { } lifecycle) return new Classification([], lifecycle);
        if (RemoveFormer(found, tags) is { } former && found.Count == 0) return new Classification([], former);
        string? reason = null;
        if (tags.TryGetValue("access", out string? access) && access is "private" or "no"
            && found.RemoveWhere(id => Find(id)!.NeedsPublicAccess) > 0) reason = $"not open to the public: access={access}";
        if (!string.IsNullOrEmpty(name) && rules.NameExclude.IsMatch(name)
            && found.RemoveWhere(id => !rules.NameExcludeSpares.Any(spared => IsWithin(id, spared))) > 0)
            reason = $"the name says that it is no facility: {name}";
        foreach (string id in found.ToArray()) found.UnionWith(Find(id)!.CountsFor);
        // A group stands for "kind unknown", which is over as soon as one kind is known.
        found.RemoveWhere(id => found.Any(other => other != id && IsWithin(other, id)));
        return new Classification([.. found], found.Count == 0 ? reason : null);
    }

    private void AddByTag(SortedSet<string> found, (string, string) tag, IReadOnlyDictionary<string, string> tags)
    {
        if (!_rulesByTag.TryGetValue(tag, out var known)) return;
        foreach (var (category, rule) in known)
            if (rule.Holds(tags)) found.Add(category.Id);
    }

    private void ApplyName(SortedSet<string> found, string? name, IReadOnlyDictionary<string, string> tags)
    {
        string? told = null;
        foreach (var nameClass in rules.NameClasses)
        {
            if (!nameClass.Holds(tags)) continue;
            told ??= NamesOf(name, tags).Select(ClassifyName).FirstOrDefault(category => category is not null) ?? "";
            if (told.Length == 0) return;
            if (found.Contains(told) || !nameClass.NameMaySay.Any(group => IsWithin(told, group))) continue;
            found.RemoveWhere(id => nameClass.Replaces.Any(group => IsWithin(id, group)));
            found.Add(told);
        }
    }

    private static IEnumerable<string> NamesOf(string? name, IReadOnlyDictionary<string, string> tags)
    {
        if (!string.IsNullOrEmpty(name)) yield return name;
        foreach (string key in (string[])["name:zh", "official_name", "alt_name"])
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
