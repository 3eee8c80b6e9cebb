using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Studies.Spreading;

/// <summary>
/// Areas for a table that gives totals by unit and no places: those of the study's units of the same id or name. Units of several levels
/// may have one id, and rows may be numbered as units are, so that an id whose names differ says nothing.
/// </summary>
internal static class UnitAreas
{
    /// <summary>The table, rows without a place with the area of their unit, where only one can be meant.</summary>
    public static Table Lend(Table table, IReadOnlyDictionary<string, string> columns, IReadOnlyList<AdministrativeUnit> units)
    {
        AdministrativeUnit[] areas = [.. units.Where(u => u.HasArea)];
        if (areas.Length == 0 || table.Rows.All(r => r.Geometry is not null)) return table;
        (int id, int name) = CommunityReader.NamesOf(new PlaceTable(table, columns));
        ILookup<string, AdministrativeUnit> byId = areas.ToLookup(u => u.Id, StringComparer.Ordinal);
        ILookup<string, AdministrativeUnit> byName = areas.ToLookup(u => PlaceNames.Normalize(u.Name), StringComparer.Ordinal);
        return table with { Rows = [.. table.Rows.Select(r => r.Geometry is null ? r with { Geometry = AreaOf(r)?.Geometry } : r)] };

        AdministrativeUnit? AreaOf(Row row)
        {
            string? ownId = PlaceTable.Text(row, id), ownName = PlaceTable.Text(row, name);
            AdministrativeUnit[] named = ownName is null ? [] : [.. byName[PlaceNames.Normalize(ownName)]];
            AdministrativeUnit[] numbered = ownId is null ? [] : [.. byId[ownId].Where(u => ownName is null || u.Name == u.Id)];
            AdministrativeUnit[] both = [.. named.Where(u => u.Id == ownId)];
            AdministrativeUnit[] meant = both.Length > 0 ? both : [.. named.Union(numbered)];
            return meant is [var only] ? only : null;
        }
    }
}
