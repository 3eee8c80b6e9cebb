using ServiceCircle.Geo;

namespace ServiceCircle.Reports.Maps;

/// <summary>
/// A map before it is drawn: its caption, the language of legend and scale, what to show (the map grows it to a sensible shape), and layers
/// in the order to draw, asked for when the map is drawn.
/// </summary>
internal sealed class MapDrawing(
    string title, Language language, Box extent, Lazy<IReadOnlyList<MapLayer>> layers, int pathBudget = MapPaths.Budget)
{
    // Drawn in the report and in a file of its own, perhaps at the same time.
    private readonly Lazy<string?[]> _paths = new(() => MapPaths.Draw(layers.Value, new MapFrame(extent), pathBudget));

    public MapDrawing(
        string title, Language language, Box extent, IReadOnlyList<MapLayer> layers, int pathBudget = MapPaths.Budget)
        : this(title, language, extent, new Lazy<IReadOnlyList<MapLayer>>(layers), pathBudget)
    {
    }

    public string Title => title;
    public Language Language => language;
    public Box Extent => extent;

    /// <summary>Characters that the lines and areas may take.</summary>
    public int PathBudget => pathBudget;
    public IReadOnlyList<MapLayer> Layers => layers.Value;

    /// <summary>
    /// Whether the lines and areas of the page's first map lie below these layers: a page with a map for each service then draws its
    /// streets once. Only within a page, and with the same extent.
    /// </summary>
    public bool IsOverlay { get; init; }

    /// <summary>How communities are shown.</summary>
    public PlaceForm Form => Layers.Any(l => l is CellLayer) ? PlaceForm.Squares
        : Layers.Any(l => l is OutlineLayer) ? PlaceForm.Outlines : PlaceForm.Circles;

    /// <summary>Whether the circles of communities hold the number of services that they reach.</summary>
    public bool HasNumbersInCircles { get; init; } = true;

    /// <summary>The number under which the map is approved, in words of its language; null if it has none.</summary>
    public string? Approval { get; init; }

    /// <summary>What the legend does not say, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The lines and areas as path texts, one per layer; null for layers of points.</summary>
    internal IReadOnlyList<string?> Paths => _paths.Value;

    /// <summary>The classes that the layers hold, in legend order.</summary>
    internal IReadOnlyList<MapClass> Classes() =>
    [
        .. Layers.SelectMany(layer => layer switch
        {
            LineLayer { Lines.Count: > 0 } lines => [lines.Class],
            AreaLayer { Areas.Count: > 0 } areas => [areas.Class],
            OutlineLayer outlines => [outlines.Class],
            PointLayer points => points.Points.Select(p => p.Class),
            CellLayer cells => cells.Cells.SelectMany(c => c.Stripes.Select(s => s.Class))
                .Concat(cells.FacilityClass is { } counted && cells.Cells.Any(c => c.Facilities > 0) ? [counted] : []),
            _ => Enumerable.Empty<MapClass>(),
        }).Distinct().Order(),
    ];
}
