using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Maps;

/// <summary>
/// The facilities and communities of a coverage map: one by one while they can be told apart, else gathered in squares. Of one service, or
/// of all together if it is null.
/// </summary>
internal sealed class PlaceLayers(
    CoverageResult coverage, int? service, IReadOnlyList<Facility> facilities, Box extent, IReadOnlyDictionary<string, string> names,
    Language language)
{
    /// <summary>Side of the squares in which many facilities share a symbol, in map units.</summary>
    private const int ThinUnits = 40;

    /// <summary>Characters of lines and areas on a page whose places are gathered: of the first map, of all others together.</summary>
    private const int GroundBudget = 600_000, OverlayBudget = 800_000;

    private readonly Messages _messages = Messages.In(language);
    private readonly Facility[] _facilities = service is { } s
        ? [.. facilities.Where(f => f.Offers(coverage.Services[s].Category))] : [.. facilities];

    /// <summary>Symbols that a page with a map of all services and of each may draw, so that it stays below five megabytes.</summary>
    private const int MostSymbols = 12_000;

    /// <summary>Whether there are too many communities to be drawn one by one.</summary>
    public static bool AreGathered(CoverageResult coverage) => coverage.Communities.Count > PlaceCells.MostPlaces
        || coverage.Communities.Count * (coverage.Services.Count + 1L) > MostSymbols;

    /// <summary>Characters that the lines and areas of the map may take.</summary>
    public int PathBudget => !AreGathered(coverage) ? MapPaths.Budget
        : service is null ? GroundBudget : OverlayBudget / coverage.Services.Count;

    /// <summary>The one service of the map; null if it is about several, and facilities have no room beside communities.</summary>
    private Service? Only => service is { } s ? coverage.Services[s] : coverage.Services.Count == 1 ? coverage.Services[0] : null;

    private bool AreThinned => _facilities.Length > PlaceCells.MostFacilities;

    public IReadOnlyList<MapLayer> Layers()
    {
        if (!AreGathered(coverage)) return [Symbols(isOverlay: service is not null), Circles()];
        IEnumerable<CellPlace> places = service is { } s ? CoverageLayers.Places(coverage, s) : CoverageLayers.Places(coverage);
        return [PlaceCells.Of(places, extent, language, service is not null, Only is { } only
            ? (CoverageLayers.ClassOf(only.Category), _facilities.Select(f => f.Position)) : null)];
    }

    /// <summary>What is drawn otherwise than one symbol for each place, in sentences.</summary>
    public IReadOnlyList<string> Notes()
    {
        if (AreGathered(coverage))
            return [.. PlaceCells.Notes(extent, language, service is not null, Only is not null),
                .. coverage.PopulationUnknown > 0 ? [_messages["map/cells-unknown"]] : Array.Empty<string>(),
                .. Only is null ? [_messages.Text("map/facilities-elsewhere", ("count", _facilities.Length))] : Array.Empty<string>()];
        string metres = _messages.Text(
            "number/metres", ("metres", _messages.Number(Math.Round(ThinUnits * new MapFrame(extent).MetresPerUnit))));
        return AreThinned ? [_messages.Text("map/facilities-thinned", ("metres", metres), ("count", _facilities.Length))] : [];
    }

    private PointLayer Circles() => service is { } s
        ? CoverageLayers.Communities(coverage, s, language) : CoverageLayers.Communities(coverage, names, language);

    /// <summary>The facilities, of too many one for each kind and square; an overlay is drawn at half the width.</summary>
    public PointLayer Symbols(bool isOverlay)
    {
        PointLayer all = CoverageLayers.Facilities(
            _facilities, service is { } s ? [coverage.Services[s]] : coverage.Services, names, language, isOverlay);
        if (!AreThinned) return all;
        return new PointLayer(PlaceCells.Thinned(all.Points, extent, ThinUnits,
            count => _messages.Text("map/cell-facilities", ("count", count))));
    }
}
