using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// Maximises a Lagrangian bound with the volume algorithm (Barahona and Anbil, 2000), a subgradient method whose direction is a running
/// mean of the subgradients; the same mean of the sets approximates the primal linear programme and guides branching. Reduced values fix
/// sites.
/// </summary>
/// <remarks>One step costs one pricing, O(pairs whose cost is below their multiplier), and one selection, O(sites log p).</remarks>
internal sealed class LagrangianDual
{
    /// <summary>The step factor below which steps no longer move the bound, and the square of a direction that has vanished.</summary>
    private const double LeastFactor = 1e-5, LeastNorm = 1e-12;

    /// <summary>Where the bound has reached its goal a step goes on as if this part of it were missing.</summary>
    private const double LeastDistance = 1e-7;

    private readonly Relaxation _relaxation;
    private readonly SiteRules _rules;
    private readonly Effort _effort;
    private readonly int _demandRows;
    private readonly double[] _trial, _direction, _slack, _lower, _upper, _value;
    private readonly bool[] _open;
    private readonly PriorityQueue<int, (double, int)> _worstFirst = new(Comparer<(double, int)>.Create((a, b) => b.CompareTo(a)));
    private int[] _alive = [];
    private double _alphaMax, _factor;

    public LagrangianDual(Relaxation relaxation, Effort effort)
    {
        (_relaxation, _rules, _effort) = (relaxation, relaxation.Rules, effort);
        _demandRows = relaxation.Lower.Length;
        int total = _demandRows + _rules.Rows.Length;
        (_trial, _direction, _slack, Center) = (new double[total], new double[total], new double[total], new double[total]);
        _lower = [.. relaxation.Lower, .. new double[_rules.Rows.Length]];
        _upper = [.. relaxation.Upper, .. Enumerable.Repeat(double.PositiveInfinity, _rules.Rows.Length)];
        _value = new double[_rules.Count];
        _open = new bool[_rules.Count];
        Primal = new double[_rules.Count];
    }

    /// <summary>The best multipliers found, and the bound at them.</summary>
    public double[] Center { get; private set; }
    public double Bound { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether more steps cannot help: the direction vanished or the steps did.</summary>
    public bool Converged => _factor <= LeastFactor;

    /// <summary>Mean openness of each site, 0 to 1.</summary>
    public double[] Primal { get; }

    /// <summary>The sites open in the last subproblem.</summary>
    public List<int> Selected { get; } = [];

    /// <summary>Starts at these multipliers (of the demands only, or with those of the rows) and with this step factor.</summary>
    public void Start(double[] multipliers, SiteState[] state, double step)
    {
        (_alphaMax, _factor) = (0.1, step);
        Array.Clear(Center);
        multipliers.CopyTo(Center, 0);
        for (int k = 0; k < Center.Length; k++) Center[k] = Math.Clamp(Center[k], _lower[k], _upper[k]);
        Watch(state);
        Bound = Price(Center, state);
        TakeSlack(_direction);
        Array.Clear(Primal);
        foreach (int j in Selected) Primal[j] = 1;
    }

    /// <summary>
    /// Raises the bound until it reaches the cutoff, the steps run out, or nothing moves; sites that cannot be in an answer below the
    /// cutoff are decided in the state. The target estimates the optimum, for the step length; infinite if unknown. What is called after
    /// each step returns the cutoff, which may have fallen.
    /// </summary>
    public void Run(SiteState[] state, double cutoff, double target, int iterations, Func<double>? visit = null)
    {
        Watch(state);
        double boundAtCheck = Bound;
        int failures = 0;
        for (int t = 1; t <= iterations && Bound < cutoff && _factor > LeastFactor; t++)
        {
            double norm = 0;
            for (int k = 0; k < _direction.Length; k++)
            {
                double d = _direction[k];
                if ((d < 0 && Center[k] <= _lower[k]) || (d > 0 && Center[k] >= _upper[k])) continue;
                norm += d * d;
            }
            if (norm < LeastNorm)
            {
                _factor = 0;
                break;
            }
            double goal = double.IsFinite(target) ? target : Bound + Math.Max(1, 0.1 * Math.Abs(Bound));
            double length = _factor * Math.Max(goal - Bound, Tolerance.For(Bound, LeastDistance)) / norm;
            for (int k = 0; k < _trial.Length; k++) _trial[k] = Math.Clamp(Center[k] + length * _direction[k], _lower[k], _upper[k]);
            double bound = Price(_trial, state);
            _effort.Count(iterations: 1);
            TakeSlack(_slack);
            if (visit is not null) cutoff = visit();

            double dd = 0, dg = 0, gg = 0;
            for (int k = 0; k < _slack.Length; k++)
            {
                double d = _direction[k], g = _slack[k];
                if (g < 0 && _trial[k] <= _lower[k]) g = 0;
                dd += d * d;
                dg += d * g;
                gg += g * g;
            }
            double spread = dd - 2 * dg + gg;
            double alpha = spread <= 0 ? _alphaMax : Math.Clamp((dd - dg) / spread, _alphaMax / 10, _alphaMax);
            for (int k = 0; k < _slack.Length; k++) _direction[k] += alpha * (_slack[k] - _direction[k]);
            foreach (int j in _alive) Primal[j] *= 1 - alpha;
            foreach (int j in Selected) Primal[j] += alpha;

            if (bound > Bound)
            {
                if (dg >= 0) _factor = Math.Min(2, _factor * 1.1);
                Bound = bound;
                _trial.CopyTo(Center, 0);
                failures = 0;
            }
            else if (++failures >= 20)
            {
                _factor *= 0.66;
                failures = 0;
            }
            if (t % 100 == 0)
            {
                if (Bound - boundAtCheck < 0.01 * Math.Abs(goal - boundAtCheck)) _alphaMax = Math.Max(0.001, _alphaMax / 2);
                boundAtCheck = Bound;
            }
            if (t % 50 == 0)
            {
                Fix(state, cutoff);
                Watch(state);
            }
            if (_effort.OutOfTime) break;
        }
        if (Bound < cutoff) Fix(state, cutoff);
    }

    /// <summary>Decides sites by their reduced values at the best multipliers.</summary>
    private void Fix(SiteState[] state, double cutoff)
    {
        if (double.IsInfinity(cutoff)) return;
        double bound = Price(Center, state);
        int counted = 0;
        double worstIn = double.NegativeInfinity, bestOut = 0;
        foreach (int j in _alive)
        {
            if (!_rules.Counted[j]) continue;
            if (_open[j]) counted++;
            if (state[j] != SiteState.Free) continue;
            if (_open[j]) worstIn = Math.Max(worstIn, _value[j]);
            else bestOut = Math.Min(bestOut, _value[j]);
        }
        double displaced = counted < _rules.MaximumCounted ? 0 : worstIn;
        foreach (int j in _alive)
        {
            if (state[j] != SiteState.Free) continue;
            bool limited = _rules.Counted[j];
            double other = _open[j] ? bound + (limited ? bestOut : 0) - _value[j] : bound + _value[j] - (limited ? displaced : 0);
            if (other >= cutoff) state[j] = _open[j] ? SiteState.Open : SiteState.Closed;
        }
    }

    private void Watch(SiteState[] state)
    {
        int count = state.Count(s => s != SiteState.Closed);
        if (_alive.Length != count) _alive = new int[count];
        int to = 0;
        for (int j = 0; j < state.Length; j++) if (state[j] != SiteState.Closed) _alive[to++] = j;
    }

    private double Price(double[] multipliers, SiteState[] state)
    {
        _rules.Cost.CopyTo(_value, 0);
        double bound = _relaxation.Price(multipliers, _value);
        for (int r = 0; r < _rules.Rows.Length; r++)
        {
            double mu = multipliers[_demandRows + r];
            if (mu == 0) continue;
            SiteRow row = _rules.Rows[r];
            bound -= mu * row.Limit;
            for (int k = 0; k < row.Sites.Length; k++) _value[row.Sites[k]] += mu * row.Coefficients[k];
        }
        return bound + Select(state);
    }

    /// <summary>The cheapest set that the states and the cardinality allow.</summary>
    private double Select(SiteState[] state)
    {
        foreach (int j in Selected) _open[j] = false;
        Selected.Clear();
        int room = _rules.MaximumCounted;
        double sum = 0;
        foreach (int j in _alive)
        {
            if (state[j] != SiteState.Open && (_rules.Counted[j] || _value[j] >= 0)) continue;
            if (_rules.Counted[j]) room--;
            Selected.Add(j);
            sum += _value[j];
        }
        if (room > 0)
        {
            double threshold = 0;
            foreach (int j in _alive)
            {
                if (state[j] != SiteState.Free || !_rules.Counted[j] || _value[j] >= threshold) continue;
                _worstFirst.Enqueue(j, (_value[j], j));
                if (_worstFirst.Count > room) _worstFirst.Dequeue();
                if (_worstFirst.Count == room) threshold = _value[_worstFirst.Peek()];
            }
            while (_worstFirst.TryDequeue(out int j, out _))
            {
                Selected.Add(j);
                sum += _value[j];
            }
        }
        foreach (int j in Selected) _open[j] = true;
        return sum;
    }

    private void TakeSlack(double[] slack)
    {
        _relaxation.Slack(_open, slack);
        for (int r = 0; r < _rules.Rows.Length; r++)
        {
            SiteRow row = _rules.Rows[r];
            double sum = -row.Limit;
            for (int k = 0; k < row.Sites.Length; k++) if (_open[row.Sites[k]]) sum += row.Coefficients[k];
            slack[_demandRows + r] = sum;
        }
    }
}
