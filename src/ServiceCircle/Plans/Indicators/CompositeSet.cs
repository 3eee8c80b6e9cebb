namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A set of classes that every community is to have. Measured is the number of classes in the community that has fewest; the
/// numerator counts communities with all of them. Classes without a category of ours cannot be seen: then a community
/// that lacks a class we can see surely lacks the set, and the others stay open. Where a clause marks core classes, the
/// core set stands beside the full one.
/// </summary>
internal static class CompositeSet
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        var verdicts = new List<Verdict> { JudgeInReach(clause, classes, evidence), JudgeInUnit(clause, classes, evidence) };
        ServiceClass[] core = [.. classes.Where(c => c.IsCore)];
        if (core.Length > 0)
        {
            Verdict coreVerdict = JudgeInReach(clause with { Value = clause.Value is null ? null : core.Length }, core, evidence);
            verdicts.Add(coreVerdict with { Clause = clause, Remarks = [new Notice("verdict/core-set", ("count", core.Length)), .. coreVerdict.Remarks] });
        }
        return verdicts;
    }

    private static Verdict JudgeInReach(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = evidence.Settings.CoverageThreshold;
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, remarks, needs) is not var (part, level, units)
            || InReach.Of(clause, classes, part, remarks, needs) is not { } reach)
            return NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks);
        // The most classes that a threshold share of the unit's residents reach.
        int? Reached(int unit)
        {
            for (int k = reach.ClassCount; k >= 0; k--)
                if (reach.Share(level, unit, clause.People, c => reach.Reached(c) >= k, remarks) is not { } share) return null;
                else if (share >= threshold) return k;
            return 0;
        }
        int?[] reached = [.. units.Select(Reached)];
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        return Verdict(clause, Reading.ResidentsInReach, Basis.Network, part, classes, level, units, [.. reached.Select(r => (r, r))], remarks, ["communities.on_network"]) with
        {
            Limit = reach.Limit,
        };
    }

    private static Verdict JudgeInUnit(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, remarks, needs) is not var (part, level, units))
            return NotMeasurable.For(clause, Reading.FacilityInUnit, needs, remarks);
        ServiceClass[] seen = [.. classes.Where(c => !evidence.IsUnseen(c))];
        (int? Sure, int? Possible)[] counts = [.. units.Select(u =>
        {
            Answer[] answers = [.. seen.Select(c => InUnit.Has(c, clause.Where, level, u, evidence))];
            return ((int?)answers.Count(a => a == Answer.Yes), (int?)answers.Count(a => a != Answer.No));
        })];
        InUnit.RemarkAbsent(seen, evidence, remarks);
        InUnit.AddNeeds(seen, clause.Where, level, units.Where((_, i) => counts[i].Sure != counts[i].Possible), evidence, needs);
        return Verdict(clause, Reading.FacilityInUnit, Basis.Attributes, part, classes, level, units, counts, remarks, needs);
    }

    private static Verdict Verdict(
        Clause clause, Reading reading, Basis basis, Evidence evidence, IReadOnlyList<ServiceClass> classes, string level, int[] units,
        (int? Sure, int? Possible)[] counts, List<Notice> remarks, List<string> needs)
    {
        ServiceClass[] unseen = [.. classes.Where(evidence.IsUnseen)];
        double asked = clause.Value is { } value ? Math.Min(value, classes.Count) : classes.Count;
        Answer Of((int? Sure, int? Possible) count) =>
            count.Sure is not { } sure ? Answer.Unknown
            : sure >= asked ? Answer.Yes
            : count.Possible + unseen.Length < asked ? Answer.No
            : Answer.Unknown;
        var tally = new UnitTally(level, units, [.. counts.Select(Of)]);
        needs.AddRange(unseen.Select(Evidence.NeedOf));
        if (unseen.Length > 0) remarks.Add(new Notice("verdict/classes-unseen", ("seen", classes.Count - unseen.Length), ("all", classes.Count)));
        bool judged = clause.Value is not null && clause.Operator != Operator.None;
        int?[] sure = [.. counts.Where(c => c.Sure is not null).Select(c => c.Sure)];
        return tally.Verdict(clause, reading, basis, evidence, remarks, needs) with
        {
            Measured = sure.Length == 0 ? null : sure.Min(),
            Met = !judged ? null : tally.Yes == tally.All ? true : tally.Answers.Contains(Answer.No) ? false : null,
            Shortfall = judged && tally.Unknown == 0 ? tally.All - tally.Yes : null,
            ShortfallUnit = UnitTally.Plural(clause.Level!),
        };
    }
}
