using ServiceCircle.Formats;

namespace ServiceCircle.Coverage.Access;

/// <summary>A table of places by id: numbers of people, opportunities, incomes, groups. Rows are sorted by id (ordinal).</summary>
internal sealed class LandUse(Table table, string[] ids)
{
    private readonly Dictionary<string, int> _index =
        ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);

    /// <summary>Distinct ids, ascending.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>The index of an id, -1 if it is none of the table's.</summary>
    public int IndexOf(string id) => _index.GetValueOrDefault(id, -1);

    public bool Has(string column) => table.IndexOf(column) >= 0;

    /// <summary>Reads a table with a column <c>id</c>; coordinates, if any, are ignored.</summary>
    /// <exception cref="InputException">The file cannot be read, has no ids, or one of them twice.</exception>
    public static LandUse Read(string path)
    {
        Table file = Tables.Read(path, new TableOptions { WithoutGeometry = true });
        int id = file.IndexOf("id");
        if (id < 0) throw new InputException(path, "", new("found/no-column", ("column", "id")), "expected/land-use");
        var problems = new RowProblems(path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Row row in file.Rows)
        {
            if (row.Values[id] is not { } text) problems.Add(row.Where, "found/empty-id", "expected/id");
            else if (!seen.Add(text)) problems.Add(row.Where, new("found/id-twice", ("id", text)), "expected/each-id-once");
        }
        problems.ThrowIfAny();
        Row[] rows = [.. file.Rows.OrderBy(row => row.Values[id], StringComparer.Ordinal)];
        return new LandUse(file with { Rows = rows }, [.. rows.Select(row => row.Values[id]!)]);
    }

    /// <summary>A column of numbers, each &gt;= 0; null where the cell is empty (or NA or NaN, as R writes it).</summary>
    /// <exception cref="InputException">No such column, or a cell that is no such number.</exception>
    public double?[] Numbers(string column)
    {
        int c = Column(column);
        var problems = new RowProblems(table.Source);
        var values = new double?[table.Rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (Text(i, c) is not { } text) continue;
            bool isNumber = NumberText.TryParse(text, out double value) && value >= 0;
            if (isNumber && NumberText.IsAmount(value)) values[i] = value;
            else problems.Add(
                table.Rows[i].Where, new("found/cell", ("column", column), ("text", text)),
                isNumber ? "expected/amount-or-empty" : "expected/not-negative-or-empty");
        }
        problems.ThrowIfAny();
        return values;
    }

    /// <summary>A column of texts; null where the cell is empty.</summary>
    /// <exception cref="InputException">No such column.</exception>
    public string?[] Labels(string column)
    {
        int c = Column(column);
        return [.. Enumerable.Range(0, table.Rows.Count).Select(i => Text(i, c))];
    }

    private string? Text(int row, int column) => table.Rows[row].Values[column] is "NA" or "NaN" ? null : table.Rows[row].Values[column];

    private int Column(string name)
    {
        int c = table.IndexOf(name);
        if (c >= 0) return c;
        throw new InputException(table.Source, "", new("found/no-column", ("column", name)), Notice.OneOf(table.Columns));
    }
}
