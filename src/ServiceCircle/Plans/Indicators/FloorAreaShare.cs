namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Floor area of shops and services as a share of all floor area, area by area: the clause holds when every new area in its scope complies.
/// Measured is the share in the area that has least, of those that are surely in scope.
/// </summary>
internal static class FloorAreaShare
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.NewAreas.Count == 0) return [NotMeasurable.For(clause, Reading.Total, ["new_areas.file"])];
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        var shares = new List<double>();
        Answer Complies(NewArea area, List<string> needs)
        {
            var tally = new Tally();
            tally.AddWhole(Bounds.Of(area.FloorSquareMetres), Answer.Yes, "new_areas.columns.floor_area_m2");
            foreach (int f in NewAreas.Inside(area, evidence.Whole.Offering(clause.Classes[0]), evidence))
                tally.AddPart(Bounds.Of(evidence.Facilities[f].AreaSquareMetres), evidence.IsOpen(f),
                    [.. evidence.Facilities[f].AreaSquareMetres is null ? new[] { "facilities.columns.area_m2" } : [], .. Sums.NeedsOfScope(f, evidence)]);
            if (area.FloorSquareMetres is > 0 && evidence.Areas.IsIn(clause, area, []) == Answer.Yes && tally.Stated(clause.Factor) is { } share) shares.Add(share);
            bool? holds = tally.Holds(clause.Operator, clause.Factor, clause.Value is { } value ? Bounds.Exact(value) : null);
            if (holds is null) needs.AddRange(tally.Needs);
            if (!tally.CanHaveWhole) needs.Add("new_areas.columns.floor_area_m2");
            return Answers.Of(holds);
        }
        // Every area must comply: all of them, whatever the value within one area is.
        Clause all = clause with { Value = clause.Value is null ? null : 100, Operator = clause.Value is null ? Operator.None : Operator.AtLeast };
        Verdict verdict = NewAreas.Share(all, evidence, Complies, []);
        return [verdict with { Clause = clause, Measured = shares.Count == 0 ? null : shares.Min(), Low = null, High = null }];
    }
}
