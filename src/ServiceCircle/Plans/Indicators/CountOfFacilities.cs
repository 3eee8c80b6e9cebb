namespace ServiceCircle.Plans.Indicators;

/// <summary>A number of facilities, perhaps with an attribute (嵌入式, 示范).</summary>
internal static class CountOfFacilities
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        int[] offering = [.. evidence.Offering(clause.Classes[0].Categories)];
        Answer[] answers = [.. offering.Select(f => Evidence.Satisfies(evidence.Facilities[f], clause.Where))];
        string[] missing = [.. evidence.MissingAttributes(offering, clause.Where)];
        if (offering.Length > 0 && answers.All(a => a == Answer.Unknown))
            return [NotMeasurable.For(clause, Reading.Total, missing)];
        List<Notice> remarks = [];
        InUnit.RemarkAbsent(clause.Classes, evidence, remarks);
        var verdict = new Verdict { Clause = clause, Reading = Reading.Total, Basis = Basis.Attributes, Remarks = remarks };
        return [Counting.Judge(clause, verdict, answers.Count(a => a == Answer.Yes), answers.Count(a => a != Answer.No), "facilities", evidence, missing)];
    }
}
