using ServiceCircle.Formats;

namespace ServiceCircle.Siting.Problem;

/// <summary>A siting question's costs as a plain table: rows are demand, columns are sites.</summary>
/// <param name="DemandIds">Ids of the rows, in the order of the file.</param>
/// <param name="SiteIds">Names of the columns, in the order of the file.</param>
/// <param name="Costs">The cells; an empty one is an unreachable pair.</param>
/// <param name="Weights">Weight of each demand; 1 each where no file of weights was given.</param>
public sealed record CostMatrix(
    IReadOnlyList<string> DemandIds, IReadOnlyList<string> SiteIds, SparseCosts Costs, IReadOnlyList<double> Weights)
{
    /// <summary>Reads a table of costs and, if there is one, a table <c>id,weight</c> that names the same demands.</summary>
    /// <param name="costsFile">First column: the demand's id; every other column: a site.</param>
    /// <param name="weightsFile">Weights; null for 1 each.</param>
    /// <exception cref="InputException">
    /// A file cannot be read, an id is missing or twice, or a cell is no number that is not negative.
    /// </exception>
    public static CostMatrix Read(string costsFile, string? weightsFile)
    {
        Table table = Tables.Read(costsFile, new TableOptions { WithoutGeometry = true });
        int siteCount = table.Columns.Count - 1;
        if (siteCount == 0)
            throw new InputException(costsFile, "line 1", "found/one-column", "expected/cost-columns", "advice/cost-header");
        if (table.Rows.Count == 0) throw new InputException(costsFile, "", "found/only-header", "expected/row-per-demand");
        var problems = new RowProblems(costsFile);
        var first = new int[table.Rows.Count + 1];
        var site = new List<int>();
        var cost = new List<double>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Row row = table.Rows[i];
            for (int j = 0; j < siteCount; j++)
            {
                if (row.Values[j + 1] is not { } cell) continue;
                if (Number(cell) is { } value)
                {
                    site.Add(j);
                    cost.Add(value);
                }
                else
                {
                    Notice found = new("found/in-column", ("text", cell), ("column", table.Columns[j + 1]));
                    problems.Add(row.Where, found, "expected/cost", "advice/empty-unreachable");
                }
            }
            first[i + 1] = site.Count;
        }
        string[] ids = Ids(table, 0, problems);
        problems.ThrowIfAny();
        IReadOnlyList<double> weights = weightsFile is null ? [.. ids.Select(_ => 1.0)] : ReadWeights(weightsFile, costsFile, ids);
        return new CostMatrix(ids, [.. table.Columns.Skip(1)], new SparseCosts(siteCount, first, [.. site], [.. cost]), weights);
    }

    private static double[] ReadWeights(string file, string costsFile, string[] demands)
    {
        Table table = Tables.Read(file, new TableOptions { WithoutGeometry = true });
        int id = ColumnNames.Require(file, table.Columns, "id", "id"),
            weight = ColumnNames.Require(file, table.Columns, "weight", "weight");
        var problems = new RowProblems(file);
        string[] ids = Ids(table, id, problems);
        var index = demands.Index().ToDictionary(d => d.Item, d => d.Index, StringComparer.Ordinal);
        var weights = new double?[demands.Length];
        for (int r = 0; r < table.Rows.Count; r++)
        {
            Row row = table.Rows[r];
            if (Number(row.Values[weight]) is not { } value)
                problems.Add(row.Where, row.Values[weight] is { } text ? new Notice("found/cell", ("column", "weight"), ("text", text))
                    : new("found/empty", ("column", "weight")), "expected/not-negative");
            else if (index.TryGetValue(ids[r], out int i)) weights[i] = value;
            else if (ids[r].Length > 0)
                problems.Add(row.Where, new("found/id", ("id", ids[r])), new("expected/id-of-costs", ("file", costsFile)));
        }
        problems.ThrowIfAny();
        int without = Array.IndexOf(weights, null);
        if (without >= 0)
            throw new InputException(
                file, "", new("found/no-row-for", ("id", demands[without])), new("expected/weight-per-row", ("file", costsFile)));
        return [.. weights.Select(w => w!.Value)];
    }

    private static double? Number(string? text) =>
        text is not null && NumberText.TryParse(text, out double value) && value >= 0 && double.IsFinite(value) ? value : null;

    private static string[] Ids(Table table, int column, RowProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Row row in table.Rows)
        {
            if (row.Values[column] is not { } id) problems.Add(row.Where, "found/empty-id", "expected/id");
            else if (!seen.Add(id)) problems.Add(row.Where, new("found/id-twice", ("id", id)), "expected/each-id-once");
        }
        return [.. table.Rows.Select(row => row.Values[column] ?? "")];
    }
}
