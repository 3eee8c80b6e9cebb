using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The number of communities, townships or counties that lack a service (未达标配建的数量), in the two readings of <see cref="ShareOfUnits"/>:
/// at least those that surely lack it, at most those that may.
/// </summary>
internal static class UnitsLacking
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
        UnitReadings.Judge(clause, evidence, (units, _, draft) =>
    {
        Tally lacking = draft.StartCount(units.Units.Part);
        for (int i = 0; i < units.Has.Count; i++)
            lacking.AddPart(Quantity.One, units.IsIn(i).And(Answers.Of(!units.Has[i].Known())), units.NeedsOf(i, draft.Needs));
        Verdict verdict = units.Describe(draft.JudgeCount(lacking, UnitTally.Plural(clause.Level!)));
        double? tooMany = clause.Operator switch
        {
            _ when verdict.Met != false || lacking.IsOpen || clause.Value is null => verdict.Shortfall,
            Operator.AtMost => verdict.Numerator - clause.Value,
            Operator.LessThan or Operator.Decrease => Math.Floor(verdict.Numerator!.Value - clause.Value.Value) + 1,
            _ => verdict.Shortfall,
        };
        return verdict with { Measured = units.IsSilent && verdict.Met is null ? null : verdict.Measured, Shortfall = tooMany };
    });
}
