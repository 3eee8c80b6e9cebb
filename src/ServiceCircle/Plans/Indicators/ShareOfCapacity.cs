using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of capacity of a kind: nursing beds of all beds, inclusive places of all places, children enrolled in inclusive
/// kindergartens of all enrolled. The shortfall is what must become of that kind, the total staying as it is.
/// </summary>
internal static class ShareOfCapacity
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (evidence.InScope(clause, draft) is not { } part) return [draft.Missing()];
        IReadOnlyList<int> providers = Sums.Providers(clause, part);
        if (providers.Count == 0) return [draft.Missing("facilities." + clause.Classes[0].Categories[0])];
        Facility[] all = [.. providers.Select(f => part.Facilities[f])];
        if (Array.TrueForAll(all, f => Sums.AmountOf(f, clause) is not { IsKnown: true, Low: > 0 }))
            draft.Needs.Add("facilities.columns." + clause.Of);
        if (Array.TrueForAll(all, f => FacilityAttributes.Of(f, clause.Part!) is null))
            draft.Needs.Add("facilities.columns." + clause.Part);

        var tally = new Tally();
        foreach (int f in providers) Add(tally, f, clause, part);
        int blank = all.Count(f => !Sums.AmountOf(f, clause).IsKnown);
        if (blank > 0) draft.Remark("verdict/not-stated", ("count", blank));
        Verdict verdict = draft.Judge(tally, clause.Of == "enrolled" ? "people" : "places");
        return [draft.Needs.Count > 0 ? draft.UnlessDecided(verdict) : verdict];
    }

    private static void Add(Tally tally, int f, Clause clause, Evidence part)
    {
        Facility facility = part.Facilities[f];
        Quantity all = Sums.AmountOf(facility, clause);
        Answer scope = part.IsSite(f).And(part.Supply.IsOpen(f));
        bool isYesOrNo = clause.Part == "inclusive";
        double? stated = FacilityAttributes.Of(facility, clause.Part!);
        // "inclusive" is yes or no and takes the whole capacity; other parts are numbers themselves. More than the whole is a slip that
        // says nothing.
        bool isSlip = !isYesOrNo && stated is { } number && Quantity.Exact(number) > all.High;
        string column = "facilities.columns." + clause.Part;
        string[] needs =
        [
            .. isSlip ? [column] : Array.Empty<string>(),
            .. all.IsKnown ? [] : new[] { Sums.ColumnOf(facility, clause) },
            .. stated is null ? [column] : Array.Empty<string>(),
            .. Sums.NeedsOfScope(f, part),
        ];
        if (isYesOrNo || isSlip || stated is not { } amount)
        {
            tally.AddOf(all, scope, isYesOrNo ? Answers.Of(stated is { } yes ? yes > 0 : null) : Answer.Unknown, needs);
            return;
        }
        decimal own = Quantity.Exact(amount);
        tally.AddSplit(own, new Quantity(Math.Max(0, all.Low - own), Math.Max(0, all.High - own)), scope, needs);
    }
}
