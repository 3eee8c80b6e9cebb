using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Units;

/// <summary>
/// Finds units or communities by what a table calls them: by id, by name, else by the name without its ending ("B社区", "B居委会" and
/// "B村" may all mean "B"), where only one can be meant. Places of one name are never mistaken for each other: such a name finds none.
/// </summary>
internal sealed class NameIndex
{
    /// <summary>Nothing has the name.</summary>
    public const int None = -1;

    /// <summary>Several have the name.</summary>
    public const int Several = -2;

    /// <summary>Shorter lists of places of one name are looked through.</summary>
    private const int Long = 16;

    /// <summary>Longest first: the whole ending goes, not a part of it.</summary>
    private static readonly string[] Endings =
    [
        "社区居民委员会", "街道办事处", "社区居委会", "居民委员会", "村民委员会", "居委会", "村委会", "行政村", "社区", "小区", "街道", "村", "镇", "乡", "县", "区", "市",
    ];

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _names = new(StringComparer.Ordinal), _stems = new(StringComparer.Ordinal);

    /// <summary>What the long lists hold: very many places may have one name, such as buildings without one.</summary>
    private readonly HashSet<(List<int> Places, int Index)> _noted = [];

    private int _count;

    /// <summary>The index of some places, by their places in a list.</summary>
    public static NameIndex Of(IEnumerable<(string Id, string Name)> places)
    {
        var names = new NameIndex();
        foreach ((string id, string name) in places) names.Add(id, name, names._count++);
        return names;
    }

    /// <summary>The place of an id; <see cref="None"/> if none has it.</summary>
    public int WithId(string id) => _ids.GetValueOrDefault(id, None);

    /// <summary>Adds a place; an id that is there already stays with the first.</summary>
    public void Add(string id, string name, int index)
    {
        _ids.TryAdd(id, index);
        Note(_names, PlaceNames.Normalize(name), index);
        Note(_stems, Stem(name), index);
    }

    /// <summary>The place of an id or name; <see cref="None"/> or <see cref="Several"/>.</summary>
    public int Find(string stated) => Exact(stated) is var exact and not None ? exact : One(All(stated, exact: false));

    /// <summary>The same without leaving endings away.</summary>
    public int Exact(string stated) => One(All(stated, exact: true));

    /// <summary>
    /// Every place of an id or name, or of a name but for its ending. An id that is a place's own name says no more than the name, which
    /// others may have.
    /// </summary>
    public IReadOnlyList<int> All(string stated, bool exact)
    {
        if (!exact) return _stems.GetValueOrDefault(Stem(stated)) ?? [];
        List<int> named = _names.GetValueOrDefault(PlaceNames.Normalize(stated)) ?? [];
        return _ids.TryGetValue(stated, out int byId) && !named.Contains(byId) ? [byId] : named;
    }

    /// <summary>Every place whose name is like one that is not found: a slip of the pen, perhaps.</summary>
    public IEnumerable<int> Like(string stated)
    {
        string stem = Stem(stated);
        return _stems.Where(s => PlaceNames.AreSimilar(s.Key, stem) || (stem.Length >= 2 && Spelling.Distance(s.Key, stem) == 1))
            .SelectMany(s => s.Value);
    }

    private static int One(IReadOnlyList<int> places) => places.Count switch { 0 => None, 1 => places[0], _ => Several };

    private void Note(Dictionary<string, List<int>> names, string name, int index)
    {
        if (!names.TryGetValue(name, out List<int>? places)) names[name] = places = [];
        if (places.Count < Long ? places.Contains(index) : !_noted.Add((places, index))) return;
        places.Add(index);
        if (places.Count == Long) _noted.UnionWith(places.Select(p => (places, p)));
    }

    private static string Stem(string name)
    {
        string text = PlaceNames.Normalize(name);
        string? ending = Endings.FirstOrDefault(e => text.Length > e.Length && text.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? text : text[..^ending.Length];
    }
}
