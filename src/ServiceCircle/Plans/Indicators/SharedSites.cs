using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Sites that serve several uses (一点多用): facilities of a category that also offer one of another group.</summary>
internal static class SharedSites
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        int shared = evidence.Offering(clause.Classes[0].Categories).Count(f => IsShared(evidence.Facilities[f]));
        List<Notice> remarks = [];
        InUnit.RemarkAbsent(clause.Classes, evidence, remarks);
        var verdict = new Verdict { Clause = clause, Reading = Reading.Total, Basis = Basis.Attributes, Remarks = remarks };
        return [Counting.Judge(clause, verdict, shared, shared, "facilities", evidence, [])];
    }

    private static bool IsShared(Facility facility) => facility.Categories.Select(c => c.Split('.')[0]).Distinct().Skip(1).Any();
}
