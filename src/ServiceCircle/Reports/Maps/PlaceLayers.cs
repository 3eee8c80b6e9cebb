using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Maps;

/// <summary>
/// The facilities and communities of a coverage map: communities as circles while they can be told apart, else as their outlines or
/// gathered in squares (<see cref="PlaceCrowd"/>). Of one service, or of all together if it is null.
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

    private readonly PlaceForm _form = PlaceCrowd.FormOf(coverage, extent);

    /// <summary>Whether the ground within reach of facilities shows: the colours of communities would hide it.</summary>
    public bool ShowServiceArea => _form != PlaceForm.Outlines;

    /// <summary>Characters that the lines and areas of the map may take.</summary>
    public int PathBudget => _form == PlaceForm.Circles ? MapPaths.Budget
        : service is null ? GroundBudget : OverlayBudget / coverage.Services.Count;

    /// <summary>The one service of the map; null if it is about several, and facilities have no room beside communities.</summary>
    private Service? Only => service is { } s ? coverage.Services[s] : coverage.Services.Count == 1 ? coverage.Services[0] : null;

    private bool AreThinned => _facilities.Length > PlaceCells.MostFacilities;

    /// <summary>Whether facilities have symbols of their own: squares of one service count them.</summary>
    private bool AreDrawn => _form != PlaceForm.Squares || (Only is null && !AreThinned);

    public IReadOnlyList<MapLayer> Layers() => _form switch
    {
        PlaceForm.Circles => [Symbols(isOverlay: service is not null), Circles()],
        PlaceForm.Outlines => [.. CommunityOutlines.Of(CoverageLayers.Classes(coverage, service)), Symbols(isOverlay: service is not null)],
        _ => [Squares(), .. AreDrawn ? [Symbols(isOverlay: false)] : Array.Empty<MapLayer>()],
    };

    private CellLayer Squares() => PlaceCells.Of(
        CoverageLayers.Classes(coverage, service).Select(c => new CellPlace(c.Class, c.Community.Position, c.Community.People.Total)),
        extent, language, service is not null,
        Only is { } only ? (CoverageLayers.ClassOf(only.Category), _facilities.Select(f => f.Position)) : null);

    /// <summary>What is drawn otherwise than one symbol for each place, in sentences.</summary>
    public IReadOnlyList<string> Notes()
    {
        List<string> notes = [];
        if (_form == PlaceForm.Outlines) notes.Add(CommunityOutlines.Note(language));
        if (_form == PlaceForm.Squares)
        {
            notes.AddRange(PlaceCells.Notes(extent, language, service is not null, Only is not null));
            if (coverage.PopulationUnknown > 0) notes.Add(_messages["map/cells-unknown"]);
            if (Only is null && !AreDrawn) notes.Add(_messages.Text("map/facilities-elsewhere", ("count", _facilities.Length)));
        }
        else if (AreThinned)
        {
            string metres = _messages.Text(
                "number/metres", ("metres", _messages.Number(Math.Round(ThinUnits * new MapFrame(extent).MetresPerUnit))));
            notes.Add(_messages.Text("map/facilities-thinned", ("metres", metres), ("count", _facilities.Length)));
        }
        return notes;
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
