using ServiceCircle.Formats;

namespace ServiceCircle.Coverage.Access;

/// <summary>A table of places by id: numbers of people, opportunities, incomes, groups. Rows are sorted by id (ordinal).</summary>
internal sealed class LandUse
{
    private readonly Table _table;
    private readonly Dictionary<string, int> _index;

    private LandUse(Table table, string[] ids)
    {
        _table = table;
        Ids = ids;
        _index = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>Distinct ids, ascending.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The index of an id, -1 if it is none of the table's.</summary>
    public int IndexOf(string id) => _index.GetValueOrDefault(id, -1);

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string column) => _table.IndexOf(column) >= 0;

    /// <summary>Reads a table with a column <c>id</c>; coordinates, if any, are ignored.</summary>
    /// <exception cref="InputException">The file cannot be read, has no ids, or one of them twice.</exception>
    public static LandUse Read(string path)
    {
        Table table = Tables.Read(path, new TableOptions { Coordinates = CoordinateKind.Ignored });
        int id = table.IndexOf("id");
        if (id < 0) throw new InputException(path, "", new("found/no-column", ("column", "id")), "expected/land-use");
        var problems = new RowProblems(path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Row row in table.Rows)
        {
            if (row.Values[id] is not { } text) problems.Add(row.Where, "found/empty-id", "expected/id");
            else if (!seen.Add(text)) problems.Add(row.Where, new("found/id-twice", ("id", text)), "expected/each-id-once");
        }
        problems.ThrowIfAny();
        Row[] rows = [.. table.Rows.OrderBy(row => row.Values[id], StringComparer.Ordinal)];
        return new LandUse(table with { Rows = rows }, [.. rows.Select(row => row.Values[id]!)]);
    }

    /// <summary>A column of numbers, each &gt;= 0; null where the cell is empty (or NA or NaN, as R writes it).</summary>
    /// <exception cref="InputException">No such column, or a cell that is no such number.</exception>
    public double?[] Numbers(string column)
    {
        int c = Column(column);
        var problems = new RowProblems(_table.Source);
        var values = new double?[_table.Rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (Text(i, c) is not { } text) continue;
            if (Degrees.TryParse(text, out double value) && value >= 0) values[i] = value;
            else problems.Add(
                _table.Rows[i].Where, new("found/cell", ("column", column), ("text", text)), "expected/not-negative-or-empty");
        }
        problems.ThrowIfAny();
        return values;
    }

    /// <summary>A column of texts; null where the cell is empty.</summary>
    /// <exception cref="InputException">No such column.</exception>
    public string?[] Labels(string column)
    {
        int c = Column(column);
        return [.. Enumerable.Range(0, _table.Rows.Count).Select(i => Text(i, c))];
    }

    private string? Text(int row, int column) => _table.Rows[row].Values[column] is "NA" or "NaN" ? null : _table.Rows[row].Values[column];

    private int Column(string name)
    {
        int c = _table.IndexOf(name);
        if (c >= 0) return c;
        throw new InputException(_table.Source, "", new("found/no-column", ("column", name)), Notice.OneOf(_table.Columns));
    }
}
