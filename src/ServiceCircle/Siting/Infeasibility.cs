using System.Globalization;
namespace ServiceCircle.Siting;

/// <summary>Says why there is no answer, how much is missing, and the smallest change that helps.</summary>
internal static class Infeasibility
{
    private const int NamesShown = 5;

    /// <summary>Demands that no allowed site reaches.</summary>
    public static int[] Uncoverable(Instance instance) =>
        [.. Enumerable.Range(0, instance.Weight.Length).Where(i => instance.Within.First[i] == instance.Within.First[i + 1])];

    /// <summary>The cheapest pair of a demand with any site that may be open, whatever the radius; null if none is given.</summary>
    public static double? NearestCost(Instance instance, int demand)
    {
        PairTable table = instance.Problem.Costs.Table;
        int row = instance.Demands[demand];
        double nearest = double.PositiveInfinity;
        for (int k = table.First[row]; k < table.First[row + 1]; k++)
            if (instance.Rules.Start[instance.Rank[table.Index[k]]] != SiteState.Closed) nearest = Math.Min(nearest, table.CostAt(k));
        return double.IsInfinity(nearest) ? null : nearest;
    }

    public static ModelAnswer NoSiteInReach(Instance instance, int[] demands)
    {
        double weight = demands.Sum(i => instance.Weight[i]), total = instance.TotalWeight;
        var why = new Notice("siting/no-site", ("count", demands.Length), ("all", instance.Weight.Length), ("weight", weight), ("total", total), ("names", WithNearest(instance, demands)));
        return ModelAnswer.Infeasible(why, RadiusThatHelps(instance, demands), demands);
    }

    public static ModelAnswer ShareOutOfReach(Instance instance, double target, int[] uncoverable)
    {
        double total = instance.TotalWeight, lost = uncoverable.Sum(i => instance.Weight[i]);
        // The radius that brings in the nearest of the missing until the target is met.
        double covered = total - lost;
        double? needed = null;
        foreach ((double? cost, int i) in uncoverable.Select(i => (NearestCost(instance, i), i)).Where(x => x.Item1 is not null).OrderBy(x => x.Item1).ThenBy(x => x.i))
        {
            covered += instance.Weight[i];
            if (covered < target) continue;
            needed = cost;
            break;
        }
        double percent = 100 * (total - lost) / total;
        var why = new Notice("siting/share", ("covered", total - lost), ("total", total), ("short", target - (total - lost)), ("names", WithNearest(instance, uncoverable)));
        Notice helps = needed is { } radius ? new Notice("siting/helps-share-or-radius", ("percent", percent), ("radius", radius)) : new Notice("siting/helps-share", ("percent", percent));
        return ModelAnswer.Infeasible(why, helps, uncoverable);
    }

    /// <summary>The number of sites is too small: how many are needed at least, and how many are known to do.</summary>
    public static ModelAnswer TooFew(int allowed, int needed, int enough) =>
        ModelAnswer.Infeasible(new Notice("siting/too-few", ("allowed", allowed), ("needed", needed), ("enough", enough)), MoreSites(enough - allowed));

    /// <summary>The covering models: what it takes without the limit on the number; null if the limit is not what is in the way.</summary>
    public static ModelAnswer? TooFewToCover(Instance instance)
    {
        if (instance.Problem.P is not { } allowed) return null;
        TimeSpan left = instance.Effort.Options.TimeLimit - instance.Effort.Elapsed;
        SitingSolution free = SitingSolver.Solve(
            instance.Problem with { P = null }, instance.Effort.Options with { TimeLimit = left > TimeSpan.Zero ? left : TimeSpan.Zero });
        if (free.Objective is null || free.Bound is not { } bound) return null;
        int needed = instance.Problem.SiteCosts is null ? Math.Max(allowed + 1, (int)Math.Ceiling(bound - 1e-6)) : allowed + 1;
        return TooFew(allowed, needed, free.Chosen.Count);
    }

    /// <summary>
    /// For models that must serve everyone: an answer if some demand has no site or p is too small. Otherwise null,
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
        if (enough.Bound <= most) return null;
        CoverSolver.Outcome fewest = CoverSolver.All(instance.Within, instance.Weight, instance.CountingRules(), instance.Effort.Part(0.3));
        if (fewest.Open is null) return Rules(instance);
        return TooFew(limit, (int)Math.Ceiling(Math.Max(most + 1, fewest.Bound) - 1e-6), (int)Math.Round(fewest.Objective));
    }

    /// <summary>Capacity is short whatever is chosen.</summary>
    public static ModelAnswer ShortOfCapacity(double capacity, double needed) =>
        ModelAnswer.Infeasible(new Notice("siting/capacity", ("held", capacity), ("short", needed - capacity), ("needed", needed)), MoreCapacity(needed - capacity));

    /// <summary>Capacity is enough in total but not where the demand is: what all allowed sites together could serve tells how much.</summary>
    public static ModelAnswer NotServed(Instance instance, double[] capacity, double needed)
    {
        List<int> all = [.. Enumerable.Range(0, instance.Sites.Length).Where(j => instance.Rules.Start[j] != SiteState.Closed)];
        var rows = instance.Within with { Value = null };
        var everywhere = new CapacityRelaxation(instance.Rules, rows, instance.Weight, capacity, 1, null, whole: false, 0, instance.Effort);
        List<(int Demand, int Site, double Weight)> flow = everywhere.Flow(all);
        double served = flow.Sum(f => f.Weight);
        if (served >= needed * (1 - 1e-9)) return ModelAnswer.Infeasible(new Notice("siting/no-set", ("needed", needed)), new Notice("siting/helps-larger"));
        double[] missing = [.. instance.Weight];
        foreach ((int i, _, double weight) in flow) missing[i] -= weight;
        int[] unmet = [.. Enumerable.Range(0, missing.Length).Where(i => missing[i] > 1e-7 * instance.Weight[i])];
        return ModelAnswer.Infeasible(
            new Notice("siting/not-served", ("served", served), ("needed", needed), ("short", needed - served), ("names", List(unmet, instance.DemandName))), MoreCapacity(needed - served), unmet);
    }

    /// <summary>The rules on sites contradict each other or the demand: names one that does so alone, or whose absence helps.</summary>
    public static ModelAnswer Rules(Instance instance)
    {
        SiteRules rules = instance.Rules;
        int open = Enumerable.Range(0, rules.Count).Count(j => rules.Counted[j] && rules.Start[j] == SiteState.Open);
        if (open > rules.MaximumCounted)
            return ModelAnswer.Infeasible(new Notice("siting/fixed", ("open", open), ("allowed", rules.MaximumCounted)), MoreSites(open - rules.MaximumCounted));
        foreach (SiteRow row in rules.Rows)
        {
            if (Possible(rules, [row])) continue;
            return ModelAnswer.Infeasible(new Notice("siting/rule-alone", ("rule", row.Name)), new Notice("siting/helps-limit", ("amount", LeastSum(rules, row) - row.Limit)));
        }
        foreach (SiteRow row in rules.Rows)
            if (Possible(rules, [.. rules.Rows.Where(r => r != row)]))
                return ModelAnswer.Infeasible(new Notice("siting/rule-against-others", ("rule", row.Name)), new Notice("siting/helps-without", ("rule", row.Name)));
        return ModelAnswer.Infeasible(new Notice("siting/rules-together"), null);
    }

    private static bool Possible(SiteRules rules, SiteRow[] rows)
    {
        var some = new SiteRules(rules.Cost, rules.Counted, rules.MaximumCounted, rules.Start, rows);
        return some.Propagate((SiteState[])rules.Start.Clone());
    }

    private static double LeastSum(SiteRules rules, SiteRow row)
    {
        double open = 0;
        var helping = new List<double>();
        for (int k = 0; k < row.Sites.Length; k++)
        {
            if (rules.Start[row.Sites[k]] == SiteState.Open) open += row.Coefficients[k];
            else if (rules.Start[row.Sites[k]] == SiteState.Free && row.Coefficients[k] < 0) helping.Add(row.Coefficients[k]);
        }
        return open + helping.Order().Take(rules.MaximumCounted).Sum();
    }

    private static Notice MoreSites(int count) => new("siting/helps-sites", ("count", count));

    private static Notice MoreCapacity(double amount) => new("siting/helps-capacity", ("amount", amount));

    private static Notice RadiusThatHelps(Instance instance, int[] demands)
    {
        double?[] nearest = [.. demands.Select(i => NearestCost(instance, i))];
        int unreachable = nearest.Count(c => c is null);
        if (unreachable == demands.Length) return new Notice("siting/helps-new-place");
        double far = nearest.Max()!.Value;
        return unreachable == 0 ? new Notice("siting/helps-radius", ("radius", far)) : new Notice("siting/helps-radius-and-place", ("radius", far), ("count", unreachable));
    }

    /// <summary>Ids and in brackets what the nearest site costs, "-" where nothing reaches.</summary>
    private static string WithNearest(Instance instance, int[] demands) =>
        List(demands, i => $"{instance.DemandName(i)} ({NearestCost(instance, i)?.ToString("G12", CultureInfo.InvariantCulture) ?? "-"})");

    private static string List(int[] demands, Func<int, string> show) =>
        string.Join(", ", demands.Take(NamesShown).Select(show)) + (demands.Length > NamesShown ? " ..." : "");
}
