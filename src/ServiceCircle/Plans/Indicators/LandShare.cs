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
        var draft = new Draft(clause, Reading.Total) { Basis = Basis.Network };
        ServiceClass wanted = clause.Classes[0];
        if (whole.Land is not { All: > 0 } land) return [draft.Missing("bases.residential_land")];
        if (draft.IsUnseen(whole)) return [draft.Missing()];
        if (whole.Limits.Find(clause, wanted) is not { } limit) return [draft.Missing("services.minutes." + wanted.Categories[0])];
        if (limit.Rule is { IsVerified: false } rule) draft.Remark("verdict/unverified", ("standard", rule.Named));
        if (clause.Scope != ClauseScope.All) draft.Remark("verdict/land-whole");
        draft.RemarkAbsent([wanted], whole);

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
        draft.Remark("verdict/land-circle", ("percent", Math.Round(100 * land.Straight(possible, limit.Time) / land.All, 1)));
        return [draft.Judge(tally, "m2", isWhole: false) with { Limit = limit }];
    }
}
