namespace ServiceCircle.Plans.Indicators;

/// <summary>Square metres per person: stated areas, else the outlines on the map.</summary>
internal static class AreaPerPerson
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause.Scope, remarks, needs) is not { } part || Sums.People(clause, part, remarks, needs) is not { } people)
            return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        int[] offering = [.. part.Offering(clause.Classes[0].Categories)];
        InUnit.RemarkAbsent(clause.Classes, part, remarks);
        (double sum, int missing) = Sums.Of(offering, part, f => f.AreaSquareMetres ?? Sums.OutlineSquareMetres(f.Geometry));
        if (missing == offering.Length && offering.Length > 0)
            return [NotMeasurable.For(clause, Reading.Total, ["facilities.columns.area_m2"], remarks)];
        int drawn = offering.Count(f => part.Facilities[f].AreaSquareMetres is null && Sums.OutlineSquareMetres(part.Facilities[f].Geometry) is not null);
        if (drawn > 0) remarks.Add(new Notice("verdict/area-from-map", ("count", drawn)));
        // A direction without a number is judged against the study's baseline.
        return [Sums.Judge(clause, sum, 1, people, missing, "facilities.columns.area_m2", "m2", isWhole: false, remarks)];
    }
}
