using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Units;

/// <summary>A new or rebuilt residential area, which plans ask to come with its services.</summary>
internal sealed record NewArea(
    string Id, string Name, Geometry Geometry, RoughDate? DeliveredOn, double? FloorSquareMetres, double? Households)
{
    /// <summary>Names of the columns in a study's files.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["id", "name", "delivered_on", "floor_area_m2", "households"];

    /// <summary>Reads a table of areas.</summary>
    /// <exception cref="InputException">Bad rows, all in one message.</exception>
    public static IReadOnlyList<NewArea> FromTable(Table table, IReadOnlyDictionary<string, string> columns)
    {
        var source = new PlaceTable(table, columns);
        int id = source.Column("id", "编号");
        int name = source.Column("name", "名称", "小区名称");
        int delivered = source.Column("delivered_on", "交付日期", "交付时间");
        int floor = source.Column("floor_area_m2", "总建筑面积");
        int households = source.Column("households", "户数");
        source.RequireGeometry();
        var areas = new List<NewArea>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Row row = table.Rows[i];
            string own = PlaceTable.Text(row, id) ?? FormattableString.Invariant($"{i + 1}");
            if (areas.Exists(a => a.Id == own)) source.Note(row, new("found/id-twice", ("id", own)), "expected/unique-ids");
            if (row.Geometry is not IPolygonal) source.Note(row, PlaceTable.Shape(row), "expected/polygon");
            else areas.Add(new NewArea(
                own, PlaceTable.Text(row, name) ?? own, row.Geometry, source.Date(row, delivered),
                source.Amount(row, floor, Quantity.Area),
                source.Amount(row, households, Quantity.Households)));
        }
        source.ThrowIfAny();
        return [.. areas.OrderBy(a => a.Id, StringComparer.Ordinal)];
    }
}
