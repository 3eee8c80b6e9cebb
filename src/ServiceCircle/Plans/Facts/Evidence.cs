using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// What verdicts are measured from: the communities, facilities, units and walks of a study, or of a part of it. Of a part some places
/// may only perhaps belong; they are among its places, and <see cref="IsMember"/> and <see cref="IsSite"/> tell.
/// </summary>
internal sealed class Evidence
{
    private readonly Evidence? _whole;
    private readonly Selection _communities, _facilities;
    private readonly UnitRule _rule;
    private readonly Dictionary<string, IReadOnlyList<int>> _offering = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Answer[]> _unitsInPart = new(StringComparer.Ordinal);
    private readonly Scoping _scoping;
    private readonly ServedPlaces _served;
    private readonly Lazy<Reaching?> _riding;

    /// <summary>Whether a unit without a community is of the part, and whether a wider one is for the new areas in it.</summary>
    private sealed record UnitRule(Func<string, int, Answer> Empty, Func<string, int, Answer> ByGround);

    /// <summary>All of a study.</summary>
    public Evidence(Town town, PlanRules rules)
    {
        (Town, Rules, Facilities) = (town, rules, [.. town.Walks.Sites.Select(s => s.Facility)]);
        (_communities, _facilities) = (Selection.All(All.Count), Selection.All(Facilities.Count));
        _rule = new UnitRule((_, _) => Answer.Yes, (_, _) => Answer.No);
        (Supply, _scoping, _served) = (new Supply(Facilities, rules), new Scoping(town, rules.Settings), new ServedPlaces(town));
        (Areas, Reach) = (new AreaScoping(town, rules.Settings, _scoping), new Reaching(Supply, town.Walks));
        _riding = new(() => town.Rides is { } rides ? new Reaching(Supply, rides) : null);
    }

    private Evidence(Evidence from, Selection communities, Selection facilities, UnitRule rule)
    {
        Evidence whole = from.Whole;
        (_whole, Town, Rules, Facilities) = (whole, whole.Town, whole.Rules, whole.Facilities);
        (Supply, _scoping, _served, Areas, Reach) = (whole.Supply, whole._scoping, whole._served, whole.Areas, whole.Reach);
        (_riding, _communities, _facilities) = (whole._riding, communities, facilities);
        _rule = rule with { Empty = (level, unit) => from._rule.Empty(level, unit).And(rule.Empty(level, unit)) };
    }

    public Town Town { get; }
    public PlanRules Rules { get; }

    /// <summary>Every community of the study.</summary>
    public IReadOnlyList<Home> All => Town.Walks.Homes;

    /// <summary>Every facility of the study.</summary>
    public IReadOnlyList<Facility> Facilities { get; }

    /// <summary>What the data tell of the facilities.</summary>
    public Supply Supply { get; }

    /// <summary>The residential land; null if the study does not ask for it as a basis. Of the whole study only.</summary>
    public LandReach? Land { get; init; }

    /// <summary>Finds which new areas a clause speaks of.</summary>
    public AreaScoping Areas { get; }

    /// <summary>Finds who walks to what.</summary>
    public Reaching Reach { get; }

    public UnitMap Units => Town.Units;
    public PlanSettings Settings => Rules.Settings;
    public WalkLimits Limits => Rules.Limits;

    /// <summary>The communities looked at.</summary>
    public IReadOnlyList<int> Members => _communities.Indices;

    /// <summary>The facilities looked at when facilities are counted; walks may lead to any.</summary>
    public IReadOnlyList<int> Counted => _facilities.Indices;

    /// <summary>What would tell of the communities that may be looked at.</summary>
    public string? MemberNeed => _communities.Need;

    /// <summary>What would tell of the facilities that may be looked at.</summary>
    public string? SiteNeed => _facilities.Need;

    /// <summary>The whole study, where a facility outside a part may serve the part.</summary>
    public Evidence Whole => _whole ?? this;

    /// <summary>Finds communities by what a table calls them.</summary>
    public NameIndex CommunityNames => _served.Communities;

    /// <inheritdoc cref="ServedPlaces.HomesOf"/>
    public IReadOnlyList<int> HomesOf(int found) => _served.HomesOf(found);

    /// <summary>Finds who reaches what in one of a clause's ways of coming; null where that was not computed.</summary>
    public Reaching? ReachBy(string mode) => mode == TravelModes.Foot ? Reach : _riding.Value;

    /// <summary>Whether a community is looked at.</summary>
    public Answer IsMember(int community) => _communities.Has(community);

    /// <summary>Whether a facility is looked at.</summary>
    public Answer IsSite(int facility) => _facilities.Has(facility);

    /// <summary>The communities of a unit that are or may be looked at.</summary>
    public IReadOnlyList<int> MembersIn(string level, int unit) =>
        _whole is null ? Units.Members(level, unit) : [.. Units.Members(level, unit).Where(c => IsMember(c) != Answer.No)];

    /// <summary>
    /// Whether a unit belongs to the part: by its communities; one without any by its area or its parent. A township or county also belongs
    /// to what is new-built where a new area lies in it, with or without a row in the table of communities.
    /// </summary>
    public Answer HasUnit(string level, int unit)
    {
        if (Units.Members(level, unit).Count == 0) return _rule.Empty(level, unit);
        if (_whole is null) return Answer.Yes;
        if (!_unitsInPart.TryGetValue(level, out Answer[]? answers))
        {
            _unitsInPart[level] = answers = new Answer[Units.At(level).Count];
            foreach (int c in Members)
                if (Units.OfCommunity(level, c) is >= 0 and var u) answers[u] = answers[u].Or(IsMember(c));
        }
        return level == UnitLevels.Community ? answers[unit] : answers[unit].Or(_rule.ByGround(level, unit));
    }

    /// <summary>The part within one unit.</summary>
    public Evidence Within(string level, int unit)
    {
        Answer IsWithin(string l, int u) => Units.IsWithin(l, u, level, unit);
        return new Evidence(this,
            _communities.Where(Units.Members(level, unit), _ => Answer.Yes, MemberNeed),
            _facilities.Where(Units.FacilitiesIn(level, unit), f => Units.Contains(level, unit, f), SiteNeed ?? "units.polygons." + level),
            new UnitRule(IsWithin, (l, u) => _rule.ByGround(l, u).And(IsWithin(l, u))));
    }

    /// <summary>The part that a clause speaks of, and remarks on it; null, and what is missing, if it cannot be told.</summary>
    public Evidence? InScope(Clause clause, Notes notes)
    {
        Evidence part = this;
        ClauseScope scope = clause.Scope;
        if (scope != ClauseScope.All)
        {
            if (_scoping.Missing(scope) is { } missing)
            {
                notes.Needs.Add(missing);
                return null;
            }
            if (_scoping.Remark(scope, Members) is { } remark) notes.Remarks.Add(remark);
            part = new Evidence(this,
                _communities.Where(Members, c => _scoping.OfCommunity(scope, c), Scoping.NeedOfCommunity(scope)),
                _facilities.Where(Counted, f => _scoping.OfFacility(scope, f), Scoping.NeedOfFacility(scope)),
                new UnitRule(
                    (l, u) => _scoping.OfEmptyUnit(scope, l, u),
                    scope == ClauseScope.NewBuilt ? Areas.UnitHoldsNewArea : (_, _) => Answer.No));
        }
        if (clause.Subset is null) return part;
        string need = "subsets." + clause.Subset;
        if (Settings.Subsets.GetValueOrDefault(clause.Subset) is not { } subset)
        {
            notes.Needs.Add(need);
            return null;
        }
        return new Evidence(part,
            part._communities.Where(part.Members, c => subset.Has(All[c].Community), need),
            part._facilities.Where(part.Counted, f => subset.HasFacility(Town, f), need),
            new UnitRule((_, _) => Answer.Unknown, (l, u) => part._rule.ByGround(l, u).And(Answer.Unknown)));
    }

    /// <summary>Whether a facility at a place, by the units around it, would surely be of the part that a clause speaks of.</summary>
    public bool IsSurelyInScope(Clause clause, Func<string, int> unitOf)
    {
        if (clause.Scope != ClauseScope.All && _scoping.OfPlace(clause.Scope, unitOf) != Answer.Yes) return false;
        if (clause.Subset is not { } word) return true;
        return Settings.Subsets.GetValueOrDefault(word) is { } subset && unitOf(UnitLevels.Community) is >= 0 and var unit
            && Units.Members(UnitLevels.Community, unit) is { Count: > 0 } members
            && members.All(c => subset.Has(All[c].Community) == Answer.Yes);
    }

    /// <summary>Facilities looked at that offer a class: public ones, or all where the class counts all.</summary>
    public IReadOnlyList<int> Offering(ServiceClass wanted)
    {
        if (_whole is null) return Supply.Offering(wanted);
        if (!_offering.TryGetValue(wanted.Key, out IReadOnlyList<int>? known))
            _offering[wanted.Key] = known = [.. Supply.Offering(wanted).Where(f => IsSite(f) != Answer.No)];
        return known;
    }

    /// <summary>What facilities say that they serve and nothing has, or several have.</summary>
    public IEnumerable<Notice> NameWarnings()
    {
        string[] strange = [.. _served.Strange().Order(StringComparer.Ordinal)];
        if (strange.Length > 0) yield return new Notice("warning/serves-not-found", ("count", strange.Length), ("name", strange[0]));
        string[] circles = [.. Settings.Circles?.Strange(CommunityNames).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];
        if (circles.Length > 0) yield return new Notice("warning/circles-not-found", ("count", circles.Length), ("name", circles[0]));
    }

    /// <summary>Whether a community is on the network, so that its walks mean anything.</summary>
    public bool IsOnNetwork(int community) => All[community].IsOnNetwork;

    /// <summary>People of a group in a community; null if not given.</summary>
    public double? People(int community, string group) => All[community].Community.People.Of(group);

    /// <summary>People of a group in a community; where the figure is blank, at most all of its people.</summary>
    public Quantity PeopleBounds(int community, string group) =>
        Quantity.Of(People(community, group), group == "population" ? null : People(community, "population"));

    /// <summary>Units of a level, those with most people first.</summary>
    public IReadOnlyList<AdministrativeUnit> MostPeopleFirst(string level, IEnumerable<int> units) =>
    [
        .. units.OrderByDescending(u => Units.Members(level, u).Sum(c => People(c, "population") ?? 0)).ThenBy(u => u)
            .Select(u => Units.At(level)[u]),
    ];

    /// <summary>
    /// Whether a facility is in a unit, or serves it or one of its communities by name. In a community of the part every facility is of the
    /// part; in a wider unit, of which only some may be of the part, one must be of the part itself, or serve what of the unit is. Of a
    /// service that comes to the home it counts whom it says that it serves; a facility that says nothing may serve anybody.
    /// </summary>
    public Answer IsIn(int facility, string level, int unit, bool servedOnly)
    {
        bool isWider = level != UnitLevels.Community;
        Answer serves = _served.Serves(facility, level, unit, isWider ? IsMember : _ => Answer.Yes);
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
