namespace ServiceCircle.Reports.Maps;

internal abstract record MapLayer;

/// <summary>Lines of at least two positions. The same line given twice, or once in each direction, is drawn once.</summary>
internal sealed record LineLayer(MapClass Class, IReadOnlyList<IReadOnlyList<Position>> Lines) : MapLayer;

/// <summary>Areas, which may overlap.</summary>
internal sealed record AreaLayer(MapClass Class, IReadOnlyList<MapArea> Areas) : MapLayer;

/// <summary>An area: the first ring is its border, the others are holes, of at least three positions, closed or not, either way.</summary>
internal sealed record MapArea(IReadOnlyList<IReadOnlyList<Position>> Rings);

/// <summary>Symbols, drawn in the order given, so the last lies on top.</summary>
internal sealed record PointLayer(IReadOnlyList<MapPoint> Points) : MapLayer;

/// <summary>
/// One symbol. The radius is half its size in map units (two per pixel at full width), the title, which is untrusted, what a pointer on it
/// shows; the label is written inside it where it fits.
/// </summary>
internal sealed record MapPoint(MapClass Class, Position Position, double Radius, string Title, string Label = "");

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
