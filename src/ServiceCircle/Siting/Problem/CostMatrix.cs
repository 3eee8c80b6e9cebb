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
        Table table = Tables.Read(costsFile, new TableOptions { Coordinates = CoordinateKind.Ignored });
        int siteCount = table.Columns.Count - 1;
        if (siteCount == 0)
        {
            throw new InputException(costsFile, "line 1", "a single column", "a column of demand ids and a column for each site",
                "Give the table a header: id, then the names of the sites.");
        }
        if (table.Rows.Count == 0) throw new InputException(costsFile, "", "a header and no rows", "a row for each demand");
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
                    problems.Add(row.Where, $"\"{cell}\" in column {table.Columns[j + 1]}", "a cost that is a number and not negative",
                        "Leave the cell empty where the site cannot be reached.");
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
        Table table = Tables.Read(file, new TableOptions { Coordinates = CoordinateKind.Ignored });
        int id = ColumnNames.Require(file, table.Columns, "id", "id"),
        weight = ColumnNames.Require(file, table.Columns, "weight", "weight");
        var problems = new RowProblems(file);
        string[] ids = Ids(table, id, problems);
        Dictionary<string, int> index = demands.Select((d, i) => (d, i)).ToDictionary(p => p.d, p => p.i, StringComparer.Ordinal);
        var weights = new double?[demands.Length];
        for (int r = 0; r < table.Rows.Count; r++)
        {
            Row row = table.Rows[r];
            if (Number(row.Values[weight]) is not { } value)
                problems.Add(
                    row.Where, row.Values[weight] is { } text ? $"weight \"{text}\"" : "an empty weight", "a number that is not negative");
            else if (index.TryGetValue(ids[r], out int i)) weights[i] = value;
            else if (ids[r].Length > 0) problems.Add(row.Where, $"the id \"{ids[r]}\"", $"an id of the first column of {costsFile}");
        }
        problems.ThrowIfAny();
        int without = Array.IndexOf(weights, null);
        if (without >= 0) throw new InputException(file, "", $"no row for \"{demands[without]}\"", $"a weight for every row of {costsFile}");
        return [.. weights.Select(w => w!.Value)];
    }

    private static double? Number(string? text) =>
        text is not null && Degrees.TryParse(text, out double value) && value >= 0 && double.IsFinite(value) ? value : null;

    private static string[] Ids(Table table, int column, RowProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Row row in table.Rows)
        {
            if (row.Values[column] is not { } id) problems.Add(row.Where, "an empty id", "an id");
            else if (!seen.Add(id)) problems.Add(row.Where, $"the id \"{id}\" a second time", "each id once");
        }
        return [.. table.Rows.Select(row => row.Values[column] ?? "")];
    }
}
