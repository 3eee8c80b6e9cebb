using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// The p-median with its assignment constraints relaxed: L(λ) = Σ λ_i + min over allowed sets of Σ_j Σ_i min(0, w_i d_ij - λ_i)
/// (Cornuejols, Fisher and Nemhauser, 1977; Beasley, 1993). Only pairs cheaper than their multiplier are looked at.
/// </summary>
internal sealed class MedianRelaxation : Relaxation
{
    /// <summary>Beyond this a pass over all pairs is too dear to repeat often.</summary>
    private const int ManyPairs = 2_000_000;

    private readonly double[]? _unserved;
    private readonly double[] _penalty;
    private PairTable _rows, _columns;
    private double[] _multipliers = [];
    private MedianSet? _set;

    /// <summary>Rows: weighted costs, each ascending. Unserved: that of leaving each demand out; null if all must be served.</summary>
    public MedianRelaxation(SiteRules rules, PairTable rows, double[]? unserved, Effort effort)
        : base(rules, effort)
    {
        (_rows, _columns, _unserved) = (rows, rows.Transpose(), unserved);
        Granularity = Bounds.Granularity.Find(rows.Value!.Concat(unserved ?? []));
        Lower = new double[rows.RowCount];
        Upper = unserved ?? [.. Enumerable.Repeat(double.PositiveInfinity, rows.RowCount)];
        double worst = 1 + rules.Cost.Sum();
        for (int i = 0; i < rows.RowCount; i++)
        {
            if (rows.First[i] == rows.First[i + 1]) continue;
            worst += rows.CostAt(rows.First[i + 1] - 1);
            Lower[i] = Math.Min(rows.CostAt(rows.First[i]), Upper[i]);
        }
        _penalty = unserved ?? [.. Enumerable.Repeat(worst, rows.RowCount)];
    }

    private MedianSet Set => _set ??= new MedianSet(Rules, _rows, _columns, _penalty);

    public override double Price(double[] multipliers, double[] value)
    {
        _multipliers = multipliers;
        double sum = 0;
        ReadOnlySpan<int> index = _rows.Index;
        ReadOnlySpan<double> cost = _rows.Value;
        for (int i = 0; i < _rows.RowCount; i++)
        {
            if ((i & 63) == 0) Effort.Check();
            double lambda = multipliers[i];
            sum += lambda;
            int end = _rows.First[i + 1];
            for (int k = _rows.First[i]; k < end && cost[k] < lambda; k++) value[index[k]] += cost[k] - lambda;
        }
        return sum;
    }

    public override void Slack(bool[] open, double[] slack)
    {
        ReadOnlySpan<int> index = _rows.Index;
        ReadOnlySpan<double> cost = _rows.Value;
        for (int i = 0; i < _rows.RowCount; i++)
        {
            double lambda = _multipliers[i];
            int served = 0, end = _rows.First[i + 1];
            for (int k = _rows.First[i]; k < end && cost[k] < lambda; k++) if (open[index[k]]) served++;
            slack[i] = 1 - served;
        }
    }

    public override double[] InitialMultipliers(IReadOnlyList<int>? incumbent)
    {
        bool[] open = Rules.Mask(incumbent ?? []);
        var start = new double[_rows.RowCount];
        for (int i = 0; i < start.Length; i++)
        {
            double first = double.NaN, second = double.NaN;
            for (int k = _rows.First[i]; k < _rows.First[i + 1] && double.IsNaN(second); k++)
            {
                if (!open[_rows.Index[k]]) continue;
                if (double.IsNaN(first)) first = _rows.CostAt(k);
                else second = _rows.CostAt(k);
            }
            if (double.IsNaN(first)) first = double.IsInfinity(Upper[i]) ? Lower[i] : Upper[i];
            start[i] = double.IsNaN(second) ? first : (first + second) / 2;
        }
        return start;
    }

    public override double Evaluate(IReadOnlyList<int> open, bool exact, out double bound)
    {
        bool[] isOpen = Rules.Mask(open);
        double sum = Rules.CostOf(open);
        for (int i = 0; i < _rows.RowCount; i++)
        {
            double cost = _unserved is null ? double.PositiveInfinity : _unserved[i];
            for (int k = _rows.First[i]; k < _rows.First[i + 1]; k++)
            {
                if (!isOpen[_rows.Index[k]]) continue;
                cost = Math.Min(cost, _rows.CostAt(k));
                break;
            }
            sum += cost;
        }
        return bound = sum;
    }

    public override IEnumerable<List<int>> Starts()
    {
        if (!LocalSearch.Fill(Set, Effort)) yield break;
        LocalSearch.Descend(Set, 100, Effort);
        yield return [.. Set.Open];
        int kicks = (int)Math.Clamp((_rows.Index.Length > ManyPairs ? 8_000_000L : 40_000_000L) / Math.Max(1, _rows.Index.Length), 0, 60);
        yield return LocalSearch.Iterate(Set, kicks, new Random(Effort.Options.Seed), Effort);
    }

    public override List<int>? Improve(IReadOnlyList<int> sites, bool thorough)
    {
        LocalSearch.LoadAllowed(Set, sites);
        if (!LocalSearch.Fill(Set, Effort)) return null;
        if (thorough || _rows.Index.Length < ManyPairs) LocalSearch.Descend(Set, thorough ? 100 : 3, Effort);
        return [.. Set.Open];
    }

    public override void Forget(SiteState[] state)
    {
        if (Effort.OutOfTime) return;
        _rows = _rows.Where((_, k) => state[_rows.Index[k]] != SiteState.Closed).SortedByValue();
        _columns = _rows.Transpose();
        _set = null;
    }
}
