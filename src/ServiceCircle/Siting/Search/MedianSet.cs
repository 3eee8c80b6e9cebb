using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>Open sites with, for every demand, its nearest and second nearest of them.</summary>
internal sealed class MedianSet : OpenSet
{
    private readonly PairTable _rows, _columns;
    private readonly double[] _unserved, _first, _second;
    private readonly int[] _nearest, _next;
    private readonly List<int> _candidates = [];

    /// <param name="rules">Which sets are allowed.</param>
    /// <param name="rows">Weighted costs, each row ascending.</param>
    /// <param name="columns">The same, by site.</param>
    /// <param name="unserved">Cost of a demand without a site; a large penalty where all must be served.</param>
    public MedianSet(SiteRules rules, PairTable rows, PairTable columns, double[] unserved)
        : base(rules, rows.RowCount)
    {
        (_rows, _columns, _unserved) = (rows, columns, unserved);
        _first = [.. unserved];
        _second = [.. unserved];
        _nearest = new int[rows.RowCount];
        _next = new int[rows.RowCount];
        Array.Fill(_nearest, -1);
        Array.Fill(_next, -1);
        for (int j = 0; j < rules.Count; j++)
            if (rules.Start[j] != SiteState.Closed && columns.First[j + 1] > columns.First[j]) _candidates.Add(j);
    }

    public override IReadOnlyList<int> Candidates => _candidates;

    public override double Penalty => _first.Sum();

    public override double Gain(int site)
    {
        double gain = 0;
        for (int k = _columns.First[site]; k < _columns.First[site + 1]; k++)
            gain += Math.Max(0, _first[_columns.Index[k]] - _columns.CostAt(k));
        return gain;
    }

    protected override double GainAndCorrections(int site)
    {
        double gain = 0;
        for (int k = _columns.First[site]; k < _columns.First[site + 1]; k++)
        {
            int i = _columns.Index[k];
            double cost = _columns.CostAt(k);
            if (cost >= _second[i]) continue;
            gain += Math.Max(0, _first[i] - cost);
            if (_nearest[i] >= 0) Correct(_nearest[i], _second[i] - Math.Max(_first[i], cost));
        }
        return gain;
    }

    protected override void Opened(int site)
    {
        for (int k = _columns.First[site]; k < _columns.First[site + 1]; k++)
        {
            int i = _columns.Index[k];
            double cost = _columns.CostAt(k);
            if (cost < _first[i]) Set(i, site, cost, _nearest[i], _first[i]);
            else if (cost < _second[i]) Set(i, _nearest[i], _first[i], site, cost);
        }
    }

    protected override void Shut(int site)
    {
        for (int k = _columns.First[site]; k < _columns.First[site + 1]; k++)
        {
            int i = _columns.Index[k];
            if (_nearest[i] != site && _next[i] != site) continue;
            int nearest = -1, next = -1;
            double first = _unserved[i], second = _unserved[i];
            for (int q = _rows.First[i]; q < _rows.First[i + 1]; q++)
            {
                int j = _rows.Index[q];
                double cost = _rows.CostAt(q);
                if (cost >= _unserved[i]) break;
                if (!IsOpen[j]) continue;
                if (nearest < 0)
                {
                    (nearest, first) = (j, cost);
                    continue;
                }
                (next, second) = (j, cost);
                break;
            }
            Set(i, nearest, first, next, second);
        }
    }

    private void Set(int demand, int nearest, double first, int next, double second)
    {
        if (_nearest[demand] >= 0) Loss[_nearest[demand]] -= _second[demand] - _first[demand];
        (_nearest[demand], _first[demand], _next[demand], _second[demand]) = (nearest, first, next, second);
        if (nearest >= 0) Loss[nearest] += second - first;
    }
}
