using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Share of facilities that have an attribute: a sign, step-free access, a zone of their own.</summary>
internal static class ShareOfFacilities
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        IReadOnlyList<int> offering = part.Offering(clause.Classes[0]);
        if (offering.Count == 0)
            return [NotMeasurable.For(clause, Reading.Total, ["facilities." + clause.Classes[0].Categories[0]], remarks)];
        Answer[] has = [.. offering.Select(f => Supply.Satisfies(part.Facilities[f], clause.Where))];
        var tally = new Tally();
        for (int i = 0; i < has.Length; i++)
        {
            int f = offering[i];
            tally.AddOf(Quantity.One, part.IsSite(f).And(part.Supply.IsOpen(f)), has[i],
                [.. has[i] == Answer.Unknown ? part.Supply.NeedsOf(f, clause.Where) : [], .. Sums.NeedsOfScope(f, part)]);
        }
        int unknown = has.Count(a => a == Answer.Unknown);
        if (unknown > 0) remarks.Add(new Notice("verdict/not-stated", ("count", unknown)));
        Verdict verdict = tally.Judge(clause, Reading.Total, Basis.Attributes, clause.Factor, "facilities", isWhole: true, remarks);
        return [unknown == has.Length
            ? NotMeasurable.UnlessDecided(verdict, [.. offering.SelectMany(f => part.Supply.NeedsOf(f, clause.Where))]) : verdict];
    }
}
