using NetTopologySuite.Geometries;

namespace ServiceCircle.Reports.Maps;

internal abstract record MapLayer;

/// <summary>Lines of at least two positions. The same line given twice, or once in each direction, is drawn once.</summary>
internal sealed record LineLayer(MapClass Class, IReadOnlyList<IReadOnlyList<Position>> Lines) : MapLayer;

/// <summary>Areas, which may overlap.</summary>
internal sealed record AreaLayer(MapClass Class, IReadOnlyList<MapArea> Areas) : MapLayer;

/// <summary>Communities of a class, each the ground inside its outline; they hardly overlap.</summary>
internal sealed record OutlineLayer(MapClass Class, IReadOnlyList<MapArea> Areas) : MapLayer;

/// <summary>An area: the first ring is its border, the others are holes, of at least three positions, closed or not, either way.</summary>
internal sealed record MapArea(IReadOnlyList<IReadOnlyList<Position>> Rings)
{
    /// <summary>The polygons of a geometry; what else is in it has no area.</summary>
    public static IEnumerable<MapArea> Of(Geometry geometry) => Enumerable.Range(0, geometry.NumGeometries)
        .Select(geometry.GetGeometryN).OfType<Polygon>().Select(p => new MapArea([Ring(p.ExteriorRing), .. p.InteriorRings.Select(Ring)]));

    private static IReadOnlyList<Position> Ring(LineString line) => [.. line.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y))];
}

/// <summary>Symbols, drawn in the order given, so the last lies on top.</summary>
internal sealed record PointLayer(IReadOnlyList<MapPoint> Points) : MapLayer;

/// <summary>
/// One symbol. The radius is half its size in map units (two per pixel at full width), the title, which is untrusted, what a pointer on it
/// shows; the label is written inside it where it fits. The name, untrusted too, is written beside it where there is room, that of an
/// earlier point before that of a later one.
/// </summary>
internal sealed record MapPoint(
    MapClass Class, Position Position, double Radius, string Title, string Label = "", string Name = "");

/// <summary>
/// Places too many to be drawn one by one, gathered in squares of the map with a side of so many map units; facilities in them are counted
/// where a class is given.
/// </summary>
internal sealed record CellLayer(int Units, MapClass? FacilityClass, IReadOnlyList<MapCell> Cells) : MapLayer;

/// <summary>
/// A square of the map, counted from its upper left corner: the shares of its people by class, how high they are drawn as a share of the
/// highest, and how many facilities stand in it.
/// </summary>
internal sealed record MapCell(
    int Column, int Row, IReadOnlyList<(MapClass Class, double Share)> Stripes, double Height, string Title, string Label, int Facilities);
