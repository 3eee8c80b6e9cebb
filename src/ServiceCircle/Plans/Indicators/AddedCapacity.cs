using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Places added since a day: capacity of facilities that opened on it or later.</summary>
internal static class AddedCapacity
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (draft.IsUnseen(evidence)) return [draft.Missing()];
        DateOnly? since = clause.Since ?? (evidence.Settings.Since.TryGetValue(clause.Id, out DateOnly day) ? day : null);
        if (since is not { } from) return [draft.Missing("since." + clause.Id)];
        draft.Remark("verdict/since", ("day", from.ToString("O")));
        if (evidence.InScope(clause, draft) is not { } part) return [draft.Missing()];
        draft.RemarkAbsent(clause.Classes, evidence);
        Tally tally = draft.StartCount(evidence);
        foreach (int f in Sums.Providers(clause, part))
        {
            Facility facility = part.Facilities[f];
            Answer recent = Answers.Of(facility.OpenedOn is { } opened ? !opened.IsBy(from.AddDays(-1)) : null);
            if (recent == Answer.No) continue;
            Answer isAdded = recent.And(part.Supply.IsOpen(f));
            Quantity places = Sums.AmountOf(facility, clause);
            string[] date = isAdded == Answer.Unknown ? ["facilities.columns.opened_on"] : [];
            tally.AddPart(places, part.IsSite(f).And(isAdded), [.. date, .. Sums.NeedsOf(f, places, clause, part)]);
        }
        return [draft.JudgeCount(tally, "places")];
    }
}
