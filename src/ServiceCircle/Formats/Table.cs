using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// Rows with named columns and, where the format has one, a geometry: what every format we read becomes, whether CSV or
/// GeoJSON. Holds text, because only the reader of a column knows what it means. The source is the file as the user named it, for messages;
/// columns, which are distinct, and rows are in the order of the file.
/// </summary>
internal sealed record Table(string Source, IReadOnlyList<string> Columns, IReadOnlyList<Row> Rows)
{
    /// <summary>What the reader decided for itself and a user may want to know ("read as GB18030 ..."); mostly empty.</summary>
    public IReadOnlyList<Notice> Notes { get; init; } = [];

    /// <summary>Columns of a text table that hold its positions: two of coordinates, or one of well-known text; empty otherwise.</summary>
    public IReadOnlyList<string> PositionColumns { get; init; } = [];

    /// <summary>What the coordinates of the file are, or were before they became WGS-84.</summary>
    public Crs Crs { get; init; } = Crs.Wgs84;

    /// <summary>The index of a column, by exact name first and then ignoring case and surrounding blanks; -1 if absent.</summary>
    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
            if (Columns[i] == column) return i;
        return ColumnNames.Find(Columns, [column]);
    }
}

/// <summary>One row of a <see cref="Table"/>.</summary>
/// <param name="Where">Where it stands in its file, for messages: "line 12", "features[3]".</param>
/// <param name="Values">One text per column; null where the cell is empty or JSON null.</param>
/// <param name="Geometry">
/// Longitude (x), latitude (y) in degrees of WGS-84, in what a reader returns still the numbers of the file; null when the format carries
/// none or the cell is empty.
/// </param>
internal sealed record Row(string Where, IReadOnlyList<string?> Values, Geometry? Geometry);
