using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The gap between groups: town and country, counties, townships. The largest minus the smallest share of residents who
/// reach every class, in percentage points, or of capacity per 1,000 people. A decrease is judged against the study's baseline.
/// </summary>
internal static class Gap
{
    /// <summary>
    /// One group: its name (a text, or words), what is stated of it, and what it may be. It is sure if anybody surely belongs to it: if
    /// nobody does there is no such group, and nothing differs from it.
    /// </summary>
    private sealed record Figure(object Name, double? Stated, Quantity Amount, IReadOnlyList<string> Needs, bool IsSure);

    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        bool byReach = clause.Of is null;
        var draft = new Draft(clause, Reading.Total) { Basis = byReach ? Basis.Network : Basis.Attributes };
        InReach? reach = byReach ? InReach.Prepare(draft, evidence.Limits.ClassesOf(clause), evidence) : null;
        IReadOnlyList<(object Name, Evidence Part)> groups = Groups(draft, evidence);
        if ((!byReach && draft.IsUnseen(evidence)) || draft.Needs.Count > 0) return [draft.Missing()];
        if (!evidence.Members.Any(c => evidence.People(c, clause.People) is > 0))
            return [draft.Missing("communities.columns." + clause.People)];
        Figure[] figures = [.. groups.Select(g => FigureOf(g.Name, clause, g.Part)).OfType<Figure>()];
        if (figures.Length < 2)
            return [draft.Missing(clause.Between == "type" ? "communities.columns.type" : "units.several." + clause.Between)];

        Figure[] stated = [.. figures.Where(f => f.Stated is not null).OrderBy(f => f.Stated)];
        double? gap = stated.Length < 2 ? null : stated[^1].Stated - stated[0].Stated;
        if (gap is not null)
            draft.Remark("verdict/gap-between", ("best", stated.MaxBy(f => f.Stated)!.Name), ("worst", stated[0].Name));
        Quantity between = Between(figures);
        bool? met = clause.Value is { } value ? Tally.Holds(clause.Operator, between, value).Known() : null;
        return
        [
            draft.Begun with
            {
                Measured = gap,
                Low = (double)between.Low,
                High = between.Most,
                Met = met,
                Limit = reach?.Limit,
                Needs = met is null && !between.IsKnown ? [.. figures.SelectMany(f => f.Needs).Distinct()] : [],
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

    private static List<(object Name, Evidence Part)> Groups(Draft draft, Evidence evidence)
    {
        var groups = new List<(object, Evidence)>();
        string between = draft.Clause.Between!;
        if (between != "type" && !evidence.Units.Has(between)) draft.Needs.Add("units.levels." + between);
        else if (evidence.InScope(draft.Clause, draft) is { } asked)
        {
            if (between != "type")
                return [.. evidence.Units.At(between).Select((unit, u) => ((object)unit.Name, asked.Within(between, u)))];
            // Of the part that the clause speaks of, the main urban units perhaps, the people of either type.
            foreach ((ClauseScope scope, string name) in new[] { (ClauseScope.Urban, "type/urban"), (ClauseScope.Rural, "type/rural") })
            {
                var ofType = new Notes();
                if (asked.InScope(draft.Clause with { Scope = scope, Subset = null }, ofType) is { Members.Count: > 0 } part)
                    groups.Add((new Phrase(name), part));
                draft.Needs.AddRange(ofType.Needs);
            }
        }
        return groups;
    }

    private static Figure? FigureOf(object name, Clause clause, Evidence part)
    {
        Tally tally;
        if (clause.Of is null)
        {
            if (InReach.Prepare(new Draft(clause, Reading.Total), part.Limits.ClassesOf(clause), part) is not { } reach) return null;
            tally = reach.Everybody([]);
        }
        else
        {
            tally = Sums.People(clause, part);
            Sums.AddAmounts(tally, clause, part, []);
        }
        bool isSure = part.Members.Any(c => part.IsMember(c) == Answer.Yes && part.PeopleBounds(c, clause.People).Low > 0);
        return tally.Ratio(clause.Factor) is { } bounds
            ? new Figure(name, tally.Stated(clause.Factor), bounds, [.. tally.Needs], isSure) : null;
    }
}
