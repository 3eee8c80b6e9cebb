namespace ServiceCircle.Siting.Problem;

/// <summary>
/// Compressed rows of (index, value): the working form of a cost matrix, by demand or, transposed, by site. First is where each row starts,
/// and where the last ends; without values the cost is 0 everywhere.
/// </summary>
internal sealed record PairTable(int[] First, int[] Index, double[]? Value, int ColumnCount)
{
    public int RowCount => First.Length - 1;

    public ReadOnlySpan<int> Row(int row) => Index.AsSpan(First[row], First[row + 1] - First[row]);

    public double CostAt(int entry) => Value is null ? 0 : Value[entry];

    /// <summary>The least cost in a row of the columns that a test keeps; infinite if there is none.</summary>
    public double Least(int row, Func<int, bool> keep)
    {
        double least = double.PositiveInfinity;
        for (int k = First[row]; k < First[row + 1]; k++) if (keep(Index[k])) least = Math.Min(least, CostAt(k));
        return least;
    }

    /// <summary>The place of each of so many columns among some of them; -1 for the others.</summary>
    public static int[] Places(IReadOnlyList<int> some, int count)
    {
        int[] places = [.. Enumerable.Repeat(-1, count)];
        for (int k = 0; k < some.Count; k++) places[some[k]] = k;
        return places;
    }

    /// <summary>The same entries by column, rows ascending within each.</summary>
    public PairTable Transpose()
    {
        var first = new int[ColumnCount + 1];
        foreach (int column in Index) first[column + 1]++;
        for (int j = 0; j < ColumnCount; j++) first[j + 1] += first[j];
        int[] next = first[..^1];
        var index = new int[Index.Length];
        double[]? value = Value is null ? null : new double[Index.Length];
        for (int i = 0; i < RowCount; i++)
        {
            for (int k = First[i]; k < First[i + 1]; k++)
            {
                int to = next[Index[k]]++;
                index[to] = i;
                if (value is not null) value[to] = Value![k];
            }
        }
        return new PairTable(first, index, value, RowCount);
    }

    /// <summary>The entries that a test keeps (row, entry), with rows and columns renumbered; -1 in the map drops a column.</summary>
    public PairTable Select(
        IReadOnlyList<int> rows, int[] newColumn, int columnCount, Func<int, int, bool>? keep = null, bool withValues = true)
    {
        var first = new int[rows.Count + 1];
        for (int r = 0; r < rows.Count; r++)
        {
            int kept = 0;
            for (int k = First[rows[r]]; k < First[rows[r] + 1]; k++)
                if (newColumn[Index[k]] >= 0 && (keep is null || keep(rows[r], k))) kept++;
            first[r + 1] = first[r] + kept;
        }
        var index = new int[first[^1]];
        double[]? value = Value is null || !withValues ? null : new double[index.Length];
        int to = 0;
        for (int r = 0; r < rows.Count; r++)
        {
            for (int k = First[rows[r]]; k < First[rows[r] + 1]; k++)
            {
                if (newColumn[Index[k]] < 0 || (keep is not null && !keep(rows[r], k))) continue;
                index[to] = newColumn[Index[k]];
                if (value is not null) value[to] = Value![k];
                to++;
            }
            if (value is null) Array.Sort(index, first[r], to - first[r]);
            else Array.Sort(index, value, first[r], to - first[r]);
        }
        return new PairTable(first, index, value, columnCount);
    }

    /// <summary>The entries that a test keeps (row, entry), in the same rows and columns.</summary>
    public PairTable Where(Func<int, int, bool> keep, bool withValues = true) =>
        Select([.. Enumerable.Range(0, RowCount)], [.. Enumerable.Range(0, ColumnCount)], ColumnCount, keep, withValues);

    /// <summary>Each row by ascending value, ties by ascending column.</summary>
    public PairTable SortedByValue()
    {
        int[] index = [.. Index];
        double[] value = Value is null ? new double[index.Length] : [.. Value];
        var keys = new List<(double Value, int Index)>();
        for (int i = 0; i < RowCount; i++)
        {
            keys.Clear();
            for (int k = First[i]; k < First[i + 1]; k++) keys.Add((value[k], index[k]));
            keys.Sort();
            for (int k = 0; k < keys.Count; k++) (value[First[i] + k], index[First[i] + k]) = keys[k];
        }
        return new PairTable(First, index, value, ColumnCount);
    }
}
