namespace ServiceCircle.Siting.Problem;

/// <summary>
/// What it costs each demand to use each site, where it can: rows are demand, columns are sites, an absent pair is unreachable.
/// The cost is whatever the caller minimises (seconds, metres, ticks); it is finite and not negative.
/// </summary>
/// <remarks>
/// Compressed rows: pair k of demand i, for <c>firstPair[i] &lt;= k &lt; firstPair[i + 1]</c>, is site <c>site[k]</c> at <c>cost[k]</c>.
/// A city asks for some 13 million pairs; without costs (coverage already decided) that is 4 bytes a pair.
/// </remarks>
public sealed class SparseCosts
{
    internal SparseCosts(PairTable table) => Table = table;

    /// <summary>
    /// Wraps compressed rows, sites ascending within each; without costs every pair is simply "within reach". The arrays are kept.
    /// </summary>
    /// <exception cref="ArgumentException">The arrays do not fit together, or a cost is negative, infinite or not a number.</exception>
    internal SparseCosts(int siteCount, int[] firstPair, int[] site, double[]? cost)
    {
        if (firstPair.Length == 0 || firstPair[0] != 0 || firstPair[^1] != site.Length)
            throw new ArgumentException("the first row starts at 0 and the last ends with the pairs", nameof(firstPair));
        if (cost is not null && cost.Length != site.Length) throw new ArgumentException("one cost for each pair", nameof(cost));
        for (int i = 0; i + 1 < firstPair.Length; i++)
        {
            if (firstPair[i] > firstPair[i + 1]) throw new ArgumentException($"row {i} ends before it starts", nameof(firstPair));
            for (int k = firstPair[i]; k < firstPair[i + 1]; k++)
            {
                if (site[k] < 0 || site[k] >= siteCount)
                    throw new ArgumentException($"row {i} names site {site[k]} of {siteCount}", nameof(site));
                if (k > firstPair[i] && site[k - 1] >= site[k])
                    throw new ArgumentException($"the sites of row {i} do not ascend", nameof(site));
                if (cost is not null && !(cost[k] >= 0 && double.IsFinite(cost[k])))
                    throw new ArgumentException($"row {i}, site {site[k]}: cost {cost[k]} is not a finite number >= 0", nameof(cost));
            }
        }
        Table = new PairTable(firstPair, site, cost, siteCount);
    }

    /// <summary>Number of rows.</summary>
    public int DemandCount => Table.RowCount;

    /// <summary>Number of columns.</summary>
    public int SiteCount => Table.ColumnCount;

    /// <summary>Number of reachable pairs.</summary>
    public int PairCount => Table.Index.Length;

    internal PairTable Table { get; }

    /// <summary>A table from pairs in any order; of a pair given twice the lower cost counts.</summary>
    /// <exception cref="ArgumentException">A pair is out of range, or a cost is negative, infinite or not a number.</exception>
    public static SparseCosts FromPairs(int demandCount, int siteCount, IEnumerable<(int Demand, int Site, double Cost)> pairs)
    {
        (int Demand, int Site, double Cost)[] sorted = [.. pairs];
        Array.Sort(sorted);
        var first = new int[demandCount + 1];
        var site = new List<int>(sorted.Length);
        var cost = new List<double>(sorted.Length);
        for (int k = 0; k < sorted.Length; k++)
        {
            (int demand, int column, double value) = sorted[k];
            if (demand < 0 || demand >= demandCount) throw new ArgumentException($"demand {demand} of {demandCount}", nameof(pairs));
            if (k > 0 && sorted[k - 1].Demand == demand && sorted[k - 1].Site == column) continue;
            site.Add(column);
            cost.Add(value);
            first[demand + 1] = site.Count;
        }
        for (int i = 0; i < demandCount; i++) first[i + 1] = Math.Max(first[i + 1], first[i]);
        return new SparseCosts(siteCount, first, [.. site], [.. cost]);
    }

    /// <summary>The same costs, but for some demands these.</summary>
    internal SparseCosts With(IReadOnlyDictionary<int, (int Site, double Cost)[]> rows)
    {
        var first = new int[DemandCount + 1];
        for (int i = 0; i < DemandCount; i++)
            first[i + 1] = first[i] + (rows.TryGetValue(i, out var own) ? own.Length : Table.First[i + 1] - Table.First[i]);
        var site = new int[first[^1]];
        var cost = new double[first[^1]];
        for (int i = 0; i < DemandCount; i++)
        {
            bool isOther = rows.TryGetValue(i, out var own);
            for (int k = first[i]; k < first[i + 1]; k++)
            {
                int at = k - first[i];
                (site[k], cost[k]) = isOther ? own![at] : (Table.Index[Table.First[i] + at], Table.CostAt(Table.First[i] + at));
            }
        }
        return new SparseCosts(new PairTable(first, site, cost, SiteCount));
    }

    /// <summary>The cost of a pair, null if unreachable.</summary>
    public double? this[int demand, int site]
    {
        get
        {
            int start = Table.First[demand];
            int k = Array.BinarySearch(Table.Index, start, Table.First[demand + 1] - start, site);
            return k < 0 ? null : Table.CostAt(k);
        }
    }
}
