using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A set of classes that every community is to have. Measured is the number of classes in the community that has fewest; the numerator
/// counts communities with as many as asked. Classes without a category of ours cannot be seen: then a community that lacks a class we can
/// see surely lacks the set, and the others stay open. Where a clause marks core classes, the core set stands beside the full one.
/// </summary>
internal static class CompositeSet
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        var verdicts = new List<Verdict> { ByResidents(clause, classes, evidence), InUnits(clause, classes, evidence) };
        ServiceClass[] core = [.. classes.Where(c => c.IsCore)];
        if (core.Length == 0) return verdicts;
        Verdict ofCore = ByResidents(clause with { Value = clause.Value is null ? null : core.Length }, core, evidence);
        return [.. verdicts, ofCore with { Remarks = [new Notice("verdict/core-set", ("count", core.Length)), .. ofCore.Remarks] }];
    }

    private static Verdict ByResidents(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.ResidentsInReach);
        double threshold = evidence.Settings.ThresholdOf(clause);
        if (ReachInUnits.Prepare(draft, classes, evidence) is not { } reach) return draft.Missing();
        draft.Remark("verdict/threshold", ("percent", threshold * 100));
        // The most classes of which a threshold share of the unit's residents reach at least so many, surely and possibly.
        Quantity Reached(int unit)
        {
            int sure = 0, possible = 0;
            for (int k = 1; k <= reach.Reach.ClassCount; k++)
            {
                Answer enough = reach.Enough(unit, threshold, c => reach.Reach.AtLeast(c, k), draft);
                if (enough == Answer.Yes) sure = k;
                if (enough != Answer.No) possible = k;
            }
            return new Quantity(sure, possible);
        }
        Quantity[] counts = [.. reach.Units.Indices.Select(Reached)];
        return Conclude(draft, reach.Units, classes.Count, counts) with { Limit = reach.Reach.Limit };
    }

    private static Verdict InUnits(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.FacilityInUnit);
        if (UnitsInScope.FindPlaced(draft, classes, evidence) is not { } units) return draft.Missing();
        Quantity[] counts = [.. units.Indices.Select(u =>
        {
            Answer[] answers = [.. classes.Select(c => units.Has(c, u, draft.Needs))];
            return new Quantity(answers.Count(a => a == Answer.Yes), answers.Count(a => a != Answer.No));
        })];
        int seen = classes.Count(c => !evidence.Supply.IsUnseen(c));
        if (seen < classes.Count) draft.Remark("verdict/classes-unseen", ("seen", seen), ("all", classes.Count));
        return Conclude(draft, units, classes.Count, counts);
    }

    private static Verdict Conclude(Draft draft, UnitsInScope units, int classes, Quantity[] counts)
    {
        (Verdict verdict, UnitTally tally) = EveryUnit.Judge(draft, units, counts, draft.Clause.Value ?? classes);
        return verdict with
        {
            Shortfall = verdict.Met == false && !tally.Has.Contains(Answer.Unknown) ? verdict.Denominator - verdict.Numerator
                : verdict.Shortfall,
            ShortfallUnit = UnitTally.Plural(draft.Clause.Level!),
        };
    }
}
