using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of communities, villages, townships or counties that a service covers (覆盖率), in two readings side by side: a facility
/// is in the unit or formally serves it, as departments count; a stated share of the unit's residents can walk to one.
/// </summary>
internal static class ShareOfUnits
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence) =>
        UnitReadings.Judge(clause, evidence, (tally, reach, draft) =>
    {
        Verdict share = tally.ShareVerdict(draft);
        if (reach is null) return AtMost(tally, share);
        return share with
        {
            Sensitivities = reach.Reach.Unseen.Count > 0 ? []
                : reach.Sensitivities(evidence.Settings.ThresholdOf(clause), t => t.ToTally([]).Holds(clause)),
        };
    });

    /// <summary>
    /// Where no unit surely fulfils a condition and even all that may are too few, these are shown: nought would look like bare.
    /// </summary>
    private static Verdict AtMost(UnitTally tally, Verdict verdict)
    {
        if (verdict is not { Met: false, Clause.Where.Count: > 0 } || tally.Yes > 0 || !tally.Has.Contains(Answer.Unknown)) return verdict;
        Tally possible = new UnitTally(tally.Units, [.. tally.Has.Select(h => Answers.Of(h != Answer.No))]).ToTally([]);
        double? least = Comparison.LeastNumerator(verdict.Clause, (double)possible.Whole, isWhole: true);
        return verdict with
        {
            Measured = possible.Stated(verdict.Clause.Factor),
            Numerator = (double)possible.Part,
            Shortfall = Comparison.Shortfall(least, (double)possible.Part),
            Remarks = [.. verdict.Remarks, new Notice("verdict/condition-not-stated")],
        };
    }
}
