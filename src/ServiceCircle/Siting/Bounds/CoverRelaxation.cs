using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// Covering with its demand constraints relaxed. Demand i needs h covers and pays w_i unless it has one more (s = 1):
/// L(λ) = Σ_i (h λ_i + s min(w_i, λ_i)) + min over allowed sets of Σ_j (c_j - Σ_{i covered by j} λ_i).
/// With a target, the demands to cover are chosen instead: min Σ λ_i z_i with Σ w_i z_i >= target, a continuous knapsack.
/// Sources: Toregas et al. (1971) and Church and ReVelle (1974) for the models; Galvão and ReVelle (1996) for the relaxation.
/// </summary>
internal sealed class CoverRelaxation : Relaxation
{
    private readonly CoverProblem _problem;
    private readonly double[]? _softWeight;
    private readonly double[] _weight, _wanted, _ratio;
    private readonly int[] _byRatio;
    private readonly bool _equalCosts, _plain;
    private PairTable _rows, _columns;
    private double[] _multipliers = [];
    private CoverSet? _set;

    public CoverRelaxation(CoverProblem problem, Effort effort)
        : base(problem.Rules, effort)
    {
        (_problem, _weight, _rows, _columns) = (problem, problem.Weight, problem.Rows, problem.Rows.Transpose());
        _softWeight = problem.IsSoft ? _weight : null;
        Granularity = Bounds.Granularity.Find(problem.IsSoft ? _weight.Concat(Rules.Cost) : Rules.Cost);
        Lower = new double[_rows.RowCount];
        Upper = problem is { IsSoft: true, Hard: 0 } ? _weight : [.. Enumerable.Repeat(double.PositiveInfinity, _rows.RowCount)];
        (_wanted, _ratio, _byRatio) = (new double[_rows.RowCount], new double[_rows.RowCount], new int[_rows.RowCount]);
        int[] free = [.. Enumerable.Range(0, Rules.Count).Where(j => Rules.Start[j] == SiteState.Free)];
        _equalCosts = free.Select(j => Rules.Cost[j]).Distinct().Take(2).Count() < 2;
        _plain = _equalCosts && Rules.Rows.Length == 0 && free.All(j => Rules.Counted[j] && Rules.Cost[j] > 0);
    }

    private CoverSet Set => _set ??= new CoverSet(_problem, _columns);

    public override double Price(double[] multipliers, double[] value)
    {
        _multipliers = multipliers;
        for (int i = 0; i < _rows.RowCount; i++)
        {
            double lambda = multipliers[i];
            if (lambda == 0) continue;
            foreach (int j in _rows.Row(i)) value[j] -= lambda;
        }
        return _problem.Target is { } target ? PriceTarget(multipliers, target) : PriceEach(multipliers);
    }

    public override void Slack(bool[] open, double[] slack)
    {
        Array.Copy(_wanted, slack, _wanted.Length);
        for (int j = 0; j < open.Length; j++)
        {
            if (!open[j]) continue;
            foreach (int i in _columns.Row(j)) slack[i]--;
        }
    }

    public override double[] InitialMultipliers(IReadOnlyList<int>? incumbent)
    {
        var start = new double[_rows.RowCount];
        var covers = new int[_rows.RowCount];
        foreach (int j in incumbent ?? []) foreach (int i in _columns.Row(j)) covers[i]++;
        double[] within = _problem.Target is null ? [] : [.. Enumerable.Range(0, Rules.Count).Select(j => WeightOf(_columns.Row(j)))];
        for (int i = 0; i < start.Length; i++)
        {
            if (_softWeight is not null)
            {
                start[i] = _softWeight[i] * (covers[i] <= _problem.Hard ? 1 : covers[i] == _problem.Hard + 1 ? 0.7 : 0);
                continue;
            }
            double least = double.PositiveInfinity;
            foreach (int j in _rows.Row(i))
            {
                double share = Rules.Cost[j] / (_columns.First[j + 1] - _columns.First[j]);
                if (_problem.Target is not null) share = Rules.Cost[j] * _weight[i] / within[j];
                least = Math.Min(least, share);
            }
            start[i] = double.IsInfinity(least) ? 0 : least;
        }
        return start;
    }

    public override double Evaluate(IReadOnlyList<int> open, bool exact, out double bound)
    {
        var covers = new int[_rows.RowCount];
        foreach (int j in open) foreach (int i in _columns.Row(j)) covers[i]++;
        double sum = Rules.CostOf(open), covered = 0;
        for (int i = 0; i < covers.Length; i++)
        {
            if (covers[i] > 0) covered += _weight[i];
            if (covers[i] < _problem.Hard) sum = double.PositiveInfinity;
            else if (covers[i] == _problem.Hard && _softWeight is not null) sum += _softWeight[i];
        }
        if (covered < _problem.Target) sum = double.PositiveInfinity;
        return bound = sum;
    }

    public override IEnumerable<List<int>> Starts()
    {
        foreach (bool byRatio in _equalCosts ? [false] : new[] { true, false })
        {
            Set.Clear();
            if (_problem.Target is { } target)
            {
                if (new TargetSearch(Set, _weight, target, Effort).Run(byRatio) is { } few) yield return few;
                continue;
            }
            if (!LocalSearch.Fill(Set, Effort, byRatio)) continue;
            LocalSearch.Descend(Set, 100, Effort);
            yield return [.. Set.Open];
        }
        if (_problem.Target is not null) yield break;
        if (_softWeight is null && _problem.Hard == 1 && _plain)
        {
            var weighting = new RowWeighting(Rules, _rows, _columns);
            foreach (List<int> cover in weighting.Shrink([.. Set.Open], Effort)) yield return cover;
        }
        else
        {
            int kicks = (int)Math.Clamp(40_000_000L / Math.Max(1, _rows.Index.Length), 4, 60);
            yield return LocalSearch.Iterate(Set, kicks, new Random(Effort.Options.Seed), Effort);
        }
    }

    public override List<int>? Improve(IReadOnlyList<int> sites, bool thorough)
    {
        LocalSearch.LoadAllowed(Set, sites);
        if (_problem.Target is { } target) return new TargetSearch(Set, _weight, target, Effort).Run(byRatio: false);
        if (!LocalSearch.Fill(Set, Effort)) return null;
        LocalSearch.Descend(Set, thorough ? 30 : 2, Effort);
        return [.. Set.Open];
    }

    public override List<int>? Intensify(IReadOnlyList<int> best, int round)
    {
        if (_problem.Target is not null || (_problem.Hard == 1 && _plain)) return null;
        LocalSearch.Load(Set, best);
        int kicks = (int)Math.Clamp((round == 0 ? 60_000_000L : 5_000_000L) / Math.Max(1, _rows.Index.Length), 1, round == 0 ? 300 : 20);
        return LocalSearch.Iterate(Set, kicks, new Random(Effort.Options.Seed + 7919 * (round + 1)), Effort);
    }

    public override void Forget(SiteState[] state)
    {
        if (Effort.OutOfTime) return;
        _rows = _rows.Where((_, k) => state[_rows.Index[k]] != SiteState.Closed);
        _columns = _rows.Transpose();
        _set = null;
    }

    private double WeightOf(ReadOnlySpan<int> demands)
    {
        double sum = 0;
        foreach (int i in demands) sum += _weight[i];
        return sum;
    }

    private double PriceEach(double[] multipliers)
    {
        double sum = 0;
        for (int i = 0; i < multipliers.Length && i < _wanted.Length; i++)
        {
            double lambda = multipliers[i];
            bool pays = _softWeight is not null && lambda < _softWeight[i];
            sum += _problem.Hard * lambda + (_softWeight is null ? 0 : Math.Min(lambda, _softWeight[i]));
            _wanted[i] = _problem.Hard + (pays || (_problem.Hard == 0 && _softWeight is not null) ? 1 : 0);
        }
        return sum;
    }

    private double PriceTarget(double[] multipliers, double target)
    {
        for (int i = 0; i < _wanted.Length; i++)
        {
            _byRatio[i] = i;
            _ratio[i] = multipliers[i] / _weight[i];
            _wanted[i] = 0;
        }
        Array.Sort(_ratio, _byRatio);
        double sum = 0, left = target;
        foreach (int i in _byRatio)
        {
            if (left <= 0) break;
            double share = Math.Min(1, left / _weight[i]);
            _wanted[i] = share;
            sum += share * multipliers[i];
            left -= share * _weight[i];
        }
        return sum;
    }
}
