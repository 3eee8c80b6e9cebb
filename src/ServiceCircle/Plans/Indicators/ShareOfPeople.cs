using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Share of residents, or of an age group, who can walk to every class asked.</summary>
internal static class ShareOfPeople
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.ResidentsInReach);
        if (evidence.InScope(clause, draft) is not { } part
            || InReach.Prepare(draft, evidence.Limits.ClassesOf(clause), part) is not { } reach) return [draft.Missing()];
        if (!part.Members.Any(part.IsOnNetwork)) return [draft.Missing("communities.on_network")];
        if (!part.Members.Any(c => part.People(c, clause.People) is > 0)) return [draft.Missing("communities.columns." + clause.People)];
        reach.RemarkWays(draft);
        return [draft.Judge(reach.Everybody(draft.Remarks), "people") with { Limit = reach.Limit }];
    }
}
