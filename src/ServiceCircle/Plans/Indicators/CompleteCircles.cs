namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The number of complete circles: units whose residents, at the threshold, reach every class. Counts mean something only
/// when the study covers the whole of what the plan counts in.
/// </summary>
internal static class CompleteCircles
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = evidence.Settings.CoverageThreshold;
        if (InUnit.Of(clause.Level!, clause.Scope, evidence, remarks, needs) is not var (part, level, units)
            || InReach.Of(clause, evidence.Limits.ClassesOf(clause), part, remarks, needs) is not { } reach)
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks)];
        (UnitTally tally, double?[] shares) = reach.Tally(level, units, clause.People, threshold, remarks);
        remarks.Add(new Notice("verdict/threshold", ("percent", threshold * 100)));
        Verdict verdict = tally.Verdict(clause, Reading.ResidentsInReach, Basis.Network, part, remarks, ["communities.on_network"]) with
        {
            Denominator = null,
            Limit = reach.Limit,
            Sensitivities = [.. new[] { 0.5, 0.8, 1, threshold }.Distinct().Order()
                .Select(t => new Sensitivity(t, shares.Count(s => s >= t), null))],
        };
        return [reach.Bounded(Counting.Judge(clause, verdict, tally.Yes, tally.Yes + tally.Unknown, "circles", evidence, []))];
    }
}
