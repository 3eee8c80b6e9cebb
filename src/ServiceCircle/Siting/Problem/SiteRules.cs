namespace ServiceCircle.Siting.Problem;

/// <summary>What is decided about a site at a node of the search.</summary>
internal enum SiteState : byte
{
    Free,
    Open,
    Closed,
}

/// <summary>A rule on open sites: the coefficients of the open ones sum to no more than the limit.</summary>
internal sealed record SiteRow(Notice Name, int[] Sites, double[] Coefficients, double Limit)
{
    public double Sum(bool[] isOpen)
    {
        double sum = 0;
        for (int k = 0; k < Sites.Length; k++) if (isOpen[Sites[k]]) sum += Coefficients[k];
        return sum;
    }
}

/// <summary>
/// Which sets of sites may be open at all: a cardinality limit over the counted sites, sites fixed open or closed, and rows
/// (budget, groups, tiers, separation). The cardinality is kept in the subproblems; the rows are relaxed with multipliers.
/// </summary>
internal sealed class SiteRules
{
    private readonly (int Row, double Coefficient)[][] _rowsOf;

    public SiteRules(double[] cost, bool[] counted, int maximumCounted, SiteState[] start, SiteRow[] rows)
    {
        (Cost, Counted, MaximumCounted, Start, Rows) = (cost, counted, maximumCounted, start, rows);
        var lists = new List<(int, double)>?[cost.Length];
        for (int r = 0; r < rows.Length; r++)
            for (int k = 0; k < rows[r].Sites.Length; k++)
                (lists[rows[r].Sites[k]] ??= []).Add((r, rows[r].Coefficients[k]));
        _rowsOf = [.. lists.Select(l => l is null ? [] : l.ToArray())];
    }

    public int Count => Cost.Length;

    /// <summary>What each open site adds to the objective.</summary>
    public double[] Cost { get; }

    public bool[] Counted { get; }
    public int MaximumCounted { get; }
    public SiteState[] Start { get; }
    public SiteRow[] Rows { get; }

    public ReadOnlySpan<(int Row, double Coefficient)> RowsOf(int site) => _rowsOf[site];

    public double CostOf(IEnumerable<int> open) => open.Sum(j => Cost[j]);

    public bool Allows(IReadOnlyCollection<int> open)
    {
        if (open.Any(j => Start[j] == SiteState.Closed) || open.Count(j => Counted[j]) > MaximumCounted) return false;
        bool[] isOpen = Mask(open);
        for (int j = 0; j < Count; j++) if (Start[j] == SiteState.Open && !isOpen[j]) return false;
        return Rows.All(row => row.Sum(isOpen) <= row.Limit + Slop(row));
    }

    /// <summary>For every site whether it is one of some.</summary>
    public bool[] Mask(IEnumerable<int> some)
    {
        var mask = new bool[Count];
        foreach (int j in some) mask[j] = true;
        return mask;
    }

    /// <summary>The rules over some of the sites, renumbered; the others are taken as closed.</summary>
    public SiteRules Restrict(int[] sites, SiteState[] state)
    {
        int[] place = PairTable.Places(sites, Count);
        SiteRow Left(SiteRow row)
        {
            int[] kept = [.. Enumerable.Range(0, row.Sites.Length).Where(k => place[row.Sites[k]] >= 0)];
            return new(row.Name, [.. kept.Select(k => place[row.Sites[k]])], [.. kept.Select(k => row.Coefficients[k])], row.Limit);
        }
        return new SiteRules(
            [.. sites.Select(j => Cost[j])], [.. sites.Select(j => Counted[j])], MaximumCounted, [.. sites.Select(j => state[j])],
            [.. Rows.Select(Left)]);
    }

    /// <summary>Room for rounding in sums of costs; integers are exact without it.</summary>
    public static double Slop(SiteRow row) => Tolerance.For(row.Limit, Tolerance.Sum);

    /// <summary>Decides every site that the rules force, repeatedly; false if they cannot be obeyed.</summary>
    public bool Propagate(SiteState[] state)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (SiteRow row in Rows)
            {
                double least = 0;
                for (int k = 0; k < row.Sites.Length; k++)
                {
                    double a = row.Coefficients[k];
                    SiteState s = state[row.Sites[k]];
                    if (s == SiteState.Open || (s == SiteState.Free && a < 0)) least += a;
                }
                double limit = row.Limit + Slop(row);
                if (least > limit) return false;
                for (int k = 0; k < row.Sites.Length; k++)
                {
                    double a = row.Coefficients[k];
                    if (state[row.Sites[k]] != SiteState.Free || least + Math.Abs(a) <= limit) continue;
                    state[row.Sites[k]] = a > 0 ? SiteState.Closed : SiteState.Open;
                    changed = true;
                }
            }
        }
        int open = 0;
        for (int j = 0; j < Count; j++) if (Counted[j] && state[j] == SiteState.Open) open++;
        if (open > MaximumCounted) return false;
        if (open < MaximumCounted) return true;
        bool closedAny = false;
        for (int j = 0; j < Count; j++)
        {
            if (!Counted[j] || state[j] != SiteState.Free) continue;
            state[j] = SiteState.Closed;
            closedAny = true;
        }
        return !closedAny || Rows.Length == 0 || Propagate(state);
    }
}
