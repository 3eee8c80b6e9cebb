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
        List<Notice> remarks = [];
        List<string> needs = [];
        (string of, string part, ServiceClass wanted) = (clause.Of!, clause.Part!, clause.Classes[0]);
        if (evidence.InScope(clause, remarks, needs) is not { } scoped) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        IReadOnlyList<int> providers = Sums.Providers(wanted, of, scoped);
        if (providers.Count == 0) needs.Add("facilities." + wanted.Categories[0]);
        Facility[] all = [.. providers.Select(f => scoped.Facilities[f])];
        if (all.Length > 0 && Array.TrueForAll(all, f => Sums.AmountOf(f, of, wanted) is not { IsKnown: true, Low: > 0 }))
            needs.Add("facilities.columns." + of);
        if (all.Length > 0 && Array.TrueForAll(all, f => FacilityAttributes.Of(f, part) is null)) needs.Add("facilities.columns." + part);
        if (providers.Count == 0) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];

        var tally = new Tally();
        foreach (int f in providers) Add(tally, f, of, part, wanted, scoped);
        int blank = all.Count(f => !Sums.AmountOf(f, of, wanted).IsKnown);
        if (blank > 0) remarks.Add(new Notice("verdict/not-stated", ("count", blank)));
        string unit = of == "enrolled" ? "people" : "places";
        Verdict verdict = tally.Judge(clause, Reading.Total, Basis.Attributes, clause.Factor, unit, isWhole: true, remarks);
        return [needs.Count > 0 ? NotMeasurable.UnlessDecided(verdict, needs) : verdict];
    }

    private static void Add(Tally tally, int f, string of, string part, ServiceClass wanted, Evidence scoped)
    {
        Facility facility = scoped.Facilities[f];
        Quantity all = Sums.AmountOf(facility, of, wanted);
        Answer scope = scoped.IsSite(f).And(scoped.Supply.IsOpen(f));
        double? stated = FacilityAttributes.Of(facility, part);
        string[] needs =
        [
            .. all.IsKnown ? [] : new[] { Sums.ColumnOf(facility, of, wanted) },
            .. stated is null ? new[] { "facilities.columns." + part } : [],
            .. Sums.NeedsOfScope(f, scoped),
        ];
        // "inclusive" is yes or no and takes the whole capacity; other parts are numbers themselves. More than the whole is a slip that
        // says nothing.
        bool isSlip = part != "inclusive" && stated is { } number && Quantity.Exact(number) > all.High;
        if (part == "inclusive" || stated is null || isSlip)
        {
            if (isSlip) needs = ["facilities.columns." + part, .. needs];
            tally.AddOf(all, scope, part == "inclusive" ? Answers.Of(stated is { } yes ? yes > 0 : null) : Answer.Unknown, needs);
            return;
        }
        decimal own = Quantity.Exact(stated.Value);
        tally.AddSplit(own, new Quantity(Math.Max(0, all.Low - own), Math.Max(0, all.High - own)), scope, needs);
    }
}
