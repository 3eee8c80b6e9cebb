namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Floor area of shops and services as a share of all floor area, area by area: the clause holds when every new area complies.
/// Measured is the share in the area that has least.
/// </summary>
internal static class FloorAreaShare
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.NewAreas.Count == 0) return [NotMeasurable.For(clause, Reading.Total, ["new_areas.file"])];
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        var missing = new List<string>();
        var shares = new List<double>();
        Answer[] answers = [.. evidence.NewAreas.Select(area =>
        {
            if (area.FloorSquareMetres is not > 0)
            {
                missing.Add("new_areas.columns.floor_area_m2");
                return Answer.Unknown;
            }
            int[] inside = NewAreas.Inside(area, evidence.Offering(clause.Classes[0].Categories), evidence);
            (double sum, int unstated) = Sums.Of(inside, evidence, f => f.AreaSquareMetres);
            shares.Add(100 * sum / area.FloorSquareMetres.Value);
            if (Comparison.Holds(clause.Operator, sum, 100, area.FloorSquareMetres.Value, clause.Value) == true) return Answer.Yes;
            if (unstated == 0) return Answer.No;
            missing.Add("facilities.columns.area_m2");
            return Answer.Unknown;
        })];
        // Every area must comply: all of them, whatever the value within one area is.
        Verdict verdict = NewAreas.Share(clause with { Value = clause.Value is null ? null : 100, Operator = clause.Value is null ? Operator.None : Operator.AtLeast }, answers, [], missing);
        return [verdict with { Clause = clause, Measured = shares.Count == 0 ? null : shares.Min() }];
    }
}
