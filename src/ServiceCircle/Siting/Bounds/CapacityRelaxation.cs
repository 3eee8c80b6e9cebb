using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// Siting with capacities, the service constraints relaxed: every site then fills itself with the most rewarding demand, a continuous
/// knapsack (Pirkul and Schilling, 1991; Cornuejols, Sridharan and Thizy, 1991), and the best set is picked by its rewards.
/// <code>
/// min  Σ_j c_j y_j + Σ_ij w_i d_ij x_ij + u Σ_i w_i s_i
/// s.t. Σ_j x_ij + s_i = 1,  Σ_i w_i x_ij &lt;= Q_j y_j,  x_ij &lt;= y_j,  rules on y
///      x in [0, 1] (split) or {0, 1} (whole);  s = 0 where all must be served;  or Σ_i w_i s_i &lt;= W - T for a target T
/// </code>
/// The bound is that of the strong linear relaxation for both rules. O(pairs log pairs) a step. Open sets are evaluated exactly.
/// </summary>
internal sealed class CapacityRelaxation : Relaxation
{
    private const int QuickNodes = 500, ExactNodes = 400_000;

    private readonly PairTable _columns;
    private readonly double[] _weight, _capacity, _wanted, _taken;
    private readonly double? _unservedCost, _target;
    private readonly double _penalty;
    private readonly bool _whole;
    private readonly List<(double Key, int Demand)> _items = [];
    private double[] _multipliers = [];
    private double _bestValue = double.PositiveInfinity;
    private int[] _bestWhole = [];

    /// <param name="rules">Which sets are allowed.</param>
    /// <param name="rows">Cost per unit of weight of each allowed pair.</param>
    /// <param name="weight">Weight of each demand.</param>
    /// <param name="capacity">Capacity of each site.</param>
    /// <param name="unservedCost">Cost per unit of weight not served; null if all (or the target) must be.</param>
    /// <param name="target">Weight to serve at least; null for all or none.</param>
    /// <param name="whole">Whether demands are not to be split.</param>
    /// <param name="granularity">Every objective is a multiple of this; 0 if unknown.</param>
    /// <param name="effort">Limits.</param>
    public CapacityRelaxation(SiteRules rules, PairTable rows, double[] weight, double[] capacity, double? unservedCost, double? target, bool whole, double granularity, Effort effort)
        : base(rules, effort)
    {
        (_weight, _capacity, _unservedCost, _target, _whole) = (weight, capacity, unservedCost, target, whole);
        Granularity = granularity;
        int[] all = [.. Enumerable.Range(0, rows.RowCount)], same = [.. Enumerable.Range(0, rows.ColumnCount)];
        _columns = (whole ? rows.Select(all, same, rows.ColumnCount, (i, k) => weight[i] <= capacity[rows.Index[k]]) : rows).Transpose();
        Lower = new double[weight.Length];
        Upper = [.. weight.Select(w => unservedCost is { } u ? u * w : double.PositiveInfinity)];
        _wanted = new double[weight.Length];
        _taken = new double[weight.Length];
        double dearest = rows.Value is { Length: > 0 } v ? v.Max() : 0;
        // Larger than any saving from one more unit served, so that serving comes first.
        _penalty = target is not null ? 1 : unservedCost ?? (1 + dearest) * (2 + rules.Count) + rules.Cost.Sum();
    }

    public override double[] Lower { get; }

    public override double[] Upper { get; }

    public override double Granularity { get; }

    public override double Price(double[] multipliers, double[] value)
    {
        _multipliers = multipliers;
        for (int j = 0; j < Rules.Count; j++)
        {
            if ((j & 63) == 0) Effort.Check();
            value[j] += Fill(j, multipliers, null);
        }
        double sum = 0;
        if (_target is not { } target)
        {
            for (int i = 0; i < _weight.Length; i++)
            {
                sum += multipliers[i];
                _wanted[i] = 1;
            }
            return sum;
        }
        double left = target;
        Array.Clear(_wanted);
        foreach (int i in Enumerable.Range(0, _weight.Length).OrderBy(i => multipliers[i] / _weight[i]).ThenBy(i => i))
        {
            if (left <= 0) break;
            _wanted[i] = Math.Min(1, left / _weight[i]);
            sum += _wanted[i] * multipliers[i];
            left -= _wanted[i] * _weight[i];
        }
        return sum;
    }

    public override void Slack(bool[] open, double[] slack)
    {
        Array.Clear(_taken);
        for (int j = 0; j < open.Length; j++) if (open[j]) Fill(j, _multipliers, _taken);
        for (int i = 0; i < _wanted.Length; i++) slack[i] = _wanted[i] - _taken[i];
    }

    public override double[] InitialMultipliers(IReadOnlyList<int>? incumbent)
    {
        double[] start = [.. _weight];
        if (incumbent is null)
        {
            for (int i = 0; i < start.Length; i++) start[i] = double.IsInfinity(Upper[i]) ? 0 : Upper[i] * 0.9;
            return start;
        }
        Transport transport = Share(incumbent, Effort, out List<int> open);
        double[] cost = UnitCosts(open);
        for (int i = 0; i < start.Length; i++)
        {
            double sum = transport.Unserved[i] * Math.Min(_penalty, _unservedCost ?? 0);
            for (int s = 0; s < open.Count; s++) if (transport.Flow[i * open.Count + s] > 0) sum += transport.Flow[i * open.Count + s] * cost[i * open.Count + s];
            start[i] = Math.Min(sum * 1.1, Upper[i]);
        }
        return start;
    }

    /// <summary>Who goes where with these sites.</summary>
    public List<(int Demand, int Site, double Weight)> Flow(IReadOnlyList<int> sites)
    {
        var flow = new List<(int, int, double)>();
        List<int> open = [.. sites.Order()];
        if (_whole)
        {
            // The very assignment that gave the objective: another search might stop elsewhere.
            for (int i = 0; i < _weight.Length; i++) if (_bestWhole[i] >= 0) flow.Add((i, open[_bestWhole[i]], _weight[i]));
            return flow;
        }
        Transport transport = Share(open, null, out _);
        for (int i = 0; i < _weight.Length; i++)
            for (int s = 0; s < open.Count; s++)
                if (transport.Flow[i * open.Count + s] > 0) flow.Add((i, open[s], transport.Flow[i * open.Count + s]));
        return flow;
    }

    public override double Evaluate(IReadOnlyList<int> open, bool exact, out double bound)
    {
        List<int> sites = [.. open.Order()];
        Transport transport = Share(sites, Effort, out _);
        double cost = Rules.CostOf(open), value = transport.Cost, lower = value;
        bound = double.PositiveInfinity;
        if (!Serves(transport.Unserved.Sum())) return double.PositiveInfinity;
        int[]? assignment = null;
        if (_whole)
        {
            WholeAssignment whole = Assign(sites);
            lower = whole.Solve(exact ? ExactNodes : QuickNodes);
            (value, assignment) = (whole.Value, whole.Best);
            double left = Enumerable.Range(0, _weight.Length).Where(i => assignment[i] < 0).Sum(i => _weight[i]);
            if (!Serves(left))
            {
                // None was found; none exists unless the search was cut short.
                if (lower < value) bound = _target is null ? cost + lower : cost;
                return double.PositiveInfinity;
            }
        }
        bound = _target is null ? cost + lower : cost;
        double total = _target is null ? cost + value : cost;
        if (assignment is not null && total < _bestValue) (_bestValue, _bestWhole) = (total, assignment);
        return total;
    }

    public override IEnumerable<List<int>> Starts()
    {
        if (new CapacitySearch(this, Effort).Run([], thorough: true) is { } found) yield return found;
    }

    public override List<int>? Improve(IReadOnlyList<int> sites, bool thorough) => new CapacitySearch(this, Effort).Run(sites, thorough);

    /// <summary>The working tables are small; nothing is dropped.</summary>
    public override void Forget(SiteState[] state)
    {
    }

    /// <summary>Site costs and transport, with a large penalty for weight that should be served; and each demand's own part.</summary>
    public double Penalised(IReadOnlyList<int> sites, double[] part)
    {
        Transport transport = Share(sites, Effort, out List<int> open);
        double[] cost = UnitCosts(open);
        double spare = _target is { } t ? _weight.Sum() - t : 0, sum = 0, unserved = 0;
        for (int i = 0; i < _weight.Length; i++)
        {
            part[i] = transport.Unserved[i] * _penalty;
            unserved += transport.Unserved[i];
            for (int s = 0; s < open.Count; s++)
            {
                double f = transport.Flow[i * open.Count + s];
                if (f > 0 && _target is null) part[i] += f * cost[i * open.Count + s];
            }
            sum += part[i];
        }
        if (_target is not null) sum = Math.Max(0, unserved - spare) * (1 + Rules.Cost.Sum());
        return sum + Rules.CostOf(open);
    }

    /// <summary>What a site could save at most if every demand pays this much now.</summary>
    public double Promise(int site, double[] part) => -Fill(site, part, null) - Rules.Cost[site];

    private bool Serves(double unserved)
    {
        if (_target is { } target) return unserved <= _weight.Sum() - target + 1e-9 * Math.Max(1, target);
        return _unservedCost is not null || unserved <= 1e-7 * Math.Max(1, _weight.Sum());
    }

    /// <summary>The continuous knapsack of one site: its value (negative or 0); adds the shares taken.</summary>
    private double Fill(int site, double[] multipliers, double[]? taken)
    {
        _items.Clear();
        for (int k = _columns.First[site]; k < _columns.First[site + 1]; k++)
        {
            int i = _columns.Index[k];
            double key = _columns.CostAt(k) - multipliers[i] / _weight[i];
            if (key < 0) _items.Add((key, i));
        }
        _items.Sort();
        double left = _capacity[site], sum = 0;
        foreach ((double key, int i) in _items)
        {
            if (left <= 0) break;
            double amount = Math.Min(left, _weight[i]);
            sum += amount * key;
            left -= amount;
            if (taken is not null) taken[i] += amount / _weight[i];
        }
        return sum;
    }

    private Transport Share(IReadOnlyList<int> sites, Effort? effort, out List<int> open)
    {
        open = [.. sites.Order()];
        var transport = new Transport(UnitCosts(open), _weight, [.. open.Select(j => _capacity[j])], _penalty, effort);
        transport.Solve();
        return transport;
    }

    private WholeAssignment Assign(List<int> open) =>
        new(UnitCosts(open), _weight, [.. open.Select(j => _capacity[j])], _penalty, _target is null ? Granularity : 0, Effort);

    private double[] UnitCosts(List<int> open)
    {
        var cost = new double[_weight.Length * open.Count];
        Array.Fill(cost, double.PositiveInfinity);
        for (int s = 0; s < open.Count; s++)
            for (int k = _columns.First[open[s]]; k < _columns.First[open[s] + 1]; k++)
                cost[_columns.Index[k] * open.Count + s] = _target is null ? _columns.CostAt(k) : 0;
        return cost;
    }
}
