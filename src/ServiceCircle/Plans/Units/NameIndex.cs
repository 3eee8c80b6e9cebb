using System.Text.RegularExpressions;
using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Units;

/// <summary>
/// Finds units or communities by what a table calls them: by id, by name, else by the name without its ending ("B社区", "B居委会" and
/// "B村" may all mean "B"), where only one can be meant. Places of one name are never mistaken for each other: such a name finds none.
/// </summary>
internal sealed partial class NameIndex
{
    /// <summary>Nothing has the name.</summary>
    public const int None = -1;

    /// <summary>Several have the name.</summary>
    public const int Several = -2;

    /// <summary>Longest first: the whole ending goes, not a part of it.</summary>
    private static readonly string[] Endings =
    [
        "社区居民委员会", "街道办事处", "社区居委会", "居民委员会", "村民委员会", "居委会", "村委会", "行政村", "社区", "小区", "街道", "村", "镇", "乡", "县", "区", "市",
    ];

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Places _names = new(), _stems = new();

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
        _names.Add(Plain(name), index);
        _stems.Add(Stem(name), index);
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
        if (!exact) return _stems.Of(Stem(stated));
        IReadOnlyList<int> named = _names.Of(Plain(stated));
        return _ids.TryGetValue(stated, out int byId) && !named.Contains(byId) ? [byId] : named;
    }

    /// <summary>Every place whose name is like one that is not found: a slip of the pen, perhaps.</summary>
    public IEnumerable<int> Like(string stated)
    {
        string stem = Stem(stated);
        return _stems.All.Where(s => PlaceNames.AreSimilar(s, stem) || (stem.Length >= 2 && Spelling.Distance(s, stem) == 1))
            .SelectMany(_stems.Of);
    }

    private static int One(IReadOnlyList<int> places) => places.Count switch { 0 => None, 1 => places[0], _ => Several };

    /// <summary>A name without marks and blanks, but for marks between two numbers: 1-1 is not 11.</summary>
    private static string Plain(string name) => BetweenNumbers().IsMatch(name)
        ? string.Join('/', BetweenNumbers().Split(name).Select(PlaceNames.Normalize)) : PlaceNames.Normalize(name);

    [GeneratedRegex(@"(?<=\d)[^\p{L}\p{N}\s]+(?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex BetweenNumbers();

    private static string Stem(string name)
    {
        string text = Plain(name);
        string? ending = Endings.FirstOrDefault(e => text.Length > e.Length && text.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? text : text[..^ending.Length];
    }

    /// <summary>
    /// The places of each name. Most names are of one, and very many places may have one name, such as buildings without one: neither takes
    /// more than it needs.
    /// </summary>
    private sealed class Places
    {
        private readonly Dictionary<string, int> _only = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (List<int> InOrder, HashSet<int> Noted)> _several = new(StringComparer.Ordinal);

        public IEnumerable<string> All => _only.Keys;

        public IReadOnlyList<int> Of(string name) => _several.TryGetValue(name, out var several) ? several.InOrder
            : _only.TryGetValue(name, out int only) ? [only] : [];

        public void Add(string name, int index)
        {
            if (_only.TryAdd(name, index) || _only[name] == index) return;
            if (!_several.TryGetValue(name, out var several)) _several[name] = several = ([_only[name]], [_only[name]]);
            if (several.Noted.Add(index)) several.InOrder.Add(index);
        }
    }
}
