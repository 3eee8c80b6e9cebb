using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Rules for sites and principles of method: nothing to measure and nothing missing.</summary>
internal static class NothingToReach
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
    [
        new Verdict
        {
            Clause = clause,
            Reading = Reading.None,
            Basis = Basis.NotMeasurable,
            Remarks = [clause.Indicator == "rule" ? new Notice("verdict/rule") : new Notice("verdict/principle")],
        },
    ];
}
