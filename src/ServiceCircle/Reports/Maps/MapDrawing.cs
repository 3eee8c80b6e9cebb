using ServiceCircle.Geo;

namespace ServiceCircle.Reports.Maps;

/// <summary>A map before it is drawn.</summary>
/// <param name="title">What it shows; the caption.</param>
/// <param name="language">Language of legend and scale.</param>
/// <param name="extent">What to show; the map grows it to a sensible shape.</param>
/// <param name="layers">In the order to draw; asked for when the map is drawn.</param>
internal sealed class MapDrawing(string title, Language language, Box extent, Lazy<IReadOnlyList<MapLayer>> layers)
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
