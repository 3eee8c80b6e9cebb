using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Plans;

/// <summary>How many clauses came out how. A ladder is met when all its rungs are, and missed when one is.</summary>
internal readonly record struct ClauseCount(int Met, int NotMet, int NotDue, int NoTarget, int NotMeasurable, int Rules)
{
    public int Clauses => Met + NotMet + NotDue + NoTarget + NotMeasurable + Rules;

    public static ClauseCount Of(IEnumerable<Verdict> verdicts)
    {
        Outcome[] outcomes = [.. verdicts.Where(v => v.IsDeciding).GroupBy(v => v.Clause.Id).Select(OutcomeOf)];
        int Count(Outcome outcome) => outcomes.Count(o => o == outcome);
        return new ClauseCount(
            Count(Outcome.Met), Count(Outcome.NotMet), Count(Outcome.NotDue), Count(Outcome.NoTarget), Count(Outcome.NotMeasurable),
            Count(Outcome.Rule));
    }

    /// <summary>
    /// Whether a firm target is not met, which is what <c>--require-targets</c> asks. Aims, steps, implied alls, what is not due yet and
    /// what is only remembered do not count.
    /// </summary>
    public static bool MissesFirm(IEnumerable<Verdict> verdicts) =>
        verdicts.Any(v =>
            v is { IsDeciding: true, Outcome: Outcome.NotMet, Clause: { Strength: Strength.Firm, Confidence: not Confidence.Memory } });

    /// <summary>What came of a clause, from the verdicts that decide on it.</summary>
    public static Outcome OutcomeOf(IEnumerable<Verdict> deciding)
    {
        Outcome[] all = [.. deciding.Select(v => v.Outcome)];
        foreach (Outcome outcome in (Outcome[])[Outcome.NotMet, Outcome.NotDue, Outcome.NotMeasurable, Outcome.NoTarget, Outcome.Met])
            if (all.Contains(outcome)) return outcome;
        return Outcome.Rule;
    }
}
