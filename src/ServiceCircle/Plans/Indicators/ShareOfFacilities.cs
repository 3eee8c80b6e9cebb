using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Share of facilities that have an attribute: a sign, step-free access, a zone of their own.</summary>
internal static class ShareOfFacilities
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (evidence.InScope(clause, draft) is not { } part) return [draft.Missing()];
        IReadOnlyList<int> offering = part.Offering(clause.Classes[0]);
        if (offering.Count == 0) return [draft.Missing("facilities." + clause.Classes[0].Categories[0])];
        var tally = new Tally();
        int unknown = 0;
        foreach (int f in offering)
        {
            Answer has = Supply.Satisfies(part.Facilities[f], clause.Where);
            if (has == Answer.Unknown) unknown++;
            tally.AddOf(Quantity.One, part.IsSite(f).And(part.Supply.IsOpen(f)), has,
                [.. has == Answer.Unknown ? part.Supply.NeedsOf(f, clause.Where) : [], .. Sums.NeedsOfScope(f, part)]);
        }
        if (unknown > 0) draft.Remark("verdict/not-stated", ("count", unknown));
        Verdict verdict = draft.Judge(tally, "facilities");
        return [unknown == offering.Count
            ? draft.UnlessDecided(verdict, offering.SelectMany(f => part.Supply.NeedsOf(f, clause.Where))) : verdict];
    }
}
