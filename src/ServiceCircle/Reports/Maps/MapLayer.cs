namespace ServiceCircle.Reports.Maps;

/// <summary>Some things of a map.</summary>
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
