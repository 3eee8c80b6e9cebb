using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The facilities that could be built, as columns: one for each place and kind; or one for each place, of every kind at once, where
/// services may share a site. A kind is a category; of kinds that count for the same classes the first is taken, and kinds that count for
/// less than another are left out.
/// </summary>
internal sealed class NewFacilities
{
    private readonly BuildingGround _ground;
    private readonly Dictionary<string, List<(int Place, WalkTime Time)>[]> _near = [];
    private readonly Dictionary<(string, int), int[]> _inUnit = [];

    public NewFacilities(BuildingGround ground, IReadOnlyList<int> places, IReadOnlyList<string> kinds, bool shared)
    {
        (_ground, On, Kinds, Shared) = (ground, places, kinds, shared);
        Places = [.. places.Select(p => ground.Places[p])];
        Capacity = [.. kinds.Select(ground.CapacityOf)];
    }

    /// <summary>The places as indices of the ground.</summary>
    public IReadOnlyList<int> On { get; }

    public IReadOnlyList<BuildingPlace> Places { get; }
    public IReadOnlyList<string> Kinds { get; }
    public IReadOnlyList<double?> Capacity { get; }
    public bool Shared { get; }
    public int Count => Shared ? Places.Count : Places.Count * Kinds.Count;

    public int PlaceOf(int column) => Shared ? column : column / Kinds.Count;

    /// <summary>The kind of a column where each column is of one kind.</summary>
    public int KindOf(int column) => column % Kinds.Count;

    /// <summary>The column of a place and a kind where each column is of one kind.</summary>
    public int ColumnOf(int place, int kind) => place * Kinds.Count + kind;

    public IEnumerable<int> KindsOf(ServiceClass wanted) =>
        Enumerable.Range(0, Kinds.Count).Where(k => CountsFor(Kinds[k], wanted, _ground.Study.Catalogue));

    public IReadOnlyList<int> ColumnsOf(ServiceClass wanted, IEnumerable<int> places)
    {
        int[] kinds = [.. KindsOf(wanted)];
        int[] at = kinds.Length == 0 ? [] : [.. places.Distinct().Order()];
        return Shared ? at : [.. at.SelectMany(p => kinds.Select(k => ColumnOf(p, k)))];
    }

    /// <summary>The columns of a class with their capacities; those of unknown capacity are left out.</summary>
    public IReadOnlyList<(int Site, double Size)> WithCapacity(ServiceClass wanted, IEnumerable<int> places)
    {
        int[] kinds = [.. KindsOf(wanted).Where(k => Capacity[k] > 0)];
        if (kinds.Length == 0) return [];
        return Shared ? [.. places.Select(p => (p, kinds.Sum(k => Capacity[k]!.Value)))]
            : [.. places.SelectMany(p => kinds.Select(k => (ColumnOf(p, k), Capacity[k]!.Value)))];
    }

    public int[] In(string level, int unit)
    {
        if (_inUnit.TryGetValue((level, unit), out int[]? known)) return known;
        return _inUnit[(level, unit)] = [.. Enumerable.Range(0, Places.Count).Where(p => UnitOf(level, p) == unit)];
    }

    /// <summary>The unit of a place; -1 if none is known.</summary>
    public int UnitOf(string level, int place) => _ground.UnitOf(level, On[place]);

    /// <summary>Places that the people of a community reach within a time, in any of some ways.</summary>
    public IEnumerable<int> Near(int community, WalkTime limit, IReadOnlyList<string> modes) =>
        modes.SelectMany(mode => Ways(mode)[community]).Where(n => n.Time.IsWithin(limit)).Select(n => n.Place).Distinct();

    /// <summary>Who comes to the places in one way, by community.</summary>
    private List<(int Place, WalkTime Time)>[] Ways(string mode)
    {
        if (_near.TryGetValue(mode, out List<(int, WalkTime)>[]? known)) return known;
        List<(int Place, WalkTime Time)>[] near = [.. _ground.Study.Communities.Select(_ => new List<(int, WalkTime)>())];
        for (int p = 0; p < On.Count; p++)
            foreach (Walk walk in _ground.Ways(mode, On[p])) near[walk.Column].Add((p, walk.Time));
        return _near[mode] = near;
    }

    /// <summary>The kinds worth building for some classes; the capacity of a new facility of a category is null if not known.</summary>
    public static IReadOnlyList<string> KindsFor(
        IReadOnlyList<ServiceClass> classes, Func<string, double?> capacity, CategoryCatalogue catalogue)
    {
        string[] named = [.. classes.SelectMany(c => c.Categories).Distinct()];
        HashSet<int> ClassesOf(string kind) => [.. Enumerable.Range(0, classes.Count).Where(i => CountsFor(kind, classes[i], catalogue))];
        var all = catalogue.Categories.Select(c => (c.Id, For: ClassesOf(c.Id))).Where(c => c.For.Count > 0)
            .OrderByDescending(c => c.For.Count).ThenByDescending(c => capacity(c.Id) ?? 0)
            .ThenByDescending(c => named.Contains(c.Id)).ThenBy(c => c.Id, StringComparer.Ordinal);
        var kept = new List<(string Id, HashSet<int> For)>();
        foreach ((string id, HashSet<int> of) in all)
            if (!kept.Exists(k => of.IsSubsetOf(k.For) && (capacity(k.Id) ?? 0) >= (capacity(id) ?? 0))) kept.Add((id, of));
        return [.. kept.Select(k => k.Id).Order(StringComparer.Ordinal)];
    }

    public static bool CountsFor(string kind, ServiceClass wanted, CategoryCatalogue catalogue) => catalogue.Complete([kind]).Any(own =>
        catalogue.Find(own)?.CountsAsPublic != false && wanted.Categories.Any(c => CategoryCatalogue.IsWithin(own, c)));
}
