using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting.Campaign;

/// <summary>Whether an answer does what was asked, and what a change of the question means, read from the messages alone.</summary>
internal static class AnswerCheck
{
    private const double Tiny = 1e-6;

    /// <summary>What is wrong with the set, its assignments or its objective; empty if nothing is.</summary>
    public static string Wrong(SitingProblem problem, SitingSolution solution)
    {
        HashSet<int> open = [.. solution.Chosen, .. solution.ExistingKept];
        int Inside(IReadOnlyList<int> sites) => sites.Count(open.Contains);
        SiteStatus Status(int j) => problem.Statuses![j];
        double Reach(int j) => problem.Tiers.FirstOrDefault(t => t.Sites.Contains(j))?.Radius ?? problem.Radius ?? double.PositiveInfinity;
        int counted = open.Count(j => Status(j) is SiteStatus.Candidate or SiteStatus.Relocatable),
        relocatable = problem.Statuses!.Count(s => s == SiteStatus.Relocatable);
        double spent = problem.SiteCosts is { } costs
            ? open.Where(j => Status(j) is SiteStatus.Candidate or SiteStatus.Closable).Sum(j => costs[j]) : 0;
        if (open.Any(j => Status(j) == SiteStatus.Excluded)
            || Enumerable.Range(0, problem.Statuses!.Count).Any(j => Status(j) == SiteStatus.Fixed && !open.Contains(j)))
            return "a site that is excluded or fixed";
        if (counted > problem.P + relocatable) return "too many sites";
        if (spent > problem.Budget + Tiny) return "over the budget";
        if (problem.Apart.Any(a => open.Contains(a.A) && open.Contains(a.B))) return "two sites too near";
        if (problem.Groups.Any(g => Inside(g.Sites) < g.Minimum || Inside(g.Sites) > g.Maximum)
            || problem.Tiers.Any(t => Inside(t.Sites) < t.Minimum || Inside(t.Sites) > t.Maximum))
            return "a unit or tier";
        if (problem.Limits.Any(l => l.Sites.Select((j, k) => open.Contains(j) ? l.Coefficients[k] : 0).Sum() > l.Most + Tiny))
            return "a limit";

        foreach (Assignment a in solution.Assignments)
            if (!open.Contains(a.Site) || problem.Costs[a.Demand, a.Site] is not { } cost || cost > Reach(a.Site) || cost != a.Cost)
                return $"demand {a.Demand} cannot go to {a.Site}";
        ILookup<int, Assignment> byDemand = solution.Assignments.ToLookup(a => a.Demand);
        foreach (IGrouping<int, Assignment> of in byDemand)
            if (of.Sum(a => a.Weight) > problem.Weights![of.Key] + Tiny
                || (of.Count() > 1 && (problem.Capacities is null || problem.Assignment == AssignmentRule.Whole)))
                return $"demand {of.Key} is served twice";
        if (problem.Capacities is { } capacities
            && solution.Assignments.GroupBy(a => a.Site).Any(s => s.Sum(a => a.Weight) > capacities[s.Key] + Tiny))
            return "over the capacity";
        bool Coverable(int i) =>
            Enumerable.Range(0, problem.Costs.SiteCount).Any(j => Status(j) != SiteStatus.Excluded && problem.Costs[i, j] <= Reach(j));
        bool servesAll = Enumerable.Range(0, problem.Costs.DemandCount)
            .All(i => problem.Weights![i] == 0 || byDemand[i].Sum(a => a.Weight) >= problem.Weights[i] - Tiny
                || (problem.SkipUncoverable && !Coverable(i)));
        double served = solution.Assignments.Sum(a => a.Weight);
        if (problem.TargetShare is { } share ? served < share * problem.Weights!.Sum() - Tiny : problem.Objective != SitingObjective.Mclp
            && !servesAll)
            return "somebody is not served";

        double twice = Enumerable.Range(0, problem.Costs.DemandCount).Where(i => open.Count(j => problem.Costs[i, j] <= Reach(j)) > 1)
            .Sum(i => problem.Weights![i]);
        double worst = solution.Assignments.Select(a => a.Cost).DefaultIfEmpty(0).Max(),
        total = solution.Assignments.Sum(a => a.Weight * a.Cost);
        double value = problem.Objective switch
        {
            SitingObjective.Mclp => served,
            SitingObjective.PMedian => total,
            SitingObjective.BackupCoverage => twice,
            SitingObjective.Lscp => problem.SiteCosts is not null ? spent : counted - relocatable,
            _ => worst,
        };
        double said = solution.Objective!.Value;
        bool isWorst = problem.Objective is SitingObjective.PCenter or SitingObjective.WorstFirst;
        if (isWorst ? worst > said + Tiny : Math.Abs(value - said) > Tiny * Math.Max(1, said))
            return $"the objective is {value}, not {said}";
        bool most = problem.Objective is SitingObjective.Mclp or SitingObjective.BackupCoverage;
        return solution.Bound is { } bound && (most ? bound < said - Tiny : bound > said + Tiny * Math.Max(1, said))
            ? $"the bound {bound} contradicts {said}" : "";
    }

    /// <summary>The question changed as the messages say.</summary>
    public static SitingProblem Follow(SitingProblem problem, Remedy remedy) => remedy.Changes.Aggregate(problem, Follow);

    private static SitingProblem Follow(SitingProblem problem, Notice change)
    {
        double Number(string name) => Convert.ToDouble(change.Values.Single(v => v.Name == name).Value, null);
        SiteStatus Status(int j) => problem.Statuses![j];
        switch (change.Key["siting/helps-".Length..])
        {
            case "sites" or "sites-bound": return problem with { P = (int)Number("p") };
            case "budget" or "budget-bound": return problem with { Budget = Number("budget") };
            case "radius": return problem with { Radius = Number("radius") };
            case "radius-tiers":
                return problem with
                {
                    Radius = Number("radius"),
                    Tiers = [.. problem.Tiers.Select(t => t with { Radius = Math.Max(t.Radius!.Value, Number("radius")) })]
                };
            case "share": return problem with { TargetShare = Number("target") };
            case "skip": return problem with { SkipUncoverable = true };
            case "split": return problem with { Assignment = AssignmentRule.Split };
            case "capacity":
                return problem with
                {
                    Capacities = [.. problem.Capacities!.Select(
                (q, j) => Status(j) == SiteStatus.Candidate ? Math.Max(q, Number("capacity")) : q)]
                };
            case "closable":
                return problem with
                {
                    Statuses = [.. problem.Statuses!.Select(
                s => s == SiteStatus.Fixed ? SiteStatus.Closable : s)]
                };
            case "no-least": return problem with { Groups = [.. problem.Groups.Select(g => g with { Minimum = 0 })] };
            case "no-most": return problem with { Groups = [.. problem.Groups.Select(g => g with { Maximum = g.Sites.Count })] };
            case "no-distance": return problem with { Apart = [] };
            default: return Without(problem, (string)change.Values.Single().Value);
        }
    }

    private static SitingProblem Without(SitingProblem problem, string rule)
    {
        string[] word = rule.Split(' ');
        if (word[0] == "separation")
            return problem with
            {
                Apart = [.. problem.Apart.Where(
                a => (Math.Min(a.A, a.B), Math.Max(a.A, a.B)) != (int.Parse(word[2], null), int.Parse(word[4], null)))]
            };
        (bool least, string kind, string name) = (word[1] == "least", word[4], string.Join(' ', word[5..]));
        return kind == "group"
            ? problem with
            {
                Groups = [.. problem.Groups.Select(
                g => g.Name != name ? g : least ? g with { Minimum = 0 } : g with { Maximum = g.Sites.Count })]
            }
            : problem with
            {
                Tiers = [.. problem.Tiers.Select(
                t => t.Name != name ? t : least ? t with { Minimum = 0 } : t with { Maximum = t.Sites.Count })]
            };
    }
}
