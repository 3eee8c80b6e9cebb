using ServiceCircle.Coverage;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// A fifteen-minute circle. The plan states minutes and no share, so the share is the study's to state (<c>circle_threshold</c>): without
/// one the share of people who have everything within the minutes is measured and not judged. Beside it the share of communities.
/// </summary>
internal static class WalkCircle
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        if (evidence.InScope(clause, remarks, needs) is not { } part
            || InReach.Of(clause, evidence.Limits.ClassesOf(clause), part, remarks, needs) is not { } reach)
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks)];
        if (!part.Members.Any(part.IsOnNetwork))
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, ["communities.on_network"], remarks)];
        LeftOut(part, remarks);
        if (reach.Decides(part.Members) is { } mode) remarks.Add(mode);
        bool isTarget = clause is { Value: not null, Operator: not Operator.None };
        double? threshold = evidence.Settings.CircleThresholdOf(clause);
        Tally tally = reach.Everybody(remarks);
        if (isTarget) remarks.Add(ThresholdRemark(clause, threshold));
        Clause asked = clause with { Operator = isTarget ? Operator.AtLeast : Operator.None, Value = isTarget ? 100 * threshold : null };
        Verdict residents = tally.Judge(asked, Reading.ResidentsInReach, Basis.Network, 100, "people", isWhole: true, remarks);
        int[] lacking = [.. part.Members.Where(c => part.IsMember(c) == Answer.Yes && reach.All(c) == Answer.No)];
        return
        [
            residents with
            {
                Clause = clause,
                Measured = residents.Measured ?? ShareOfCommunities(part, reach),
                MeasuredUnit = "%",
                Grade = Grade(part, reach),
                Minutes = threshold is { } least && tally.Whole > 0
                    && part.Members.All(c => part.IsMember(c) == Answer.Yes && part.People(c, clause.People) is not null)
                    ? TimeFor(Quantity.Exact(least) * tally.Whole, part, reach, clause.People)?.Minutes : null,
                Limit = reach.Limit,
                Needs = isTarget && threshold is null ? [.. residents.Needs.Prepend("circle_threshold").Distinct()] : residents.Needs,
                Lacking = UnitsOf(lacking, part),
                Sensitivities = [.. InReach.Thresholds(threshold)
                    .Select(t => new Sensitivity(
                        t, (double)tally.Part, isTarget ? tally.Holds(Operator.AtLeast, 1, Quantity.Exact(t)) : null))],
            },
            Communities(clause, part, reach, lacking),
        ];
    }

    /// <summary>
    /// Says which share of people a circle is judged by, and whether the clause or the study states it; or that neither does.
    /// </summary>
    public static Notice ThresholdRemark(Clause clause, double? threshold) =>
        threshold is not { } share ? new Notice("verdict/circle-no-threshold")
        : clause.Threshold is null ? new Notice("verdict/threshold-circle", ("percent", share * 100))
        : new Notice("verdict/threshold-circle-stated", ("percent", share * 100));

    /// <summary>Says how many communities off the network are counted as not known.</summary>
    public static void LeftOut(Evidence part, List<Notice> remarks)
    {
        int off = part.Members.Count(c => !part.IsOnNetwork(c));
        if (off > 0) remarks.Add(new Notice("verdict/off-network", ("count", off)));
    }

    /// <summary>The grade of the mean share of the classes that people surely reach.</summary>
    private static string? Grade(Evidence part, InReach reach)
    {
        int[] on = [.. part.Members.Where(part.IsOnNetwork)];
        double people = on.Sum(c => part.People(c, "population") ?? 0);
        double Share(int c) =>
            (double)Enumerable.Range(1, reach.ClassCount).Count(k => reach.AtLeast(c, k) == Answer.Yes) / reach.ClassCount;
        return on.Length == 0 ? null
            : CircleGrades.Shipped.Of(
                people > 0 ? on.Sum(c => (part.People(c, "population") ?? 0) * Share(c)) / people : on.Average(Share));
    }

    private static double? ShareOfCommunities(Evidence part, InReach reach) =>
        part.Members.Count == 0 ? null : 100.0 * part.Members.Count(c => reach.All(c) == Answer.Yes) / part.Members.Count;

    /// <summary>The least time within which so many people surely have all; null if fewer do.</summary>
    private static WalkTime? TimeFor(decimal people, Evidence part, InReach reach, string group)
    {
        decimal sum = 0;
        foreach ((WalkTime time, decimal weight) in part.Members.Select(c => (reach.Farthest(c), part.PeopleBounds(c, group).Low))
            .OrderBy(c => c.Item1.Ticks))
        {
            if (!time.IsReachable) return null;
            sum += weight;
            if (sum >= people) return time;
        }
        return null;
    }

    private static Verdict Communities(Clause clause, Evidence part, InReach reach, int[] lacking)
    {
        var tally = new Tally();
        foreach (int c in part.Members) tally.AddOf(Quantity.One, part.IsMember(c), reach.All(c));
        return tally.Judge(
            clause with { Value = null, Operator = Operator.None }, Reading.CommunitiesInReach, Basis.Network, 100, "communities",
            isWhole: true, [new Notice("verdict/share-of-communities")]) with
        {
            Clause = clause,
            MeasuredUnit = "%",
            Needs = [],
            Limit = reach.Limit,
            Lacking = UnitsOf(lacking, part),
        };
    }

    private static AdministrativeUnit[] UnitsOf(int[] communities, Evidence part) =>
    [
        .. communities.Select(c => part.Units.OfCommunity(UnitLevels.Community, c)).Where(u => u >= 0).Distinct()
            .OrderByDescending(u => part.Units.Members(UnitLevels.Community, u).Sum(c => part.People(c, "population") ?? 0)).ThenBy(u => u)
            .Select(u => part.Units.At(UnitLevels.Community)[u]),
    ];
}
