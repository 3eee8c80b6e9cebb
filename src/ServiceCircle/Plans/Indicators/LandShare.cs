using ServiceCircle.Coverage.Bases;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Share of residential land from which a service is within reach (服务半径覆盖率), every sample point walking for itself; a remark says what
/// circles on the map would give. Needs the basis "residential_land".
/// </summary>
internal static class LandShare
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        Evidence whole = evidence.Whole;
        List<Notice> remarks = [];
        ServiceClass wanted = clause.Classes[0];
        if (whole.Land is not { All: > 0 } land) return [NotMeasurable.For(clause, Reading.Total, ["bases.residential_land"])];
        if (whole.Supply.IsUnseen(wanted)) return [NotMeasurable.Unseen(clause)];
        if (whole.Limits.Of(clause, wanted) is not { } limit)
            return [NotMeasurable.For(clause, Reading.Total, ["services.minutes." + wanted.Categories[0]])];
        if (limit.Rule is { IsVerified: false } rule) remarks.Add(new Notice("verdict/unverified", ("standard", rule.Id)));
        if (clause.Scope != ClauseScope.All) remarks.Add(new Notice("verdict/land-whole"));
        InUnit.RemarkAbsent([wanted], whole, remarks);

        int[] possible = [.. whole.Offering(wanted).Where(f => whole.Supply.Counts(f, clause.Where) != Answer.No)];
        int[] sure = [.. possible.Where(f => whole.Supply.Counts(f, clause.Where) == Answer.Yes)];
        LandReach.Ways ways = land.Count(sure, possible, limit.Time);
        var tally = new Tally();
        // Points are whole, and each stands for the same ground: exact at every threshold.
        decimal each = Quantity.Exact(land.AreaEach);
        void Add(int points, Answer reaches, params IEnumerable<string> needs)
        {
            if (points > 0) tally.AddOf(new Quantity(points * each, points * each), Answer.Yes, reaches, needs);
        }
        Add(ways.Reached, Answer.Yes);
        Add(ways.ByAnother, Answer.Unknown, possible.SelectMany(f => whole.Supply.NeedsOf(f, clause.Where)).Distinct());
        Add(ways.AtEdge, Answer.Unknown, "network.edge");
        Add(ways.NearOff, Answer.Unknown, "facilities.on_network");
        Add(ways.OffNetwork, Answer.Unknown, "bases.on_network");
        Add(land.Points - ways.Reached - ways.ByAnother - ways.AtEdge - ways.NearOff - ways.OffNetwork, Answer.No);
        remarks.Add(new Notice("verdict/land-circle", ("percent", Math.Round(100 * land.Straight(possible, limit.Time) / land.All, 1))));
        return [tally.Judge(clause, Reading.Total, Basis.Network, clause.Factor, "m2", isWhole: false, remarks) with { Limit = limit }];
    }
}
