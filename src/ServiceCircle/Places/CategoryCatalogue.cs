using System.Collections.Concurrent;
using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>
/// The categories of facilities that the product knows (<c>data/categories.json</c>), and how OSM tags and Chinese names
/// tell them. Adding or changing a category is a change of that file alone.
/// </summary>
internal sealed partial class CategoryCatalogue(string source, IReadOnlyList<Category> all, OsmRules rules, MapClasses classes)
{
    private const string ShippedFile = "categories.json";
    private const int ShortestWord = 3;

    private readonly ConcurrentDictionary<string, string?> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Category> _byId = all.ToDictionary(category => category.Id, StringComparer.Ordinal);

    /// <summary>The file it was read from.</summary>
    public string Source => source;

    /// <summary>The categories in the order of the file, without groups.</summary>
    public IReadOnlyList<Category> Categories { get; } = [.. all.Where(category => !category.IsGroup)];

    public IReadOnlyList<Category> Groups { get; } = [.. all.Where(category => category.IsGroup)];

    /// <summary>Where every id can be looked up: what ships, or the study's own file.</summary>
    internal Notice ListedIn => new(
        "advice/categories", ("file", source == ShippedData.Path(ShippedFile) ? "data/" + ShippedFile : source));

    /// <summary>Reads a catalogue; null for the one that ships with the library.</summary>
    /// <exception cref="InputException">The file is absent or does not hold a catalogue.</exception>
    public static CategoryCatalogue Load(string? path = null) => CategoryFile.Load(path ?? ShippedData.Path(ShippedFile));

    /// <summary>The catalogue in which facilities of some categories, or of a group, also count as others, as a study says.</summary>
    /// <exception cref="InputException">There is no such category.</exception>
    public CategoryCatalogue CountingAs(IReadOnlyDictionary<string, IReadOnlyList<string>> others, string file)
    {
        foreach ((string id, IReadOnlyList<string> also) in others)
        {
            Require(id, file, "count_as");
            foreach (string other in also) Require(other, file, $"count_as.{id}");
        }
        return others.Count == 0 ? this : new CategoryCatalogue(
            source, [.. all.Select(c => c with { CountsFor = [.. c.CountsFor.Union(Also(c.Id))] })], rules, classes);

        IEnumerable<string> Also(string id) => others.Where(o => IsWithin(id, o.Key)).SelectMany(o => o.Value);
    }

    /// <summary>Some categories with all that they count for, sorted.</summary>
    public IReadOnlyList<string> Complete(IEnumerable<string> ids) =>
        [.. ids.SelectMany(id => (Find(id)?.CountsFor ?? []).Append(id)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a category is the given one or below it: "elder.home" is within "elder", "elderly" is not.</summary>
    public static bool IsWithin(string category, string group) =>
        category == group
        || (category.Length > group.Length && category[group.Length] == '.' && category.StartsWith(group, StringComparison.Ordinal));

    /// <summary>Whether one category is the other or below it.</summary>
    public static bool AreRelated(string one, string other) => IsWithin(one, other) || IsWithin(other, one);

    /// <summary>The category or group of an id; null if there is none.</summary>
    public Category? Find(string id) => _byId.GetValueOrDefault(id);

    public bool IsKnown(string idOrGroup) => _byId.ContainsKey(idOrGroup);

    /// <summary>The category or group of an id that a user wrote in a file.</summary>
    /// <exception cref="InputException">There is no such category; the message names the nearest ones.</exception>
    public Category Require(string id, string file, string where) =>
        Find(id) ?? throw new InputException(file, where, new("found/category", ("category", id)), Suggest(id), ListedIn);

    /// <summary>
    /// The category that a word in a table means: the only one of which it is a name ("托老所"), else what it would tell as the name of a
    /// place ("日间照料中心"); null if it means none, or perhaps several. Words of two characters ("学校", "驿站") count as whole names only.
    /// </summary>
    public string? FindByWord(string word) => _byWord.GetOrAdd(word, static (word, catalogue) =>
    {
        bool IsWhole(string names) => string.Equals(names, word, StringComparison.OrdinalIgnoreCase);
        bool IsOneOf(string names) => names.Split('/').Contains(word, StringComparer.OrdinalIgnoreCase);
        bool isLong = word.Length >= ShortestWord;
        Category[] named = [.. catalogue.Categories.Where(c => IsWhole(c.Zh) || IsWhole(c.En))];
        if (named.Length == 0 && isLong) named = [.. catalogue.Categories.Where(c => IsOneOf(c.Zh) || IsOneOf(c.En))];
        return named switch
        {
            [var only] => only.Id,
            [] when isLong => catalogue.ClassifyName(word),
            _ => null,
        };
    }, this);

    /// <summary>What a text of a map service's class column says.</summary>
    public ClassAnswer ClassOf(string text) => classes.Read(text);

    /// <summary>Whether a facility counts toward public targets for a category or group: one of its categories within it does.</summary>
    public bool CountsAsPublic(Facility facility, string idOrGroup) =>
        facility.Categories.Any(own => IsWithin(own, idOrGroup) && Find(own)?.CountsAsPublic != false);

    /// <summary>The category ids that a key lists; those that there are not are noted.</summary>
    internal IReadOnlyList<string> Read(JsonFields fields, string key)
    {
        IReadOnlyList<string> ids = fields.Texts(key);
        foreach (string id in ids)
            if (!IsKnown(id)) fields.Note(key, new("found/category", ("category", id)), Suggest(id));
        return ids;
    }

    /// <summary>"one of elder.home, elder.daycare": the ids nearest to a mistyped one, or those whose name contains it.</summary>
    internal Notice Suggest(string id)
    {
        var named = _byId.Values.Where(
            c => id.Length > 1 && (c.Zh.Contains(id, StringComparison.Ordinal) || c.En.Contains(id, StringComparison.OrdinalIgnoreCase)));
        var near = _byId.Keys.Select(known => (known, distance: Spelling.Distance(id.ToLowerInvariant(), known)))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.known, StringComparer.Ordinal).Select(pair => pair.known);
        return Notice.OneOf(named.Select(c => c.Id).Concat(near).Distinct().Take(4));
    }
}
