using CsvHelper;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// A layer from a table that <see cref="CsvWriter"/> has written; of points where it has a column <c>lon</c> and one <c>lat</c>.
/// </summary>
internal static class CsvLayer
{
    /// <summary>Columns of ids and names, which may consist of digits only and are texts all the same.</summary>
    private static readonly HashSet<string> Texts =
        ["id", "name", "unit", "community", "township", "county", "city", "village", "grid", "province", "clause", "plan", "scenario"];

    /// <param name="name">The name of the layer.</param>
    /// <param name="open">Opens the file from its start.</param>
    public static Layer Read(string name, Func<Stream> open)
    {
        string[] columns = [.. Records(open).First()];
        // What a column holds is known when all of it was seen: a number is one only if every cell is.
        var isText = new bool[columns.Length];
        var isYesNo = new bool[columns.Length];
        for (int i = 0; i < columns.Length; i++)
            isText[i] = Texts.Contains(columns[i]) || columns[i].EndsWith("_id", StringComparison.Ordinal);
        foreach (string[] record in Records(open).Skip(1))
        {
            for (int i = 0; i < columns.Length; i++)
            {
                if (record[i].Length == 0 || isText[i]) continue;
                isYesNo[i] |= record[i] is "true" or "false";
                isText[i] = isYesNo[i] ? record[i] is not ("true" or "false") : NumberText.AsWritten(record[i]) is null;
            }
        }
        int lon = Array.IndexOf(columns, "lon"), lat = Array.IndexOf(columns, "lat");
        bool isSpatial = lon >= 0 && lat >= 0 && !isText[lon] && !isText[lat];
        return new Layer(name, columns, Rows) { IsSpatial = isSpatial, HasPositionColumns = isSpatial };

        IEnumerable<LayerRow> Rows()
        {
            foreach (string[] record in Records(open).Skip(1))
            {
                object?[] values = new object?[columns.Length];
                for (int i = 0; i < columns.Length; i++) values[i] = ValueOf(record[i], isText[i]);
                yield return new LayerRow(isSpatial ? PointAt(values[lon], values[lat]) : null, values);
            }
        }
    }

    private static IEnumerable<string[]> Records(Func<Stream> open)
    {
        using CsvHelper.CsvReader reader =
            CsvHelper.CsvReader.Create(open(), new CsvReaderOptions { HasHeader = false }, leaveOpen: false);
        while (reader.Read())
        {
            string[] cells = new string[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++) cells[i] = reader.GetString(i);
            yield return cells;
        }
    }

    private static object? ValueOf(string cell, bool isText) => cell.Length == 0 ? null
        : isText ? PlainText.FromCell(cell)
        : cell is "true" or "false" ? cell == "true"
        : NumberText.AsWritten(cell);

    private static Point? PointAt(object? lon, object? lat) =>
        lon is null || lat is null ? null : new Point(Convert.ToDouble(lon, null), Convert.ToDouble(lat, null));
}
