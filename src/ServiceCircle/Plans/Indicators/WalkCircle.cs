using ServiceCircle.Walking;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A fifteen-minute circle. The plan states minutes and no share, so two readings: the minutes within which the threshold
/// share of the residents have everything, against the plan's minutes; and the share of communities that have.
/// </summary>
internal static class WalkCircle
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        double threshold = evidence.Settings.CoverageThreshold;
        Evidence? part = evidence.InScope(clause.Scope, remarks, needs);
        InReach? reach = part is null ? null : InReach.Of(clause, evidence.Limits.ClassesOf(clause), part, remarks, needs);
        int[] on = part is null ? [] : [.. part.Members.Where(part.IsOnNetwork)];
        if (part is not null && on.Length == 0) needs.Add("communities.on_network");
        if (reach is null || on.Length == 0) return [NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks)];

        LeftOut(part!, on, remarks);
        double[] weights = part!.Weights(on, clause.People, remarks);
        double all = weights.Sum();
        if (all <= 0) (weights, all) = ([.. weights.Select(_ => 1.0)], weights.Length);
        double inside = on.Zip(weights).Where(c => reach.All(c.First)).Sum(c => c.Second);
        bool? Enough(double share) => Comparison.Holds(Operator.AtLeast, inside, 1, all, share);
        remarks.Add(new Notice("verdict/threshold-circle", ("percent", threshold * 100)));
        bool judged = clause is { Value: not null, Operator: not Operator.None };
        var residents = new Verdict
        {
            Clause = clause,
            Reading = Reading.ResidentsInReach,
            Basis = Basis.Network,
            Measured = judged ? TimeFor(threshold * all, on, weights, reach)?.Minutes : 100 * inside / all,
            Numerator = inside,
            Denominator = all,
            Met = judged ? Enough(threshold) : null,
            Shortfall = judged ? Math.Max(0, Math.Ceiling(threshold * all) - inside) : null,
            ShortfallUnit = "people",
            Limit = reach.Limit,
            Remarks = remarks,
            Sensitivities = [.. new[] { 0.5, 0.8, 1, threshold }.Distinct().Order()
                .Select(t => new Sensitivity(t, inside, judged ? Enough(t) : null))],
        };
        return [reach.Bounded(residents), reach.Bounded(Communities(clause, part, on, reach))];
    }

    /// <summary>Says how many communities off the network are not counted.</summary>
    public static void LeftOut(Evidence part, int[] on, List<Notice> remarks)
    {
        if (on.Length < part.Members.Count) remarks.Add(new Notice("verdict/off-network", ("count", part.Members.Count - on.Length)));
    }

    /// <summary>The least time within which so many people have all; null if fewer do.</summary>
    private static WalkTime? TimeFor(double people, int[] on, double[] weights, InReach reach)
    {
        double sum = 0;
        foreach ((WalkTime time, double weight) in on.Zip(weights).Select(c => (reach.Farthest(c.First), c.Second)).OrderBy(c => c.Item1.Ticks))
        {
            if (!time.IsReachable) return null;
            sum += weight;
            if (sum >= people) return time;
        }
        return null;
    }

    private static Verdict Communities(Clause clause, Evidence part, int[] on, InReach reach)
    {
        int complete = on.Count(reach.All);
        return new Verdict
        {
            Clause = clause,
            Reading = Reading.CommunitiesInReach,
            Basis = Basis.Network,
            Measured = 100.0 * complete / on.Length,
            Numerator = complete,
            Denominator = on.Length,
            Limit = reach.Limit,
            Remarks = [new Notice("verdict/share-of-communities")],
            Lacking = [.. on.Where(c => !reach.All(c)).Select(c => part.Units.OfCommunity(UnitLevels.Community, c)).Where(u => u >= 0).Distinct()
                .Select(u => part.Units.At(UnitLevels.Community)[u])],
        };
    }
}
