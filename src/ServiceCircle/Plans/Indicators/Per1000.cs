using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Places, beds or staff per 1,000 people. Nursery places of kindergartens count as childcare places, as Tianjin's plan
/// invites them.
/// </summary>
internal static class Per1000
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        List<Notice> remarks = [];
        List<string> needs = [];
        string of = clause.Of!;
        if (evidence.InScope(clause.Scope, remarks, needs) is not { } part || Sums.People(clause, part, remarks, needs) is not { } people)
            return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        int[] offering = [.. part.Offering(clause.Classes[0].Categories)];
        InUnit.RemarkAbsent(clause.Classes, part, remarks);
        (double sum, int missing) = Sums.Of(offering, part, f => FacilityAttributes.Of(f, of));
        if (missing == offering.Length && offering.Length > 0)
            return [NotMeasurable.For(clause, Reading.Total, ["facilities.columns." + of], remarks)];
        if (of == "capacity" && clause.Classes[0].Categories.Contains("child.nursery"))
            sum += part.Offering(["child.kindergarten"]).Except(offering).Sum(f => FacilityAttributes.Of(part.Facilities[f], "nursery_places") ?? 0);
        return [Sums.Judge(clause, sum, 1000, people, missing, "facilities.columns." + of, of == "capacity" ? "places" : of, isWhole: true, remarks)];
    }
}
