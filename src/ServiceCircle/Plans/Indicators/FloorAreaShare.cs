using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Floor area of shops and services as a share of all floor area, area by area: the clause holds when every new area in its scope complies.
/// Measured is the share in the area that is worst off, of those surely in scope: the smallest, or the largest where at most so much is
/// asked.
/// </summary>
internal static class FloorAreaShare
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        // Every area must comply: all of them, in percent of areas, whatever the value within one area is and in which unit.
        var draft = new Draft(
            clause with
            {
                Value = clause.Value is null ? null : 100,
                Operator = clause.Value is null ? Operator.None : Operator.AtLeast,
                Measure = ClauseUnit.Find("%"),
            },
            Reading.Total);
        if (evidence.Settings.NewAreas.Count == 0) return [draft.Missing("new_areas.file")];
        if (draft.IsUnseen(evidence)) return [draft.Missing()];
        var shares = new List<(Quantity Share, Answer Counts)>();
        var stated = new List<(double Share, Answer Counts)>();
        Answer Complies(NewArea area, List<string> needs)
        {
            var tally = new Tally();
            tally.AddWhole(Quantity.Of(area.FloorSquareMetres), Answer.Yes, "new_areas.columns.floor_area_m2");
            foreach (int f in NewAreas.Inside(area, evidence.Whole.Offering(clause.Classes[0]), evidence))
            {
                double? squareMetres = evidence.Facilities[f].AreaSquareMetres;
                string[] unknown = squareMetres is null ? ["facilities.columns.area_m2"] : [];
                tally.AddPart(Quantity.Of(squareMetres), evidence.Supply.IsOpen(f), [.. unknown, .. Sums.NeedsOfScope(f, evidence)]);
            }
            Answer delivered = evidence.Settings.IsDelivered(area).And(evidence.Areas.IsIn(clause, area, []));
            // An area of which no floor is stated may have none, and then no share.
            if (tally.Ratio(clause.Factor) is { } share)
                shares.Add((share, area.FloorSquareMetres is > 0 ? delivered : delivered.And(Answer.Unknown)));
            if (area.FloorSquareMetres is > 0 && tally.Stated(clause.Factor) is { } known) stated.Add((known, delivered));
            bool? holds = tally.Holds(clause);
            if (holds is null) needs.AddRange(tally.Needs);
            if (!tally.CanHaveWhole) needs.Add("new_areas.columns.floor_area_m2");
            return Answers.Of(holds);
        }
        Verdict verdict = NewAreas.Share(draft, evidence, Complies);
        Quantity? worst = EveryUnit.Worst(clause, shares);
        double[] sure = [.. stated.Where(s => s.Counts == Answer.Yes).Select(s => s.Share)];
        double[] shown = sure.Length > 0 ? sure : [.. stated.Select(s => s.Share)];
        double? measured = shown.Length == 0 ? null : EveryUnit.AsksForLess(clause) ? shown.Max() : shown.Min();
        return [verdict with { Measured = measured, Low = (double?)worst?.Low, High = worst?.Most }];
    }
}
