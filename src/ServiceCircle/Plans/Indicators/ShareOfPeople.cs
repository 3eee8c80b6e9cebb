using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Share of residents, or of an age group, who can walk to every class asked.</summary>
internal static class ShareOfPeople
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part
            || InReach.Of(clause, evidence.Limits.ClassesOf(clause), part, remarks, needs) is not { } reach)
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks)];
        if (!part.Members.Any(part.IsOnNetwork))
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, ["communities.on_network"], remarks)];
        if (!part.Members.Any(c => part.People(c, clause.People) is > 0))
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, ["communities.columns." + clause.People], remarks)];
        WalkCircle.LeftOut(part, remarks);
        if (reach.Decides(part.Members) is { } mode) remarks.Add(mode);
        Tally tally = reach.Everybody(remarks);
        return [tally.Judge(clause, Reading.ResidentsInReach, Basis.Network, clause.Factor, "people", isWhole: true, remarks)
            with { Limit = reach.Limit }];
    }
}
