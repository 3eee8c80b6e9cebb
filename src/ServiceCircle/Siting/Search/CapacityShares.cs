using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>What a model asks of a set of open sites, and how its demand is best shared among them where it may be split.</summary>
internal sealed class CapacityShares
{
    private readonly PairTable _columns;
    private readonly double? _unservedCost;
    private readonly List<(double Key, int Demand)> _items = [];

    public CapacityShares(CapacityProblem model)
    {
        PairTable rows = model.Rows;
        (Rules, Weight, _unservedCost, Target) = (model.Rules, model.Instance.Weight, model.UnservedCost, model.Target);
        Capacity = model.Instance.Capacity;
        // A demand that goes whole uses only sites that hold it.
        _columns = (model.Instance.Whole ? rows.Where((i, k) => Weight[i] <= Capacity[rows.Index[k]]) : rows).Transpose();
        MostPaid = [.. Weight.Select(w => _unservedCost is { } u ? u * w : double.PositiveInfinity)];
        double dearest = rows.Value is { Length: > 0 } v ? v.Max() : 0;
        // Larger than any saving from one more unit served, so that serving comes first.
        Penalty = Target is not null ? 1 : _unservedCost ?? (1 + dearest) * (2 + Rules.Count) + Rules.Cost.Sum();
    }

    public SiteRules Rules { get; }
    public double[] Weight { get; }
    public double[] Capacity { get; }
    public double? Target { get; }

    /// <summary>What a demand pays at most: what leaving it out costs, infinite where it must be served.</summary>
    public double[] MostPaid { get; }

    /// <summary>Cost per unit of weight that is left over.</summary>
    public double Penalty { get; }

    /// <summary>Who goes where at least cost with these sites, in ascending order; a null effort is no limit.</summary>
    public Transport Share(IReadOnlyList<int> open, Effort? effort)
    {
        var transport = new Transport(UnitCosts(open), Weight, CapacitiesOf(open), Penalty, effort);
        transport.Solve();
        return transport;
    }

    public double[] CapacitiesOf(IReadOnlyList<int> open) => [.. open.Select(j => Capacity[j])];

    /// <summary>Cost per unit of weight by demand and open site, infinite where not allowed.</summary>
    public double[] UnitCosts(IReadOnlyList<int> open)
    {
        int sites = open.Count;
        var cost = new double[Weight.Length * sites];
        Array.Fill(cost, double.PositiveInfinity);
        for (int s = 0; s < sites; s++)
        {
            int j = open[s];
            for (int k = _columns.First[j]; k < _columns.First[j + 1]; k++)
                cost[_columns.Index[k] * sites + s] = Target is null ? _columns.CostAt(k) : 0;
        }
        return cost;
    }

    /// <summary>Site costs and transport, with a large penalty for weight that should be served; and each demand's own part.</summary>
    public double Penalised(IReadOnlyList<int> sites, double[] part, Effort effort)
    {
        int[] open = [.. sites.Order()];
        Transport transport = Share(open, effort);
        double[] cost = UnitCosts(open);
        double spare = Target is { } t ? Weight.Sum() - t : 0, sum = 0, unserved = 0;
        for (int i = 0; i < Weight.Length; i++)
        {
            part[i] = transport.Unserved[i] * Penalty;
            unserved += transport.Unserved[i];
            for (int s = 0; s < open.Length; s++)
            {
                double f = transport.Flow[i * open.Length + s];
                if (f > 0 && Target is null) part[i] += f * cost[i * open.Length + s];
            }
            sum += part[i];
        }
        if (Target is not null) sum = Math.Max(0, unserved - spare) * (1 + Rules.Cost.Sum());
        return sum + Rules.CostOf(sites);
    }

    /// <summary>What a site could save at most if every demand pays this much now.</summary>
    public double Promise(int site, double[] part) => -Fill(site, part, null) - Rules.Cost[site];

    /// <summary>Whether so much weight may be left over.</summary>
    public bool Serves(double unserved)
    {
        if (Target is { } target) return unserved <= Weight.Sum() - target + Tolerance.For(target, Tolerance.Sum);
        return _unservedCost is not null || unserved <= Tolerance.For(Weight.Sum(), Tolerance.Shared);
    }

    /// <summary>The continuous knapsack of one site: its value (negative or 0); adds the shares taken.</summary>
    public double Fill(int site, double[] multipliers, double[]? taken)
    {
        _items.Clear();
        for (int k = _columns.First[site]; k < _columns.First[site + 1]; k++)
        {
            int i = _columns.Index[k];
            double key = _columns.CostAt(k) - multipliers[i] / Weight[i];
            if (key < 0) _items.Add((key, i));
        }
        _items.Sort();
        double left = Capacity[site], sum = 0;
        foreach ((double key, int i) in _items)
        {
            if (left <= 0) break;
            double amount = Math.Min(left, Weight[i]);
            sum += amount * key;
            left -= amount;
            if (taken is not null) taken[i] += amount / Weight[i];
        }
        return sum;
    }
}
