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

    /// <summary>The data cannot tell of the clause's only class.</summary>
    public static Verdict Unseen(Clause clause) => For(clause, Reading.Total, [Evidence.NeedOf(clause.Classes[0])]);
}
