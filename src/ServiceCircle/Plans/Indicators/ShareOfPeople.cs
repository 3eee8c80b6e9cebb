namespace ServiceCircle.Plans.Indicators;

/// <summary>Share of residents, or of an age group, who can walk to every class asked.</summary>
internal static class ShareOfPeople
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        Evidence? part = evidence.InScope(clause.Scope, remarks, needs);
        InReach? reach = part is null ? null : InReach.Of(clause, evidence.Limits.ClassesOf(clause), part, remarks, needs);
        int[] on = part is null ? [] : [.. part.Members.Where(part.IsOnNetwork)];
        if (part is not null && on.Length == 0) needs.Add("communities.on_network");
        if (reach is null || on.Length == 0) return [NotMeasurable.For(clause, Reading.ResidentsInReach, needs, remarks)];
        if (!on.Any(c => part!.People(c, clause.People) is > 0))
            return [NotMeasurable.For(clause, Reading.ResidentsInReach, ["communities.columns." + clause.People], remarks)];
        WalkCircle.LeftOut(part!, on, remarks);
        double all = on.Sum(c => part!.People(c, clause.People) ?? 0), inside = on.Where(reach.All).Sum(c => part!.People(c, clause.People) ?? 0);
        return
        [
            reach.Bounded(new Verdict
            {
                Clause = clause,
                Reading = Reading.ResidentsInReach,
                Basis = Basis.Network,
                Measured = 100 * inside / all,
                Numerator = inside,
                Denominator = all,
                Met = Comparison.Holds(clause.Operator, inside, 100, all, clause.Value),
                Shortfall = Comparison.Shortfall(clause, inside, 100, all, clause.Value, isWhole: true),
                ShortfallUnit = "people",
                Limit = reach.Limit,
                Remarks = remarks,
            }),
        ];
    }
}
