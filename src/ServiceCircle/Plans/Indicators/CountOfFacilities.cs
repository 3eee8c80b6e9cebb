using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>A number of facilities.</summary>
internal static class CountOfFacilities
{
    /// <summary>Facilities, perhaps with an attribute (嵌入式, 示范).</summary>
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (draft.IsUnseen(evidence) || evidence.InScope(clause, draft) is not { } part) return [draft.Missing()];
        IReadOnlyList<int> offering = part.Offering(clause.Classes[0]);
        draft.RemarkAbsent(clause.Classes, evidence);
        Tally tally = draft.StartCount(evidence);
        foreach (int f in offering)
            tally.AddPart(Quantity.One, part.IsSite(f).And(part.Supply.Counts(f, clause.Where)),
                [.. part.Supply.NeedsOf(f, clause.Where), .. Sums.NeedsOfScope(f, part)]);
        Verdict verdict = draft.JudgeCount(tally, "facilities");
        bool isSilent = offering.Count > 0 && offering.All(f => part.Supply.Counts(f, clause.Where) == Answer.Unknown);
        return [isSilent ? draft.UnlessDecided(verdict, offering.SelectMany(f => part.Supply.NeedsOf(f, clause.Where))) : verdict];
    }

    /// <summary>Sites that serve several uses (一点多用): facilities of a category that also offer one of another group.</summary>
    public static IReadOnlyList<Verdict> JudgeShared(Clause clause, Evidence evidence)
    {
        bool IsShared(Facility facility) => facility.Categories.Select(c => c.Split('.')[0]).Distinct().Skip(1).Any();
        var draft = new Draft(clause, Reading.Total);
        if (draft.IsUnseen(evidence) || evidence.InScope(clause, draft) is not { } part) return [draft.Missing()];
        draft.RemarkAbsent(clause.Classes, evidence);
        Tally tally = draft.StartCount(evidence);
        foreach (int f in part.Offering(clause.Classes[0]).Where(f => IsShared(part.Facilities[f])))
            tally.AddPart(Quantity.One, part.IsSite(f).And(part.Supply.IsOpen(f)), Sums.NeedsOfScope(f, part));
        return [draft.JudgeCount(tally, "facilities")];
    }
}
