using ServiceCircle.Geo;

namespace ServiceCircle.Reports.Maps;

/// <summary>Some things of a map.</summary>
public abstract record MapLayer;

/// <summary>Lines of one class. The same line given twice, or once in each direction, is drawn once.</summary>
/// <param name="Class">What they are.</param>
/// <param name="Lines">Each at least two positions, in order along the line.</param>
public sealed record LineLayer(MapClass Class, IReadOnlyList<IReadOnlyList<Position>> Lines) : MapLayer;

/// <summary>Areas of one class.</summary>
/// <param name="Class">What they are.</param>
/// <param name="Areas">The areas; they may overlap.</param>
public sealed record AreaLayer(MapClass Class, IReadOnlyList<MapArea> Areas) : MapLayer;

/// <summary>One area: the first ring is its border, the others are holes. Rings may be closed or not, in either direction.</summary>
/// <param name="Rings">At least one ring of at least three positions.</param>
public sealed record MapArea(IReadOnlyList<IReadOnlyList<Position>> Rings);

/// <summary>Symbols, drawn in the order given, so the last lies on top.</summary>
/// <param name="Points">The symbols.</param>
public sealed record PointLayer(IReadOnlyList<MapPoint> Points) : MapLayer;

/// <summary>One symbol.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Position">Where.</param>
/// <param name="Radius">Half its size in map units (two per pixel at full width).</param>
/// <param name="Title">What a pointer on it shows; untrusted.</param>
/// <param name="Label">Written inside it where it fits; may be empty.</param>
public sealed record MapPoint(MapClass Class, Position Position, double Radius, string Title, string Label = "");

/// <summary>A map before it is drawn.</summary>
/// <param name="title">What it shows; the caption.</param>
/// <param name="language">Language of legend and scale.</param>
/// <param name="extent">What to show; the map grows it to a sensible shape.</param>
/// <param name="layers">In the order to draw; asked for when the map is drawn.</param>
public sealed class MapDrawing(string title, Language language, Box extent, Lazy<IReadOnlyList<MapLayer>> layers)
{
    // Drawn in the report and in a file of its own, perhaps at the same time.
    private readonly Lazy<string?[]> _paths = new(() => MapPaths.Of(layers.Value, new MapFrame(extent)));

    /// <summary>A map whose layers are there already.</summary>
    public MapDrawing(string title, Language language, Box extent, IReadOnlyList<MapLayer> layers)
        : this(title, language, extent, new Lazy<IReadOnlyList<MapLayer>>(layers))
    {
    }

    /// <summary>What it shows; the caption.</summary>
    public string Title => title;

    /// <summary>Language of legend and scale.</summary>
    public Language Language => language;

    /// <summary>What to show; the map grows it to a sensible shape.</summary>
    public Box Extent => extent;

    /// <summary>In the order to draw.</summary>
    public IReadOnlyList<MapLayer> Layers => layers.Value;

    /// <summary>
    /// Whether the lines and areas of the page's first map lie below these layers: a page with a map for each service then draws its
    /// streets once. Only within a page, and with the same extent.
    /// </summary>
    public bool IsOverlay { get; init; }

    /// <summary>The lines and areas as path texts, one per layer; null for layers of points.</summary>
    internal IReadOnlyList<string?> Paths => _paths.Value;

    /// <summary>The classes that the layers hold, in legend order.</summary>
    internal IReadOnlyList<MapClass> Classes() =>
    [
        .. Layers.SelectMany(layer => layer switch
        {
            LineLayer { Lines.Count: > 0 } lines => [lines.Class],
            AreaLayer { Areas.Count: > 0 } areas => [areas.Class],
            PointLayer points => points.Points.Select(p => p.Class),
            _ => Enumerable.Empty<MapClass>(),
        }).Distinct().Order(),
    ];
}
