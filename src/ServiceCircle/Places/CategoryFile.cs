using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServiceCircle.Places;

/// <summary>The shape of <c>categories.json</c>, as written there in snake_case.</summary>
internal sealed record CategoryFile(
    string Schema, string[] OsmPlaceKeys, CategoryFile.Entry[] Groups, CategoryFile.Entry[] Categories, NameClass[] OsmNameClasses,
    string NameExclude, string OsmNameExclude, string[] OsmNameExcludeSpares, CategoryFile.NameRule[] NameRules)
{
    /// <summary>Patterns run on names of a few dozen characters; one that needs this long is a bad pattern.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    internal sealed record Entry(
        string Id, string Zh, string En, string Level = "", int Grade = 1, bool CountsAsPublic = true, bool NeedsPublicAccess = false,
        string[]? CountsFor = null, Rule[]? Osm = null, Poi? Amap = null, Poi? Baidu = null);

    internal sealed record Rule(Dictionary<string, string[]> All, Dictionary<string, string[]>? Only = null, Dictionary<string, string[]>? Not = null);

    internal sealed record Poi(string[] Codes, bool NeedsName, string[]? Except = null);

    internal sealed record NameRule(string Category, string Include, string? Exclude = null);

    /// <summary>The catalogue that ships with the library, beside its assembly.</summary>
    public static string ShippedPath =>
        Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory,
            "data", "categories.json");

    public static CategoryCatalogue Load(string path)
    {
        CategoryFile file = Parse(path);
        var all = file.Groups.Select(e => ToCategory(e, isGroup: true)).Concat(file.Categories.Select(e => ToCategory(e, isGroup: false))).ToList();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var category in all)
            if (!ids.Add(category.Id)) throw Bad(path, $"categories.{category.Id}", "the id twice", "unique ids");
        foreach (var category in all)
        {
            int dot = category.Id.IndexOf('.');
            if (dot >= 0 && !file.Groups.Any(g => g.Id == category.Id[..dot]))
                throw Bad(path, $"categories.{category.Id}", "no group of its first part", "a group for every id with a dot");
            foreach (string other in category.CountsFor) Known(other, $"categories.{category.Id}.counts_for");
            foreach (var rule in category.Osm)
                if (!rule.All.Keys.Any(file.OsmPlaceKeys.Contains))
                    throw Bad(path, $"categories.{category.Id}.osm", "a rule without any place key", $"one of {string.Join(", ", file.OsmPlaceKeys)} in every \"all\"");
        }
        foreach (string id in file.OsmNameClasses.SelectMany(c => c.NameMaySay.Concat(c.Replaces))) Known(id, "osm_name_classes");
        foreach (string id in file.OsmNameExcludeSpares) Known(id, "osm_name_exclude_spares");
        var rules = new List<(string, Regex, Regex?)>();
        foreach (var (rule, i) in file.NameRules.Select((rule, i) => (rule, i)))
        {
            Known(rule.Category, $"name_rules[{i}].category");
            rules.Add((rule.Category, Pattern(path, $"name_rules[{i}].include", rule.Include),
                rule.Exclude is null ? null : Pattern(path, $"name_rules[{i}].exclude", rule.Exclude)));
        }
        return new CategoryCatalogue(path, all, file.OsmPlaceKeys, file.OsmNameClasses,
            new NameRules(Pattern(path, "name_exclude", file.NameExclude), rules),
            Pattern(path, "osm_name_exclude", file.OsmNameExclude), file.OsmNameExcludeSpares);

        void Known(string id, string where)
        {
            if (!ids.Contains(id)) throw Bad(path, where, $"\"{id}\"", "the id of a category or group of this file");
        }
    }

    private static CategoryFile Parse(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<CategoryFile>(stream, Json) ?? throw Bad(path, "", "null", "an object");
        }
        catch (JsonException e)
        {
            throw new InputException(path, e.Path ?? $"line {e.LineNumber + 1}", "what a catalogue of categories does not hold",
                "the members of data/categories.json", e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "no readable file", "a catalogue of categories", e.Message, e);
        }
    }

    private static Category ToCategory(Entry e, bool isGroup) => new(e.Id, e.Zh, e.En, isGroup)
    {
        Level = e.Level,
        Grade = e.Grade,
        CountsAsPublic = e.CountsAsPublic,
        NeedsPublicAccess = e.NeedsPublicAccess,
        CountsFor = e.CountsFor ?? [],
        Osm = [.. (e.Osm ?? []).Select(rule => new TagRule(rule.All, rule.Only, rule.Not))],
        Amap = ToClasses(e.Amap),
        Baidu = ToClasses(e.Baidu),
    };

    private static PoiClasses? ToClasses(Poi? poi) => poi is null ? null : new PoiClasses(poi.Codes, poi.Except ?? [], poi.NeedsName);

    private static Regex Pattern(string path, string where, string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, LongestMatch);
        }
        catch (ArgumentException e)
        {
            throw new InputException(path, where, $"\"{pattern}\"", "a regular expression of .NET", e.Message, e);
        }
    }

    private static InputException Bad(string path, string where, string found, string expected) => new(path, where, found, expected);
}
