using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>
/// A set of open sites that local search changes one site at a time: what the objective becomes is known before the change
/// (Whitaker, 1983; Resende and Werneck, 2007: gain, loss and correction), and the rules are checked by their row sums.
/// </summary>
internal abstract class OpenSet(SiteRules rules, PairTable columns)
{
    private readonly double[] _rowSum = new double[rules.Rows.Length];
    private readonly double[] _correction = new double[rules.Count];
    private readonly List<int> _corrected = [];

    public SiteRules Rules { get; } = rules;
    public List<int> Open { get; } = [];

    /// <summary>Demands of each site.</summary>
    protected PairTable Columns { get; } = columns;

    protected int DemandCount { get; } = columns.ColumnCount;

    /// <summary>What removing each open site adds to the objective, without its own cost.</summary>
    protected double[] Loss { get; } = new double[rules.Count];

    protected bool[] IsOpen { get; } = new bool[rules.Count];
    protected int CountedOpen { get; private set; }

    /// <summary>How much the demand part of the objective falls if this closed site opens; 0 or more.</summary>
    public abstract double Gain(int site);

    /// <summary>Demand part of the objective, with a large penalty for unmet demand.</summary>
    public abstract double Penalty { get; }

    /// <summary>Sites that may be opened and are of use to somebody, ascending.</summary>
    public int[] Candidates { get; } =
        [.. Enumerable.Range(0, rules.Count).Where(j => rules.Start[j] != SiteState.Closed && columns.First[j + 1] > columns.First[j])];

    protected abstract void Opened(int site);

    protected abstract void Shut(int site);

    /// <summary>
    /// The gain; also reports to <see cref="Correct"/>, for each open site that shares demand with the new one, by how much swapping is
    /// better than loss less gain says.
    /// </summary>
    protected abstract double GainAndCorrections(int site);

    public bool Contains(int site) => IsOpen[site];

    public double LossOf(int site) => Loss[site];

    public void Add(int site)
    {
        IsOpen[site] = true;
        Open.Add(site);
        if (Rules.Counted[site]) CountedOpen++;
        AddToRows(site, 1);
        Opened(site);
    }

    public void Remove(int site)
    {
        IsOpen[site] = false;
        Open.Remove(site);
        if (Rules.Counted[site]) CountedOpen--;
        AddToRows(site, -1);
        Shut(site);
    }

    public void Clear()
    {
        for (int k = Open.Count - 1; k >= 0; k--) Remove(Open[k]);
        Array.Clear(_rowSum);
        Array.Clear(Loss);
    }

    public bool CanAdd(int site)
    {
        if (IsOpen[site] || Rules.Start[site] == SiteState.Closed) return false;
        if (Rules.Counted[site] && CountedOpen >= Rules.MaximumCounted) return false;
        foreach ((int row, double a) in Rules.RowsOf(site))
            if (a > 0 && !Fits(row, a)) return false;
        return true;
    }

    public bool CanRemove(int site)
    {
        if (!IsOpen[site] || Rules.Start[site] == SiteState.Open) return false;
        foreach ((int row, double a) in Rules.RowsOf(site))
            if (a < 0 && !Fits(row, -a)) return false;
        return true;
    }

    public bool CanSwap(int add, int remove)
    {
        if (Rules.Start[remove] == SiteState.Open || Rules.Start[add] == SiteState.Closed) return false;
        if (Rules.Counted[add] && !Rules.Counted[remove] && CountedOpen >= Rules.MaximumCounted) return false;
        if (Rules.Rows.Length == 0) return true;
        AddToRows(remove, -1);
        AddToRows(add, 1);
        bool allowed = true;
        foreach ((int row, _) in Rules.RowsOf(remove)) allowed &= Fits(row);
        foreach ((int row, _) in Rules.RowsOf(add)) allowed &= Fits(row);
        AddToRows(add, -1);
        AddToRows(remove, 1);
        return allowed;
    }

    /// <summary>A rule of the form "at least" that is not obeyed yet; -1 if none.</summary>
    public int MissingRow()
    {
        for (int r = 0; r < _rowSum.Length; r++) if (!Fits(r)) return r;
        return -1;
    }

    /// <summary>The best site to close for this one to open; -1 if none is allowed. The change includes site costs.</summary>
    public int BestSwap(int add, out double change)
    {
        double gain = GainAndCorrections(add);
        change = double.PositiveInfinity;
        int best = -1;
        foreach (int f in Open)
        {
            double delta = Loss[f] - gain - _correction[f] + Rules.Cost[add] - Rules.Cost[f];
            if (delta > change || (delta == change && f > best) || !CanSwap(add, f)) continue;
            (best, change) = (f, delta);
        }
        foreach (int f in _corrected) _correction[f] = 0;
        _corrected.Clear();
        return best;
    }

    protected void Correct(int site, double amount)
    {
        if (_correction[site] == 0) _corrected.Add(site);
        _correction[site] += amount;
    }

    private void AddToRows(int site, int sign)
    {
        foreach ((int row, double a) in Rules.RowsOf(site)) _rowSum[row] += sign * a;
    }

    private bool Fits(int row, double more = 0) => _rowSum[row] + more <= Rules.Rows[row].Limit + SiteRules.Slop(Rules.Rows[row]);
}
