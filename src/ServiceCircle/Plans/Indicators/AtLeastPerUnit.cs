namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// So many facilities in every county, township or community (每县至少1所), or at most so many. Measured is the number in the unit that
/// is worst off; the shortfall is the number of facilities to build.
/// </summary>
internal static class AtLeastPerUnit
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
        [JudgeTier(clause, new Tier(clause.Level!, clause.Scope, clause.Classes[0]), clause.Where, evidence) with { Tier = null }];

    /// <summary>One level of units.</summary>
    public static Verdict JudgeTier(Clause clause, Tier tier, IReadOnlyDictionary<string, double> where, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(tier.Level, tier.Scope, clause.Subset, evidence, remarks, needs) is not { } units)
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks) with { Tier = tier };
        if (evidence.IsUnseen(tier.Class)) return NotMeasurable.For(clause, Reading.FacilityInUnit, [Evidence.NeedOf(tier.Class)], remarks) with { Tier = tier };
        if (InUnit.CannotPlace([tier.Class], units)) return NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks) with { Tier = tier };
        InUnit.RemarkAbsent([tier.Class], evidence, remarks);
        Bounds[] counts = [.. units.Indices.Select(u => InUnit.Count(tier.Class, where, units.Level, u, evidence, needs))];
        bool isJudged = clause.Value is not null && clause.Operator != Operator.None, isMost = clause.Operator is Operator.AtMost or Operator.LessThan or Operator.Decrease;
        double asked = clause.Value ?? 1;
        Operator op = isJudged ? clause.Operator : Operator.AtLeast;
        var tally = new UnitTally(units, [.. counts.Select(c => Judged.Holds(op, c, asked))]);
        // A unit that may be out of scope counts in neither direction: it is left out of the worst.
        Bounds[] sure = [.. counts.Where((_, i) => units.IsIn(units.Indices[i]) == Answer.Yes)];
        Answer met = tally.All;
        if (met == Answer.Unknown && units.Part.MemberNeed is { } need) needs.Add(need);
        return tally.Describe(new Verdict
        {
            Clause = clause,
            Reading = Reading.FacilityInUnit,
            Basis = Basis.Attributes,
            Tier = tier,
            Numerator = tally.Yes,
            Denominator = units.Indices.Count(u => units.IsIn(u) == Answer.Yes),
            Measured = sure.Length == 0 ? null : (double)(isMost ? sure.Max(c => c.Low) : sure.Min(c => c.Low)),
            Low = sure.Length == 0 ? null : (double)(isMost ? sure.Max(c => c.Low) : sure.Min(c => c.Low)),
            High = sure.Length == 0 ? null : (double)(isMost ? sure.Max(c => c.High) : sure.Min(c => c.High)),
            Met = isJudged ? met.Known() : null,
            Shortfall = !isJudged || isMost || met == Answer.Unknown || !Array.TrueForAll(sure, c => c.IsKnown) ? isJudged && met == Answer.Yes ? 0 : null
                : sure.Sum(c => Math.Max(0, Comparison.LeastNumerator(op, 1, 1, asked, isWhole: true)!.Value - (double)c.Low)),
            ShortfallUnit = "facilities",
            Needs = met == Answer.Unknown ? [.. needs.Distinct()] : [],
            Remarks = remarks,
        });
    }
}
