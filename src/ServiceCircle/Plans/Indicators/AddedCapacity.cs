using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Places added since a day: capacity of facilities that opened on it or later.</summary>
internal static class AddedCapacity
{
    /// <summary>More places than any plan asks: what is not stated may be any number.</summary>
    private const double NoBound = 1e12;

    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        DateOnly? since = clause.Since ?? (evidence.Settings.Since.TryGetValue(clause.Id, out DateOnly day) ? day : null);
        if (since is not { } from) return [NotMeasurable.For(clause, Reading.Total, ["since." + clause.Id])];
        int[] offering = [.. evidence.Offering(clause.Classes[0].Categories)];
        Facility[] recent = [.. offering.Select(f => evidence.Facilities[f]).Where(f => f.OpenedOn is not { } opened || opened >= from)];
        double sure = recent.Where(f => f.OpenedOn is not null).Sum(f => f.Capacity ?? 0);
        List<Notice> remarks = [new Notice("verdict/since", ("day", from.ToString("O")))];
        InUnit.RemarkAbsent(clause.Classes, evidence, remarks);
        List<string> missing = [];
        if (recent.Any(f => f.OpenedOn is null)) missing.Add("facilities.columns.opened_on");
        if (recent.Any(f => f.Capacity is null)) missing.Add("facilities.columns.capacity");
        var verdict = new Verdict { Clause = clause, Reading = Reading.Total, Basis = Basis.Attributes, Remarks = remarks };
        return [Counting.Judge(clause, verdict, sure, missing.Count == 0 ? sure : NoBound, "places", evidence, missing)];
    }
}
