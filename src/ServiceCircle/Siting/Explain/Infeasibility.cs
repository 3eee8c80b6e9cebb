using System.Globalization;
using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Explain;

/// <summary>Says why there is no answer and how much is missing; what helps is found by <see cref="Explanation"/>.</summary>
internal static class Infeasibility
{
    private const int NamesShown = 5;

    /// <summary>The rules on sites contradict each other or the demand.</summary>
    public static Notice RulesTogether { get; } = new("siting/rules-together");

    /// <summary>Demands that no allowed site reaches.</summary>
    public static int[] Uncoverable(Instance instance) =>
        [.. Enumerable.Range(0, instance.Weight.Length).Where(i => instance.Within.First[i] == instance.Within.First[i + 1])];

    /// <summary>The cheapest pair of a demand with any site that may be open, whatever the radius; null if none is given.</summary>
    public static double? NearestCost(Instance instance, int demand)
    {
        bool isReached = instance.Within.First[demand] < instance.Within.First[demand + 1];
        PairTable table = (isReached ? instance.Problem.Costs : instance.WideCosts).Table;
        int row = instance.Demands[demand];
        double nearest = double.PositiveInfinity;
        for (int k = table.First[row]; k < table.First[row + 1]; k++)
            if (instance.Rules.Start[instance.Rank[table.Index[k]]] != SiteState.Closed) nearest = Math.Min(nearest, table.CostAt(k));
        return double.IsInfinity(nearest) ? null : nearest;
    }

    /// <summary>The same in the unit of the messages.</summary>
    public static double? ShownNearest(Instance instance, int demand) => NearestCost(instance, demand) is { } cost ? instance.Problem.Words.Shown(cost) : null;

    public static ModelAnswer NoSiteInReach(Instance instance, int[] demands) => ModelAnswer.Infeasible(
        new Notice("siting/no-site", ("count", demands.Length), ("all", instance.Weight.Length), ("weight", demands.Sum(i => instance.Weight[i])),
            ("total", instance.TotalWeight), ("names", WithNearest(instance, demands))), demands);

    public static ModelAnswer ShareOutOfReach(Instance instance, double target, int[] uncoverable)
    {
        double total = instance.TotalWeight, covered = total - uncoverable.Sum(i => instance.Weight[i]);
        return ModelAnswer.Infeasible(
            new Notice("siting/share", ("covered", covered), ("total", total), ("short", target - covered), ("names", WithNearest(instance, uncoverable))), uncoverable);
    }

    /// <summary>
    /// For models that must serve everyone: an answer if some demand has no site or the rules are in the way. Otherwise null,
    /// with a set that serves all if it had to be searched for.
    /// </summary>
    public static ModelAnswer? Unserveable(Instance instance, out List<int>? known)
    {
        known = null;
        int[] unreached = Uncoverable(instance);
        if (unreached.Length > 0) return NoSiteInReach(instance, unreached);
        int allowed = instance.Rules.Start.Count(s => s != SiteState.Closed), limit = instance.Rules.MaximumCounted;
        bool complete = Enumerable.Range(0, instance.Weight.Length).All(i => instance.Within.First[i + 1] - instance.Within.First[i] == allowed);
        if (complete && instance.Rules.Rows.Length == 0 && (limit > 0 || instance.Rules.Start.Contains(SiteState.Open) || instance.Weight.Length == 0)) return null;
        double most = limit == int.MaxValue ? instance.Rules.Count : limit;
        CoverSolver.Outcome enough = CoverSolver.All(instance.Within, instance.Weight, instance.CountingRules(), instance.Effort.Part(0.3), below: most + 1, goodEnough: most);
        if (enough.Open is not null && enough.Objective <= most)
        {
            known = enough.Open;
            return null;
        }
        return enough.Bound <= most ? null : Rules();
    }

    /// <summary>The rules on sites contradict each other or the demand.</summary>
    public static ModelAnswer Rules() => ModelAnswer.Infeasible(RulesTogether);

    /// <summary>Capacity is short whatever is chosen.</summary>
    public static ModelAnswer ShortOfCapacity(double capacity, double needed) =>
        ModelAnswer.Infeasible(new Notice("siting/capacity", ("held", capacity), ("short", needed - capacity), ("needed", needed)));

    /// <summary>Capacity is enough in total but not where the demand is: what all allowed sites together could serve tells how much.</summary>
    public static ModelAnswer NotServed(Instance instance, double[] capacity, double needed)
    {
        PairTable rows = instance.Within with { Value = null };
        if (instance.Whole)
            rows = rows.Select([.. Enumerable.Range(0, rows.RowCount)], [.. Enumerable.Range(0, rows.ColumnCount)], rows.ColumnCount, (i, k) => instance.Weight[i] <= capacity[rows.Index[k]]);
        var flow = new MaximumFlow(rows, instance.Weight, [.. capacity.Select((q, j) => instance.Rules.Start[j] == SiteState.Closed ? 0 : q)]);
        bool isGreatest = flow.Solve(instance.Effort);
        double served = flow.Served;
        if (!isGreatest || served >= needed * (1 - 1e-9)) return ModelAnswer.Infeasible(new Notice(isGreatest && !instance.Whole ? "siting/no-set" : "siting/no-set-found", ("needed", needed)));
        int[] unmet = [.. Enumerable.Range(0, rows.RowCount).Where(i => flow.Left[i] > 1e-7 * instance.Weight[i])];
        return ModelAnswer.Infeasible(
            new Notice("siting/not-served", ("served", served), ("needed", needed), ("short", needed - served), ("names", List(unmet, instance.DemandName))), unmet);
    }

    /// <summary>Ids and in brackets what the nearest site costs, "-" where nothing reaches.</summary>
    private static NameList WithNearest(Instance instance, int[] demands) =>
        List(demands, i => $"{instance.DemandName(i)} ({ShownNearest(instance, i)?.ToString("G12", CultureInfo.InvariantCulture) ?? "-"})");

    private static NameList List(int[] demands, Func<int, string> show) =>
        new([.. demands.Take(NamesShown + 1).Select(show)], NamesShown);
}
