using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>A number of facilities, perhaps with an attribute (嵌入式, 示范).</summary>
internal static class CountOfFacilities
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.Supply.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        IReadOnlyList<int> offering = part.Offering(clause.Classes[0]);
        InUnit.RemarkAbsent(clause.Classes, evidence, remarks);
        Tally tally = Counting.Start(clause, evidence);
        foreach (int f in offering)
            tally.AddPart(Quantity.One, part.IsSite(f).And(part.Supply.Counts(f, clause.Where)),
                [.. part.Supply.NeedsOf(f, clause.Where), .. Sums.NeedsOfScope(f, part)]);
        Verdict verdict = Counting.Judge(tally, clause, Reading.Total, Basis.Attributes, "facilities", remarks);
        bool isSilent = offering.Count > 0 && offering.All(f => part.Supply.Counts(f, clause.Where) == Answer.Unknown);
        return [isSilent ? NotMeasurable.UnlessDecided(verdict, [.. offering.SelectMany(f => part.Supply.NeedsOf(f, clause.Where))])
            : verdict];
    }
}
