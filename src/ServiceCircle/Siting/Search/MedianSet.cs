using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>Open sites with, for every demand, its nearest and second nearest of them.</summary>
internal sealed class MedianSet : OpenSet
{
    private readonly PairTable _rows;
    private readonly double[] _unserved, _first, _second;
    private readonly int[] _nearest, _next;

    /// <summary>Rows: weighted costs, each ascending. Unserved: cost of a demand without a site, large where all must be served.</summary>
    public MedianSet(SiteRules rules, PairTable rows, PairTable columns, double[] unserved)
        : base(rules, columns)
    {
        (_rows, _unserved, _first, _second) = (rows, unserved, [.. unserved], [.. unserved]);
        _nearest = [.. Enumerable.Repeat(-1, rows.RowCount)];
        _next = [.. _nearest];
    }

    public override double Penalty => _first.Sum();

    public override double Gain(int site)
    {
        double gain = 0;
        for (int k = Columns.First[site]; k < Columns.First[site + 1]; k++)
            gain += Math.Max(0, _first[Columns.Index[k]] - Columns.CostAt(k));
        return gain;
    }

    protected override double GainAndCorrections(int site)
    {
        double gain = 0;
        for (int k = Columns.First[site]; k < Columns.First[site + 1]; k++)
        {
            int i = Columns.Index[k];
            double cost = Columns.CostAt(k);
            if (cost >= _second[i]) continue;
            gain += Math.Max(0, _first[i] - cost);
            if (_nearest[i] >= 0) Correct(_nearest[i], _second[i] - Math.Max(_first[i], cost));
        }
        return gain;
    }

    protected override void Opened(int site)
    {
        for (int k = Columns.First[site]; k < Columns.First[site + 1]; k++)
        {
            int i = Columns.Index[k];
            double cost = Columns.CostAt(k);
            if (cost < _first[i]) Set(i, site, cost, _nearest[i], _first[i]);
            else if (cost < _second[i]) Set(i, _nearest[i], _first[i], site, cost);
        }
    }

    protected override void Shut(int site)
    {
        for (int k = Columns.First[site]; k < Columns.First[site + 1]; k++)
        {
            int i = Columns.Index[k];
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
