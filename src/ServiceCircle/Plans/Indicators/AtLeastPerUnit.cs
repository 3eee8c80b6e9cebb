using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// So many facilities in every county, township or community (每县至少1所), or at most so many. Measured is the number in the unit that
/// is worst off; the shortfall is the number of facilities to build.
/// </summary>
internal static class AtLeastPerUnit
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) => [JudgeLevel(clause, clause.Classes[0], evidence)];

    /// <summary>
    /// A ladder (一区一中心、一街道一阵地、一社区一场所): every unit of every level has its own; a higher rung never stands in for a lower one
    /// (GB 50180-2018, 5.0.3). One verdict per rung; the clause is met when all are.
    /// </summary>
    public static IReadOnlyList<Verdict> JudgeLadder(Clause clause, Evidence evidence) =>
        [.. clause.Tiers.Select(t => JudgeLevel(clause with { Level = t.Level, Scope = t.Scope }, t.Class, evidence) with { Tier = t })];

    private static Verdict JudgeLevel(Clause clause, ServiceClass wanted, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.FacilityInUnit);
        if (UnitsInScope.FindPlaced(draft, [wanted], evidence) is not { } units) return draft.Missing();
        Quantity[] counts = [.. units.Indices.Select(u => units.Count(wanted, u, draft.Needs))];
        double asked = clause.Value ?? 1;
        (Verdict verdict, _) = EveryUnit.Judge(draft, units, counts, asked);
        Quantity[] sure = [.. counts.Where((_, i) => units.IsIn(units.Indices[i]) == Answer.Yes)];
        // Too many are no number of facilities to build; and where numbers are open, so is what is missing.
        double? least = Comparison.LeastNumber(clause with { Value = asked }, isWhole: true);
        bool isMissing = verdict.Met == false && Array.TrueForAll(sure, c => c.IsKnown);
        return verdict with
        {
            Shortfall = isMissing ? least is null ? null : sure.Sum(c => Math.Max(0, least.Value - (double)c.Low)) : verdict.Shortfall,
            ShortfallUnit = "facilities",
        };
    }
}
