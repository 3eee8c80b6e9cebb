namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// So many facilities in every county, township or community (每县至少1所). Measured is the number in the unit that has fewest;
/// the shortfall is the number of facilities to build.
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
        if (InUnit.Of(tier.Level, tier.Scope, evidence, remarks, needs) is not var (part, level, units))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks) with { Tier = tier };
        (int Sure, int Possible, bool Known)[] counts =
        [
            .. units.Select(u => InUnit.Count(tier.Class, where, level, u, evidence) is var (sure, possible) ? (sure, possible, InUnit.CanTell(tier.Class, level, u, evidence)) : default),
        ];
        double asked = clause.Value ?? 1;
        Answer Of((int Sure, int Possible, bool Known) count) => count.Sure >= asked ? Answer.Yes
            : count.Possible >= asked || !count.Known ? Answer.Unknown
            : Answer.No;
        var tally = new UnitTally(level, units, [.. counts.Select(Of)]);
        InUnit.RemarkAbsent([tier.Class], evidence, remarks);
        InUnit.AddNeeds([tier.Class], where, level, units.Where((_, i) => tally.Answers[i] == Answer.Unknown), evidence, needs);
        Verdict verdict = tally.Verdict(clause, Reading.FacilityInUnit, Basis.Attributes, part, remarks, needs);
        bool judged = clause.Value is not null && clause.Operator != Operator.None;
        bool? met = tally.Yes == tally.All ? true : tally.Answers.Contains(Answer.No) ? false : null;
        return verdict with
        {
            Tier = tier,
            Measured = tally.Unknown > 0 ? null : counts.Min(c => c.Sure),
            Met = judged ? met : null,
            Shortfall = judged && tally.Unknown == 0 ? counts.Sum(c => Math.Max(0, asked - c.Sure)) : null,
            ShortfallUnit = "facilities",
        };
    }
}
