using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Scenarios;

/// <summary>The study that scenarios change, its homes and sites sorted by id, with the ids looked up once.</summary>
internal sealed class ScenarioBase(Walks walks, CategoryCatalogue catalogue, Lazy<NetworkEditor> editor)
{
    public Walks Walks => walks;
    public IReadOnlyList<Facility> Facilities { get; } = [.. walks.Sites.Select(s => s.Facility)];
    public IReadOnlyList<Community> Communities { get; } = [.. walks.Homes.Select(h => h.Community)];
    public CategoryCatalogue Catalogue => catalogue;
    public Lazy<NetworkEditor> Editor => editor;
    public Dictionary<string, int> FacilityIndex { get; } =
        Enumerable.Range(0, walks.Sites.Count).ToDictionary(f => walks.Sites[f].Facility.Id, StringComparer.Ordinal);

    /// <summary>The homes of each community by its id as the planner's table has it; the people of one may be at several homes.</summary>
    public Dictionary<string, int[]> HomesOf { get; } = Enumerable.Range(0, walks.Homes.Count)
        .GroupBy(h => walks.Homes[h].Community.AsGiven.Id).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>A facility's index in the study, if it stood there at the same place.</summary>
    public int? AtSamePlace(Facility facility) =>
        FacilityIndex.TryGetValue(facility.Id, out int f) && ReferenceEquals(Facilities[f].Geometry, facility.Geometry) ? f : null;
}

/// <summary>
/// What is left of a scenario when its changes have been applied in their order to copies of a study's lists: facilities,
/// people, edits of the network. A change that is taken back leaves nothing, so that what was is found again to the byte.
/// </summary>
internal sealed class ScenarioEffect
{
    private ScenarioEffect(
        IReadOnlyList<Facility> facilities, IReadOnlyDictionary<string, Facility?> changed, IReadOnlyList<Community> communities,
        IReadOnlyList<NetworkEdit> edits) =>
        (Facilities, Changed, Communities, Edits) = (facilities, changed, communities, edits);

    /// <summary>Facilities, sorted by id. What did not change is the study's own object; the study's own list if nothing did.</summary>
    public IReadOnlyList<Facility> Facilities { get; }

    /// <summary>The facilities among them that changed, by id; null where one closed.</summary>
    public IReadOnlyDictionary<string, Facility?> Changed { get; }

    /// <summary>Communities in the study's order; the study's own list if none changed.</summary>
    public IReadOnlyList<Community> Communities { get; }

    /// <summary>Edits of the network, in their order.</summary>
    public IReadOnlyList<NetworkEdit> Edits { get; }

    public bool LeavesAsItWas(ScenarioBase study) =>
        ReferenceEquals(Facilities, study.Facilities) && ReferenceEquals(Communities, study.Communities) && Edits.Count == 0;

    /// <summary>Resolves a scenario against a study; what is wrong with changes is noted, and the effect is then of no use.</summary>
    public static ScenarioEffect Resolve(Scenario scenario, ScenarioBase study, RowProblems problems)
    {
        var sites = new SiteChanges(study, problems);
        var people = new PeopleChanges(study, problems);
        var network = new List<ChangeNetwork>();
        for (int i = 0; i < scenario.Changes.Count; i++)
        {
            Change change = scenario.Changes[i];
            string where = change.Where.Length > 0 ? change.Where : FormattableString.Invariant($"changes[{i}] ({change.Op})");
            switch (change)
            {
                case ChangeNetwork edit: network.Add(edit with { Edit = edit.Edit with { Where = where } }); break;
                case ScalePopulation scale: people.Apply(scale, where); break;
                default: sites.Apply(change, where); break;
            }
        }
        return new ScenarioEffect(sites.Result(), sites.Changed, people.Result(), Remaining(network, study.Editor, problems));
    }

    /// <summary>Edits without those that the next one takes back; every edit must meet the network, also one that is taken back.</summary>
    private static NetworkEdit[] Remaining(List<ChangeNetwork> changes, Lazy<NetworkEditor> editor, RowProblems problems)
    {
        var left = new List<ChangeNetwork>();
        foreach (ChangeNetwork change in changes)
        {
            if (left.Count > 0 && left[^1].IsTakenBackBy(change)) left.RemoveAt(left.Count - 1);
            else left.Add(change);
        }
        if (changes.Count == 0) return [];
        var missed = new List<(int Edit, Notice Problem)>();
        editor.Value.Check([.. changes.Select(c => c.Edit)], missed);
        foreach ((int edit, Notice problem) in missed)
            problems.Add(changes[edit].Edit.Where, problem, "expected/change-on-network", NetworkEditor.Advice);
        return [.. left.Select(c => c.Edit)];
    }

    private sealed class SiteChanges(ScenarioBase study, RowProblems problems)
    {
        private readonly SortedDictionary<string, Facility?> _changed = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, Facility?> Changed => _changed;

        public void Apply(Change change, string where)
        {
            switch (change)
            {
                case AddFacility add: Add(add, where); break;
                case MoveFacility move when Find(move.Id, where) is { } site: _changed[move.Id] = Moved(site, move.At); break;
                case CloseFacility close when Find(close.Id, where) is not null: _changed[close.Id] = null; break;
                case SetCapacity set when Find(set.Id, where) is { } site: _changed[set.Id] = site with { Capacity = set.Capacity }; break;
            }
        }

        public IReadOnlyList<Facility> Result()
        {
            foreach (string id in _changed.Where(c => Before(c.Key) == c.Value).Select(c => c.Key).ToArray()) _changed.Remove(id);
            if (_changed.Count == 0) return study.Facilities;
            return [.. study.Facilities.Where(f => !_changed.ContainsKey(f.Id)).Concat(_changed.Values.OfType<Facility>())
                .OrderBy(f => f.Id, StringComparer.Ordinal)];
        }

        private Facility? Current(string id) => _changed.TryGetValue(id, out Facility? changed) ? changed : Before(id);

        private Facility? Before(string id) => study.FacilityIndex.TryGetValue(id, out int f) ? study.Facilities[f] : null;

        private Facility? Find(string id, string where)
        {
            if (Current(id) is { } site) return site;
            bool isClosed = _changed.ContainsKey(id);
            Notice expected = isClosed ? new("expected/open-facility")
                : new("expected/facility", ("near", JsonFields.Nearest(id, study.FacilityIndex.Keys)));
            problems.Add(where, new(isClosed ? "found/closed-facility" : "found/facility", ("id", id)), expected, "advice/facility-ids");
            return null;
        }

        private void Add(AddFacility add, string where)
        {
            foreach (string category in add.Categories.Where(c => !study.Catalogue.IsKnown(c)))
                problems.Add(
                    where, new("found/category", ("category", category)), study.Catalogue.Suggest(category), study.Catalogue.ListedIn);
            if (Current(add.Id) is not null)
                problems.Add(where, new("found/existing-id", ("id", add.Id)), "expected/own-id", "advice/change-facility");
            IReadOnlyList<string> categories = study.Catalogue.Complete(add.Categories);
            bool isTheOldOne = Before(add.Id) is { } old && old.Position == add.At && old.Capacity == add.Capacity
                && old.Categories.SequenceEqual(categories);
            _changed[add.Id] = isTheOldOne ? Before(add.Id)
                : new Facility(add.Id, add.Name, categories, add.At, PointAt(add.At), "scenario")
                {
                    Capacity = add.Capacity,
                    Inclusive = add.Inclusive,
                    AreaSquareMetres = add.AreaSquareMetres,
                };
        }

        /// <summary>At its old place a facility is what it was; elsewhere it is a point, in whatever unit lies there.</summary>
        private Facility Moved(Facility site, Position at)
        {
            if (Before(site.Id) is { } old && old.Position == at && old.Categories.SequenceEqual(site.Categories))
                return old with { Capacity = site.Capacity };
            return site with { Position = at, Geometry = PointAt(at), Units = new Dictionary<string, string>() };
        }

        private static Point PointAt(Position at) => new(at.Lon, at.Lat);
    }

    private sealed class PeopleChanges(ScenarioBase study, RowProblems problems)
    {
        /// <summary>A product this near to 1 is 1: a factor and its reciprocal.</summary>
        private const double Nothing = 1e-12;

        private readonly SortedDictionary<int, double> _factor = [];

        public void Apply(ScalePopulation scale, string where)
        {
            if (!study.HomesOf.TryGetValue(scale.Community, out int[]? homes))
            {
                problems.Add(where, new("found/community", ("id", scale.Community)),
                    new("expected/community-of-study", ("near", JsonFields.Nearest(scale.Community, study.HomesOf.Keys))),
                    "advice/community-ids");
                return;
            }
            if (!(scale.Factor > 0) || !double.IsFinite(scale.Factor))
                problems.Add(where, new("found/factor", ("factor", FormattableString.Invariant($"{scale.Factor}"))), "expected/above-zero");
            foreach (int c in homes) _factor[c] = _factor.GetValueOrDefault(c, 1) * scale.Factor;
        }

        public IReadOnlyList<Community> Result()
        {
            Community[]? changed = null;
            foreach ((int c, double factor) in _factor.Where(f => Math.Abs(f.Value - 1) > Nothing))
            {
                changed ??= [.. study.Communities];
                changed[c] = changed[c] with { People = changed[c].People.Times(factor), Households = changed[c].Households * factor };
            }
            return changed ?? study.Communities;
        }
    }
}
