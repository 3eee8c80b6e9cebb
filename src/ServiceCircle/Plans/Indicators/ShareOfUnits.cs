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
        Verdict inUnit = JudgeInUnit(clause, classes, evidence);
        return clause.ServedOnly ? [inUnit] : [inUnit, JudgeInReach(clause, classes, evidence)];
    }

    private static Verdict JudgeInUnit(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, remarks, needs) is not var (part, level, units))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks);
        if (clause.ServedOnly && !evidence.Facilities.Any(f => f.Serves.Count > 0))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, ["facilities.columns.serves"], remarks);
        var tally = new UnitTally(level, units,
            [.. units.Select(u => classes.Min(c => InUnit.Has(c, clause.Where, level, u, evidence, clause.ServedOnly)))]);
        if (!clause.ServedOnly) InUnit.RemarkAbsent(classes, evidence, remarks);
        InUnit.AddNeeds(classes, clause.Where, level, units.Where((_, i) => tally.Answers[i] == Answer.Unknown), evidence, needs);
        return tally.ShareVerdict(clause, Reading.FacilityInUnit, Basis.Attributes, part, remarks, needs);
    }

    private static Verdict JudgeInReach(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = evidence.Settings.CoverageThreshold;
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, remarks, needs) is not var (part, level, units)
            || InReach.Of(clause, classes, part, remarks, needs) is not { } reach)
            return NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks);
        (UnitTally tally, double?[] shares) = reach.Tally(level, units, clause.People, threshold, remarks);
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        return reach.Bounded(tally.ShareVerdict(clause, Reading.ResidentsInReach, Basis.Network, part, remarks, ["communities.on_network"]) with
        {
            Limit = reach.Limit,
            Sensitivities = InReach.Sensitivities(clause, level, units, shares, threshold),
        });
    }
}
