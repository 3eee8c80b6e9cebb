using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Finds units of a level, and the facilities that are in each.</summary>
internal static class InUnit
{
    private const int NamesShown = 5;

    /// <summary>
    /// The units of a level that are or may be in scope, with or without a community: "village" means the rural ones of the level
    /// "community", and a township or county is in scope where some of it is: a street without a village has no part in a rural clause.
    /// Null, and what is missing, if there are none.
    /// </summary>
    public static UnitsInScope? Of(
        string level, ClauseScope scope, string? subset, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        bool isVillage = level == UnitLevels.Village;
        string own = isVillage ? UnitLevels.Community : level;
        if (!evidence.Units.Has(own))
        {
            needs.Add("units.levels." + own);
            return null;
        }
        if ((isVillage ? evidence.InScope(ClauseScope.Rural, null, remarks, needs) : evidence) is not { } villages) return null;
        if (isVillage && scope is ClauseScope.Urban or ClauseScope.Rural) scope = ClauseScope.All;
        if (villages.InScope(scope, subset, remarks, needs) is not { } part) return null;
        int[] units = [.. Enumerable.Range(0, evidence.Units.At(own).Count).Where(u => part.HasUnit(own, u) != Answer.No)];
        if (units.Length > 0) return new UnitsInScope(part, own, units);
        needs.Add(isVillage || scope == ClauseScope.Rural ? "communities.type.rural"
            : scope == ClauseScope.Urban ? "communities.type.urban" : "units." + own);
        return null;
    }

    /// <summary>Whether a unit has a facility of a class with what a clause asks of it.</summary>
    public static Answer Has(
        ServiceClass wanted, IReadOnlyDictionary<string, double> where, UnitsInScope units, int unit, List<string> needs,
        bool servedOnly = false)
    {
        if (units.Part.Supply.IsUnseen(wanted))
        {
            needs.Add(Supply.NeedOf(wanted));
            return Answer.Unknown;
        }
        Answer answer = Answer.No;
        List<string> open = [];
        foreach (int f in units.Part.Whole.Offering(wanted))
        {
            Answer counts = In(f, where, units, unit, servedOnly, open);
            if (counts == Answer.Yes) return Answer.Yes;
            answer = answer.Or(counts);
        }
        if (answer == Answer.Unknown) needs.AddRange(open.Distinct());
        return answer;
    }

    /// <summary>The number of facilities of a class in a unit.</summary>
    public static Quantity Count(
        ServiceClass wanted, IReadOnlyDictionary<string, double> where, UnitsInScope units, int unit, List<string> needs,
        bool servedOnly = false)
    {
        if (units.Part.Supply.IsUnseen(wanted))
        {
            needs.Add(Supply.NeedOf(wanted));
            return Quantity.Blank;
        }
        int sure = 0, possible = 0;
        foreach (int f in units.Part.Whole.Offering(wanted))
        {
            Answer counts = In(f, where, units, unit, servedOnly, needs);
            if (counts == Answer.Yes) sure++;
            if (counts != Answer.No) possible++;
        }
        return new Quantity(sure, possible);
    }

    /// <summary>Whether a facility is in a unit and counts there.</summary>
    public static Answer In(
        int facility, IReadOnlyDictionary<string, double> where, UnitsInScope units, int unit, bool servedOnly, List<string> needs)
    {
        Evidence part = units.Part;
        Answer isIn = part.IsIn(facility, units.Level, unit, servedOnly);
        if (isIn == Answer.No) return Answer.No;
        Answer counts = part.Supply.Counts(facility, where);
        if (counts == Answer.No) return Answer.No;
        if (isIn == Answer.Unknown) needs.AddRange(part.NeedsOfPlace(facility, units.Level, unit, servedOnly));
        if (counts == Answer.Unknown) needs.AddRange(part.Supply.NeedsOf(facility, where));
        return isIn.And(counts);
    }

    /// <summary>Whether the data can tell of no unit at all which facilities of some classes are in it: no areas, no names.</summary>
    public static bool CannotPlace(IEnumerable<ServiceClass> classes, UnitsInScope units) =>
        !units.Indices.Any(u => units.Part.Units.At(units.Level)[u].HasArea)
        && classes.SelectMany(units.Part.Whole.Offering).Distinct().ToList() is { Count: > 0 } offering
        && offering.TrueForAll(f => units.Part.Units.IsUnplaced(units.Level, f) && units.Part.Whole.Facilities[f].Serves.Count == 0);

    /// <summary>Says which facilities count for several of the units, since they say that they serve them.</summary>
    public static void RemarkSeveral(IEnumerable<ServiceClass> classes, UnitsInScope units, bool servedOnly, List<Notice> remarks)
    {
        Evidence whole = units.Part.Whole;
        int[] several =
        [
            .. classes.SelectMany(whole.Offering).Distinct().Where(f => whole.Facilities[f].Serves.Count > 0
                && units.Indices.Where(u => units.Part.IsIn(f, units.Level, u, servedOnly) == Answer.Yes).Take(2).Count() > 1),
        ];
        if (several.Length > 0)
            remarks.Add(new Notice(
                "verdict/serves-several", ("count", several.Length),
                ("names", new NameList(
                    [.. several.Select(f => whole.Facilities[f] is { Name.Length: > 0 } named ? named.Name : whole.Facilities[f].Id)],
                    NamesShown))));
    }

    /// <summary>
    /// Says which classes no facility of the whole study is of, because then the data are more likely silent than the town bare.
    /// </summary>
    public static void RemarkAbsent(IReadOnlyList<ServiceClass> classes, Evidence evidence, List<Notice> remarks)
    {
        foreach (ServiceClass wanted in classes)
            if (!evidence.Supply.IsUnseen(wanted) && !evidence.Whole.Offering(wanted).Any())
                remarks.Add(new Notice("verdict/class-without-facility", ("class", wanted.Categories[0])));
    }
}
