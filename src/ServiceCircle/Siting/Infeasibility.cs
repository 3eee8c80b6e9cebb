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
        string reason = Instance.Invariant($"{demands.Length} of {instance.Weight.Length} demands (weight {weight:G12} of {total:G12}) have no allowed site within reach: {Names(instance, demands)}");
        (string relaxation, Notice helps) = RadiusThatHelps(instance, demands);
        var why = new Notice("siting/no-site", ("count", demands.Length), ("all", instance.Weight.Length), ("weight", weight), ("total", total), ("names", WithNearest(instance, demands)));
        return ModelAnswer.Infeasible(reason, relaxation, why, helps, demands);
    }

    public static ModelAnswer ShareOutOfReach(Instance instance, double target, int[] uncoverable)
    {
        double total = instance.TotalWeight, lost = uncoverable.Sum(i => instance.Weight[i]);
        string reason = Instance.Invariant($"all sites together cover weight {total - lost:G12} of {total:G12}, {target - (total - lost):G12} short of the target; out of reach: {Names(instance, uncoverable)}");
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
        string relaxation = Instance.Invariant($"a target share of at most {(total - lost) / total:G12}");
        if (needed is { } radius) relaxation += Instance.Invariant($", or a radius of {radius:G12}");
        double percent = 100 * (total - lost) / total;
        var why = new Notice("siting/share", ("covered", total - lost), ("total", total), ("short", target - (total - lost)), ("names", WithNearest(instance, uncoverable)));
        Notice helps = needed is { } far ? new Notice("siting/helps-share-or-radius", ("percent", percent), ("radius", far)) : new Notice("siting/helps-share", ("percent", percent));
        return ModelAnswer.Infeasible(reason, relaxation, why, helps, uncoverable);
    }

    /// <summary>The number of sites is too small: how many are needed at least, and how many are known to do.</summary>
    public static ModelAnswer TooFew(Instance instance, int needed, int enough)
    {
        int allowed = instance.Rules.MaximumCounted;
        string reason = Instance.Invariant($"{allowed} sites cannot reach every demand; at least {needed} are needed, {enough} do");
        return ModelAnswer.Infeasible(reason, Instance.Invariant($"{enough - allowed} more sites"), TooFewWords(allowed, needed, enough), MoreSites(enough - allowed));
    }

    /// <summary>The covering models: what it takes without the limit on the number; null if the limit is not what is in the way.</summary>
    public static ModelAnswer? TooFewToCover(Instance instance)
    {
        if (instance.Problem.P is not { } allowed) return null;
        TimeSpan left = instance.Effort.Options.TimeLimit - instance.Effort.Elapsed;
        SitingSolution free = SitingSolver.Solve(
            instance.Problem with { P = null }, instance.Effort.Options with { TimeLimit = left > TimeSpan.Zero ? left : TimeSpan.Zero });
        if (free.Objective is null || free.Bound is not { } bound) return null;
        int needed = instance.Problem.SiteCosts is null ? Math.Max(allowed + 1, (int)Math.Ceiling(bound - 1e-6)) : allowed + 1;
        return ModelAnswer.Infeasible(
            Instance.Invariant($"{allowed} new sites are not enough to cover what is asked; at least {needed} are needed, {free.Chosen.Count} do"),
            Instance.Invariant($"{free.Chosen.Count - allowed} more sites"),
            TooFewWords(allowed, needed, free.Chosen.Count), MoreSites(free.Chosen.Count - allowed));
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
        return TooFew(instance, (int)Math.Ceiling(Math.Max(most + 1, fewest.Bound) - 1e-6), (int)Math.Round(fewest.Objective));
    }

    /// <summary>Capacity is short whatever is chosen.</summary>
    public static ModelAnswer ShortOfCapacity(double capacity, double needed) =>
        ModelAnswer.Infeasible(
            Instance.Invariant($"the largest allowed sites together hold {capacity:G12}, {needed - capacity:G12} short of the weight {needed:G12} to be served"),
            Instance.Invariant($"capacity for {needed - capacity:G12} more"),
            new Notice("siting/capacity", ("held", capacity), ("short", needed - capacity), ("needed", needed)), MoreCapacity(needed - capacity));

    /// <summary>Capacity is enough in total but not where the demand is: what all allowed sites together could serve tells how much.</summary>
    public static ModelAnswer NotServed(Instance instance, double[] capacity, double needed)
    {
        List<int> all = [.. Enumerable.Range(0, instance.Sites.Length).Where(j => instance.Rules.Start[j] != SiteState.Closed)];
        var rows = instance.Within with { Value = null };
        var everywhere = new CapacityRelaxation(instance.Rules, rows, instance.Weight, capacity, 1, null, whole: false, 0);
        List<(int Demand, int Site, double Weight)> flow = everywhere.Flow(all);
        double served = flow.Sum(f => f.Weight);
        if (served >= needed * (1 - 1e-9))
        {
            return ModelAnswer.Infeasible(
                Instance.Invariant($"no allowed set of sites serves weight {needed:G12} within its capacities, though all sites together would"),
                "more sites, or larger ones", new Notice("siting/no-set", ("needed", needed)), new Notice("siting/helps-larger"));
        }
        double[] missing = [.. instance.Weight];
        foreach ((int i, _, double weight) in flow) missing[i] -= weight;
        int[] unmet = [.. Enumerable.Range(0, missing.Length).Where(i => missing[i] > 1e-7 * instance.Weight[i])];
        return ModelAnswer.Infeasible(
            Instance.Invariant($"all allowed sites together serve weight {served:G12} of {needed:G12}, {needed - served:G12} short; not fully served: {Names(instance, unmet)}"),
            Instance.Invariant($"capacity for {needed - served:G12} more within their reach"),
            new Notice("siting/not-served", ("served", served), ("needed", needed), ("short", needed - served), ("names", Ids(instance, unmet))), MoreCapacity(needed - served), unmet);
    }

    /// <summary>The rules on sites contradict each other or the demand: names one that does so alone, or whose absence helps.</summary>
    public static ModelAnswer Rules(Instance instance)
    {
        SiteRules rules = instance.Rules;
        int open = Enumerable.Range(0, rules.Count).Count(j => rules.Counted[j] && rules.Start[j] == SiteState.Open);
        if (open > rules.MaximumCounted)
        {
            return ModelAnswer.Infeasible(Instance.Invariant($"{open} sites are fixed, {rules.MaximumCounted} are allowed"), null,
                new Notice("siting/fixed", ("open", open), ("allowed", rules.MaximumCounted)), MoreSites(open - rules.MaximumCounted));
        }
        foreach (SiteRow row in rules.Rows)
        {
            if (Possible(rules, [row])) continue;
            double least = LeastSum(rules, row);
            return ModelAnswer.Infeasible(
                Instance.Invariant($"{row.Name} cannot be obeyed with the sites as they stand"),
                Instance.Invariant($"moving its limit by {least - row.Limit}"),
                new Notice("siting/rule-alone", ("rule", row.Name)), new Notice("siting/helps-limit", ("amount", least - row.Limit)));
        }
        foreach (SiteRow row in rules.Rows)
            if (Possible(rules, [.. rules.Rows.Where(r => r != row)]))
                return ModelAnswer.Infeasible($"{row.Name} contradicts the other rules", $"without {row.Name} the rules can be obeyed",
                    new Notice("siting/rule-against-others", ("rule", row.Name)), new Notice("siting/helps-without", ("rule", row.Name)));
        return ModelAnswer.Infeasible("the rules on sites (number, budget, groups, tiers, separation) and the demand cannot be met together", null,
            new Notice("siting/rules-together"), null);
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

    private static Notice TooFewWords(int allowed, int needed, int enough) => new("siting/too-few", ("allowed", allowed), ("needed", needed), ("enough", enough));

    private static Notice MoreSites(int count) => new("siting/helps-sites", ("count", count));

    private static Notice MoreCapacity(double amount) => new("siting/helps-capacity", ("amount", amount));

    private static (string Words, Notice Helps) RadiusThatHelps(Instance instance, int[] demands)
    {
        double?[] nearest = [.. demands.Select(i => NearestCost(instance, i))];
        int unreachable = nearest.Count(c => c is null);
        if (unreachable == demands.Length) return ("a site that can reach them; leaving them out", new Notice("siting/helps-new-place"));
        double far = nearest.Max()!.Value;
        string radius = Instance.Invariant($"a radius of {far:G12}");
        return unreachable == 0
            ? (radius, new Notice("siting/helps-radius", ("radius", far)))
            : (Instance.Invariant($"{radius:G12}, and a site for the {unreachable} that nothing reaches"), new Notice("siting/helps-radius-and-place", ("radius", far), ("count", unreachable)));
    }

    /// <summary>Ids and in brackets what the nearest site costs, "-" where nothing reaches.</summary>
    private static string WithNearest(Instance instance, int[] demands) =>
        string.Join(", ", demands.Take(NamesShown).Select(i => Instance.Invariant($"{instance.DemandName(i)} ({NearestCost(instance, i)?.ToString("G12", CultureInfo.InvariantCulture) ?? "-"})")))
        + (demands.Length > NamesShown ? " ..." : "");

    private static string Ids(Instance instance, int[] demands) =>
        string.Join(", ", demands.Take(NamesShown).Select(instance.DemandName)) + (demands.Length > NamesShown ? " ..." : "");

    private static string Names(Instance instance, int[] demands)
    {
        IEnumerable<string> shown = demands.Take(NamesShown).Select(i =>
            NearestCost(instance, i) is { } c ? Instance.Invariant($"{instance.DemandName(i)} (nearest {c:G12})") : $"{instance.DemandName(i)} (none)");
        return string.Join(", ", shown) + (demands.Length > NamesShown ? Instance.Invariant($" and {demands.Length - NamesShown} more") : "");
    }
}
