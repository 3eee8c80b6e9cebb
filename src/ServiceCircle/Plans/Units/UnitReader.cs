using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Units;

/// <summary>Reads a file of units: polygons with level, id, name and parent.</summary>
internal static class UnitReader
{
    /// <summary>Names of the columns in a study's files.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["level", "id", "name", "parent"];

    /// <summary>
    /// The units of a table of polygons in WGS-84. Rows of other levels than the study's are left out; a table without a level column must
    /// be of the only level.
    /// </summary>
    /// <exception cref="InputException">Levels unknown, ids twice, no polygons.</exception>
    public static IReadOnlyList<AdministrativeUnit> FromTable(
        Table table, IReadOnlyDictionary<string, string> columns, IReadOnlyList<string> levels)
    {
        var source = new PlaceTable(table, columns);
        int level = source.Column("level", "级别", "层级");
        int id = source.Column("id", "code", "编号", "编码", "代码");
        int name = source.Column("name", "名称", "乡镇名称");
        int parent = source.Column("parent", "上级");
        if (level < 0 && levels.Count != 1)
            throw new InputException(table.Source, "columns.level", new("found/no-level-column", ("columns", new NameList(table.Columns))),
                "expected/level-column", "advice/one-level");
        source.RequireGeometry();
        var units = new List<AdministrativeUnit>();
        var seen = new HashSet<(string, string)>();
        foreach (Row row in table.Rows)
        {
            string own = level < 0 ? levels[0] : PlaceTable.Text(row, level) ?? "";
            if (levels.Count > 0 && !levels.Contains(own)) continue;
            string? unitId = PlaceTable.Text(row, id) ?? PlaceTable.Text(row, name);
            if (!UnitLevels.InStudies.Contains(own))
                source.Note(row, new("found/level", ("level", own)), JsonFields.Nearest(own, UnitLevels.InStudies));
            else if (unitId is null) source.Note(row, "found/no-id-or-name", "expected/one-of-them");
            else if (!seen.Add((own, unitId)))
                source.Note(row, new("found/id-twice-in-level", ("id", unitId), ("level", own)), "expected/unique-ids");
            else if (row.Geometry is not IPolygonal)
                source.Note(row, PlaceTable.Shape(row), "expected/polygon");
            else units.Add(new AdministrativeUnit(
                own, unitId, PlaceTable.Text(row, name) ?? unitId, PlaceTable.Text(row, parent), row.Geometry));
        }
        source.ThrowIfAny();
        return units;
    }
}
