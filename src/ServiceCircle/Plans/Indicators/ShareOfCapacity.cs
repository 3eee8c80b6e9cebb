using ServiceCircle.Places;

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
        string of = clause.Of!, part = clause.Part!;
        if (evidence.InScope(clause.Scope, remarks, needs) is not { } scoped) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        int[] offering = [.. scoped.Offering(clause.Classes[0].Categories)];
        if (offering.Length == 0) needs.Add("facilities." + clause.Classes[0].Categories[0]);
        Facility[] stated = [.. offering.Select(f => scoped.Facilities[f]).Where(f => FacilityAttributes.Of(f, of) is not null)];
        double total = stated.Sum(f => FacilityAttributes.Of(f, of)!.Value);
        if (offering.Length > 0 && total <= 0) needs.Add("facilities.columns." + of);
        if (offering.Length > 0 && stated.All(f => FacilityAttributes.Of(f, part) is null)) needs.Add("facilities.columns." + part);
        if (needs.Count > 0) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];

        // "inclusive" is yes or no and takes the whole capacity; other parts are numbers themselves.
        bool isFlag = part == "inclusive";
        double sure = 0, open = 0;
        foreach (Facility facility in stated)
        {
            double capacity = FacilityAttributes.Of(facility, of)!.Value;
            if (FacilityAttributes.Of(facility, part) is not { } value) open += capacity;
            else sure += isFlag ? value * capacity : Math.Min(value, capacity);
        }
        int missing = offering.Length - stated.Length;
        if (missing > 0) remarks.Add(new Notice("verdict/not-stated", ("count", missing)));
        bool? low = Comparison.Holds(clause.Operator, sure, 100, total, clause.Value);
        bool? met = missing == 0 && low == Comparison.Holds(clause.Operator, sure + open, 100, total, clause.Value) ? low : null;
        List<string> lacking = [];
        if (missing > 0) lacking.Add("facilities.columns." + of);
        if (open > 0) lacking.Add("facilities.columns." + part);
        bool isOpen = met is null && clause.Value is not null;
        return
        [
            new Verdict
            {
                Clause = clause,
                Reading = Reading.Total,
                Basis = Basis.Attributes,
                Measured = 100 * sure / total,
                Numerator = sure,
                Denominator = total,
                Met = met,
                Shortfall = isOpen ? null : Comparison.Shortfall(clause, sure, 100, total, clause.Value, isWhole: true),
                ShortfallUnit = of == "enrolled" ? "people" : "places",
                Needs = isOpen ? lacking : [],
                Remarks = remarks,
            },
        ];
    }
}
