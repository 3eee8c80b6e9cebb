using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Places added since a day: capacity of facilities that opened on it or later.</summary>
internal static class AddedCapacity
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.Supply.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        DateOnly? since = clause.Since ?? (evidence.Settings.Since.TryGetValue(clause.Id, out DateOnly day) ? day : null);
        if (since is not { } from) return [NotMeasurable.For(clause, Reading.Total, ["since." + clause.Id])];
        List<Notice> remarks = [new Notice("verdict/since", ("day", from.ToString("O")))];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        InUnit.RemarkAbsent(clause.Classes, evidence, remarks);
        ServiceClass wanted = clause.Classes[0];
        Tally tally = Counting.Start(clause, evidence);
        foreach (int f in Sums.Providers(wanted, "capacity", part))
        {
            Facility facility = part.Facilities[f];
            Quantity places = Sums.AmountOf(facility, "capacity", wanted);
            Answer recent = Answers.Of(facility.OpenedOn is { } opened ? !opened.IsBy(from.AddDays(-1)) : null);
            if (recent == Answer.No) continue;
            Answer isAdded = recent.And(part.Supply.IsOpen(f));
            tally.AddPart(places, part.IsSite(f).And(isAdded),
            [
                .. isAdded == Answer.Unknown ? new[] { "facilities.columns.opened_on" } : [],
                .. places.IsKnown ? [] : new[] { Sums.ColumnOf(facility, "capacity", wanted) },
                .. Sums.NeedsOfScope(f, part),
            ]);
        }
        return [Counting.Judge(tally, clause, Reading.Total, Basis.Attributes, "places", remarks)];
    }
}
