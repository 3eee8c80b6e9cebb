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
        bool isTarget = clause is { Value: not null, Operator: not Operator.None };
        double? threshold = evidence.Settings.CircleThresholdOf(clause);
        Clause measured = clause with { Operator = Operator.None, Value = null, Measure = ClauseUnit.Find("%") };
        var draft = new Draft(isTarget ? measured with { Operator = Operator.AtLeast, Value = 100 * threshold } : measured,
            Reading.ResidentsInReach);
        if (evidence.InScope(clause, draft) is not { } part
            || InReach.Prepare(draft, evidence.Limits.ClassesOf(clause), part) is not { } reach) return [draft.Missing()];
        if (!part.Members.Any(part.IsOnNetwork)) return [draft.Missing("communities.on_network")];
        reach.RemarkWays(draft);
        Tally tally = reach.Everybody(draft.Remarks);
        if (isTarget) draft.Remarks.Add(ThresholdRemark(clause, threshold));
        Verdict residents = draft.Judge(tally, "people");
        IReadOnlyList<AdministrativeUnit> lacking = Lacking(part, reach);
        bool isKnown = part.Members.All(c => part.IsMember(c) == Answer.Yes && part.People(c, clause.People) is not null)
            && !Sums.EmptyUnits(part).Any();
        return
        [
            residents with
            {
                Measured = residents.Measured ?? ShareOfCommunities(part, reach),
                MeasuredUnit = "%",
                Grade = Grade(part, reach),
                Minutes = threshold is { } least && isKnown
                    ? TimeFor(Quantity.Exact(least) * tally.Whole, part.Members.Select(c => (reach.Farthest(c), People(c)))) : null,
                Limit = reach.Limit,
                Needs = isTarget && threshold is null ? [.. residents.Needs.Prepend("circle_threshold").Distinct()] : residents.Needs,
                Lacking = lacking,
                Sensitivities = [.. InReach.Thresholds(threshold).Select(t => new Sensitivity(
                    t, (double)tally.Part, isTarget ? tally.Holds(Operator.AtLeast, 1, Quantity.Exact(t)) : null))],
            },
            Communities(measured, part, reach) with { Lacking = lacking },
        ];

        decimal People(int c) => part.PeopleBounds(c, clause.People).Low;
    }

    /// <summary>
    /// Says which share of people a circle is judged by, and whether the clause or the study states it; or that neither does.
    /// </summary>
    public static Notice ThresholdRemark(Clause clause, double? threshold) =>
        threshold is not { } share ? new Notice("verdict/circle-no-threshold")
        : clause.Threshold is null ? new Notice("verdict/threshold-circle", ("percent", share * 100))
        : new Notice("verdict/threshold-circle-stated", ("percent", share * 100));

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
    private static double? TimeFor(decimal people, IEnumerable<(WalkTime Time, decimal People)> walks)
    {
        decimal sum = 0;
        foreach ((WalkTime time, decimal weight) in walks.Where(w => w.Time.IsReachable).OrderBy(w => w.Time.Ticks))
            if ((sum += weight) >= people) return time.Minutes;
        return null;
    }

    private static Verdict Communities(Clause measured, Evidence part, InReach reach)
    {
        var draft = new Draft(measured, Reading.CommunitiesInReach);
        draft.Remark("verdict/share-of-communities");
        var tally = new Tally();
        foreach (int c in part.Members) tally.AddOf(Quantity.One, part.IsMember(c), reach.All(c));
        return draft.Judge(tally, "communities") with { MeasuredUnit = "%", Needs = [], Limit = reach.Limit };
    }

    private static IReadOnlyList<AdministrativeUnit> Lacking(Evidence part, InReach reach) => part.MostPeopleFirst(
        UnitLevels.Community,
        part.Members.Where(c => part.IsMember(c) == Answer.Yes && reach.All(c) == Answer.No)
            .Select(c => part.Units.OfCommunity(UnitLevels.Community, c)).Where(u => u >= 0).Distinct());
}
