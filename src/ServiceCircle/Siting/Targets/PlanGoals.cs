using ServiceCircle.Plans;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Siting.Targets;

/// <summary>
/// What a missed clause asks of new facilities, one method for each kind of indicator that facilities can meet. The counting is that of
/// <see cref="Plans.Indicators"/>: the same units, people, limits and roundings; the answer is judged again by them afterwards.
/// </summary>
internal sealed class PlanGoals(Evidence evidence, NewFacilities facilities)
{
    private static readonly IReadOnlyDictionary<string, Func<PlanGoals, Clause, Verdict, Goal?>> Kinds = new Dictionary<string, Func<PlanGoals, Clause, Verdict, Goal?>>
    {
        ["share_of_units"] = (g, c, v) => g.ShareOfUnits(c, v),
        ["at_least_per_unit"] = (g, c, _) => g.EveryUnit(c, new Tier(c.Level!, c.Scope, c.Classes[0])),
        ["tier_ladder"] = (g, c, v) => g.EveryUnit(c, v.Tier!),
        ["composite_set"] = (g, c, v) => g.CompositeSet(c, v),
        ["walk_circle"] = (g, c, v) => v.Reading == Reading.ResidentsInReach ? g.WalkCircle(c) : null,
        ["complete_circles"] = (g, c, _) => g.CompleteCircles(c),
        ["share_of_people"] = (g, c, _) => g.ShareOfPeople(c),
        ["count_facilities"] = (g, c, _) => g.Count(c),
        ["per_1000"] = (g, c, _) => g.Places(c),
        ["added_capacity"] = (g, c, v) => g.Added(c, v),
        ["new_areas"] = (g, c, _) => g.NewAreas(c),
    };

    private readonly Dictionary<(int Community, string Class), Goal> _reach = [];

    /// <summary>Floor area that a facility must have in a place, square metres: what new areas ask.</summary>
    public Dictionary<int, double> FloorAt { get; } = [];

    /// <summary>Whether a kind of indicator can be met by building.</summary>
    public static bool CanBuildFor(string indicator) => Kinds.ContainsKey(indicator);

    /// <summary>The classes that a clause asks facilities of.</summary>
    public static IEnumerable<ServiceClass> ClassesOf(Clause clause, Evidence evidence) =>
        [.. evidence.Limits.ClassesOf(clause), .. clause.Tiers.Select(t => t.Class), .. clause.Requires?.Classes ?? []];

    /// <summary>The goal of a missed verdict; null if building cannot change it.</summary>
    public Goal? Of(Clause clause, Verdict verdict) =>
        Kinds.TryGetValue(clause.Indicator, out Func<PlanGoals, Clause, Verdict, Goal?>? kind) && verdict.Reading != Reading.Supplied ? kind(this, clause, verdict) : null;

    private Goal? ShareOfUnits(Clause clause, Verdict verdict)
    {
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, [], []) is not var (part, level, units)) return null;
        if (Comparison.LeastNumerator(clause.Operator, 100, units.Length, clause.Value, isWhole: true) is not { } needed) return null;
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        Goal Of(int unit) => verdict.Reading == Reading.FacilityInUnit
            ? Goal.All(classes.Select(c => Present(c, clause.Where, 1, level, unit, clause.ServedOnly)))
            : Residents(clause, part, level, unit, c => AllInReach(clause, classes, c));
        return new Parts([.. units.Select(u => new GoalPart(Of(u), 1, part.Units.At(level)[u].Id))], needed);
    }

    private Parts? EveryUnit(Clause clause, Tier tier)
    {
        if (clause.Value is not { } asked || InUnit.Of(tier.Level, tier.Scope, evidence, [], []) is not var (part, level, units)) return null;
        IReadOnlyDictionary<string, double> where = clause.Tiers.Count > 0 ? new Dictionary<string, double>() : clause.Where;
        return new Parts([.. units.Select(u => new GoalPart(Present(tier.Class, where, asked, level, u, servedOnly: false), 1, part.Units.At(level)[u].Id))], units.Length);
    }

    private Parts? CompositeSet(Clause clause, Verdict verdict)
    {
        if (clause.Value is null || InUnit.Of(clause.Level!, clause.Scope, evidence, [], []) is not var (part, level, units)) return null;
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        ServiceClass[] seen = [.. classes.Where(c => c.Categories.Count > 0)];
        double asked = Math.Min(clause.Value.Value, classes.Count);
        Goal Of(int unit) => verdict.Reading == Reading.FacilityInUnit
            ? new Parts([.. seen.Select(c => new GoalPart(Present(c, clause.Where, 1, level, unit, servedOnly: false), 1, c.En))], asked)
            : Residents(clause, part, level, unit, c => new Parts([.. seen.Select(k => new GoalPart(InReachOf(clause, k, c), 1, k.En))], asked));
        return new Parts([.. units.Select(u => new GoalPart(Of(u), 1, part.Units.At(level)[u].Id))], units.Length);
    }

    private Goal? WalkCircle(Clause clause)
    {
        if (evidence.InScope(clause.Scope, [], []) is not { } part) return null;
        return People(part, [.. part.Members.Where(part.IsOnNetwork)], clause.People, evidence.Settings.CoverageThreshold, c => AllInReach(clause, evidence.Limits.ClassesOf(clause), c));
    }

    private Goal? CompleteCircles(Clause clause)
    {
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, [], []) is not var (part, level, units)) return null;
        if (Comparison.LeastNumerator(clause.Operator, 1, 1, clause.Value, isWhole: true) is not { } needed) return null;
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        return new Parts([.. units.Select(u => new GoalPart(Residents(clause, part, level, u, c => AllInReach(clause, classes, c)), 1, part.Units.At(level)[u].Id))], needed);
    }

    private Parts? ShareOfPeople(Clause clause)
    {
        if (evidence.InScope(clause.Scope, [], []) is not { } part) return null;
        int[] on = [.. part.Members.Where(c => part.IsOnNetwork(c) && part.People(c, clause.People) > 0)];
        double all = on.Sum(c => part.People(c, clause.People)!.Value);
        if (Comparison.LeastNumerator(clause.Operator, 100, all, clause.Value, isWhole: false) is not { } needed) return null;
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        return new Parts([.. on.Select(c => new GoalPart(AllInReach(clause, classes, c), part.People(c, clause.People)!.Value, part.All[c].Community.Id))], needed);
    }

    private Amount? Count(Clause clause)
    {
        if (Comparison.LeastNumerator(clause.Operator, 1, 1, clause.Value, isWhole: true) is not { } needed) return null;
        int sure = evidence.Offering(clause.Classes[0].Categories).Count(f => Evidence.Satisfies(evidence.Facilities[f], clause.Where) == Answer.Yes);
        return new Amount([.. facilities.Of(clause.Classes[0], AllPlaces).Select(j => (j, 1.0))], needed - sure);
    }

    private Amount? Places(Clause clause)
    {
        // Staff and land do not come with a site.
        if (clause.Of != "capacity" || evidence.InScope(clause.Scope, [], []) is not { } part || Sums.People(clause, part, [], []) is not { } people) return null;
        if (Comparison.LeastNumerator(clause.Operator, 1000, people, clause.Value, isWhole: true) is not { } needed) return null;
        double there = Per1000.Judge(clause, evidence)[0].Numerator ?? 0;
        IEnumerable<int> places = clause.Scope == ClauseScope.MainUrban ? AllPlaces.Where(IsMainUrban) : AllPlaces;
        return new Amount(facilities.WithCapacity(clause.Classes[0], places), needed - there);
    }

    private Amount? Added(Clause clause, Verdict verdict) =>
        verdict.Numerator is { } there && Comparison.LeastNumerator(clause.Operator, 1, 1, clause.Value, isWhole: true) is { } needed
            ? new Amount(facilities.WithCapacity(clause.Classes[0], AllPlaces), needed - there)
            : null;

    /// <summary>What had to be open on the day of delivery cannot be built afterwards.</summary>
    private Parts? NewAreas(Clause clause)
    {
        NewAreaRequirement requires = clause.Requires!;
        if (requires.OpenAtDelivery) return null;
        int areas = evidence.NewAreas.Count;
        if (Comparison.LeastNumerator(clause.Operator, 100, areas, clause.Value, isWhole: true) is not { } needed) return null;
        StandardRule? floor = requires.FloorAreaStandard ? Plans.Indicators.NewAreas.FloorRule(clause, evidence, newBuilt: true) : null;
        var parts = new List<GoalPart>();
        foreach (NewArea area in evidence.NewAreas)
        {
            Goal goal = Plans.Indicators.NewAreas.Complies(area, requires, floor, evidence, []) == Answer.Yes ? Goal.True : Goal.All(requires.Classes.Select(c => InArea(c, area, floor)));
            parts.Add(new GoalPart(goal, 1, area.Id));
        }
        return new Parts(parts, needed);
    }

    private Goal InArea(ServiceClass wanted, NewArea area, StandardRule? floor)
    {
        if (floor is not null && area.Households is null) return Goal.False;
        var locator = new NetTopologySuite.Algorithm.Locate.IndexedPointInAreaLocator(area.Geometry);
        int[] inside = [.. AllPlaces.Where(p => locator.Locate(new(facilities.Places[p].At.Lon, facilities.Places[p].At.Lat)) != NetTopologySuite.Geometries.Location.Exterior)];
        if (floor is not null)
            foreach (int p in inside) FloorAt[p] = Math.Max(FloorAt.GetValueOrDefault(p), Math.Ceiling(floor.FloorSquareMetresPer100HouseholdsNew!.Value * area.Households!.Value / 100));
        return new Any(facilities.Of(wanted, inside));
    }

    /// <summary>So many facilities of a class in a unit.</summary>
    private Goal Present(ServiceClass wanted, IReadOnlyDictionary<string, double> where, double asked, string level, int unit, bool servedOnly)
    {
        if (wanted.Categories.Count == 0) return Goal.False;
        double missing = asked - InUnit.Count(wanted, where, level, unit, evidence, servedOnly).Sure;
        if (missing <= 0) return Goal.True;
        IReadOnlyList<int> sites = facilities.Of(wanted, facilities.In(level, unit));
        return missing <= 1 ? new Any(sites) : new Amount([.. sites.Select(j => (j, 1.0))], missing);
    }

    /// <summary>A threshold share of a unit's residents for whom a goal holds.</summary>
    private Goal Residents(Clause clause, Evidence part, string level, int unit, Func<int, Goal> goal)
    {
        int[] on = [.. part.Units.Members(level, unit).Where(part.IsOnNetwork)];
        return on.Length == 0 ? Goal.False : People(part, on, clause.People, evidence.Settings.CoverageThreshold, goal);
    }

    private static Goal People(Evidence part, int[] communities, string group, double share, Func<int, Goal> goal)
    {
        if (communities.Length == 0) return Goal.False;
        double[] weights = part.Weights(communities, group, []);
        double all = weights.Sum();
        if (all <= 0) (weights, all) = ([.. weights.Select(_ => 1.0)], weights.Length);
        return new Parts([.. communities.Zip(weights).Where(c => c.Second > 0).Select(c => new GoalPart(goal(c.First), c.Second, part.All[c.First].Community.Id))], share * all);
    }

    private Goal AllInReach(Clause clause, IReadOnlyList<ServiceClass> classes, int community) =>
        Goal.All(classes.Where(c => c.Categories.Count > 0).Select(c => InReachOf(clause, c, community)));

    private Goal InReachOf(Clause clause, ServiceClass wanted, int community)
    {
        if (evidence.Limits.Of(clause, wanted) is not { } limit) return Goal.False;
        if (evidence.Nearest(wanted.Categories)[community].IsWithin(limit.Time)) return Goal.True;
        (int, string) key = (community, string.Join('|', wanted.Categories) + "@" + limit.Time.Ticks);
        if (!_reach.TryGetValue(key, out Goal? known)) _reach[key] = known = new Any(facilities.Of(wanted, facilities.Near(community, limit.Time)));
        return known;
    }

    private IEnumerable<int> AllPlaces => Enumerable.Range(0, facilities.Places.Count);

    private bool IsMainUrban(int place) => evidence.Units.Levels.Any(level =>
        facilities.UnitOf(level, place) is >= 0 and var u && (evidence.Settings.MainUrban.Contains(evidence.Units.At(level)[u].Id) || evidence.Settings.MainUrban.Contains(evidence.Units.At(level)[u].Name)));
}
