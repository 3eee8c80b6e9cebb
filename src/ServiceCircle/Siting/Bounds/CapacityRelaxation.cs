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

    private readonly CapacityShares _shares;
    private readonly double[] _weight, _wanted, _taken;
    private readonly double? _unservedCost, _target;
    private readonly bool _isWhole;
    private double[] _multipliers = [];
    private double _bestValue = double.PositiveInfinity;
    private int[] _bestWhole = [];

    public CapacityRelaxation(CapacityProblem model)
        : base(model.Rules, model.Instance.Effort)
    {
        (_weight, _unservedCost, _target, _isWhole) = (model.Instance.Weight, model.UnservedCost, model.Target, model.Instance.Whole);
        _shares = new CapacityShares(model);
        (Lower, Upper, Granularity) = (new double[_weight.Length], _shares.MostPaid, StepOf(model));
        _wanted = new double[_weight.Length];
        _taken = new double[_weight.Length];
    }

    public override double Price(double[] multipliers, double[] value)
    {
        _multipliers = multipliers;
        for (int j = 0; j < Rules.Count; j++)
        {
            if ((j & 63) == 0) Effort.Check();
            value[j] += _shares.Fill(j, multipliers, null);
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
        for (int j = 0; j < open.Length; j++) if (open[j]) _shares.Fill(j, _multipliers, _taken);
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
        int[] open = [.. incumbent.Order()];
        Transport transport = _shares.Share(open, Effort);
        double[] cost = _shares.UnitCosts(open);
        for (int i = 0; i < start.Length; i++)
        {
            double sum = transport.Unserved[i] * Math.Min(_shares.Penalty, _unservedCost ?? 0);
            for (int k = i * open.Length; k < (i + 1) * open.Length; k++) if (transport.Flow[k] > 0) sum += transport.Flow[k] * cost[k];
            start[i] = Math.Min(sum * 1.1, Upper[i]);
        }
        return start;
    }

    /// <summary>Who goes where with these sites.</summary>
    public List<(int Demand, int Site, double Weight)> Flow(IReadOnlyList<int> sites)
    {
        var flow = new List<(int, int, double)>();
        List<int> open = [.. sites.Order()];
        if (_isWhole)
        {
            // The very assignment that gave the objective: another search might stop elsewhere.
            for (int i = 0; i < _weight.Length; i++) if (_bestWhole[i] >= 0) flow.Add((i, open[_bestWhole[i]], _weight[i]));
            return flow;
        }
        Transport transport = _shares.Share(open, null);
        for (int i = 0; i < _weight.Length; i++)
            for (int s = 0; s < open.Count; s++)
                if (transport.Flow[i * open.Count + s] > 0) flow.Add((i, open[s], transport.Flow[i * open.Count + s]));
        return flow;
    }

    public override double Evaluate(IReadOnlyList<int> open, bool exact, out double bound)
    {
        List<int> sites = [.. open.Order()];
        Transport transport = _shares.Share(sites, Effort);
        double cost = Rules.CostOf(open), value = transport.Cost, lower = value;
        bound = double.PositiveInfinity;
        if (!_shares.Serves(transport.Unserved.Sum())) return double.PositiveInfinity;
        if (_isWhole)
        {
            var whole = new WholeAssignment(
                _shares.UnitCosts(sites), _weight, _shares.CapacitiesOf(sites), _shares.Penalty, _target is null ? Granularity : 0, Effort);
            lower = whole.Solve(exact ? ExactNodes : QuickNodes);
            value = whole.Value;
            if (!_shares.Serves(Enumerable.Range(0, _weight.Length).Where(i => whole.Best[i] < 0).Sum(i => _weight[i])))
            {
                // None was found; none exists unless the search was cut short.
                if (lower < value) bound = Total(lower);
                return double.PositiveInfinity;
            }
            if (Total(value) < _bestValue) (_bestValue, _bestWhole) = (Total(value), whole.Best);
        }
        bound = Total(lower);
        return Total(value);

        // What serving costs does not count where a target is asked for.
        double Total(double served) => _target is null ? cost + served : cost;
    }

    public override IEnumerable<List<int>> Starts()
    {
        if (new CapacitySearch(_shares, Effort).Run([], thorough: true) is { } found) yield return found;
    }

    public override List<int>? Improve(IReadOnlyList<int> sites, bool thorough) => new CapacitySearch(_shares, Effort).Run(sites, thorough);

    /// <summary>
    /// What every objective is a multiple of. Whole demands pay weight times cost; split ones pay cost for any part, which has a step only
    /// if weights, capacities and costs all have.
    /// </summary>
    private static double StepOf(CapacityProblem model)
    {
        if (model.Target is not null) return Bounds.Granularity.Find(model.Rules.Cost);
        double unit = Bounds.Granularity.Find((model.Rows.Value ?? []).Concat(model.UnservedCost is { } unserved ? [unserved] : []));
        Instance own = model.Instance;
        return unit * Bounds.Granularity.Find(own.Whole ? own.Weight : own.Weight.Concat(own.Capacity));
    }
}
