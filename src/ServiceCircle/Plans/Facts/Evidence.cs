using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// What verdicts are measured from: the communities, facilities, units and walks of a study, or of a part of it. Of a part some places
/// may only perhaps belong; they are among its places, and <see cref="IsMember"/> and <see cref="IsSite"/> tell.
/// </summary>
internal sealed class Evidence
{
    private readonly Evidence? _whole;
    private readonly HashSet<int> _doubtfulMembers = [], _doubtfulSites = [];
    private readonly HashSet<int>? _members, _sites;
    private readonly Func<string, int, Answer> _emptyUnit = (_, _) => Answer.Yes, _byGround = (_, _) => Answer.No;
    private readonly Dictionary<string, int[]> _offering = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _unseen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Answer[]> _unitsInPart = new(StringComparer.Ordinal);
    private readonly Scoping? _scoping;
    private readonly Reaching? _reaching;
    private Reaching? _riding;
    private readonly ServedPlaces? _served;
    private readonly Lazy<NameIndex>? _names;

    /// <summary>All of a study.</summary>
    public Evidence(
        IReadOnlyList<CommunityCoverage> communities, IReadOnlyList<Facility> facilities, IReadOnlyList<bool> facilityIsOnNetwork,
        TravelTimeMatrix times, UnitMap units, IReadOnlyList<NewArea> newAreas, CategoryCatalogue categories,
        StandardCatalogue standards, WalkLimits limits, PlanSettings settings)
    {
        (All, Facilities, FacilityIsOnNetwork, Times) = (communities, facilities, facilityIsOnNetwork, times);
        (Units, NewAreas, Categories, Standards, Limits, Settings) = (units, newAreas, categories, standards, limits, settings);
        Members = [.. Enumerable.Range(0, communities.Count)];
        Sites = [.. Enumerable.Range(0, facilities.Count)];
        (_scoping, _reaching, _served, Areas) = (new Scoping(this), new Reaching(this), new ServedPlaces(this), new AreaScoping(this));
        _names = new(() => NameIndex.Of(communities.Select(c => (c.Community.Id, c.Community.Name))));
    }

    private Evidence(Evidence from, Places members, Places sites, Func<string, int, Answer> emptyUnit, Func<string, int, Answer> byGround)
    {
        Evidence whole = from.Whole;
        (All, Facilities, FacilityIsOnNetwork, Times) = (whole.All, whole.Facilities, whole.FacilityIsOnNetwork, whole.Times);
        (Units, NewAreas, Categories, Standards, Limits, Settings, Areas) = (whole.Units, whole.NewAreas, whole.Categories, whole.Standards, whole.Limits, whole.Settings, whole.Areas);
        (_whole, Members, Sites, _doubtfulMembers, _doubtfulSites) = (whole, members.Indices, sites.Indices, members.Doubtful, sites.Doubtful);
        (_members, _sites, _byGround) = ([.. Members], [.. Sites], byGround);
        (MemberNeed, SiteNeed) = (members.Need ?? from.MemberNeed, sites.Need ?? from.SiteNeed);
        _emptyUnit = (level, unit) => from._emptyUnit(level, unit).And(emptyUnit(level, unit));
    }

    /// <summary>Places of a part: those that are or may be in it, which of them only may be, and what would tell.</summary>
    public sealed record Places(int[] Indices, HashSet<int> Doubtful, string? Need)
    {
        public static Places Of(IEnumerable<int> candidates, Func<int, Answer> isIn, string? need)
        {
            var indices = new List<int>();
            var doubtful = new HashSet<int>();
            foreach (int i in candidates)
            {
                Answer answer = isIn(i);
                if (answer == Answer.No) continue;
                indices.Add(i);
                if (answer == Answer.Unknown) doubtful.Add(i);
            }
            return new Places([.. indices], doubtful, doubtful.Count > 0 ? need : null);
        }
    }

    /// <summary>Every community of the study.</summary>
    public IReadOnlyList<CommunityCoverage> All { get; }

    public IReadOnlyList<Facility> Facilities { get; }

    public IReadOnlyList<bool> FacilityIsOnNetwork { get; }

    public TravelTimeMatrix Times { get; }

    /// <summary>Walk of every community to the edge of the map; empty if it is out of reach for all.</summary>
    public IReadOnlyList<WalkTime> ToEdge { get; init; } = [];

    /// <summary>The residential land; null if the study does not ask for it as a basis. Of the whole study only.</summary>
    public LandReach? Land { get; init; }

    public UnitMap Units { get; }

    public IReadOnlyList<NewArea> NewAreas { get; }

    /// <summary>Finds which new areas a clause speaks of.</summary>
    public AreaScoping Areas { get; }

    public CategoryCatalogue Categories { get; }

    public StandardCatalogue Standards { get; }

    public WalkLimits Limits { get; }

    public PlanSettings Settings { get; }

    /// <summary>How far people get by bicycle; null when no clause asks.</summary>
    public ModeTimes? Bicycle { get; init; }

    /// <summary>The communities looked at.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>The facilities looked at when facilities are counted; walks may lead to any.</summary>
    public IReadOnlyList<int> Sites { get; }

    /// <summary>What would tell of the communities that may be looked at, and of the facilities.</summary>
    public string? MemberNeed { get; }

    public string? SiteNeed { get; }

    /// <summary>The whole study, where a facility outside a part may serve the part.</summary>
    public Evidence Whole => _whole ?? this;

    /// <summary>Finds communities by what a table calls them.</summary>
    public NameIndex CommunityNames => Whole._names!.Value;

    /// <summary>Finds who reaches what.</summary>
    public Reaching Reach => Whole._reaching!;

    /// <summary>Finds who reaches what in one of a clause's ways of coming; null where that was not computed.</summary>
    public Reaching? ReachBy(string mode) => mode == ModeTimes.Foot ? Reach : Whole._riding ??= Whole.Bicycle is { } ride ? new Reaching(Whole, ride) : null;

    /// <summary>Whether a community is looked at.</summary>
    public Answer IsMember(int community) => _members?.Contains(community) == false ? Answer.No : _doubtfulMembers.Contains(community) ? Answer.Unknown : Answer.Yes;

    /// <summary>Whether a facility is looked at.</summary>
    public Answer IsSite(int facility) => _sites?.Contains(facility) == false ? Answer.No : _doubtfulSites.Contains(facility) ? Answer.Unknown : Answer.Yes;

    /// <summary>The communities of a unit that are or may be looked at.</summary>
    public IReadOnlyList<int> MembersIn(string level, int unit) =>
        _members is null ? Units.Members(level, unit) : [.. Units.Members(level, unit).Where(_members.Contains)];

    /// <summary>
    /// Whether a unit belongs to the part: by its communities; one without any by its area or its parent. A township or county also belongs to
    /// what is new-built where a new area lies in it, with or without a row in the table of communities.
    /// </summary>
    public Answer HasUnit(string level, int unit)
    {
        if (Units.Members(level, unit).Count == 0) return _emptyUnit(level, unit);
        if (_whole is null) return Answer.Yes;
        if (!_unitsInPart.TryGetValue(level, out Answer[]? answers))
        {
            _unitsInPart[level] = answers = new Answer[Units.At(level).Count];
            foreach (int c in Members)
                if (Units.OfCommunity(level, c) is >= 0 and var u) answers[u] = answers[u].Or(IsMember(c));
        }
        return level == UnitLevels.Community ? answers[unit] : answers[unit].Or(_byGround(level, unit));
    }

    /// <summary>The part within one unit.</summary>
    public Evidence Within(string level, int unit)
    {
        Answer IsWithin(string l, int u) => Units.IsWithin(l, u, level, unit);
        return new Evidence(this,
            Places.Of(Units.Members(level, unit), IsMember, MemberNeed),
            Places.Of(Units.FacilitiesIn(level, unit), f => IsSite(f).And(Units.Contains(level, unit, f)), SiteNeed ?? "units.polygons." + level),
            IsWithin, (l, u) => _byGround(l, u).And(IsWithin(l, u)));
    }

    /// <summary>The part that a clause speaks of, and remarks on it; null, and what is missing, if it cannot be told.</summary>
    public Evidence? InScope(Clause clause, List<Notice> remarks, List<string> needs) => InScope(clause.Scope, clause.Subset, remarks, needs);

    /// <inheritdoc cref="InScope(Clause, List{Notice}, List{string})"/>
    public Evidence? InScope(ClauseScope scope, string? subset, List<Notice> remarks, List<string> needs)
    {
        Evidence part = this;
        if (scope != ClauseScope.All)
        {
            if (Whole._scoping!.Missing(scope) is { } missing)
            {
                needs.Add(missing);
                return null;
            }
            if (Whole._scoping.Remark(scope, Members) is { } remark) remarks.Add(remark);
            part = part.Where(c => Whole._scoping.OfCommunity(scope, c), f => Whole._scoping.OfFacility(scope, f), (l, u) => Whole._scoping.OfEmptyUnit(scope, l, u),
                scope == ClauseScope.NewBuilt ? Areas.UnitHoldsNewArea : (_, _) => Answer.No, Scoping.NeedOfCommunity(scope), Scoping.NeedOfFacility(scope));
        }
        if (subset is null) return part;
        if (Settings.Subsets.GetValueOrDefault(subset) is not { } rule)
        {
            needs.Add("subsets." + subset);
            return null;
        }
        return part.Where(c => rule.Has(All[c].Community), f => rule.HasFacility(Whole, f), (_, _) => Answer.Unknown, (l, u) => part._byGround(l, u).And(Answer.Unknown),
            "subsets." + subset, "subsets." + subset);
    }

    /// <summary>Whether a facility at a place, by the units around it, would surely be of the part that a clause speaks of.</summary>
    public bool IsSurelyInScope(Clause clause, Func<string, int> unitOf)
    {
        if (clause.Scope != ClauseScope.All && Whole._scoping!.OfPlace(clause.Scope, unitOf) != Answer.Yes) return false;
        if (clause.Subset is not { } word) return true;
        return Settings.Subsets.GetValueOrDefault(word) is { } subset && unitOf(UnitLevels.Community) is >= 0 and var unit
            && Units.Members(UnitLevels.Community, unit) is { Count: > 0 } members && members.All(c => subset.Has(All[c].Community) == Answer.Yes);
    }

    /// <summary>Whether a community is in one of the scopes of the whole study.</summary>
    public Answer IsInScope(ClauseScope scope, int community) => scope == ClauseScope.All ? Answer.Yes : Whole._scoping!.OfCommunity(scope, community);

    private Evidence Where(
        Func<int, Answer> community, Func<int, Answer> facility, Func<string, int, Answer> emptyUnit, Func<string, int, Answer> byGround, string memberNeed, string siteNeed) =>
        new(this, Places.Of(Members, c => IsMember(c).And(community(c)), memberNeed), Places.Of(Sites, f => IsSite(f).And(facility(f)), siteNeed), emptyUnit, byGround);

    /// <summary>Facilities looked at that offer a class: public ones, or all where the class counts all.</summary>
    public IReadOnlyList<int> Offering(ServiceClass wanted)
    {
        string key = wanted.Key;
        if (_offering.TryGetValue(key, out int[]? known)) return known;
        IEnumerable<int> offering = _whole is null
            ? Sites.Where(f => wanted.Categories.Any(c => wanted.CountsAll ? Facilities[f].Offers(c) : Categories.CountsAsPublic(Facilities[f], c)))
            : _whole.Offering(wanted).Where(_sites!.Contains);
        return _offering[key] = [.. offering];
    }

    /// <summary>
    /// Whether the data can tell of a class that there is none: where its only source is OpenStreetMap and that holds not one, in
    /// the whole study, the map is more likely silent than the town bare.
    /// </summary>
    public bool IsUnseen(ServiceClass wanted)
    {
        Dictionary<string, bool> unseen = Whole._unseen;
        return unseen.TryGetValue(wanted.Key, out bool isUnseen) ? isUnseen : unseen[wanted.Key] = FindUnseen(wanted);
    }

    private bool FindUnseen(ServiceClass wanted) => wanted.Categories.Count == 0
        || Settings.KnownCategories is { } known
        && !wanted.Categories.Any(c => known.Any(k => CategoryCatalogue.IsWithin(k, c) || CategoryCatalogue.IsWithin(c, k)))
        && !Facilities.Any(f => wanted.Categories.Any(f.Offers));

    /// <summary>What an unseen class needs, as a key for <see cref="Verdict.Needs"/>.</summary>
    public static string NeedOf(ServiceClass unseen) =>
        unseen.Categories.Count == 0 ? "facilities.class." + unseen.Zh : "facilities.file." + unseen.Categories[0];

    /// <summary>Whether a facility counts for a clause: it was open, and has what the clause asks beside its category.</summary>
    public Answer Counts(int facility, IReadOnlyDictionary<string, double> where) => IsOpen(facility).And(Satisfies(Facilities[facility], where));

    /// <summary>Whether a facility has every attribute that a clause asks, with at least its value.</summary>
    public static Answer Satisfies(Facility facility, IReadOnlyDictionary<string, double> where)
    {
        Answer answer = Answer.Yes;
        foreach ((string name, double least) in where)
            answer = answer.And(FacilityAttributes.Of(facility, name) is { } value ? value >= least ? Answer.Yes : Answer.No : Answer.Unknown);
        return answer;
    }

    /// <summary>Whether a facility was open on the study's day. One whose table leaves its date blank may not have been, if others opened later.</summary>
    public Answer IsOpen(int facility) => Facilities[facility].MayOpenLater ? Answer.Unknown : Answer.Yes;

    /// <summary>What keeps it unknown whether some facilities count, as keys of study.json.</summary>
    public IEnumerable<string> NeedsOf(int facility, IReadOnlyDictionary<string, double> where)
    {
        if (IsOpen(facility) == Answer.Unknown) yield return "facilities.columns.opened_on";
        foreach (string name in where.Keys)
            if (FacilityAttributes.Of(Facilities[facility], name) is null) yield return "facilities.columns." + name;
    }

    /// <summary>What facilities say that they serve and nothing has, or several have.</summary>
    public IEnumerable<Notice> NameWarnings()
    {
        (Facility Facility, string Name)[] strange = [.. Whole._served!.Strange()];
        if (strange.Length > 0)
            yield return new Notice("warning/serves-not-found", ("count", strange.Length), ("name", strange.Select(s => s.Name).Order(StringComparer.Ordinal).First()));
        string[] circles = [.. Settings.Circles?.Strange(Whole).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];
        if (circles.Length > 0) yield return new Notice("warning/circles-not-found", ("count", circles.Length), ("name", circles[0]));
    }

    /// <summary>Whether a community is on the network, so that its walks mean anything.</summary>
    public bool IsOnNetwork(int community) => All[community].Status != CommunityStatus.NotSnapped;

    /// <summary>People of a group in a community; null if not given.</summary>
    public double? People(int community, string group) => All[community].Community.People.Of(group);

    /// <summary>People of a group in a community; where the figure is blank, at most all of its people.</summary>
    public Quantity PeopleBounds(int community, string group) =>
        Quantity.Of(People(community, group), group == "population" ? null : People(community, "population"));

    /// <summary>
    /// Whether a facility is in a unit, or serves it or one of its communities by name. In a community of the part every facility is of the part; in a
    /// wider unit, of which only some may be of the part, one must be of the part itself, or serve what of the unit is.
    /// </summary>
    /// <param name="facility">The facility.</param>
    /// <param name="level">Level of the unit.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="servedOnly">The service comes to the home: what counts is whom it says that it serves, and a facility that says nothing may serve anybody.</param>
    public Answer IsIn(int facility, string level, int unit, bool servedOnly)
    {
        bool isWider = level != UnitLevels.Community;
        Answer serves = Whole._served!.Serves(facility, level, unit, isWider ? IsMember : _ => Answer.Yes);
        if (servedOnly) return Facilities[facility].Serves.Count == 0 ? Answer.Unknown : serves;
        Answer stands = Units.Contains(level, unit, facility);
        return (isWider ? stands.And(IsSite(facility)) : stands).Or(serves);
    }

    /// <summary>What would tell whether a facility is in a unit, where that is not known.</summary>
    public IEnumerable<string> NeedsOfPlace(int facility, string level, int unit, bool servedOnly)
    {
        bool isSiteOpen = level != UnitLevels.Community && IsSite(facility) == Answer.Unknown && SiteNeed is not null;
        if (servedOnly) yield return "facilities.columns.serves";
        if (!servedOnly && isSiteOpen) yield return SiteNeed!;
        if (servedOnly || (isSiteOpen && Units.Contains(level, unit, facility) != Answer.Unknown)) yield break;
        yield return Units.MayBeIn(level, facility).Count > 1 ? "facilities.columns." + level : "units.polygons." + level;
    }
}
