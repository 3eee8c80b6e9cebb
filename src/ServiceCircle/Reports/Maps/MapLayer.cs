namespace ServiceCircle.Reports.Maps;

/// <summary>Some things of a map.</summary>
internal abstract record MapLayer;

/// <summary>Lines of one class. The same line given twice, or once in each direction, is drawn once.</summary>
/// <param name="Class">What they are.</param>
/// <param name="Lines">Each at least two positions, in order along the line.</param>
internal sealed record LineLayer(MapClass Class, IReadOnlyList<IReadOnlyList<Position>> Lines) : MapLayer;

/// <summary>Areas of one class.</summary>
/// <param name="Class">What they are.</param>
/// <param name="Areas">The areas; they may overlap.</param>
internal sealed record AreaLayer(MapClass Class, IReadOnlyList<MapArea> Areas) : MapLayer;

/// <summary>One area: the first ring is its border, the others are holes. Rings may be closed or not, in either direction.</summary>
/// <param name="Rings">At least one ring of at least three positions.</param>
internal sealed record MapArea(IReadOnlyList<IReadOnlyList<Position>> Rings);

/// <summary>Symbols, drawn in the order given, so the last lies on top.</summary>
/// <param name="Points">The symbols.</param>
internal sealed record PointLayer(IReadOnlyList<MapPoint> Points) : MapLayer;

/// <summary>One symbol.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Position">Where.</param>
/// <param name="Radius">Half its size in map units (two per pixel at full width).</param>
/// <param name="Title">What a pointer on it shows; untrusted.</param>
/// <param name="Label">Written inside it where it fits; may be empty.</param>
internal sealed record MapPoint(MapClass Class, Position Position, double Radius, string Title, string Label = "");
