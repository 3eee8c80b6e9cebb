using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats.Layers;

/// <summary>A table that was read, as a layer to write: in other coordinates, its numbers as numbers.</summary>
internal static class TableLayer
{
    /// <summary>Longer numbers are ids: a spreadsheet keeps 15 digits.</summary>
    private const int MostDigits = 15;

    private static readonly (string X, string Y)[] PositionNames = [("lon", "lat"), ("x", "y")];

    /// <summary>
    /// The layer. Columns that held the positions of a text table are left out, and so are columns lon and lat, or x and y, that repeat the
    /// positions: they would go on holding the old ones. A column is of numbers where every cell is one as it is written.
    /// </summary>
    /// <param name="table">A table in WGS-84.</param>
    /// <param name="crs">What its coordinates are to be.</param>
    public static Layer Of(Table table, Crs crs)
    {
        HashSet<string> stale = [.. table.PositionColumns, .. Repeated(table)];
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(c => !stale.Contains(table.Columns[c]))];
        bool[] areNumbers = Array.ConvertAll(kept, c => table.Rows.Any(r => r.Values[c] is not null)
            && table.Rows.All(r => r.Values[c] is not { } cell || IsPlainNumber(cell)));
        return new Layer(
            Path.GetFileNameWithoutExtension(table.Source), [.. kept.Select(c => table.Columns[c])], () => table.Rows.Select(row =>
                new LayerRow(Moved(row.Geometry, crs), [.. kept.Select((c, i) => ValueOf(row.Values[c], areNumbers[i]))])))
        {
            Crs = crs,
            IsSpatial = table.Rows.Any(r => r.Geometry is not null),
        };
    }

    /// <summary>
    /// A layer of points with its coordinates, or of other shapes with their text, as plain columns, for files without shapes.
    /// </summary>
    public static Layer Flat(Layer layer)
    {
        if (!layer.IsSpatial) return layer;
        bool arePoints = layer.Shapes is Shapes.None or Shapes.Points && !layer.HasMany;
        string[] added = !arePoints ? ["wkt"] : layer.Crs.IsProjected ? ["x", "y"] : ["lon", "lat"];
        return new Layer(
            layer.Name, [.. layer.Columns.Select(c => c.Name), .. added],
            () => layer.Rows().Select(row => row with { Values = [.. row.Values, .. PositionOf(row.Geometry)] }));

        object?[] PositionOf(Geometry? geometry) =>
            arePoints ? [(geometry as Point)?.X, (geometry as Point)?.Y] : [geometry?.AsText()];
    }

    private static IEnumerable<string> Repeated(Table table)
    {
        foreach ((string xName, string yName) in PositionNames)
        {
            int x = table.IndexOf(xName), y = table.IndexOf(yName);
            if (x >= 0 && y >= 0 && table.Rows.Any(r => r.Geometry is Point) && table.Rows.All(r => Repeats(r, table.Crs, x, y)))
                foreach (string column in (string[])[table.Columns[x], table.Columns[y]]) yield return column;
        }
    }

    private static bool Repeats(Row row, Crs crs, int x, int y)
    {
        if (row.Geometry is not Point point) return row.Values[x] is null && row.Values[y] is null;
        (double givenX, double givenY) = crs.FromWgs84(point.X, point.Y);
        double near = crs.IsProjected ? 0.1 : 1e-6;
        return NumberText.TryParse(row.Values[x] ?? "", out double cellX) && NumberText.TryParse(row.Values[y] ?? "", out double cellY)
            && Math.Abs(cellX - givenX) < near && Math.Abs(cellY - givenY) < near;
    }

    private static object? ValueOf(string? cell, bool isNumber) => cell is null || !isNumber ? cell
        : long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>"12", "-0.5"; not "007", "+1", "1e5" and ids of many digits, which would read back as something else.</summary>
    private static bool IsPlainNumber(string cell)
    {
        string digits = cell.TrimStart('-');
        bool isWritten = digits.Length > 0 && char.IsAsciiDigit(digits[0]) && (digits[0] != '0' || digits.Length == 1 || digits[1] == '.')
            && digits.All(c => char.IsAsciiDigit(c) || c == '.') && digits.Count(char.IsAsciiDigit) <= MostDigits;
        return isWritten && NumberText.TryParse(cell, out _);
    }

    private static Geometry? Moved(Geometry? geometry, Crs crs)
    {
        if (geometry is null || crs is { IsProjected: false, Datum: ChineseDatum.Wgs84 }) return geometry;
        Geometry moved = geometry.Copy();
        moved.Apply(new Move(crs));
        moved.GeometryChanged();
        return moved;
    }

    private sealed class Move(Crs crs) : ICoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            (double x, double y) = crs.FromWgs84(sequence.GetX(i), sequence.GetY(i));
            sequence.SetX(i, x);
            sequence.SetY(i, y);
        }
    }
}
