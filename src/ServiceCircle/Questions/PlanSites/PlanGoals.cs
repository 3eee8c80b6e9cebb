using System.Globalization;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// What a missed clause asks of new facilities, one method for each kind of indicator that facilities can meet. The counting is that of
/// <see cref="Plans.Indicators"/>: the same units, people, limits and roundings; the answer is judged again by them afterwards. In the best
/// case blanks help: facilities that may count (their date, unit or quality is blank) are taken to count.
/// </summary>
internal sealed class PlanGoals(BuildingGround ground, NewFacilities facilities, bool blanksHelp = false)
{
    private static readonly Dictionary<string, Func<PlanGoals, Clause, Verdict, Goal?>> Kinds = new()
    {
        ["share_of_units"] = (g, c, v) => g.ShareOfUnits(c, v),
        ["units_lacking"] = (g, c, v) => g.UnitsLacking(c, v),
        ["at_least_per_unit"] = (g, c, _) => g.EveryUnit(c, c.Classes[0]),
        ["tier_ladder"] = (g, c, v) => g.EveryUnit(c with { Level = v.Tier!.Level, Scope = v.Tier.Scope }, v.Tier.Class),
        ["composite_set"] = (g, c, v) => g.CompositeSet(c, v),
        ["walk_circle"] = (g, c, v) => v.Reading == Reading.ResidentsInReach ? g.WalkCircle(c) : null,
        ["complete_circles"] = (g, c, _) => g.CompleteCircles(c),
        ["share_of_people"] = (g, c, _) => g.ShareOfPeople(c),
        ["count_facilities"] = (g, c, _) => g.Count(c),
        ["per_1000"] = (g, c, v) => g.Places(c, v),
        ["added_capacity"] = (g, c, v) => g.Added(c, v),
        ["new_areas"] = (g, c, _) => g.NewAreas(c),
        ["land_share"] = (g, c, _) => g.LandShare(c),
    };

    private readonly Evidence _evidence = ground.Evidence;
    private readonly Dictionary<(int Community, string Class), Goal> _reach = [];

    /// <summary>What keeps it unknown of facilities of today whether they count for a goal.</summary>
    public List<string> Blanks { get; } = [];

    /// <summary>Floor area that a facility must have in a place of the ground, square metres: what new areas ask.</summary>
    public Dictionary<int, double> FloorAt { get; } = [];

    /// <summary>Whether a kind of indicator can be met by building.</summary>
    public static bool CanBuildFor(string indicator) => Kinds.ContainsKey(indicator);

    public static IEnumerable<ServiceClass> ClassesOf(Clause clause, Evidence evidence) =>
        [.. evidence.Limits.ClassesOf(clause), .. clause.Tiers.Select(t => t.Class), .. clause.Requires?.Classes ?? []];

    /// <summary>The goal of a missed verdict; null if building cannot change it.</summary>
    public Goal? Of(Clause clause, Verdict verdict) =>
        Kinds.TryGetValue(clause.Indicator, out Func<PlanGoals, Clause, Verdict, Goal?>? kind) && verdict.Reading != Reading.Supplied
            ? kind(this, clause, verdict) : null;

    private Parts? ShareOfUnits(Clause clause, Verdict verdict)
    {
        if (Units(clause) is not { } units || LeastWhole(clause, units.Indices.Length) is not { } needed) return null;
        return OverUnits(units, HasEveryClass(clause, verdict, units), needed);
    }

    /// <summary>All units but so many as may lack it.</summary>
    private Parts? UnitsLacking(Clause clause, Verdict verdict)
    {
        if (clause.Value is not { } most || Units(clause) is not { } units) return null;
        double? may = clause.Operator switch
        {
            Operator.AtMost => Math.Floor(most),
            Operator.LessThan or Operator.Decrease => Math.Ceiling(most) - 1,
            _ => null,
        };
        return may is { } lacking ? OverUnits(units, HasEveryClass(clause, verdict, units), units.Indices.Length - lacking) : null;
    }

    /// <summary>That a unit has a facility of every class, or that enough of its people reach one of each.</summary>
    private Func<int, Goal> HasEveryClass(Clause clause, Verdict verdict, UnitsInScope units)
    {
        IReadOnlyList<ServiceClass> classes = _evidence.Limits.ClassesOf(clause);
        return unit => verdict.Reading == Reading.FacilityInUnit
            ? Goal.All(classes.Select(c => Present(c, 1, units, unit)))
            : Residents(clause, units, unit, c => AllInReach(clause, classes, c));
    }

    private Parts? EveryUnit(Clause clause, ServiceClass wanted)
    {
        if (Units(clause) is not { } units || Comparison.LeastNumber(clause, isWhole: true) is not { } least) return null;
        return OverUnits(units, u => Present(wanted, least, units, u), units.Indices.Length);
    }

    private Parts? CompositeSet(Clause clause, Verdict verdict)
    {
        if (Units(clause) is not { } units) return null;
        if (Comparison.LeastNumber(clause, isWhole: true) is not { } asked) return null;
        IReadOnlyList<ServiceClass> classes = _evidence.Limits.ClassesOf(clause);
        ServiceClass[] seen = [.. classes.Where(c => c.Categories.Count > 0)];
        Parts Enough(Func<ServiceClass, Goal> goal) => new([.. seen.Select(c => new GoalPart(goal(c), 1, c.En))], asked);
        Goal GoalOf(int unit) => verdict.Reading == Reading.FacilityInUnit
            ? Enough(c => Present(c, 1, units, unit))
            : Residents(clause, units, unit, community => Enough(c => InReachOf(clause, c, community)));
        return OverUnits(units, GoalOf, units.Indices.Length);
    }

    private Goal? WalkCircle(Clause clause)
    {
        if (_evidence.Settings.CircleThresholdOf(clause) is not { } threshold || _evidence.InScope(clause, new Notes()) is not { } part)
            return null;
        IReadOnlyList<ServiceClass> classes = _evidence.Limits.ClassesOf(clause);
        return new PeopleGoals(part, clause.People).Share(part.Members, threshold, c => AllInReach(clause, classes, c));
    }

    private Parts? CompleteCircles(Clause clause)
    {
        if (_evidence.Settings.CircleThresholdOf(clause) is not { } threshold || _evidence.Settings.Circles is not { } circles) return null;
        if (LeastWhole(clause, 1) is not { } needed || _evidence.InScope(clause, new Notes()) is not { } part) return null;
        IReadOnlyList<ServiceClass> classes = _evidence.Limits.ClassesOf(clause);
        return new Parts([.. KnownCircle.Find(circles, _evidence).Select(c => new GoalPart(Complete(c), 1, c.Circle.Id))], needed);

        // Whoever may belong to it or not must not decide: the share must be reached with them and without.
        Goal Complete(KnownCircle circle)
        {
            int[] Within(Answer least) =>
                [.. circle.Members.Where(m => m.IsIn >= least && part.IsMember(m.Community) != Answer.No).Select(m => m.Community)];
            if (circle.Missing.Count > 0 || circle.Members.All(m => m.IsIn != Answer.Yes)) return Goal.False;
            var people = new PeopleGoals(part, clause.People);
            Goal Share(Answer least) => people.Share(Within(least), threshold, m => AllInReach(clause, classes, m));
            return Goal.All([Share(Answer.Yes), Share(Answer.Unknown)]);
        }
    }

    private Goal? ShareOfPeople(Clause clause)
    {
        if (_evidence.InScope(clause, new Notes()) is not { } part || clause.Value is not { } value) return null;
        double all = part.Members.Sum(c => part.People(c, clause.People) ?? 0);
        if (Comparison.LeastNumerator(clause, all, isWhole: false) is not { } needed) return null;
        IReadOnlyList<ServiceClass> classes = _evidence.Limits.ClassesOf(clause);
        return new PeopleGoals(part, clause.People).AtLeast(part.Members, needed, c => AllInReach(clause, classes, c));
    }

    private Amount? Count(Clause clause)
    {
        if (LeastWhole(clause, 1) is not { } needed || _evidence.InScope(clause, new Notes()) is not { } part) return null;
        int[] perhaps = [.. part.Offering(clause.Classes[0]).Where(f => Counts(part, f) == Answer.Unknown)];
        foreach (int f in perhaps)
        {
            Blanks.AddRange(part.Supply.NeedsOf(f, clause.Where));
            if (part.IsSite(f) == Answer.Unknown && part.SiteNeed is { } need) Blanks.Add(need);
        }
        int there = part.Offering(clause.Classes[0]).Count(f => Counts(part, f) == Answer.Yes) + (blanksHelp ? perhaps.Length : 0);
        return new Amount([.. facilities.ColumnsOf(clause.Classes[0], PlacesInScope(clause)).Select(j => (j, 1.0))], needed - there);
        Answer Counts(Evidence part, int f) => part.IsSite(f).And(part.Supply.Counts(f, clause.Where));
    }

    private Amount? Places(Clause clause, Verdict verdict)
    {
        // Staff and land do not come with a site; and where it is not known how many live there, no number of places is surely enough.
        if (clause.Of != "capacity" || _evidence.InScope(clause, new Notes()) is not { } part) return null;
        if (part.Members.Any(c => part.People(c, clause.People) is null) || Sums.EmptyUnits(part).Any()) return null;
        double people = part.Members.Sum(c => part.People(c, clause.People)!.Value);
        return LeastWhole(clause, people) is { } needed ? Capacity(clause, needed - (verdict.Numerator ?? 0)) : null;
    }

    private Amount? Added(Clause clause, Verdict verdict) =>
        verdict.Numerator is { } there && LeastWhole(clause, 1) is { } needed ? Capacity(clause, needed - there) : null;

    private Amount Capacity(Clause clause, double missing) =>
        new(facilities.WithCapacity(clause.Classes[0], PlacesInScope(clause)), missing);

    /// <summary>The least part of a whole with which a clause is met, in whole units; null if it states no such number.</summary>
    private static double? LeastWhole(Clause clause, double whole) =>
        Comparison.LeastNumerator(clause, whole, isWhole: true);

    /// <summary>What had to be open on the day of delivery cannot be built afterwards.</summary>
    private Parts? NewAreas(Clause clause)
    {
        NewAreaRequirement requires = clause.Requires!;
        if (requires.OpenAtDelivery || _evidence.InScope(clause, new Notes()) is null) return null;
        NewArea[] areas =
            [.. _evidence.Settings.NewAreas.Where(
                a => _evidence.Settings.IsDelivered(a).And(_evidence.Areas.IsIn(clause, a, [])) != Answer.No)];
        if (LeastWhole(clause, areas.Length) is not { } needed) return null;
        StandardRule?[] floors = Plans.Indicators.NewAreas.Floors(clause, _evidence);
        Goal GoalOf(NewArea area) => Plans.Indicators.NewAreas.Complies(area, clause, _evidence, []) == Answer.Yes
            ? Goal.True : Goal.All(requires.Classes.Select((c, i) => InArea(c, area, floors[i])));
        return new Parts([.. areas.Select(area => new GoalPart(GoalOf(area), 1, area.Id))], needed);
    }

    private Goal InArea(ServiceClass wanted, NewArea area, StandardRule? floor)
    {
        if (floor is not null && area.Households is null) return Goal.False;
        var locator = new NetTopologySuite.Algorithm.Locate.IndexedPointInAreaLocator(area.Geometry);
        bool IsInside(Position at) => locator.Locate(new(at.Lon, at.Lat)) != NetTopologySuite.Geometries.Location.Exterior;
        int[] inside = [.. AllPlaces.Where(p => IsInside(facilities.Places[p].At))];
        if (floor is not null)
        {
            double forArea = floor.FloorSquareMetresPer100HouseholdsNew!.Value * area.Households!.Value / 100;
            double asked = Math.Max(Math.Ceiling(forArea), FloorRules.SiteMinimum(floor));
            foreach (int p in inside) FloorAt[facilities.On[p]] = Math.Max(FloorAt.GetValueOrDefault(facilities.On[p]), asked);
        }
        return new Any(facilities.ColumnsOf(wanted, inside));
    }

    /// <summary>So many facilities of a class in a unit; in a township or county only places in the clause's scope are any use.</summary>
    private Goal Present(ServiceClass wanted, double asked, UnitsInScope units, int unit)
    {
        if (wanted.Categories.Count == 0) return Goal.False;
        Quantity there = units.Count(wanted, unit, Blanks);
        double missing = asked - (double)(blanksHelp ? there.High : there.Low);
        if (missing <= 0) return Goal.True;
        int[] places = facilities.In(units.Level, unit);
        IReadOnlyList<int> sites =
            facilities.ColumnsOf(wanted, units.Level == UnitLevels.Community ? places : [.. places.Where(p => IsInScope(units.Clause, p))]);
        return missing <= 1 ? new Any(sites) : new Amount([.. sites.Select(j => (j, 1.0))], missing);
    }

    private UnitsInScope? Units(Clause clause) => UnitsInScope.Find(clause, _evidence, new Notes());

    private static Parts OverUnits(UnitsInScope units, Func<int, Goal> goal, double needed) =>
        new([.. units.Indices.Select(u => new GoalPart(goal(u), 1, units.Part.Units.At(units.Level)[u].Id))], needed);

    /// <summary>A threshold share of a unit's residents for whom a goal holds.</summary>
    private Goal Residents(Clause clause, UnitsInScope units, int unit, Func<int, Goal> goal) =>
        new PeopleGoals(units.Part, clause.People)
            .Share(units.Part.MembersIn(units.Level, unit), _evidence.Settings.ThresholdOf(clause), goal);

    private Goal AllInReach(Clause clause, IReadOnlyList<ServiceClass> classes, int community) =>
        Goal.All(classes.Where(c => c.Categories.Count > 0).Select(c => InReachOf(clause, c, community)));

    private Goal InReachOf(Clause clause, ServiceClass wanted, int community)
    {
        if (_evidence.Limits.Find(clause, wanted) is not { } limit) return Goal.False;
        string[] modes = [.. clause.Modes.DefaultIfEmpty(TravelModes.Foot)];
        if (modes.Any(m => _evidence.ReachBy(m)?.Nearest(wanted, clause.Where)[community].IsWithin(limit.Time) == true)) return Goal.True;
        (int, string) key = (community, $"{wanted.Key}@{limit.Time.Ticks} {string.Join(' ', modes)}");
        if (!_reach.TryGetValue(key, out Goal? known))
            _reach[key] = known = new Any(facilities.ColumnsOf(wanted, facilities.Near(community, limit.Time, modes)));
        return known;
    }

    /// <summary>So many square metres of residential land that reach a facility.</summary>
    private Parts? LandShare(Clause clause)
    {
        if (_evidence.Land is not { } land || _evidence.Limits.Find(clause, clause.Classes[0]) is not { } limit) return null;
        if (Comparison.LeastNumerator(clause, land.All, isWhole: false) is not { } needed)
            return null;
        int[] sure = [.. _evidence.Offering(clause.Classes[0]).Where(f => _evidence.Supply.Counts(f, clause.Where) == Answer.Yes)];
        IReadOnlyList<(double Area, int[] Places)> unserved =
            land.Unserved(sure, [.. facilities.Places.Select(p => p.Accesses)], limit.Time);
        var parts = unserved.Where(p => p.Places.Length > 0).Select((p, i) => new GoalPart(
            new Any(facilities.ColumnsOf(clause.Classes[0], p.Places)), p.Area, "land " + i.ToString(CultureInfo.InvariantCulture)));
        return new Parts([.. parts], needed - (land.All - unserved.Sum(p => p.Area)));
    }

    private IEnumerable<int> AllPlaces => Enumerable.Range(0, facilities.Places.Count);

    private IEnumerable<int> PlacesInScope(Clause clause) => AllPlaces.Where(p => IsInScope(clause, p));

    private bool IsInScope(Clause clause, int place) => _evidence.IsSurelyInScope(clause, level => facilities.UnitOf(level, place));
}
