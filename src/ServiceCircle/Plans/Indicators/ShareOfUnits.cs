namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of communities, villages, townships or counties that a service covers (覆盖率), in two readings side by side: a facility
/// is in the unit or formally serves it, as departments count; a stated share of the unit's residents can walk to one.
/// </summary>
internal static class ShareOfUnits
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        Verdict inUnit = InUnits(clause, classes, evidence);
        return clause.ServedOnly ? [inUnit] : [inUnit, ByResidents(clause, classes, evidence)];
    }

    private static Verdict InUnits(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is not { } units)
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks);
        if (clause.ServedOnly && !evidence.Facilities.Any(f => f.Serves.Count > 0))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, ["facilities.columns.serves"], remarks);
        if (classes.All(evidence.IsUnseen)) return NotMeasurable.For(clause, Reading.FacilityInUnit, [.. classes.Select(Evidence.NeedOf)], remarks);
        if (!clause.ServedOnly && InUnit.CannotPlace(classes, units)) return NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks);
        if (!clause.ServedOnly) InUnit.RemarkAbsent(classes, evidence, remarks);
        var tally = new UnitTally(units, [.. units.Indices.Select(u => classes.Min(c => InUnit.Has(c, clause.Where, units.Level, u, evidence, needs, clause.ServedOnly)))]);
        return AtMost(tally, tally.ShareVerdict(clause, Reading.FacilityInUnit, Basis.Attributes, remarks, needs));
    }

    /// <summary>Where no unit surely fulfils a condition and even all that may are too few, measured is the most it may be: nought would look like bare.</summary>
    private static Verdict AtMost(UnitTally tally, Verdict verdict) =>
        verdict is { Met: false, Clause.Where.Count: > 0 } && tally.Yes == 0 && tally.Has.Contains(Answer.Unknown)
        && tally.ToTally([]).Ratio(verdict.Clause.Factor) is { } share
            ? verdict with { Measured = (double)share.High, Remarks = [.. verdict.Remarks, new Notice("verdict/condition-not-stated")] }
            : verdict;

    private static Verdict ByResidents(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = clause.Threshold ?? evidence.Settings.CoverageThreshold;
        if (InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is not { } units
            || InReach.Of(clause, classes, evidence, remarks, needs) is not { } reach)
            return NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks);
        UnitTally tally = reach.Units(units, threshold, remarks, needs);
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        return tally.ShareVerdict(clause, Reading.ResidentsInReach, Basis.Network, remarks, needs) with
        {
            Limit = reach.Limit,
            Sensitivities = reach.Unseen.Count > 0 ? [] : reach.Sensitivities(units, threshold,
                t => t.ToTally([]).Holds(clause.Operator, clause.Factor, clause.Value is { } value ? Bounds.Exact(value) : null)),
        };
    }
}
