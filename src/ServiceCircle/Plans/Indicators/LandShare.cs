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
        if (whole.Land is not { } land || land.Counted + land.NotSnapped == 0) return [NotMeasurable.For(clause, Reading.Total, ["bases.residential_land"])];
        if (whole.IsUnseen(wanted)) return [NotMeasurable.Unseen(clause)];
        if (whole.Limits.Of(clause, wanted) is not { } limit) return [NotMeasurable.For(clause, Reading.Total, ["services.minutes." + wanted.Categories[0]])];
        if (limit.Rule is { IsVerified: false } rule) remarks.Add(new Notice("verdict/unverified", ("standard", rule.Id)));
        if (clause.Scope != ClauseScope.All) remarks.Add(new Notice("verdict/land-whole"));
        InUnit.RemarkAbsent([wanted], whole, remarks);

        int[] possible = [.. whole.Offering(wanted).Where(f => whole.Counts(f, clause.Where) != Answer.No)];
        int[] sure = [.. possible.Where(f => whole.Counts(f, clause.Where) == Answer.Yes)];
        double reached = land.Walked(sure, limit.Time), perhaps = land.Walked(possible, limit.Time);
        var tally = new Tally();
        tally.AddOf(Bounds.Known(reached), Answer.Yes, Answer.Yes);
        tally.AddOf(Bounds.Known(perhaps - reached), Answer.Yes, perhaps > reached ? Answer.Unknown : Answer.No, possible.SelectMany(f => whole.NeedsOf(f, clause.Where)).Distinct());
        tally.AddOf(Bounds.Known(land.Counted - perhaps), Answer.Yes, Answer.No);
        if (land.NotSnapped > 0) tally.AddOf(Bounds.Known(land.NotSnapped), Answer.Yes, Answer.Unknown, "bases.on_network");
        remarks.Add(new Notice("verdict/land-circle", ("percent", Math.Round(100 * land.Straight(possible, limit.Time) / (land.Counted + land.NotSnapped), 1))));
        return [tally.Judge(clause, Reading.Total, Basis.Network, clause.Factor, "m2", isWhole: false, remarks) with { Limit = limit }];
    }
}
