using System.Globalization;

namespace ServiceCircle.Siting.Problem;

/// <summary>
/// A problem made ready: demands and sites in canonical order (by id, so that the order of the input cannot matter), demands without
/// weight left out, pairs cut at the radius, and every rule on sites as a row.
/// </summary>
internal sealed class Instance
{
    public Instance(SitingProblem problem, Effort effort)
    {
        (Problem, Effort) = (problem, effort);
        InstanceChecks.Check(problem);
        SparseCosts costs = problem.Costs;
        Sites = Order(problem.SiteIds, costs.SiteCount);
        Demands = [.. Order(problem.DemandIds, costs.DemandCount).Where(i => problem.WeightOf(i) > 0)];
        Weight = [.. Demands.Select(problem.WeightOf)];
        Rank = PairTable.Places(Sites, Sites.Length);
        double[] reach = problem.Reaches();
        Reach = [.. Sites.Select(j => reach[j])];
        Rules = BuildRules();
        Within = Cut();
        // Relocating frees a site: the fewest sites are counted net of those that closed.
        CostConstant = problem.Objective == SitingObjective.Lscp && problem.SiteCosts is null ? -Count(SiteStatus.Relocatable) : 0;
    }

    public SitingProblem Problem { get; }
    public Effort Effort { get; }

    /// <summary>The caller's index of each demand and of each site here.</summary>
    public int[] Demands { get; }
    public int[] Sites { get; }

    /// <summary>Our index of each of the caller's sites.</summary>
    public int[] Rank { get; }

    public double[] Weight { get; }
    public double TotalWeight => Weight.Sum();
    public SiteRules Rules { get; }

    /// <summary>Pairs within reach, demands by sites, with unweighted costs (null where all are 0).</summary>
    public PairTable Within { get; }

    /// <summary>The costs of the problem and, of demands that nothing reaches, those beyond them.</summary>
    public SparseCosts WideCosts => field ??= Problem.Words.Widen(Problem.Costs, [.. Uncoverable().Select(i => Demands[i])], Effort);

    public double CostConstant { get; }

    /// <summary>How far each site reaches; infinite without a radius.</summary>
    public double[] Reach { get; }

    public SiteStatus StatusOf(int site) => Problem.StatusOf(Sites[site]);

    public string DemandName(int demand) => Problem.DemandIds?[Demands[demand]] ?? Invariant(Demands[demand]);

    /// <summary>Name of the rule that two of the caller's sites are kept apart.</summary>
    public Notice Apart(int a, int b)
    {
        Notice Name(int rank) => Problem.SiteIds?[Sites[rank]] is { } id ? Problem.Words.Site(id) : Notice.AsIs(Invariant(Sites[rank]));
        return new("siting/rule/apart", ("a", Name(Math.Min(Rank[a], Rank[b]))), ("b", Name(Math.Max(Rank[a], Rank[b]))));
    }

    /// <summary>Names of a least and of a greatest number in a unit or tier, and of these.</summary>
    public static Notice AtLeast(int least, Notice of) => new("siting/rule/at-least", ("least", Invariant(least)), ("of", of));
    public static Notice AtMost(int most, Notice of) => new("siting/rule/at-most", ("most", Invariant(most)), ("of", of));
    public static Notice NameOf(SiteGroup group) => new("siting/rule/group", ("name", group.Name));
    public static Notice NameOf(SiteTier tier) => new("siting/rule/tier", ("name", tier.Name));

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same rules with costs for the sites and without a limit on their number: how many are needed at all?</summary>
    public SiteRules CountingRules() =>
        new([.. Rules.Counted.Select(c => c ? 1.0 : 0.0)], Rules.Counted, int.MaxValue, Rules.Start, Rules.Rows);

    /// <summary>Whether demands go to one site undivided.</summary>
    public bool Whole => Problem.Assignment == AssignmentRule.Whole;

    /// <summary>Capacity of each site, where the problem has them.</summary>
    public double[] Capacity => field ??= [.. Sites.Select(j => Problem.Capacities![j])];

    /// <summary>The rules and one more, implied: the open sites hold what must be served. It tightens the bound.</summary>
    public SiteRules WithCapacityRow(double needed)
    {
        var row = new SiteRow(
            new Notice("siting/rule/capacity"), [.. Enumerable.Range(0, Sites.Length)], [.. Capacity.Select(q => -q)], -needed);
        return new SiteRules(Rules.Cost, Rules.Counted, Rules.MaximumCounted, Rules.Start, [.. Rules.Rows, row]);
    }

    /// <summary>The weight that the target share asks for, null without one; rounding of the product asks for no more.</summary>
    public double? TargetWeight => Problem.TargetShare * TotalWeight * (1 - Tolerance.Product);

    /// <summary>Demands that no allowed site reaches.</summary>
    public int[] Uncoverable() => [.. Enumerable.Range(0, Weight.Length).Where(i => !IsReached(i))];

    /// <summary>The cheapest pair of a demand with any site that may be open, whatever the radius; null if none is given.</summary>
    public double? NearestCost(int demand)
    {
        PairTable table = (IsReached(demand) ? Problem.Costs : WideCosts).Table;
        double nearest = table.Least(Demands[demand], j => Rules.Start[Rank[j]] != SiteState.Closed);
        return double.IsInfinity(nearest) ? null : nearest;
    }

    /// <summary>The same in the unit of the messages.</summary>
    public double? ShownNearest(int demand) => NearestCost(demand) is { } cost ? Problem.Words.Shown(cost) : null;

    /// <summary>That every demand is covered that some allowed site reaches.</summary>
    public CoverProblem Coverable(SiteRules rules)
    {
        int[] kept = [.. Enumerable.Range(0, Weight.Length).Where(IsReached)];
        int[] same = [.. Enumerable.Range(0, Sites.Length)];
        return kept.Length == Weight.Length ? new CoverProblem(Within, Weight, rules) { Hard = 1 }
            : new(Within.Select(kept, same, Sites.Length, withValues: false), [.. kept.Select(i => Weight[i])], rules) { Hard = 1 };
    }

    public UnmetDemand AsUnmet(int demand) => new(Demands[demand], Weight[demand], ShownNearest(demand));

    private bool IsReached(int demand) => Within.First[demand] < Within.First[demand + 1];

    private static int[] Order(IReadOnlyList<string>? ids, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (ids is not null) Array.Sort(order, (a, b) => string.CompareOrdinal(ids[a], ids[b]));
        return order;
    }

    private int Count(SiteStatus status) => Problem.Statuses?.Count(s => s == status) ?? 0;

    private PairTable Cut()
    {
        PairTable table = Problem.Costs.Table;
        bool asGiven = Demands.Length == table.RowCount && IsIdentity(Demands) && IsIdentity(Sites)
            && Reach.All(double.IsPositiveInfinity) && Rules.Start.All(s => s != SiteState.Closed);
        if (asGiven) return table;
        int[] map = [.. Rank.Select(k => Rules.Start[k] == SiteState.Closed ? -1 : k)];
        return table.Select(Demands, map, Sites.Length, (_, k) => table.CostAt(k) <= Reach[Rank[table.Index[k]]], withValues: NeedsCosts);
    }

    private bool NeedsCosts => Problem.Capacities is not null || !Problem.Objective.IsCovering();

    private static bool IsIdentity(int[] order) => order.Index().All(o => o.Index == o.Item);

    private SiteRules BuildRules()
    {
        int n = Sites.Length;
        var start = new SiteState[n];
        var counted = new bool[n];
        var cost = new double[n];
        for (int k = 0; k < n; k++)
        {
            SiteStatus status = StatusOf(k);
            start[k] = status switch { SiteStatus.Fixed => SiteState.Open, SiteStatus.Excluded => SiteState.Closed, _ => SiteState.Free };
            counted[k] = status is SiteStatus.Candidate or SiteStatus.Relocatable;
            if (Problem.Objective == SitingObjective.Lscp) cost[k] = Problem.SiteCosts is null ? (counted[k] ? 1 : 0) : SpentOn(k);
        }
        int most = Problem.P is { } p ? p + Count(SiteStatus.Relocatable) : int.MaxValue;
        return new SiteRules(cost, counted, most, start, [.. BuildRows()]);
    }

    private double SpentOn(int site) =>
        StatusOf(site) is SiteStatus.Candidate or SiteStatus.Closable ? Problem.SiteCosts![Sites[site]] : 0;

    private IEnumerable<SiteRow> BuildRows()
    {
        if (Problem.Budget is { } budget)
        {
            int[] paid = [.. Enumerable.Range(0, Sites.Length).Where(k => SpentOn(k) > 0)];
            yield return new SiteRow(new Notice("siting/rule/budget"), paid, [.. paid.Select(SpentOn)], budget);
        }
        foreach (SiteGroup group in Problem.Groups.OrderBy(g => g.Name, StringComparer.Ordinal))
            foreach (SiteRow row in AtLeastAtMost(NameOf(group), group.Sites, group.Minimum, group.Maximum)) yield return row;
        foreach (SiteTier tier in Problem.Tiers.OrderBy(t => t.Name, StringComparer.Ordinal))
            foreach (SiteRow row in AtLeastAtMost(NameOf(tier), tier.Sites, tier.Minimum, tier.Maximum)) yield return row;
        foreach (SiteLimit limit in Problem.Limits.OrderBy(l => l.Name.ToString(), StringComparer.Ordinal))
        {
            (int Site, double Coefficient)[] terms =
                [.. limit.Sites.Select((j, k) => (Rank[j], limit.Coefficients[k])).OrderBy(t => t.Item1)];
            yield return new SiteRow(limit.Name, [.. terms.Select(t => t.Site)], [.. terms.Select(t => t.Coefficient)], limit.Most);
        }
        IEnumerable<(int, int)> apart =
            Problem.Apart.Select(pair => (Math.Min(Rank[pair.A], Rank[pair.B]), Math.Max(Rank[pair.A], Rank[pair.B])));
        foreach ((int a, int b) in apart.Distinct().Order())
            yield return new SiteRow(Apart(Sites[a], Sites[b]), [a, b], [1, 1], 1);
    }

    private IEnumerable<SiteRow> AtLeastAtMost(Notice name, IReadOnlyList<int> sites, int least, int? most)
    {
        int[] members = [.. sites.Select(j => Rank[j]).Distinct().Order()];
        if (least > 0) yield return new SiteRow(AtLeast(least, name), members, [.. members.Select(_ => -1.0)], -least);
        if (most is { } limit) yield return new SiteRow(AtMost(limit, name), members, [.. members.Select(_ => 1.0)], limit);
    }
}
