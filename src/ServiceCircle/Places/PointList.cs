using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Places;

/// <summary>Places of which only id and position matter: origins, destinations. Ids are distinct, in the order of the file.</summary>
internal sealed record PointList(IReadOnlyList<string> Ids, IReadOnlyList<Position> Positions)
{
    public int Count => Ids.Count;

    /// <summary>Reads a table of points or polygons; ids from the column "id" (or 编号), else the rows are numbered from 1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="crs">What its coordinates are; null: what the file declares, else WGS-84.</param>
    /// <exception cref="InputException">The file cannot be read, has no coordinates, or has an id twice.</exception>
    public static PointList Read(string path, Crs? crs = null)
    {
        IReadOnlyList<Community> rows = CommunityReader.FromTable(Tables.Read(path, new TableOptions { Crs = crs }));
        return new PointList([.. rows.Select(r => r.Id)], [.. rows.Select(r => r.Position)]);
    }
}
