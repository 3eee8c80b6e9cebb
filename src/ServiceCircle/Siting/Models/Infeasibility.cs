using System.Globalization;
using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>Says why there is no answer and how much is missing; what helps is found by <see cref="Explain.Explanation"/>.</summary>
internal static class Infeasibility
{
    private const int NamesShown = 5;

    /// <summary>The reason where no rule is known to be in the way alone.</summary>
    public static Notice RulesTogether { get; } = new("siting/rules-together");

    public static ModelAnswer NoSiteInReach(Instance instance, int[] demands) => ModelAnswer.Infeasible(
        new Notice(
            "siting/no-site", ("count", demands.Length), ("all", instance.Weight.Length), ("weight", demands.Sum(i => instance.Weight[i])),
            ("total", instance.TotalWeight), ("names", WithNearest(instance, demands))), demands);

    public static ModelAnswer ShareOutOfReach(Instance instance, double target, int[] uncoverable)
    {
        double total = instance.TotalWeight, covered = total - uncoverable.Sum(i => instance.Weight[i]);
        return ModelAnswer.Infeasible(
            new Notice(
                "siting/share", ("covered", covered), ("total", total), ("short", target - covered),
                ("names", WithNearest(instance, uncoverable))), uncoverable);
    }

    /// <summary>
    /// For models that must serve everyone: an answer if some demand has no site or the rules are in the way. Otherwise null,
    /// with a set that serves all if it had to be searched for.
    /// </summary>
    public static ModelAnswer? Unserveable(Instance instance, out List<int>? known)
    {
        known = null;
        int[] unreached = instance.Uncoverable();
        if (unreached.Length > 0) return NoSiteInReach(instance, unreached);
        int allowed = instance.Rules.Start.Count(s => s != SiteState.Closed), limit = instance.Rules.MaximumCounted;
        bool complete = Enumerable.Range(0, instance.Weight.Length)
            .All(i => instance.Within.First[i + 1] - instance.Within.First[i] == allowed);
        if (complete && instance.Rules.Rows.Length == 0
            && (limit > 0 || instance.Rules.Start.Contains(SiteState.Open) || instance.Weight.Length == 0))
            return null;
        double most = limit == int.MaxValue ? instance.Rules.Count : limit;
        var problem = new CoverProblem(instance.Within, instance.Weight, instance.CountingRules()) { Hard = 1 };
        SearchResult enough = CoverSolver.Solve(problem, instance.Effort.Part(0.3), below: most + 1, goodEnough: most);
        if (enough.Objective <= most) known = enough.Open;
        return known is not null || enough.Bound <= most ? null : RulesContradict();
    }

    /// <summary>There is no answer because the rules on sites contradict each other or the demand.</summary>
    public static ModelAnswer RulesContradict() => ModelAnswer.Infeasible(RulesTogether);

    /// <summary>Capacity is short whatever is chosen: even the largest sites together hold too little. Null if they do not.</summary>
    public static ModelAnswer? ShortOfCapacity(Instance instance, double needed)
    {
        SiteRules rules = instance.Rules;
        ILookup<bool, int> isCounted = Enumerable.Range(0, rules.Count).Where(j => rules.Start[j] != SiteState.Closed)
            .ToLookup(j => rules.Start[j] == SiteState.Free && rules.Counted[j]);
        double held = isCounted[false].Sum(j => instance.Capacity[j])
            + isCounted[true].Select(j => instance.Capacity[j]).OrderDescending().Take(rules.MaximumCounted).Sum();
        return held < needed * (1 - Tolerance.Sum)
            ? ModelAnswer.Infeasible(new Notice("siting/capacity", ("held", held), ("short", needed - held), ("needed", needed)))
            : null;
    }

    /// <summary>Capacity is enough in total but not where the demand is: what all allowed sites together could serve.</summary>
    public static ModelAnswer NotServed(Instance instance, double needed)
    {
        double[] capacity = instance.Capacity;
        PairTable rows = instance.Within with { Value = null };
        if (instance.Whole) rows = rows.Where((i, k) => instance.Weight[i] <= capacity[instance.Within.Index[k]]);
        var flow =
            new MaximumFlow(rows, instance.Weight, [.. capacity.Select((q, j) => instance.Rules.Start[j] == SiteState.Closed ? 0 : q)]);
        bool isGreatest = flow.Solve(instance.Effort);
        double served = flow.Served;
        if (!isGreatest || served >= needed * (1 - Tolerance.Sum))
            return ModelAnswer.Infeasible(
                new Notice(isGreatest && !instance.Whole ? "siting/no-set" : "siting/no-set-found", ("needed", needed)));
        int[] unmet = [.. Enumerable.Range(0, rows.RowCount).Where(i => flow.Left[i] > Tolerance.Shared * instance.Weight[i])];
        return ModelAnswer.Infeasible(
            new Notice(
                "siting/not-served", ("served", served), ("needed", needed), ("short", needed - served),
                ("names", List(unmet, instance.DemandName))), unmet);
    }

    /// <summary>Ids and in brackets what the nearest site costs, "-" where nothing reaches.</summary>
    private static NameList WithNearest(Instance instance, int[] demands) =>
        List(demands, i => $"{instance.DemandName(i)} ({instance.ShownNearest(i)?.ToString("G12", CultureInfo.InvariantCulture) ?? "-"})");

    private static NameList List(int[] demands, Func<int, string> show) =>
        new([.. demands.Take(NamesShown + 1).Select(show)], NamesShown);
}
