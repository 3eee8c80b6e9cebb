using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Places, beds or staff per 1,000 people.</summary>
internal static class Per1000
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (draft.IsUnseen(evidence) || evidence.InScope(clause, draft) is not { } part || Sums.GivenPeople(draft, part) is not { } tally)
            return [draft.Missing()];
        draft.RemarkAbsent(clause.Classes, part);
        IReadOnlyList<int> providers = Sums.AddAmounts(tally, clause, part, draft.Remarks);
        Verdict verdict = draft.Judge(tally, clause.Of == "capacity" ? "places" : clause.Of!);
        bool isSilent = providers.Count > 0 && providers.All(f => !Sums.AmountOf(part.Facilities[f], clause).IsKnown);
        return [isSilent ? draft.UnlessDecided(verdict, providers.Select(f => Sums.ColumnOf(part.Facilities[f], clause))) : verdict];
    }
}
