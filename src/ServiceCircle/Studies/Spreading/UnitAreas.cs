using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Studies.Spreading;

/// <summary>Areas for a table that gives totals by unit and no places: those of the study's units of the same id or name.</summary>
internal static class UnitAreas
{
    /// <summary>The table, rows without a place with the area of their unit, where one can be meant.</summary>
    public static Table Lend(Table table, IReadOnlyDictionary<string, string> columns, IReadOnlyList<AdministrativeUnit> units)
    {
        AdministrativeUnit[] areas = [.. units.Where(u => u.HasArea)];
        if (areas.Length == 0 || table.Rows.All(r => r.Geometry is not null)) return table;
        (int id, int name) = CommunityReader.NamesOf(new PlaceTable(table, columns));
        NameIndex index = NameIndex.Of(areas.Select(u => (u.Id, u.Name)));
        return table with { Rows = [.. table.Rows.Select(r => r.Geometry is null ? r with { Geometry = AreaOf(r)?.Geometry } : r)] };

        AdministrativeUnit? AreaOf(Row row)
        {
            foreach (string? stated in new[] { PlaceTable.Text(row, id), PlaceTable.Text(row, name) })
                if (stated is not null && index.Find(stated) is >= 0 and var unit) return areas[unit];
            return null;
        }
    }
}
