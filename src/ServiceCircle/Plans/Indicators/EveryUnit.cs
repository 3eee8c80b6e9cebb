namespace ServiceCircle.Plans.Indicators;

/// <summary>A number in every unit, compared in each: the clause is met when all units in scope hold, and missed when one surely does not.</summary>
internal static class EveryUnit
{
    /// <summary>The verdict; measured is the number in the unit that is worst off. The shortfall is the indicator's own.</summary>
    /// <param name="clause">The clause; without a value and an operator the numbers are measured and not judged.</param>
    /// <param name="of">The reading and what it rests on.</param>
    /// <param name="units">The units.</param>
    /// <param name="counts">The number in each.</param>
    /// <param name="asked">What the numbers are compared with.</param>
    /// <param name="remarks">Remarks.</param>
    /// <param name="needs">What keeps numbers unknown.</param>
    public static (Verdict Verdict, UnitTally Tally) Judge(
        Clause clause, (Reading Reading, Basis Basis) of, UnitsInScope units, Bounds[] counts, double asked, List<Notice> remarks, List<string> needs)
    {
        bool isJudged = clause.Value is not null && clause.Operator != Operator.None;
        var tally = new UnitTally(units, [.. counts.Select(c => Judged.Holds(isJudged ? clause.Operator : Operator.AtLeast, c, asked))]);
        Answer met = tally.All;
        if (met == Answer.Unknown && units.Part.MemberNeed is { } need) needs.Add(need);
        Bounds[] sure = [.. counts.Where((_, i) => units.IsIn(units.Indices[i]) == Answer.Yes)];
        Bounds? worst = Worst(clause, sure, counts);
        return (tally.Describe(new Verdict
        {
            Clause = clause,
            Reading = of.Reading,
            Basis = of.Basis,
            Measured = sure.Length == 0 ? null : (double)(IsMost(clause) ? sure.Max(c => c.Low) : sure.Min(c => c.Low)),
            Low = (double?)worst?.Low,
            High = worst is { High: < Bounds.Unbounded } known ? (double)known.High : null,
            Numerator = tally.Yes,
            Denominator = units.Indices.Count(u => units.IsIn(u) == Answer.Yes),
            Met = isJudged ? met.Known() : null,
            Shortfall = isJudged && met == Answer.Yes ? 0 : null,
            Needs = met == Answer.Unknown ? [.. needs.Distinct()] : [],
            Remarks = remarks,
        }), tally);
    }

    /// <summary>Whether the unit with most is worst off: where the clause asks for at most so many.</summary>
    private static bool IsMost(Clause clause) => clause.Operator is Operator.AtMost or Operator.LessThan or Operator.Decrease;

    /// <summary>The number in the unit that is worst off, which may be one that is only perhaps in scope. Null if none surely is.</summary>
    private static Bounds? Worst(Clause clause, Bounds[] sure, Bounds[] all) =>
        sure.Length == 0 ? null
        : IsMost(clause) ? new Bounds(sure.Max(c => c.Low), all.Max(c => c.High))
        : new Bounds(all.Min(c => c.Low), sure.Min(c => c.High));
}
