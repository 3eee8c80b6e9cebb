using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The gap between groups: town and country, counties, townships. The largest minus the smallest share of residents who
/// reach every class, in percentage points, or of capacity per 1,000 people. A decrease is judged against the study's baseline.
/// </summary>
internal static class Gap
{
    /// <summary>One group: its name (a text, or words), what is stated of it, and what it may be.</summary>
    private sealed record Figure(object Name, double? Stated, Quantity Amount, IReadOnlyList<string> Needs)
    {
        /// <summary>Whether anybody surely belongs to it: if nobody does there is no such group, and nothing differs from it.</summary>
        public bool IsSure { get; init; }
    }

    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        List<Notice> remarks = [];
        List<string> needs = [];
        bool byReach = clause.Of is null;
        InReach? reach = byReach ? InReach.Of(clause, evidence.Limits.ClassesOf(clause), evidence, remarks, needs) : null;
        IReadOnlyList<(object Name, Evidence Part)> groups = Groups(clause, evidence, remarks, needs);
        if (!byReach && evidence.Supply.IsUnseen(clause.Classes[0])) needs.Add(Supply.NeedOf(clause.Classes[0]));
        if (needs.Count > 0) return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        if (!evidence.Members.Any(c => evidence.People(c, clause.People) is > 0))
            return [NotMeasurable.For(clause, Reading.Total, ["communities.columns." + clause.People], remarks)];
        Figure[] figures =
            [.. groups.Select(g => byReach ? Reached(g.Name, clause, g.Part) : PerPerson(g.Name, clause, g.Part)).OfType<Figure>()];
        if (figures.Length < 2)
            return [NotMeasurable.For(
                clause, Reading.Total, [clause.Between == "type" ? "communities.columns.type" : "units.several." + clause.Between],
                remarks)];

        Figure[] stated = [.. figures.Where(f => f.Stated is not null)];
        double? gap = stated.Length < 2 ? null : stated.Max(f => f.Stated) - stated.Min(f => f.Stated);
        if (gap is not null)
            remarks.Add(new Notice(
                "verdict/gap-between", ("best", stated.MaxBy(f => f.Stated)!.Name), ("worst", stated.MinBy(f => f.Stated)!.Name)));
        Quantity between = Between(figures);
        bool isKnown = between.IsKnown;
        bool? met = clause.Value is { } value ? Judged.Holds(clause.Operator, between, value).Known() : null;
        return
        [
            new Verdict
            {
                Clause = clause,
                Reading = Reading.Total,
                Basis = byReach ? Basis.Network : Basis.Attributes,
                Measured = gap,
                Low = (double)between.Low,
                High = between.High >= Quantity.Unbounded ? null : (double)between.High,
                Met = clause.Operator == Operator.None ? null : met,
                Limit = reach?.Limit,
                Needs = met is null && !isKnown ? [.. figures.SelectMany(f => f.Needs).Distinct()] : [],
                Remarks = remarks,
            },
        ];
    }

    /// <summary>
    /// The least and the most that the largest of several figures may exceed the smallest: each may be anywhere in its bounds. A group to
    /// which perhaps nobody belongs may not be there: then the least is that of the groups that surely are, or of any two that may be,
    /// since one alone has no gap.
    /// </summary>
    private static Quantity Between(Figure[] figures)
    {
        Figure[] sure = [.. figures.Where(f => f.IsSure)], perhaps = [.. figures.Where(f => !f.IsSure)];
        decimal low = sure.Length switch
        {
            > 1 => sure.Max(a => sure.Max(b => Least(a, b))),
            1 => perhaps.Min(p => Least(sure[0], p)),
            _ => perhaps.Min(a => perhaps.Where(b => b != a).Min(b => Least(a, b))),
        };
        return new Quantity(low, figures.Max(a => figures.Max(b => a == b ? 0 : a.Amount.High - b.Amount.Low)));

        static decimal Least(Figure a, Figure b) =>
            a == b ? 0 : Math.Max(0, Math.Max(a.Amount.Low - b.Amount.High, b.Amount.Low - a.Amount.High));
    }

    private static List<(object Name, Evidence Part)> Groups(Clause clause, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        var groups = new List<(object, Evidence)>();
        if (clause.Between == "type")
        {
            // Of the part that the clause speaks of, the main urban units perhaps, the people of either type.
            if (evidence.InScope(clause, remarks, needs) is not { } asked) return groups;
            foreach (ClauseScope scope in (ClauseScope[])[ClauseScope.Urban, ClauseScope.Rural])
                if (asked.InScope(scope, null, [], needs) is { Members.Count: > 0 } part)
                    groups.Add((new Phrase(scope == ClauseScope.Urban ? "type/urban" : "type/rural"), part));
            return groups;
        }
        if (!evidence.Units.Has(clause.Between!)) needs.Add("units.levels." + clause.Between);
        else if (evidence.InScope(clause, remarks, needs) is { } scoped)
            for (int u = 0; u < evidence.Units.At(clause.Between!).Count; u++)
                groups.Add((evidence.Units.At(clause.Between!)[u].Name, scoped.Within(clause.Between!, u)));
        return groups;
    }

    private static Figure? Reached(object name, Clause clause, Evidence part)
    {
        List<string> needs = [];
        if (InReach.Of(clause, part.Limits.ClassesOf(clause), part, [], needs) is not { } reach) return null;
        Tally tally = reach.Everybody([]);
        return Of(name, tally, clause, part);
    }

    private static Figure? PerPerson(object name, Clause clause, Evidence part)
    {
        var tally = new Tally();
        Sums.AddWhole(tally, clause, part);
        ServiceClass wanted = clause.Classes[0];
        Sums.AddAmounts(
            tally, Sums.Providers(wanted, clause.Of!, part), part, f => Sums.AmountOf(f, clause.Of!, wanted), f =>
                Sums.ColumnOf(f, clause.Of!, wanted), []);
        return Of(name, tally, clause, part);
    }

    private static Figure? Of(object name, Tally tally, Clause clause, Evidence part) =>
        tally.Ratio(clause.Factor) is { } bounds
            ? new Figure(name, tally.Stated(clause.Factor), bounds, [.. tally.Needs])
            {
                IsSure = part.Members.Any(c => part.IsMember(c) == Answer.Yes && part.PeopleBounds(c, clause.People).Low > 0),
            }
                : null;
}
