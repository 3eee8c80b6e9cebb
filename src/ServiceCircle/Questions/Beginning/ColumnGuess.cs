using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Questions.Beginning;

/// <summary>Which column of a table is which, by its header and by what its cells hold.</summary>
internal static class ColumnGuess
{
    /// <summary>Of so many rows at most the cells are looked at.</summary>
    private const int RowsLooked = 500;

    /// <summary>The share of the cells of a column that must be of its kind; of the rest a reader tells.</summary>
    private const double Most = 0.6;

    /// <summary>The columns of a table of communities, by our names.</summary>
    public static Dictionary<string, string> OfCommunities(Table table) => Of(table, HeaderWords.Communities, column => column switch
    {
        "id" => cells => IsDistinct(cells, table.Rows.Count),
        "name" => cells => Share(cells, c => !IsNumber(c)) >= Most,
        "type" => cells => Share(cells, c => CommunityReader.Kind(c) is "urban" or "rural") >= Most,
        "unit" => cells => cells.Count > 0,
        _ => cells => Share(cells, IsAmount) >= Most,
    });

    /// <summary>The columns of a table of facilities, by our names.</summary>
    public static Dictionary<string, string> OfFacilities(Table table, CategoryCatalogue catalogue) =>
        Of(table, HeaderWords.Facilities, column => column switch
        {
            "id" => cells => IsDistinct(cells, table.Rows.Count),
            "name" => cells => Share(cells, c => !IsNumber(c)) >= Most,
            "category" => cells => Share(cells, c => IsCategory(c, catalogue)) >= Most,
            "type" => cells => Share(cells, c => CommunityReader.Kind(c) is "urban" or "rural") >= Most,
            "inclusive" or "serves" or "status" => cells => cells.Count > 0,
            "opened_on" => cells => Share(cells, c => RoughDate.Read(c) is not null) >= Most,
            _ => cells => Share(cells, IsAmount) >= Most,
        });

    /// <summary>
    /// The pairs of columns of coordinates, each with the datum that its headers name, null if none; that of WGS-84 first. Empty if the
    /// cells of none hold numbers.
    /// </summary>
    public static IReadOnlyList<(string X, string Y, string? Crs)> Coordinates(Table table)
    {
        (string X, string Y, string? Crs)[] pairs =
        [
            .. table.Columns.Where(x => HeaderWords.X.IsMatch(x) && HasNumbers(x))
                .SelectMany(x => table.Columns.Where(y => HeaderWords.Y.IsMatch(y) && HasNumbers(y) && CrsOf(y) == CrsOf(x))
                    .Take(1).Select(y => (x, y, CrsOf(x)))),
        ];
        return [.. pairs.OrderByDescending(p => p.Crs == "wgs84")];

        bool HasNumbers(string column) => Share(Cells(table, column), c => IsNumber(c) || DegreeText.Read(c, true) is not null) >= Most;
        static string? CrsOf(string column) => HeaderWords.Datums.FirstOrDefault(d => d.Words.IsMatch(column)).Crs;
    }

    /// <summary>The share of the filled cells of a column of which something holds; 0 if none is filled.</summary>
    public static double Share(IReadOnlyList<string> cells, Func<string, bool> holds) =>
        cells.Count == 0 ? 0 : cells.Count(holds) / (double)cells.Count;

    /// <summary>The filled cells of a column in the first rows.</summary>
    public static IReadOnlyList<string> Cells(Table table, string column) => Cells(table, column, RowsLooked);

    private static IReadOnlyList<string> Cells(Table table, string column, int rows)
    {
        int at = table.IndexOf(column);
        return [.. table.Rows.Take(rows).Select(r => r.Values[at]).OfType<string>()];
    }

    private static Dictionary<string, string> Of(
        Table table, (string Column, System.Text.RegularExpressions.Regex[] Headers)[] words,
        Func<string, Func<IReadOnlyList<string>, bool>> testOf)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string column, var headers) in words)
        {
            Func<IReadOnlyList<string>, bool> holds = testOf(column);
            int rows = column == "id" ? table.Rows.Count : RowsLooked;
            string? match = headers.SelectMany(pattern => table.Columns.Where(c => pattern.IsMatch(Plain(c))))
                .FirstOrDefault(c => !found.ContainsValue(c) && !IsShare(c) && holds(Cells(table, c, rows)));
            if (match is not null) found.Add(column, match);
        }
        return found;
    }

    /// <summary>A header without the unit in its brackets, and with ASCII letters and digits.</summary>
    private static string Plain(string header) => UnitWord.NameOf(HalfWidth.Of(header)).Trim();

    private static bool IsShare(string header) => UnitWord.Of(header)?.Counts == Quantity.Share;

    private static bool IsDistinct(IReadOnlyList<string> cells, int rows) =>
        cells.Count == rows && cells.Distinct(StringComparer.Ordinal).Count() == cells.Count;

    private static bool IsNumber(string cell) => NumberText.TryParse(cell, out _);
    private static bool IsAmount(string cell) => HumanNumber.IsBlank(cell) || HumanNumber.Read(cell) is { Value: >= 0 };

    private static bool IsCategory(string cell, CategoryCatalogue catalogue) =>
        FacilityReader.SplitIds(cell) is { Length: > 0 } words
        && words.All(word => catalogue.IsKnown(word) || catalogue.FindByWord(word) is not null);
}
