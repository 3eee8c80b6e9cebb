using System.Text.RegularExpressions;
using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>Reads <c>categories.json</c>. Every mistake is noted with its line and path, and all are told at once.</summary>
internal sealed class CategoryFile
{
    /// <summary>Patterns run on names of a few dozen characters; one that needs this long is a bad pattern.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly JsonFields _file;
    private readonly IReadOnlyList<string> _placeKeys;
    private readonly Dictionary<string, Category> _known = new(StringComparer.Ordinal);

    private CategoryFile(JsonFields file)
    {
        _file = file;
        _file.Require(
            "osm_place_keys", "groups", "categories", "osm_name_classes", "osm_name_exclude_spares", "name_exclude", "name_rules");
        _placeKeys = file.Texts("osm_place_keys");
    }

    public static CategoryCatalogue Load(string path)
    {
        var problems = new RowProblems(path);
        return new CategoryFile(new JsonFields(JsonText.Load(path), problems)).Read(path, problems);
    }

    private CategoryCatalogue Read(string path, RowProblems problems)
    {
        _file.Schema("servicecircle-categories-1");
        (JsonFields Fields, Category Category)[] all =
        [
            .. _file.Objects("groups").Select(f => (f, Category(f, isGroup: true))),
            .. _file.Objects("categories").Select(f => (f, Category(f, isGroup: false))),
        ];
        // What a category counts for may come after it.
        foreach ((JsonFields fields, Category category) in all) NoteUnknown(fields, "counts_for", category.CountsFor);
        NameClass[] classes = [.. _file.Objects("osm_name_classes").Select(NameClass)];
        IReadOnlyList<string> spares = _file.Texts("osm_name_exclude_spares");
        NoteUnknown(_file, "osm_name_exclude_spares", spares);
        IReadOnlyList<NameExclusion> exclusions = Exclusions();
        var names = new NameRules(
            _file.Item("name_streets") is null ? null : Pattern(_file, "name_streets"), exclusions,
            _file.Object("name_parts") is { } parts ? Parts(parts) : null, [.. _file.Objects("name_rules").Select(NameRule)]);
        MapService[] services = [.. _file.Objects("map_services").Select(Service)];
        _file.Done();
        problems.ThrowIfAny();
        Category[] categories = [.. all.Select(c => c.Category)];
        return new CategoryCatalogue(
            path, categories, new OsmRules(_placeKeys.ToHashSet(StringComparer.Ordinal), classes, names, spares),
            new MapClasses(services, [.. categories.Where(c => !c.IsGroup)]));
    }

    /// <summary>Exclusions with their reasons; or, as older files have them, one pattern for tables and another for OSM.</summary>
    private IReadOnlyList<NameExclusion> Exclusions()
    {
        if (_file.IsList("name_exclude")) return [.. _file.Objects("name_exclude").Select(Exclusion)];
        NameExclusion One(string key, bool inOsm) => new("other", "非设施", "no facility", Pattern(_file, key), inOsm);
        return _file.Item("osm_name_exclude") is null ? [One("name_exclude", inOsm: true)]
            : [One("osm_name_exclude", inOsm: true), One("name_exclude", inOsm: false)];
    }

    private static NameExclusion Exclusion(JsonFields f) =>
        f.Whole(new NameExclusion(f.Text("id"), f.Text("zh"), f.Text("en"), Pattern(f, "pattern"), f.Flag("osm")));

    private NameParts Parts(JsonFields f)
    {
        f.Require("branch", "wholes", "own");
        return f.Whole(new NameParts(Pattern(f, "branch"), Known(f, "wholes"), Known(f, "own")));
    }

    private MapService Service(JsonFields f) =>
        f.Whole(new MapService(f.Text("id"), f.Texts("tops"), [.. f.Objects("denies").Select(Denial)]));

    private ClassDenial Denial(JsonFields f)
    {
        f.Require("codes");
        return f.Whole(new ClassDenial(Codes(f, "codes"), Known(f, "what"), Known(f, "spares")));
    }

    private IReadOnlyList<string> Known(JsonFields f, string key)
    {
        IReadOnlyList<string> ids = f.Texts(key);
        NoteUnknown(f, key, ids);
        return ids;
    }

    /// <summary>Codes of classes; an empty one would be the start of every class.</summary>
    private static IReadOnlyList<string> Codes(JsonFields f, string key) => [.. f.Texts(key).Where(code => code.TrimEnd('*').Length > 0)];

    private Category Category(JsonFields f, bool isGroup)
    {
        var category = new Category(f.Text("id"), f.Text("zh"), f.Text("en"), isGroup)
        {
            Level = f.TextOrNull("level") ?? "",
            Grade = (int)(f.Number("grade") ?? 1),
            CountsAsPublic = f.Flag("counts_as_public", ifAbsent: true),
            NeedsPublicAccess = f.Flag("needs_public_access"),
            CountsFor = f.Texts("counts_for"),
            Osm = [.. f.Objects("osm").Select(Rule)],
            Amap = Classes(f.Object("amap")),
            Baidu = Classes(f.Object("baidu")),
        };
        int dot = category.Id.IndexOf('.');
        if (dot >= 0 && _known.GetValueOrDefault(category.Id[..dot]) is not { IsGroup: true })
            f.Note("id", "found/no-group", "expected/group");
        if (!_known.TryAdd(category.Id, category)) f.Note("id", "found/own-id-twice", "expected/unique-ids");
        return f.Whole(category);
    }

    private TagRule Rule(JsonFields f)
    {
        f.Require("all");
        var rule = new TagRule(
            Tags(f.Part("all")), f.Object("only") is { } only ? Tags(only) : null, f.Object("not") is { } not ? Tags(not) : null);
        if (!rule.All.Keys.Any(_placeKeys.Contains))
            f.Note("all", "found/no-place-key", new("expected/place-key", ("keys", new NameList(_placeKeys))));
        return f.Whole(rule);
    }

    private NameClass NameClass(JsonFields f)
    {
        f.Require("tags", "name_may_say", "replaces");
        var named = new NameClass(Tags(f.Part("tags")), [.. f.Texts("name_may_say")], [.. f.Texts("replaces")]);
        NoteUnknown(f, "name_may_say", named.NameMaySay);
        NoteUnknown(f, "replaces", named.Replaces);
        return f.Whole(named);
    }

    private NameRule NameRule(JsonFields f)
    {
        string category = f.Text("category");
        NoteUnknown(f, "category", [category]);
        return f.Whole(new NameRule(category, Pattern(f, "include"), f.Item("exclude") is null ? null : Pattern(f, "exclude")));
    }

    private static PoiClasses? Classes(JsonFields? classes)
    {
        if (classes is not { } f) return null;
        f.Require("codes", "needs_name");
        return f.Whole(new PoiClasses(Codes(f, "codes"), Codes(f, "except"), f.Flag("needs_name")));
    }

    private static Dictionary<string, string[]> Tags(JsonFields f) =>
        f.Keys.ToDictionary(key => key, key => f.Texts(key).ToArray(), StringComparer.Ordinal);

    private void NoteUnknown(JsonFields f, string key, IEnumerable<string> ids)
    {
        foreach (string id in ids)
            if (!_known.ContainsKey(id))
                f.Note(key, Notice.Quoted(id), new("expected/category-of-file", ("near", JsonFields.Nearest(id, _known.Keys))));
    }

    private static Regex Pattern(JsonFields f, string key)
    {
        string pattern = f.Text(key);
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, LongestMatch);
        }
        catch (ArgumentException e)
        {
            f.Note(key, Notice.Quoted(pattern), "expected/pattern", Notice.SaidBy(e));
            return new Regex("");
        }
    }
}
