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
        UnitReadings.Judge(
            clause, evidence, (units, reach, remarks, needs) => Count(units, clause, UnitReadings.Of(reach), remarks, needs));

    private static Verdict Count(
        UnitTally units, Clause clause, (Reading Reading, Basis Basis) of, List<Notice> remarks, List<string> needs)
    {
        Tally lacking = Counting.Start(clause, units.Units.Part);
        for (int i = 0; i < units.Has.Count; i++)
        {
            Answer isIn = units.Units.IsIn(units.Units.Indices[i]);
            string[] open = [
                .. isIn == Answer.Unknown ? [units.Units.Part.MemberNeed ?? "communities.columns.type"]
                    : Array.Empty<string>(), .. units.Has[i] == Answer.Unknown ? needs : []];
            lacking.AddPart(Quantity.One, isIn.And(Answers.Of(!units.Has[i].Known())), open);
        }
        Verdict verdict = units.Describe(Counting.Judge(lacking, clause, of.Reading, of.Basis, UnitTally.Plural(clause.Level!), remarks));
        double? tooMany = clause.Operator switch
        {
            _ when verdict.Met != false || lacking.IsOpen || clause.Value is null => verdict.Shortfall,
            Operator.AtMost => verdict.Numerator - clause.Value,
            Operator.LessThan or Operator.Decrease => Math.Floor(verdict.Numerator!.Value - clause.Value.Value) + 1,
            _ => verdict.Shortfall,
        };
        return verdict with { Measured = units.IsSilent && verdict.Met is null ? null : verdict.Measured, Shortfall = tooMany };
    }
}
