using ServiceCircle.Formats;

namespace ServiceCircle.Questions.Beginning;

/// <summary>What tells the datum of a table beside its numbers and the headers of their columns.</summary>
internal static class DatumHint
{
    private static readonly string[] DatumColumns = ["坐标系", "坐标系统", "坐标类型", "crs", "datum", "coordsys"];

    /// <summary>Codes that only Amap writes, beside its coordinates.</summary>
    private static readonly string[] AmapColumns = ["typecode", "adcode", "pcode", "citycode"];

    /// <summary>
    /// "gcj02" of "养老设施_高德导出.csv", of a column 坐标系 that says so in every row, or of Amap's own codes; null if nothing tells it.
    /// </summary>
    public static string? Of(string path, Table table)
    {
        int column = ColumnNames.Find(table.Columns, DatumColumns);
        if (column >= 0)
        {
            string?[] told = [.. ColumnGuess.Cells(table, table.Columns[column]).Select(Named).Distinct()];
            if (told is [{ } only]) return only;
        }
        bool isAmaps = ColumnNames.Find(table.Columns, AmapColumns) >= 0
            && ColumnNames.Find(table.Columns, ["location", "lng", "lon"]) >= 0;
        return Named(Path.GetFileNameWithoutExtension(path)) ?? (isAmaps ? "gcj02" : null);
    }

    private static string? Named(string text) => HeaderWords.Datums.FirstOrDefault(d => d.Words.IsMatch(text)).Crs;
}
