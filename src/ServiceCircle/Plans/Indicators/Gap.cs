using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The gap between groups: town and country, counties, townships. The largest minus the smallest share of residents who
/// reach every class, in percentage points, or of capacity per 1,000 people. A decrease is judged against the study's baseline.
/// </summary>
internal static class Gap
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        InReach? reach = clause.Of is null ? InReach.Of(clause, evidence.Limits.ClassesOf(clause), evidence, remarks, needs) : null;
        IReadOnlyList<(string Name, Evidence Part)> groups = Groups(clause, evidence, needs);
        if (reach is { IsPartial: true } || clause.Of is not null && evidence.IsUnseen(clause.Classes[0]))
            needs.AddRange(evidence.Limits.ClassesOf(clause).Where(evidence.IsUnseen).Select(Evidence.NeedOf));
        if (needs.Count > 0) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        var figures = new List<(string Name, double Value)>();
        foreach ((string name, Evidence part) in groups)
            if ((reach is null ? PerPerson(clause, part, needs) : Reached(clause, reach, part)) is { } value) figures.Add((name, value));
        if (figures.Count < 2)
            return [NotMeasurable.For(clause, Reading.Total, needs.Count > 0 ? needs : [clause.Between == "type" ? "communities.columns.type" : "units.several." + clause.Between], remarks)];
        (string Name, double Value) best = figures.MaxBy(f => f.Value), worst = figures.MinBy(f => f.Value);
        double gap = best.Value - worst.Value;
        remarks.Add(new Notice("verdict/gap-between", ("best", best.Name), ("worst", worst.Name)));
        return
        [
            new Verdict
            {
                Clause = clause,
                Reading = Reading.Total,
                Basis = reach is null ? Basis.Attributes : Basis.Network,
                Measured = gap,
                Met = Comparison.Holds(clause.Operator, gap, 1, 1, clause.Value),
                Limit = reach?.Limit,
                Remarks = remarks,
            },
        ];
    }

    private static List<(string Name, Evidence Part)> Groups(Clause clause, Evidence evidence, List<string> needs)
    {
        var groups = new List<(string, Evidence)>();
        if (clause.Between == "type")
        {
            foreach (ClauseScope scope in (ClauseScope[])[ClauseScope.Urban, ClauseScope.Rural])
                if (evidence.InScope(scope, [], needs) is { Members.Count: > 0 } part) groups.Add((scope == ClauseScope.Urban ? "urban" : "rural", part));
            return groups;
        }
        if (!evidence.Units.Has(clause.Between!)) needs.Add("units.levels." + clause.Between);
        else
            for (int u = 0; u < evidence.Units.At(clause.Between!).Count; u++)
                groups.Add((evidence.Units.At(clause.Between!)[u].Name, evidence.Within(clause.Between!, u)));
        return groups;
    }

    private static double? Reached(Clause clause, InReach reach, Evidence part)
    {
        int[] on = [.. part.Members.Where(part.IsOnNetwork)];
        double all = on.Sum(c => part.People(c, clause.People) ?? 0);
        return all <= 0 ? null : 100 * on.Where(reach.All).Sum(c => part.People(c, clause.People) ?? 0) / all;
    }

    private static double? PerPerson(Clause clause, Evidence part, List<string> needs)
    {
        double people = part.Members.Sum(c => part.People(c, clause.People) ?? 0);
        if (people <= 0) needs.Add("communities.columns." + clause.People);
        int[] offering = [.. part.Offering(clause.Classes[0].Categories)];
        (double sum, int missing) = Sums.Of(offering, part, f => FacilityAttributes.Of(f, clause.Of!));
        if (missing > 0) needs.Add("facilities.columns." + clause.Of);
        return needs.Count > 0 ? null : 1000 * sum / people;
    }
}
