using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The units of a level that are or may be in scope of a clause, with or without a community, and the communities and facilities that are.
/// The level of villages is "community".
/// </summary>
internal sealed record UnitsInScope(Clause Clause, Evidence Part, string Level, int[] Indices)
{
    private const int NamesShown = 5;

    /// <summary>
    /// The units of a clause's level: "village" means the rural ones of the level "community", and a township or county is in scope where
    /// some of it is: a street without a village has no part in a rural clause. Null, and what is missing, if there are none.
    /// </summary>
    public static UnitsInScope? Find(Clause clause, Evidence evidence, Notes notes)
    {
        bool isVillage = clause.Level == UnitLevels.Village;
        string level = isVillage ? UnitLevels.Community : clause.Level!;
        if (!evidence.Units.Has(level))
        {
            notes.Needs.Add("units.levels." + level);
            return null;
        }
        Evidence? villages = isVillage ? evidence.InScope(clause with { Scope = ClauseScope.Rural, Subset = null }, notes) : evidence;
        ClauseScope scope = isVillage && clause.Scope is ClauseScope.Urban or ClauseScope.Rural ? ClauseScope.All : clause.Scope;
        if (villages?.InScope(clause with { Scope = scope }, notes) is not { } part) return null;
        int[] units = [.. Enumerable.Range(0, evidence.Units.At(level).Count).Where(u => part.HasUnit(level, u) != Answer.No)];
        if (units.Length > 0) return new UnitsInScope(clause, part, level, units);
        notes.Needs.Add(isVillage || scope == ClauseScope.Rural ? "communities.type.rural"
            : scope == ClauseScope.Urban ? "communities.type.urban" : "units." + level);
        return null;
    }

    /// <summary>
    /// The same, where the data can tell which facilities of some classes are in each, with remarks on these; null, and what is missing, if
    /// they cannot.
    /// </summary>
    public static UnitsInScope? FindPlaced(Draft draft, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        if (Find(draft.Clause, evidence, draft) is not { } units) return null;
        bool servedOnly = draft.Clause.ServedOnly;
        string[]? missing = servedOnly && !evidence.Facilities.Any(f => f.Serves.Count > 0) ? ["facilities.columns.serves"]
            : classes.All(evidence.Supply.IsUnseen) ? [.. classes.Select(Supply.NeedOf)]
            : !servedOnly && units.CannotPlace(classes) ? ["units.polygons." + units.Level] : null;
        if (missing is not null)
        {
            draft.Needs.AddRange(missing);
            return null;
        }
        if (!servedOnly) draft.RemarkAbsent(classes, evidence);
        units.RemarkSeveral(classes, draft);
        return units;
    }

    /// <summary>Whether a unit is in scope.</summary>
    public Answer IsIn(int unit) => Part.HasUnit(Level, unit);

    /// <summary>Whether a unit has a facility of a class with what the clause asks of it.</summary>
    public Answer Has(ServiceClass wanted, int unit, List<string> needs)
    {
        if (Part.Supply.IsUnseen(wanted)) return needs.Open(Supply.NeedOf(wanted));
        Answer answer = Answer.No;
        List<string> open = [];
        foreach (int f in Part.Whole.Offering(wanted))
        {
            Answer counts = Holds(f, unit, open);
            if (counts == Answer.Yes) return Answer.Yes;
            answer = answer.Or(counts);
        }
        return answer == Answer.Unknown ? needs.Open(open.Distinct()) : answer;
    }

    /// <summary>The number of facilities of a class in a unit that have what the clause asks.</summary>
    public Quantity Count(ServiceClass wanted, int unit, List<string> needs)
    {
        if (Part.Supply.IsUnseen(wanted))
        {
            needs.Add(Supply.NeedOf(wanted));
            return Quantity.Blank;
        }
        Answer[] counts = [.. Part.Whole.Offering(wanted).Select(f => Holds(f, unit, needs))];
        return new Quantity(counts.Count(c => c == Answer.Yes), counts.Count(c => c != Answer.No));
    }

    /// <summary>Whether a facility is in a unit and counts there.</summary>
    public Answer Holds(int facility, int unit, List<string> needs)
    {
        Answer isIn = Part.IsIn(facility, Level, unit, Clause.ServedOnly);
        if (isIn == Answer.No) return Answer.No;
        Answer counts = Part.Supply.Counts(facility, Clause.Where);
        if (counts == Answer.No) return Answer.No;
        if (isIn == Answer.Unknown) needs.AddRange(Part.NeedsOfPlace(facility, Level, unit, Clause.ServedOnly));
        if (counts == Answer.Unknown) needs.AddRange(Part.Supply.NeedsOf(facility, Clause.Where));
        return isIn.And(counts);
    }

    /// <summary>Whether the data can tell of no unit at all which facilities of some classes are in it: no areas, no names.</summary>
    public bool CannotPlace(IEnumerable<ServiceClass> classes) => !Indices.Any(u => Part.Units.At(Level)[u].HasArea)
        && classes.SelectMany(Part.Whole.Offering).Distinct().ToList() is { Count: > 0 } offering
        && offering.TrueForAll(f => Part.Units.IsUnplaced(Level, f) && Part.Facilities[f].Serves.Count == 0);

    /// <summary>Says which facilities count for several of the units, since they say that they serve them.</summary>
    private void RemarkSeveral(IEnumerable<ServiceClass> classes, Notes notes)
    {
        string[] several =
        [
            .. classes.SelectMany(Part.Whole.Offering).Distinct().Where(f => Part.Facilities[f].Serves.Count > 0
                && Indices.Where(u => Part.IsIn(f, Level, u, Clause.ServedOnly) == Answer.Yes).Take(2).Count() > 1)
                .Select(f => Part.Facilities[f] is { Name.Length: > 0 } named ? named.Name : Part.Facilities[f].Id),
        ];
        if (several.Length > 0)
            notes.Remark("verdict/serves-several", ("count", several.Length), ("names", new NameList(several, NamesShown)));
    }
}
