using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A number in every unit, compared in each: the clause is met when all units in scope hold, and missed when one surely does not.
/// </summary>
internal static class EveryUnit
{
    /// <summary>
    /// The verdict on the number in each unit; measured is that of the unit that is worst off. Without a value and an operator the numbers
    /// are measured and not judged. The shortfall is the indicator's own.
    /// </summary>
    public static (Verdict Verdict, UnitTally Tally) Judge(Draft draft, UnitsInScope units, Quantity[] counts, double asked)
    {
        Clause clause = draft.Clause;
        bool isJudged = clause.Value is not null && clause.Operator != Operator.None;
        var tally = new UnitTally(units, [.. counts.Select(c => Tally.Holds(isJudged ? clause.Operator : Operator.AtLeast, c, asked))]);
        Answer met = tally.All;
        if (met == Answer.Unknown && units.Part.MemberNeed is { } need) draft.Needs.Add(need);
        (Quantity Number, Answer Counts)[] all = [.. counts.Select((c, i) => (c, units.IsIn(units.Indices[i])))];
        Quantity? worst = Worst(clause, all), stated = Worst(clause, all.Where(n => n.Counts == Answer.Yes));
        return (tally.Describe(draft.Begun with
        {
            Measured = (double?)stated?.Low,
            Low = (double?)worst?.Low,
            High = worst?.Most,
            Numerator = tally.Yes,
            Denominator = units.Indices.Count(u => units.IsIn(u) == Answer.Yes),
            Met = isJudged ? met.Known() : null,
            Shortfall = isJudged && met == Answer.Yes ? 0 : null,
            Needs = met == Answer.Unknown ? [.. draft.Needs.Distinct()] : [],
        }), tally);
    }

    /// <summary>Whether a clause asks for at most so much, so that the most is the worst.</summary>
    public static bool AsksForLess(Clause clause) => clause.Operator is Operator.AtMost or Operator.LessThan or Operator.Decrease;

    /// <summary>
    /// What the number may be that is worst of several: the smallest, or the largest where a clause asks for less. A unit that may be out
    /// of scope can make it worse and never better. Null if none is surely in scope.
    /// </summary>
    public static Quantity? Worst(Clause clause, IEnumerable<(Quantity Number, Answer Counts)> numbers)
    {
        (Quantity Number, Answer Counts)[] all = [.. numbers];
        Quantity[] sure = [.. all.Where(n => n.Counts == Answer.Yes).Select(n => n.Number)];
        return sure.Length == 0 ? null
            : AsksForLess(clause) ? new Quantity(sure.Max(c => c.Low), all.Max(c => c.Number.High))
            : new Quantity(all.Min(c => c.Number.Low), sure.Min(c => c.High));
    }
}
