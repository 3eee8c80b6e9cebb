using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ServiceCircle.Places;

/// <summary>
/// Finds the facilities near another that may be the same: those that share an area with it, and those whose names have the same numbers
/// and points of the compass, because others are never similar (<see cref="PlaceNames.AreSimilar"/>). So ten thousand wards at one address
/// are not compared each with each.
/// </summary>
internal sealed class LikelyDuplicates
{
    /// <summary>Going through fewer takes no longer than a tree.</summary>
    private const int SmallGroup = 32;

    private readonly IReadOnlyList<(Envelope Box, bool IsArea, string Telling)> _all;
    private readonly STRtree<int> _everything, _areas;
    private readonly Dictionary<string, List<int>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, STRtree<int>> _largeGroups = new(StringComparer.Ordinal);

    /// <summary>Prepares facilities: their boxes, whether they are areas, and their normalized names.</summary>
    public LikelyDuplicates(IEnumerable<(Envelope Box, bool IsArea, string Name)> facilities)
    {
        _all = [.. facilities.Select(f => (f.Box, f.IsArea, f.Name.Length == 0 ? "" : "=" + PlaceNames.Telling(f.Name)))];
        for (int i = 0; i < _all.Count; i++)
        {
            if (_all[i].Telling.Length == 0) continue;
            if (!_groups.TryGetValue(_all[i].Telling, out List<int>? group)) _groups.Add(_all[i].Telling, group = []);
            group.Add(i);
        }
        foreach ((string telling, List<int> group) in _groups)
            if (group.Count > SmallGroup) _largeGroups.Add(telling, TreeOf(group));
        _areas = TreeOf(Enumerable.Range(0, _all.Count).Where(i => _all[i].IsArea));
        _everything = _areas.IsEmpty ? _areas : TreeOf(Enumerable.Range(0, _all.Count));
    }

    /// <summary>The later ones in a box around a facility that may be the same as it, by rising place.</summary>
    public IEnumerable<int> After(int facility, Envelope around)
    {
        (_, bool isArea, string telling) = _all[facility];
        IEnumerable<int> near = isArea ? _everything.Query(around) : _areas.Query(around).Concat(Named(telling, around));
        return near.Where(j => j > facility).Distinct().Order();
    }

    private IEnumerable<int> Named(string telling, Envelope around) => telling.Length == 0 ? []
        : _largeGroups.TryGetValue(telling, out STRtree<int>? tree) ? tree.Query(around)
        : _groups[telling].Where(j => _all[j].Box.Intersects(around));

    private STRtree<int> TreeOf(IEnumerable<int> some)
    {
        var tree = new STRtree<int>();
        foreach (int i in some) tree.Insert(_all[i].Box, i);
        tree.Build();
        return tree;
    }
}
