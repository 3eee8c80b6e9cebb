using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A ladder (一区一中心、一街道一阵地、一社区一场所): every unit of every level has its own; a higher rung never stands in for a lower one
/// (GB 50180-2018, 5.0.3). One verdict per rung; the clause is met when all are.
/// </summary>
internal static class TierLadder
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
        [.. clause.Tiers.Select(tier => AtLeastPerUnit.JudgeTier(clause, tier, new Dictionary<string, double>(), evidence))];
}
