using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>A verdict that says which input is missing.</summary>
internal static class NotMeasurable
{
    public static Verdict For(Clause clause, Reading reading, IReadOnlyList<string> needs, IReadOnlyList<Notice>? remarks = null) => new()
    {
        Clause = clause,
        Reading = reading,
        Basis = Basis.NotMeasurable,
        Needs = [.. needs.Distinct()],
        Remarks = remarks ?? [],
    };

    /// <summary>
    /// Where nothing of what a clause asks is stated: the verdict, if it is the same whatever is filled in; else that the input is missing,
    /// with the bounds that are known all the same.
    /// </summary>
    public static Verdict UnlessDecided(Verdict verdict, IReadOnlyList<string> needs) => verdict.Met is not null ? verdict
        : For(verdict.Clause, verdict.Reading, needs, verdict.Remarks) with { Low = verdict.Low, High = verdict.High };

    /// <summary>The data cannot tell of the clause's only class.</summary>
    public static Verdict Unseen(Clause clause) => For(clause, Reading.Total, [Supply.NeedOf(clause.Classes[0])]);
}
