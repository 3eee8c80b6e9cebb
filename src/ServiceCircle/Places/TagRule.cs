using ServiceCircle.Osm;

namespace ServiceCircle.Places;

/// <summary>A condition on OSM tags. A tag may hold several values separated by semicolons; "*" stands for any value.</summary>
/// <param name="All">Per key the values of which the tag must hold at least one.</param>
/// <param name="Only">Per key the values; the tag must be there and hold nothing else.</param>
/// <param name="Not">Per key the values of which the tag must hold none.</param>
internal sealed record TagRule(
    IReadOnlyDictionary<string, string[]> All, IReadOnlyDictionary<string, string[]>? Only, IReadOnlyDictionary<string, string[]>? Not)
{
    public bool Holds(IReadOnlyDictionary<string, string> tags) => All.All(t => HasAny(tags, t.Key, t.Value))
        && (Only?.All(t => tags.TryGetValue(t.Key, out string? value) && OsmList.Split(value).All(t.Value.Contains)) ?? true)
        && !(Not?.Any(t => HasAny(tags, t.Key, t.Value)) ?? false);

    public static bool HasAny(IReadOnlyDictionary<string, string> tags, string key, string[] values) =>
        tags.TryGetValue(key, out string? value) && Matches(value, values);

    public static bool Matches(string value, string[] values) =>
        values is ["*"] || OsmList.Split(value).Any(values.Contains);
}

/// <summary>A class of OSM places within which the name tells the category better than the tags.</summary>
/// <param name="Tags">The tags of the class, as in <see cref="TagRule.All"/>.</param>
/// <param name="NameMaySay">Categories or groups that a name may give to a place of the class.</param>
/// <param name="Replaces">Categories or groups from the tags that the name's category then replaces.</param>
internal sealed record NameClass(IReadOnlyDictionary<string, string[]> Tags, string[] NameMaySay, string[] Replaces)
{
    public bool Holds(IReadOnlyDictionary<string, string> tags) => Tags.All(t => TagRule.HasAny(tags, t.Key, t.Value));
}
