namespace ServiceCircle.Siting;

/// <summary>
/// Open sites with, for every demand, how many of them cover it. A demand asks for a number of covers on penalty, and may
/// pay its weight for one more: so one structure serves set covering (1 and 0), maximal covering (0 and 1) and backup coverage (1 and 1).
/// </summary>
internal sealed class CoverSet : OpenSet
{
    private readonly PairTable _rows, _columns;
    private readonly int _hard;
    private readonly List<int>[] _coverers;
    private readonly List<int> _candidates = [];
    private double _penalty;

    /// <param name="rules">Which sets are allowed.</param>
    /// <param name="rows">Sites that cover each demand.</param>
    /// <param name="columns">Demands that each site covers.</param>
    /// <param name="hard">Covers that every demand needs.</param>
    /// <param name="penalties">What lacking each needed cover costs, per demand.</param>
    /// <param name="softWeight">What lacking one more than needed costs, per demand; null if nothing.</param>
    public CoverSet(SiteRules rules, PairTable rows, PairTable columns, int hard, double[] penalties, double[]? softWeight)
        : base(rules, rows.RowCount)
    {
        (_rows, _columns, _hard, Penalties, SoftWeight) = (rows, columns, hard, penalties, softWeight);
        _coverers = new List<int>[rows.RowCount];
        for (int i = 0; i < rows.RowCount; i++)
        {
            _coverers[i] = [];
            _penalty += hard * penalties[i] + (softWeight?[i] ?? 0);
        }
        for (int j = 0; j < rules.Count; j++)
            if (rules.Start[j] != SiteState.Closed && columns.First[j + 1] > columns.First[j]) _candidates.Add(j);
    }

    /// <summary>Penalties of the needed covers.</summary>
    public double[] Penalties { get; }

    /// <summary>Weights of the wanted covers.</summary>
    public double[]? SoftWeight { get; }

    public override IReadOnlyList<int> Candidates => _candidates;

    public override double Penalty => _penalty;

    public int CoversOf(int demand) => _coverers[demand].Count;

    public override double Gain(int site)
    {
        double gain = 0;
        foreach (int i in _columns.Row(site)) gain += Drop(i, _coverers[i].Count);
        return gain;
    }

    protected override double GainAndCorrections(int site, Action<int, double> correct)
    {
        double gain = 0;
        foreach (int i in _columns.Row(site))
        {
            List<int> coverers = _coverers[i];
            double drop = Drop(i, coverers.Count);
            gain += drop;
            if (coverers.Count == 0) continue;
            // Removing one that also covers i leaves the count as it was: neither the gain nor the loss happens.
            double rise = Drop(i, coverers.Count - 1);
            if (rise == drop) continue;
            foreach (int f in coverers) correct(f, rise - drop);
        }
        return gain;
    }

    protected override void Opened(int site)
    {
        foreach (int i in _columns.Row(site))
        {
            List<int> coverers = _coverers[i];
            _penalty -= Drop(i, coverers.Count);
            AddToLoss(i, -1);
            coverers.Add(site);
            AddToLoss(i, 1);
        }
    }

    protected override void Shut(int site)
    {
        foreach (int i in _columns.Row(site))
        {
            List<int> coverers = _coverers[i];
            AddToLoss(i, -1);
            coverers.Remove(site);
            AddToLoss(i, 1);
            _penalty += Drop(i, coverers.Count);
        }
        Loss[site] = 0;
    }

    private void AddToLoss(int demand, int sign)
    {
        List<int> coverers = _coverers[demand];
        if (coverers.Count == 0) return;
        double rise = Drop(demand, coverers.Count - 1);
        if (rise == 0) return;
        foreach (int f in coverers) Loss[f] += sign * rise;
    }

    /// <summary>What one more cover saves when a demand has this many.</summary>
    private double Drop(int demand, int covers) =>
        covers < _hard ? Penalties[demand] : covers == _hard && SoftWeight is not null ? SoftWeight[demand] : 0;
}
