using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats.Layers;

/// <summary>A table that was read, as a layer to write: in other coordinates, its numbers as numbers.</summary>
internal static class TableLayer
{
    /// <summary>Longer numbers are ids: a spreadsheet keeps 15 digits.</summary>
    private const int MostDigits = 15;

    /// <summary>Positions beside a point that were rounded to so much, four decimals of a degree, are its own.</summary>
    private const double RoundedDegrees = 1e-4, RoundedMetres = 10;

    /// <summary>
    /// The layer. Columns that held the positions of a text table are left out, and so are those that repeat the positions of points;
    /// others that a reader would take for positions get another name: they would go on holding something else. A column is of numbers
    /// where every cell is one as it is written.
    /// </summary>
    /// <param name="table">A table in WGS-84.</param>
    /// <param name="crs">What its coordinates are to be.</param>
    /// <exception cref="InputException">Places that lie where the system is not used; a table without columns and places.</exception>
    public static Layer Of(Table table, Crs crs)
    {
        bool isSpatial = table.Rows.Any(r => r.Geometry is not null);
        if (!isSpatial && table.Columns.Count == 0)
            throw new InputException(table.Source, "", "found/no-rows", "expected/layer-with-places");
        HashSet<string> stale = [.. table.PositionColumns, .. Repeated(table)];
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(c => !stale.Contains(table.Columns[c]))];
        bool[] areNumbers = Array.ConvertAll(kept, c => table.Rows.Any(r => r.Values[c] is not null)
            && table.Rows.All(r => r.Values[c] is not { } cell || NumberOf(cell) is not null));
        Geometry?[] places = Moved(table, crs);
        return new Layer(
            Path.GetFileNameWithoutExtension(table.Source), [.. kept.Select(c => isSpatial ? NameOf(table.Columns[c]) : table.Columns[c])],
            () => table.Rows.Select((row, i) => new LayerRow(places[i], [.. kept.Select((c, k) => ValueOf(row.Values[c], areNumbers[k]))])))
        {
            Crs = crs,
            IsSpatial = isSpatial,
        };
    }

    /// <summary>The name of a column, changed where a reader would take it for positions.</summary>
    private static string NameOf(string column) =>
        ColumnNames.Find([column], ColumnNames.OfPositions) >= 0 ? column.Trim() + "_old" : column;

    /// <summary>
    /// A layer of points with its coordinates, or of other shapes with their text, as plain columns, for files without shapes.
    /// </summary>
    public static Layer Flat(Layer layer)
    {
        if (!layer.IsSpatial) return layer;
        bool arePoints = layer.Shapes is Shapes.None or Shapes.Points && !layer.HasMany;
        string[] added = !arePoints ? ["wkt"] : layer.Crs.PairNames;
        return new Layer(
            layer.Name, [.. layer.Columns.Select(c => c.Name), .. added],
            () => layer.Rows().Select(row => row with { Values = [.. row.Values, .. PositionOf(row.Geometry)] }));

        object?[] PositionOf(Geometry? geometry) =>
            arePoints ? [(geometry as Point)?.X, (geometry as Point)?.Y] : [geometry?.AsText()];
    }

    private static IEnumerable<string> Repeated(Table table)
    {
        foreach ((string xName, string yName) in ColumnNames.CoordinatePairs)
        {
            int x = table.IndexOf(xName), y = table.IndexOf(yName);
            if (x >= 0 && y >= 0 && table.Rows.Any(r => r.Geometry is Point) && table.Rows.All(r => Repeats(r, table.Crs, x, y)))
                foreach (string column in (string[])[table.Columns[x], table.Columns[y]]) yield return column;
        }
    }

    /// <summary>Whether two cells hold the position of a row, perhaps rounded.</summary>
    private static bool Repeats(Row row, Crs crs, int x, int y)
    {
        if (row.Geometry is not Point point) return row.Values[x] is null && row.Values[y] is null;
        (double givenX, double givenY) = crs.FromWgs84(point.X, point.Y);
        double near = crs.IsProjected ? RoundedMetres : RoundedDegrees;
        return NumberText.TryParse(row.Values[x] ?? "", out double cellX) && NumberText.TryParse(row.Values[y] ?? "", out double cellY)
            && Math.Abs(cellX - givenX) < near && Math.Abs(cellY - givenY) < near;
    }

    private static object? ValueOf(string? cell, bool isNumber) => cell is null || !isNumber ? cell : NumberOf(cell);

    /// <summary>"12", "-0.5"; null of "007", "+1", "1.10", "1e5" and ids of many digits, which would read back as something else.</summary>
    private static object? NumberOf(string cell) =>
        cell.Count(char.IsAsciiDigit) <= MostDigits && !cell.Contains('E') ? NumberText.AsWritten(cell) : null;

    private static Geometry?[] Moved(Table table, Crs crs)
    {
        var problems = new RowProblems(table.Source);
        Geometry?[] places = [.. table.Rows.Select(row => Moved(row, crs, problems))];
        problems.ThrowIfAny();
        return places;
    }

    private static Geometry? Moved(Row row, Crs crs, RowProblems problems)
    {
        if (row.Geometry is null || crs.IsDegreesOfWgs84) return row.Geometry;
        CoordinateMove move = CoordinateMove.To(crs);
        Geometry moved = move.Apply(row.Geometry);
        if (move.Strange is { } place)
            problems.Add(row.Where, CoordinateMove.Found(place), new("expected/place-in-crs", ("crs", crs.Name)));
        return moved;
    }
}
