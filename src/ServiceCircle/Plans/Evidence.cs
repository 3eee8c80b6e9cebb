using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Plans;

/// <summary>Yes, no, or not known: a facility whose attribute is not given may or may not count.</summary>
internal enum Answer
{
    No,
    Unknown,
    Yes,
}

/// <summary>
/// What verdicts are measured from: the communities, facilities, units and walks of a study, or of one unit of it. Private
/// facilities (commercial gyms, private clinics) do not count toward public targets.
/// </summary>
internal sealed class Evidence
{
    private readonly Evidence? _whole;
    private readonly HashSet<int>? _inside;
    private readonly Dictionary<string, int[]> _offering = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WalkTime[]> _nearest = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<bool> _facilityIsOnNetwork;
    private readonly TravelTimeMatrix _times;

    /// <summary>All of a study.</summary>
    public Evidence(
        IReadOnlyList<CommunityCoverage> communities, IReadOnlyList<Facility> facilities, IReadOnlyList<bool> facilityIsOnNetwork,
        TravelTimeMatrix times, UnitMap units, IReadOnlyList<NewArea> newAreas, CategoryCatalogue categories,
        StandardCatalogue standards, WalkLimits limits, PlanSettings settings)
    {
        (All, Facilities, _facilityIsOnNetwork, _times) = (communities, facilities, facilityIsOnNetwork, times);
        (Units, NewAreas, Categories, Standards, Limits, Settings) = (units, newAreas, categories, standards, limits, settings);
        Members = [.. Enumerable.Range(0, communities.Count)];
        FacilityIndices = [.. Enumerable.Range(0, facilities.Count)];
    }

    private Evidence(Evidence whole, IReadOnlyList<int> members, IReadOnlyList<int> facilities)
        : this(whole.All, whole.Facilities, whole._facilityIsOnNetwork, whole._times, whole.Units, whole.NewAreas, whole.Categories, whole.Standards, whole.Limits, whole.Settings) =>
        (_whole, Members, FacilityIndices, _inside, Bicycle) = (whole, members, facilities, [.. facilities], whole.Bicycle);

    /// <summary>Every community of the study.</summary>
    public IReadOnlyList<CommunityCoverage> All { get; }

    public IReadOnlyList<Facility> Facilities { get; }

    public UnitMap Units { get; }

    public IReadOnlyList<NewArea> NewAreas { get; }

    public CategoryCatalogue Categories { get; }

    public StandardCatalogue Standards { get; }

    public WalkLimits Limits { get; }

    public PlanSettings Settings { get; }

    /// <summary>How far people get by bicycle; null when no clause asks.</summary>
    public ModeTimes? Bicycle { get; init; }

    /// <summary>The communities looked at.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>The facilities looked at when facilities are counted; walks may lead to any.</summary>
    public IReadOnlyList<int> FacilityIndices { get; }

    /// <summary>The whole study, where a facility outside a part may serve the part.</summary>
    public Evidence Whole => _whole ?? this;

    /// <summary>The part within one unit.</summary>
    public Evidence Within(string level, int unit) => new(Whole,
        [.. Members.Where(c => Units.OfCommunity(level, c) == unit)], [.. FacilityIndices.Where(f => Units.OfFacility(level, f) == unit)]);

    /// <summary>The part that a clause speaks of, and remarks on it; null, and what is missing, if it cannot be told.</summary>
    public Evidence? InScope(ClauseScope scope, List<Notice> remarks, List<string> needs)
    {
        switch (scope)
        {
            case ClauseScope.Urban or ClauseScope.Rural:
                int untyped = Members.Count(c => All[c].Community.Type is null);
                if (scope == ClauseScope.Rural && untyped == Members.Count && untyped > 0)
                {
                    needs.Add("communities.columns.type");
                    return null;
                }
                if (untyped > 0) remarks.Add(scope == ClauseScope.Urban
                    ? new Notice("verdict/untyped-urban", ("count", untyped))
                    : new Notice("verdict/untyped-not-rural", ("count", untyped)));
                string word = scope == ClauseScope.Rural ? "rural" : "urban";
                return Of([.. Members.Where(c => (All[c].Community.Type ?? "urban") == word)]);
            case ClauseScope.MainUrban:
                if (Settings.MainUrban.Count == 0)
                {
                    needs.Add("units.main_urban");
                    return null;
                }
                int[] inside = [.. Members.Where(c => Units.Levels.Any(l => Units.OfCommunity(l, c) is >= 0 and var u && IsMainUrban(Units.At(l)[u])))];
                int[] sites = [.. FacilityIndices.Where(f => Units.Levels.Any(l => Units.OfFacility(l, f) is >= 0 and var u && IsMainUrban(Units.At(l)[u])))];
                return new Evidence(Whole, inside, sites);
            default:
                return this;
        }
        Evidence Of(int[] members) => new(Whole, members, FacilityIndices);
        bool IsMainUrban(AdministrativeUnit unit) => Settings.MainUrban.Contains(unit.Id) || Settings.MainUrban.Contains(unit.Name);
    }

    /// <summary>Facilities looked at that offer one of some categories and count toward public targets.</summary>
    public IReadOnlyList<int> Offering(IReadOnlyList<string> categories)
    {
        string key = string.Join('|', categories);
        if (_offering.TryGetValue(key, out int[]? known)) return known;
        IEnumerable<int> offering = _whole is null
            ? FacilityIndices.Where(f => categories.Any(c => Categories.CountsAsPublic(Facilities[f], c)))
            : _whole.Offering(categories).Where(_inside!.Contains);
        return _offering[key] = [.. offering];
    }

    /// <summary>
    /// Whether the data can tell of a class that there is none: where its only source is OpenStreetMap and that holds not one, in
    /// the whole study, the map is more likely silent than the town bare.
    /// </summary>
    public bool IsUnseen(ServiceClass wanted) => wanted.Categories.Count == 0
        || Settings.KnownCategories is { } known
        && !wanted.Categories.Any(c => known.Any(k => CategoryCatalogue.IsWithin(k, c) || CategoryCatalogue.IsWithin(c, k)))
        && !Facilities.Any(f => wanted.Categories.Any(f.Offers));

    /// <summary>What an unseen class needs, as a key for <see cref="Verdict.Needs"/>.</summary>
    public static string NeedOf(ServiceClass unseen) =>
        unseen.Categories.Count == 0 ? "facilities.class." + unseen.Zh : "facilities.file." + unseen.Categories[0];

    /// <summary>Whether a facility has what a clause asks beside its category.</summary>
    public static Answer Satisfies(Facility facility, IReadOnlyDictionary<string, double> where)
    {
        Answer answer = Answer.Yes;
        foreach ((string name, double least) in where)
        {
            if (FacilityAttributes.Of(facility, name) is not { } value) answer = Answer.Unknown;
            else if (value < least) return Answer.No;
        }
        return answer;
    }

    /// <summary>Attributes that a clause asks and that some of these facilities do not state, as keys of study.json.</summary>
    public IEnumerable<string> MissingAttributes(IEnumerable<int> facilities, IReadOnlyDictionary<string, double> where)
    {
        int[] all = [.. facilities];
        return where.Keys.Where(name => all.Any(f => FacilityAttributes.Of(Facilities[f], name) is null)).Select(name => "facilities.columns." + name);
    }

    /// <summary>Walk of every community to the nearest facility of any of some categories, in the whole study.</summary>
    public WalkTime[] Nearest(IReadOnlyList<string> categories) => Nearest(categories, ModeTimes.Foot);

    /// <summary>The same for another way of coming, "bicycle"; nowhere within reach when it was not computed.</summary>
    public WalkTime[] Nearest(IReadOnlyList<string> categories, string mode)
    {
        if (_whole is not null) return _whole.Nearest(categories, mode);
        string key = mode + ":" + string.Join('|', categories);
        if (_nearest.TryGetValue(key, out WalkTime[]? known)) return known;
        var nearest = new WalkTime[All.Count];
        Array.Fill(nearest, WalkTime.Unreachable);
        (TravelTimeMatrix? times, IReadOnlyList<bool> isOnNetwork) = mode == ModeTimes.Foot ? (_times, _facilityIsOnNetwork) : (Bicycle?.Times, Bicycle?.FacilityIsOnNetwork ?? []);
        foreach (int f in times is null ? [] : Offering(categories))
        {
            if (!isOnNetwork[f]) continue;
            foreach (Walk walk in times!.Row(f)) nearest[walk.Column] = WalkTime.Min(nearest[walk.Column], walk.Time);
        }
        return _nearest[key] = nearest;
    }

    /// <summary>Whether a community is on the network, so that its walks mean anything.</summary>
    public bool IsOnNetwork(int community) => All[community].Status != CommunityStatus.NotSnapped;

    /// <summary>Whether it is for a way of coming.</summary>
    public bool IsOnNetwork(int community, string mode) =>
        mode == ModeTimes.Foot ? IsOnNetwork(community) : Bicycle?.CommunityIsOnNetwork[community] == true;

    /// <summary>People of a group in a community; null if not given.</summary>
    public double? People(int community, string group) => All[community].Community.People.Of(group);

    /// <summary>
    /// Weights of communities in shares of residents: people of the group where any are given, else all people with a
    /// remark, else every community alike with a remark.
    /// </summary>
    public double[] Weights(IReadOnlyList<int> communities, string group, List<Notice> remarks)
    {
        double[] Of(string by) => [.. communities.Select(c => People(c, by) ?? 0)];
        void Once(Notice remark)
        {
            if (!remarks.Exists(r => r.Key == remark.Key)) remarks.Add(remark);
        }
        if (communities.Any(c => People(c, group) is not null)) return Of(group);
        if (communities.Any(c => People(c, "population") is not null))
        {
            Once(new Notice("verdict/group-not-given"));
            return Of("population");
        }
        Once(new Notice("verdict/people-not-given"));
        return [.. communities.Select(_ => 1.0)];
    }

    /// <summary>Whether a facility is in a unit, or serves it or one of its communities by name.</summary>
    public bool IsIn(int facility, string level, int unit, bool servedOnly)
    {
        if (!servedOnly && Units.OfFacility(level, facility) == unit) return true;
        IReadOnlyList<string> serves = Facilities[facility].Serves;
        if (serves.Count == 0) return false;
        return NamesOf(level, unit).Any(serves.Contains);
    }

    /// <summary>Every name under which a table may say that it serves a unit: its own, its communities', those of the units around it.</summary>
    private IEnumerable<string> NamesOf(string level, int unit)
    {
        IReadOnlyList<int> members = Units.Members(level, unit);
        foreach (int c in members)
        {
            yield return All[c].Community.Id;
            yield return All[c].Community.Name;
        }
        foreach (string other in Units.Levels.TakeWhile(l => l != level).Append(level))
        {
            int around = other == level ? unit : Units.OfCommunity(other, members[0]);
            if (around < 0) continue;
            yield return Units.At(other)[around].Id;
            yield return Units.At(other)[around].Name;
        }
    }
}
