using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats;

/// <summary>A table of rows with columns of their own, which all together are known only when the file is read.</summary>
internal sealed class GrowingTable(string path, long fileBytes)
{
    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);
    private readonly List<Row> _rows = [];
    private readonly Allowance _allowance = new(path, fileBytes);

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>The number of a column; a name that is new becomes the last.</summary>
    /// <exception cref="InputException">There are more than any table has.</exception>
    public int Column(string name)
    {
        if (_columnOf.TryGetValue(name, out int i)) return i;
        _columns.Add(name);
        ColumnNames.CheckCount(path, "", _columns.Count);
        return _columnOf[name] = _columns.Count - 1;
    }

    /// <exception cref="InputException">
    /// Every row has other columns, so that the table would hold nearly nothing but empty cells.
    /// </exception>
    public void Add(string where, Dictionary<int, string?> cells, Geometry? geometry)
    {
        _allowance.Take((long)_columns.Count * Allowance.Cell, where);
        string?[] values = new string?[_columns.Count];
        foreach (var (i, text) in cells) values[i] = text;
        _rows.Add(new Row(where, values, geometry));
    }

    /// <exception cref="InputException">As <see cref="Add"/>.</exception>
    public Table ToTable()
    {
        foreach (Row row in _rows) _allowance.Take((long)(_columns.Count - row.Values.Count) * Allowance.Cell);
        return new Table(path, _columns, _rows.ConvertAll(row => row with { Values = Widened(row.Values) }));
    }

    private IReadOnlyList<string?> Widened(IReadOnlyList<string?> values)
    {
        if (values.Count == _columns.Count) return values;
        string?[] wide = new string?[_columns.Count];
        for (int i = 0; i < values.Count; i++) wide[i] = values[i];
        return wide;
    }
}
