using NetTopologySuite.Geometries;

namespace ServiceCircle.Formats.Layers;

/// <summary>
/// A table or a layer as CSV that a spreadsheet opens as it is: with a byte order mark, by which Excel knows that it is UTF-8. Of points
/// the last columns are longitude and latitude, or easting (x) and northing (y), of other geometries well-known text.
/// </summary>
internal static class LayerCsv
{
    /// <summary>Writes all rows.</summary>
    public static void Write(Stream stream, Layer layer)
    {
        string[] columns = [.. layer.Columns.Select(c => c.Name)];
        // A table that has its positions in columns keeps them there.
        string[] pair = layer.Crs.PairNames;
        bool hasPositions = layer.HasPositionColumns;
        bool asPoints = layer.IsSpatial && !hasPositions && layer.Shapes is Shapes.None or Shapes.Points && !layer.HasMany;
        string[] added = !layer.IsSpatial || hasPositions ? []
            : [.. FieldNames.Plain([.. columns, .. asPoints ? pair : ["wkt"]]).Skip(columns.Length)];
        using var csv = new CsvWriter(stream, [.. columns, .. added], byteOrderMark: true);
        foreach (LayerRow row in layer.Rows())
        {
            foreach (object? value in row.Values)
            {
                _ = value switch
                {
                    double number => csv.Cell(number),
                    long whole => csv.Cell(whole),
                    bool yes => csv.Cell(yes),
                    _ => csv.Cell((string?)value),
                };
            }
            if (added.Length == 2) csv.Cell((row.Geometry as Point)?.X).Cell((row.Geometry as Point)?.Y);
            else if (added.Length == 1) csv.Cell(row.Geometry?.AsText());
            csv.EndRow();
        }
    }
}
