using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Sites that serve several uses (一点多用): facilities of a category that also offer one of another group.</summary>
internal static class SharedSites
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.Supply.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        InUnit.RemarkAbsent(clause.Classes, evidence, remarks);
        Tally tally = Counting.Start(clause, evidence);
        foreach (int f in part.Offering(clause.Classes[0]).Where(f => IsShared(part.Facilities[f])))
            tally.AddPart(Quantity.One, part.IsSite(f).And(part.Supply.IsOpen(f)), Sums.NeedsOfScope(f, part));
        return [Counting.Judge(tally, clause, Reading.Total, Basis.Attributes, "facilities", remarks)];
    }

    private static bool IsShared(Facility facility) => facility.Categories.Select(c => c.Split('.')[0]).Distinct().Skip(1).Any();
}
