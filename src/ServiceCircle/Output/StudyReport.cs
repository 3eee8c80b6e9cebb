using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Places;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Output;

/// <summary>Brings a study's result into the shape that the report prints.</summary>
internal static class StudyReport
{
    private const double MapMarginMetres = 400;

    public static ReportModel ModelOf(StudyResult result, ServiceAreas areas, Language language)
    {
        ReportModel model = WithoutMaps(result, language);
        Facility[] facilities = [.. model.Facilities.Select(f => f.Facility)];
        return model with { Maps = [MapOf(result, areas, facilities, language), .. ServiceMaps(result, areas, facilities, language)] };
    }

    /// <summary>All but the maps: what reports on a question to a study say of the study itself.</summary>
    public static ReportModel WithoutMaps(StudyResult result, Language language)
    {
        IReadOnlyDictionary<string, string> names = CategoryNames(result.Catalogue, language);
        Messages messages = Messages.In(language);
        WalkGraph graph = result.Graph;
        Walker walker = graph.Walker;
        FacilityUsed[] used =
        [
            .. result.Walks.Sites.Where(f => result.Coverage.Services.Any(s => f.Facility.Offers(s.Category)))
                .Select(f => new FacilityUsed(
                    f.Facility, f.IsOnNetwork ? f.Access.Snap.DistanceMetres : null, f.Facility.Source.Split(',')[0])),
        ];
        return new ReportModel(
            result.File.Name, language, result.Coverage, names, used, [],
            new NetworkFacts(
                graph.Network.NodeCount, graph.Components.LengthMetres.Sum() / 1000, graph.Components.Count, graph.Components.LargestShare),
            new MethodFacts(
                walker.Name.GetValueOrDefault(language == Language.Zh ? "zh" : "en", walker.Id),
                walker.Riding?.SpeedKmh ?? walker.SpeedKmh,
                walker.Riding is { } riding ? WalkerFacts.SourceOf(walker, "riding", riding.Source, messages)
                    : WalkerFacts.SourceOf(walker, "speed", walker.SpeedSource, messages),
                result.File.MaxSnapMetres, Standards(result), Rules(walker, messages), [])
            {
                IsRiding = walker.Riding is not null,
                Walker =
                [
                    .. WalkerFacts.Gather(graph, messages),
                    .. result.Town.Rides is { } second ? WalkerFacts.Riding(second.Graph.Walker, messages) : [],
                ],
            },
            new DataFacts(
                Metadata.DateText(graph.Network.Source.OsmDate),
                [.. result.Givens.Files.Value.Select(i => new InputFile(i.Name, i.Sha256))], Metadata.EngineVersion),
            [.. result.Warnings.Select(new VerdictWords(messages, names).Text)])
        {
            Imprint = new Imprint(result.File.Publisher, result.File.MapApproval, result.File.IssuedOn) { Logo = result.Givens.Logo },
            Plans = result.Plans,
            Verdicts = result.Verdicts,
            Ledger = result.Ledger,
            Bases = result.Bases,
            Spread = result.Givens.Spread,
            Access = result.Access,
            Units = result.Units,
            Trend = result.Trend,
        };
    }

    /// <summary>The standards that supplied the services' limits, with the metres or minutes taken from them.</summary>
    private static Dictionary<string, StandardFact> Standards(StudyResult result) => result.Coverage.Services
        .Select(s => s.Standard is null ? null : result.Standards.Find(s.Standard)).OfType<StandardRule>().DistinctBy(r => r.Id)
        .ToDictionary(r => r.Id, r => new StandardFact(
            string.Join(", ", new[] { r.Standard, r.Clause, CatalogueRows.Limit(r) }.Where(t => t.Length > 0)), r.IsVerified),
            StringComparer.Ordinal);

    /// <summary>Every category's and group's name in a language.</summary>
    public static IReadOnlyDictionary<string, string> CategoryNames(CategoryCatalogue catalogue, Language language) =>
        catalogue.Categories.Concat(catalogue.Groups).ToDictionary(c => c.Id, c => language == Language.Zh ? c.Zh : c.En);

    private static string[] Rules(Walker walker, Messages messages) =>
    [
        walker.MayUseSteps ? messages.Text("rule/steps", ("factor", messages.Number(walker.StepsFactor, 1))) : messages["rule/no-steps"],
        messages["rule/private"],
    ];

    private static MapDrawing MapOf(StudyResult result, ServiceAreas areas, IReadOnlyList<Facility> facilities, Language language)
    {
        IReadOnlyDictionary<string, string> names = CategoryNames(result.Catalogue, language);
        (Box extent, List<MapLayer> layers) = Ground(result);
        var places = new PlaceLayers(result.Coverage, null, facilities, extent, names, language);
        if (result.Coverage.Services.Count == 1 && places.ShowServiceArea) layers.Add(Area(areas, 0));
        layers.AddRange(places.Layers());
        return new MapDrawing(
            Messages.In(language)["map/circles-title"], language, extent, layers, places.PathBudget)
        { Notes = places.Notes(), Approval = Approval(result.File, Messages.In(language)) };
    }

    /// <summary>The number under which a study's maps are approved; null if it has none.</summary>
    internal static string? Approval(StudyFile study, Messages messages) =>
        study.MapApproval is { } number ? messages.Text("report/map-approval", ("text", number)) : null;

    /// <summary>What lies below the symbols of every map of a study: greens, waters, streets; and what of them to show.</summary>
    internal static (Box Extent, List<MapLayer> Layers) Ground(StudyResult result)
    {
        WalkNetwork network = result.Graph.Network;
        Box extent = Extent(result.Communities);
        var layers = new List<MapLayer>
        {
            new AreaLayer(MapClass.Park, Areas(network.Features.Find(FeatureGroups.Green))),
            new AreaLayer(MapClass.Water, Areas(network.Features.Find(FeatureGroups.Water))),
            new LineLayer(MapClass.Water, Lines(network.Features.Find(FeatureGroups.Water))),
        };
        ILookup<MapClass, Position[]> streets = Enumerable.Range(0, network.EdgeCount)
            .Where(e => network.Attributes(e).Kind is not (WayKind.Gate or WayKind.Ferry))
            .Select(e => (Class: ClassOf(network.Attributes(e).Kind), Line: Shape(network, e))).Where(s => s.Line.Any(extent.Contains))
            .ToLookup(s => s.Class, s => s.Line);
        MapClass[] classes = [MapClass.Path, MapClass.Street, MapClass.MainStreet];
        layers.AddRange(classes.Select(c => new LineLayer(c, [.. streets[c]])));
        return (extent, layers);
    }

    /// <summary>A map for each service and its area, over the streets of the first map, enough where there is one service.</summary>
    private static IEnumerable<MapDrawing> ServiceMaps(
        StudyResult result, ServiceAreas areas, IReadOnlyList<Facility> facilities, Language language)
    {
        IReadOnlyDictionary<string, string> names = CategoryNames(result.Catalogue, language);
        Messages messages = Messages.In(language);
        IReadOnlyList<Service> services = result.Coverage.Services;
        if (services.Count < 2) return [];
        Box extent = Extent(result.Communities);
        // A map of what nobody knows would show everybody out of reach.
        return result.Coverage.Known.Select(s =>
        {
            Service service = services[s];
            var places = new PlaceLayers(result.Coverage, s, facilities, extent, names, language);
            return new MapDrawing(
                messages.Text("map/service-title", ("service", names.GetValueOrDefault(service.Category, service.Category)),
                    ("limit", messages.Minutes(service.Limit.Minutes ?? 0))),
                language, extent, new Lazy<IReadOnlyList<MapLayer>>(
                    () => [.. places.ShowServiceArea ? [Area(areas, s)] : Array.Empty<MapLayer>(), .. places.Layers()]),
                places.PathBudget)
            { IsOverlay = true, Notes = places.Notes(), Approval = Approval(result.File, messages) };
        });
    }

    private static AreaLayer Area(ServiceAreas areas, int service) =>
        new(MapClass.ServiceArea, areas[service].Geometry is { } ground ? [.. MapArea.Of(ground)] : []);

    private static Box Extent(IReadOnlyList<Community> communities)
    {
        Box box = communities.Aggregate(Box.Empty, (b, c) => b.Extend(c.Position));
        var scale = new LocalMetres(((double)box.South + box.North) / 2);
        int dx = (int)(MapMarginMetres / scale.MetresPerLonUnit), dy = (int)(MapMarginMetres / scale.MetresPerLatUnit);
        return new Box(box.West - dx, box.South - dy, box.East + dx, box.North + dy);
    }

    private static MapClass ClassOf(WayKind kind) => kind switch
    {
        WayKind.MajorStreet => MapClass.MainStreet,
        WayKind.Street => MapClass.Street,
        _ => MapClass.Path,
    };

    private static Position[] Shape(WalkNetwork network, int edge) =>
        [.. Enumerable.Range(0, network.ShapeLength(edge)).Select(i => network.ShapePosition(edge, i))];

    private static List<MapArea> Areas(IEnumerable<OsmFeature> features) => [.. features.SelectMany(f => MapArea.Of(f.Geometry))];

    private static List<IReadOnlyList<Position>> Lines(IEnumerable<OsmFeature> features) =>
        [.. features.SelectMany(f => Enumerable.Range(0, f.Geometry.NumGeometries).Select(f.Geometry.GetGeometryN)).OfType<LineString>()
            .Select(line => line.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y)).ToList())];
}
