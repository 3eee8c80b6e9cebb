using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

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
        if (evidence.Supply.IsUnseen(tier.Class))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, [Supply.NeedOf(tier.Class)], remarks) with { Tier = tier };
        if (InUnit.CannotPlace([tier.Class], units))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks) with { Tier = tier };
        InUnit.RemarkAbsent([tier.Class], evidence, remarks);
        InUnit.RemarkSeveral([tier.Class], units, servedOnly: false, remarks);
        Quantity[] counts = [.. units.Indices.Select(u => InUnit.Count(tier.Class, where, units, u, needs))];
        double asked = clause.Value ?? 1;
        (Verdict verdict, _) = EveryUnit.Judge(clause, UnitReadings.Of(null), units, counts, asked, remarks, needs);
        Quantity[] sure = [.. counts.Where((_, i) => units.IsIn(units.Indices[i]) == Answer.Yes)];
        // Too many are no number of facilities to build; and where numbers are open, so is what is missing.
        double? least = Comparison.LeastNumerator(clause.Operator, 1, 1, asked, isWhole: true);
        bool isMissing = verdict.Met == false && Array.TrueForAll(sure, c => c.IsKnown);
        return verdict with
        {
            Tier = tier,
            Shortfall = isMissing ? least is null ? null : sure.Sum(c => Math.Max(0, least.Value - (double)c.Low)) : verdict.Shortfall,
            ShortfallUnit = "facilities",
        };
    }
}
