using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle;

/// <summary>Everything a study found, for the writers of files and reports.</summary>
/// <param name="File">The question.</param>
/// <param name="Graph">The walking network as the study's walker sees it.</param>
/// <param name="Catalogue">The categories used.</param>
/// <param name="Facilities">Facilities used and what was left out.</param>
/// <param name="FacilityAccess">How each facility is entered.</param>
/// <param name="Communities">Communities, sorted by id.</param>
/// <param name="CommunityAccess">How the people of each community leave home.</param>
/// <param name="Times">Walks to the facilities.</param>
/// <param name="Coverage">The answer.</param>
/// <param name="Warnings">What the reader should know, one sentence each.</param>
public sealed record StudyResult(
    StudyFile File, WalkGraph Graph, CategoryCatalogue Catalogue, FacilityList Facilities, IReadOnlyList<PlaceAccess> FacilityAccess,
    IReadOnlyList<Community> Communities, IReadOnlyList<PlaceAccess> CommunityAccess, TravelTimeMatrix Times, CoverageResult Coverage,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The standards known.</summary>
    public required StandardCatalogue Standards { get; init; }

    /// <summary>The plans judged by, in the order of the study.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>The verdicts, in the order of the plans' clauses; several readings of one clause follow each other.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>Which unit each community and facility is in.</summary>
    public required UnitMap Units { get; init; }

    /// <summary>Name of the scenario that was applied; null for the study as it stands.</summary>
    public string? Scenario { get; init; }

    /// <summary>The network as residents see it: private ways are open.</summary>
    internal WalkGraph Residents { get; init; } = null!;

    /// <summary>For each community, whether its reach touches the border of the data.</summary>
    internal IReadOnlyList<bool> ReachesEdge { get; init; } = [];

    /// <summary>What was read and no scenario changes.</summary>
    internal StudyBasis Basis { get; init; } = null!;
}

/// <summary>What a study was read into, beside the network and the places.</summary>
/// <param name="File">The question.</param>
/// <param name="Catalogue">The categories known.</param>
/// <param name="Standards">The standards known.</param>
/// <param name="Plans">Plans to judge by.</param>
/// <param name="Settings">What the study says for judging.</param>
/// <param name="Services">Services asked.</param>
/// <param name="Limits">Which walk counts for a clause.</param>
/// <param name="UnitFile">Administrative units of the study's file.</param>
/// <param name="NewAreas">New residential areas.</param>
/// <param name="Gates">Gates that the planner names, by community.</param>
internal sealed record StudyBasis(
    StudyFile File, CategoryCatalogue Catalogue, StandardCatalogue Standards, IReadOnlyList<Plan> Plans, PlanSettings Settings, IReadOnlyList<Service> Services,
    WalkLimits Limits, IReadOnlyList<AdministrativeUnit> UnitFile, IReadOnlyList<NewArea> NewAreas, ILookup<string, Position> Gates)
{
    /// <summary>The longest walk that a service counts.</summary>
    public WalkTime Longest { get; } = Services.Max(s => s.Limit);

    /// <summary>How a community's people leave home.</summary>
    public PlaceAccess Home(PlaceLocator locator, Community c) => locator.Home(c.Geometry, c.Position, [.. Gates[c.Id]]);

    /// <summary>How a facility is entered.</summary>
    public static PlaceAccess Site(PlaceLocator locator, Facility f) => locator.Facility(f.Geometry, f.Position, f.AccessCostSeconds);
}

/// <summary>
/// The straight line from a planner's files to the answer. People walk to the facility, so searches start at the
/// facilities and run over reversed arcs.
/// </summary>
public static class Study
{
    /// <summary>Runs a study.</summary>
    /// <param name="study">The question.</param>
    /// <param name="progress">Told the stage and its share done, from any thread; may be null.</param>
    /// <exception cref="InputException">A file is missing or cannot be used.</exception>
    public static StudyResult Run(StudyFile study, Action<string, double>? progress = null)
    {
        List<string> warnings = StudyInputs.Warnings(study);
        Walker walker = Walker.Load(study.Walker);
        CategoryCatalogue catalogue = CategoryCatalogue.Load();
        StandardCatalogue standards = StudyInputs.Standards(study, catalogue);
        IReadOnlyList<Plan> plans = PlanCatalogue.LoadAll(study.Plans, catalogue, standards, study.Path);
        PlanSettings settings = StudyInputs.PlanSettings(study, standards, plans, warnings);
        IReadOnlyList<Service> services = StudyInputs.Services(study, catalogue, standards, walker, warnings);
        IReadOnlyList<Community> communities = StudyInputs.Communities(study, warnings);

        WalkNetwork network = StudyInputs.Network(study, progress);
        warnings.AddRange(network.Source.Warnings);
        WalkGraph graph = WalkGraph.Of(network, walker);
        if (graph.SteepPieces > 0) warnings.Add($"{graph.SteepPieces} pieces of ways are steeper than {walker.Slope.MaxGrade:P0} by the elevation file and count as that steep.");
        FacilityList facilities = StudyInputs.OpenOn(Duplicates.Merge(StudyInputs.Facilities(study, network, catalogue)), settings.AsOf);

        // People may leave home over private ways; nobody else may use them.
        WalkGraph residents = WalkGraph.Of(network, walker, asResident: true);
        var locator = new PlaceLocator(graph, residents, study.MaxSnapMetres);
        var basis = new StudyBasis(
            study, catalogue, standards, plans, settings, services, new WalkLimits(standards, settings, services, walker),
            StudyInputs.Units(study), StudyInputs.NewAreas(study), StudyInputs.Entrances(study, communities, warnings));
        PlaceAccess[] homes = [.. communities.AsParallel().AsOrdered().Select(c => basis.Home(locator, c))];
        PlaceAccess[] sites = [.. facilities.Facilities.AsParallel().AsOrdered().Select(f => StudyBasis.Site(locator, f))];
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => h.Accesses)], siteAccess = [.. sites.Select(s => s.Accesses)];

        // Plans may ask for longer walks than the services do; the edge of the map is judged by the services.
        WalkTime farthest = basis.Limits.Longest(plans.SelectMany(p => p.Clauses)) is { } asked && asked > basis.Longest ? asked : basis.Longest;
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            graph, siteAccess, homeAccess, farthest, Direction.To, share => progress?.Invoke("search", share));
        bool[] reachesEdge = MapEdge.Reaches(graph, homeAccess, basis.Longest);
        UnitMap units = UnitMap.Of(study.Units?.Levels ?? [], basis.UnitFile, communities, facilities.Facilities);
        return Conclude(basis, graph, residents, facilities, sites, communities, homes, times, reachesEdge, units, warnings);
    }

    /// <summary>The last stage: from walks to coverage and verdicts. A scenario comes back in here.</summary>
    internal static StudyResult Conclude(
        StudyBasis basis, WalkGraph graph, WalkGraph residents, FacilityList facilities, IReadOnlyList<PlaceAccess> sites,
        IReadOnlyList<Community> communities, IReadOnlyList<PlaceAccess> homes, TravelTimeMatrix times, IReadOnlyList<bool> reachesEdge, UnitMap units, IReadOnlyList<string> warnings)
    {
        bool[] isOnNetwork = [.. sites.Select(s => s.Snap.IsSnapped)];
        CoverageResult coverage = CoverageCount.Of(
            basis.Services, communities, [.. homes.Select(h => h.Snap)], facilities.Facilities, isOnNetwork, times, reachesEdge, graph.Walker);
        var evidence = new Evidence(
            coverage.Communities, facilities.Facilities, isOnNetwork, times, units, basis.NewAreas, basis.Catalogue, basis.Standards, basis.Limits, basis.Settings);
        return new StudyResult(basis.File, graph, basis.Catalogue, facilities, sites, communities, homes, times, coverage, warnings)
        {
            Standards = basis.Standards,
            Plans = basis.Plans,
            Verdicts = Judging.Of(basis.Plans, evidence),
            Units = units,
            Residents = residents,
            ReachesEdge = reachesEdge,
            Basis = basis,
        };
    }
}
