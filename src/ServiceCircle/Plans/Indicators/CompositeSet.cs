using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A set of classes that every community is to have. Measured is the number of classes in the community that has fewest; the
/// numerator counts communities with as many as asked. Classes without a category of ours cannot be seen: then a community
/// that lacks a class we can see surely lacks the set, and the others stay open. Where a clause marks core classes, the
/// core set stands beside the full one.
/// </summary>
internal static class CompositeSet
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        var verdicts = new List<Verdict> { ByResidents(clause, classes, evidence), InUnits(clause, classes, evidence) };
        ServiceClass[] core = [.. classes.Where(c => c.IsCore)];
        if (core.Length > 0)
        {
            Verdict coreVerdict = ByResidents(clause with { Value = clause.Value is null ? null : core.Length }, core, evidence);
            verdicts.Add(coreVerdict with
            {
                Clause = clause,
                Remarks = [new Notice("verdict/core-set", ("count", core.Length)), .. coreVerdict.Remarks],
            });
        }
        return verdicts;
    }

    private static Verdict ByResidents(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = evidence.Settings.ThresholdOf(clause);
        if (InReach.OverUnits(clause, classes, evidence, remarks, needs) is not var (units, reach))
            return NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks);
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        // The most classes of which a threshold share of the unit's residents reach at least so many, surely and possibly.
        Quantity Reached(int unit)
        {
            int sure = 0, possible = 0;
            for (int k = 1; k <= reach.ClassCount; k++)
            {
                Answer enough = reach.Enough(units.Level, unit, threshold, c => reach.AtLeast(c, k), remarks, needs);
                if (enough == Answer.Yes) sure = k;
                if (enough != Answer.No) possible = k;
            }
            return new Quantity(sure, possible);
        }
        Quantity[] counts = [.. units.Indices.Select(Reached)];
        Verdict verdict = Conclude(clause, UnitReadings.Of(reach), units, classes.Count, counts, remarks, needs);
        return verdict with { Limit = reach.Limit };
    }

    private static Verdict InUnits(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is not { } units)
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks);
        ServiceClass[] unseen = [.. classes.Where(evidence.Supply.IsUnseen)];
        if (unseen.Length == classes.Count)
            return NotMeasurable.For(clause, Reading.FacilityInUnit, [.. unseen.Select(Supply.NeedOf)], remarks);
        if (InUnit.CannotPlace(classes, units))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, ["units.polygons." + units.Level], remarks);
        Quantity[] counts = [.. units.Indices.Select(u =>
        {
            Answer[] answers = [.. classes.Select(c => InUnit.Has(c, clause.Where, units, u, needs))];
            return new Quantity(answers.Count(a => a == Answer.Yes), answers.Count(a => a != Answer.No));
        })];
        InUnit.RemarkAbsent(classes, evidence, remarks);
        InUnit.RemarkSeveral(classes, units, servedOnly: false, remarks);
        if (unseen.Length > 0)
            remarks.Add(new Notice("verdict/classes-unseen", ("seen", classes.Count - unseen.Length), ("all", classes.Count)));
        return Conclude(clause, UnitReadings.Of(null), units, classes.Count, counts, remarks, needs);
    }

    private static Verdict Conclude(
        Clause clause, (Reading Reading, Basis Basis) of, UnitsInScope units, int classes, Quantity[] counts, List<Notice> remarks,
        List<string> needs)
    {
        double asked = clause.Value ?? classes;
        (Verdict verdict, UnitTally tally) = EveryUnit.Judge(clause, of, units, counts, asked, remarks, needs);
        return verdict with
        {
            Shortfall = verdict.Met == false && !tally.Has.Contains(Answer.Unknown) ? verdict.Denominator - verdict.Numerator
                : verdict.Shortfall,
            ShortfallUnit = UnitTally.Plural(clause.Level!),
        };
    }
}
