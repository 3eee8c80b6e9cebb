namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The number of communities, townships or counties that lack a service (未达标配建的数量), in the two readings of <see cref="ShareOfUnits"/>:
/// at least those that surely lack it, at most those that may.
/// </summary>
internal static class UnitsLacking
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
        return Count(tally, clause, Reading.FacilityInUnit, Basis.Attributes, remarks, needs);
    }

    private static Verdict ByResidents(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = clause.Threshold ?? evidence.Settings.CoverageThreshold;
        if (InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is not { } units
            || InReach.Of(clause, classes, evidence, remarks, needs) is not { } reach)
            return NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks);
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        return Count(reach.Units(units, threshold, remarks, needs), clause, Reading.ResidentsInReach, Basis.Network, remarks, needs) with { Limit = reach.Limit };
    }

    private static Verdict Count(UnitTally units, Clause clause, Reading reading, Basis basis, List<Notice> remarks, List<string> needs)
    {
        Tally lacking = Counting.Start(clause, units.Units.Part);
        for (int i = 0; i < units.Has.Count; i++)
        {
            Answer isIn = units.Units.IsIn(units.Units.Indices[i]);
            string[] open = [.. isIn == Answer.Unknown ? [units.Units.Part.MemberNeed ?? "communities.columns.type"] : Array.Empty<string>(), .. units.Has[i] == Answer.Unknown ? needs : []];
            lacking.AddPart(Bounds.One, isIn.And(Answers.Of(!units.Has[i].Known())), open);
        }
        Verdict verdict = units.Describe(Counting.Judge(lacking, clause, reading, basis, UnitTally.Plural(clause.Level!), remarks));
        double? tooMany = clause.Operator switch
        {
            _ when verdict.Met != false || lacking.IsOpen || clause.Value is null => verdict.Shortfall,
            Operator.AtMost => verdict.Numerator - clause.Value,
            Operator.LessThan or Operator.Decrease => Math.Floor(verdict.Numerator!.Value - clause.Value.Value) + 1,
            _ => verdict.Shortfall,
        };
        return verdict with { Measured = units.IsSilent ? null : verdict.Measured, Shortfall = tooMany };
    }
}
