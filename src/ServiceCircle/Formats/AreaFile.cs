using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

internal static class AreaFile
{
    /// <summary>The union of all polygons of a file, longitude and latitude.</summary>
    /// <exception cref="InputException">The file cannot be read or holds no polygon.</exception>
    public static Geometry Read(string path)
    {
        Geometry[] polygons =
            [.. Tables.Read(path).Rows.Select(row => row.Geometry).OfType<Geometry>().Where(g => g is IPolygonal)];
        return polygons.Length switch
        {
            0 => throw new InputException(path, "", "found/no-polygon", "expected/area-polygon"),
            1 => Outline.Valid(polygons[0]),
            _ => Outline.Together(polygons),
        };
    }
}
