using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>Places of which only id and position matter: origins, destinations. Ids are distinct, in the order of the file.</summary>
internal sealed record PointList(IReadOnlyList<string> Ids, IReadOnlyList<Position> Positions)
{
    public int Count => Ids.Count;

    /// <summary>Reads a table of points or polygons; ids from the column "id" (or 编号), else the rows are numbered from 1.</summary>
    /// <exception cref="InputException">The file cannot be read, has no coordinates, or has an id twice.</exception>
    public static PointList Read(string path)
    {
        IReadOnlyList<Community> rows = CommunityReader.FromTable(Tables.Read(path));
        return new PointList([.. rows.Select(r => r.Id)], [.. rows.Select(r => r.Position)]);
    }
}
