using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Which units a service covers, in two readings: a facility is in the unit or formally serves it, as departments count; a threshold share
/// of the unit's residents can walk to one. What is then made of the units (a share, a number) is each indicator's own.
/// </summary>
internal static class UnitReadings
{
    /// <summary>The verdict on the units of one reading.</summary>
    /// <param name="units">The units and whether each is covered.</param>
    /// <param name="reach">Who reaches what; null where facilities in units are counted.</param>
    /// <param name="remarks">Remarks so far.</param>
    /// <param name="needs">What keeps answers unknown.</param>
    public delegate Verdict Conclude(UnitTally units, InReach? reach, List<Notice> remarks, List<string> needs);

    /// <summary>Both readings; of a service that comes to the home only the first.</summary>
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence, Conclude conclude)
    {
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        Verdict inUnit = InUnits(clause, classes, evidence, conclude);
        return clause.ServedOnly ? [inUnit] : [inUnit, ByResidents(clause, classes, evidence, conclude)];
    }

    /// <summary>The reading that a verdict with or without reach is of.</summary>
    public static (Reading Reading, Basis Basis) Of(InReach? reach) =>
        reach is null ? (Reading.FacilityInUnit, Basis.Attributes) : (Reading.ResidentsInReach, Basis.Network);

    private static Verdict InUnits(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence, Conclude conclude)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is not { } units)
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks);
        if (clause.ServedOnly && !evidence.Facilities.Any(f => f.Serves.Count > 0))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, ["facilities.columns.serves"], remarks);
        if (classes.All(evidence.Supply.IsUnseen))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, [.. classes.Select(Supply.NeedOf)], remarks);
        if (!clause.ServedOnly && InUnit.CannotPlace(classes, units))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks);
        if (!clause.ServedOnly) InUnit.RemarkAbsent(classes, evidence, remarks);
        InUnit.RemarkSeveral(classes, units, clause.ServedOnly, remarks);
        var tally = new UnitTally(
            units, [.. units.Indices.Select(u => classes.Min(c => InUnit.Has(c, clause.Where, units, u, needs, clause.ServedOnly)))]);
        return conclude(tally, null, remarks, needs);
    }

    private static Verdict ByResidents(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence, Conclude conclude)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = evidence.Settings.ThresholdOf(clause);
        if (InReach.OverUnits(clause, classes, evidence, remarks, needs) is not var (units, reach))
            return NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks);
        UnitTally tally = reach.Units(units, threshold, remarks, needs);
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        return conclude(tally, reach, remarks, needs) with { Limit = reach.Limit };
    }
}
