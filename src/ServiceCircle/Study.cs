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
        ILookup<string, Position> gates = StudyInputs.Entrances(study, communities, warnings);
        PlaceAccess[] homes = [.. communities.AsParallel().AsOrdered().Select(c => locator.Home(c.Geometry, c.Position, [.. gates[c.Id]]))];
        PlaceAccess[] sites = [.. facilities.Facilities.AsParallel().AsOrdered().Select(f => locator.Facility(f.Geometry, f.Position, f.AccessCostSeconds))];
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => h.Accesses)], siteAccess = [.. sites.Select(s => s.Accesses)];

        WalkTime longest = services.Max(s => s.Limit);
        // Plans may ask for longer walks than the services do; the edge of the map is judged by the services.
        var limits = new WalkLimits(standards, settings, services, walker);
        WalkTime farthest = limits.Longest(plans.SelectMany(p => p.Clauses)) is { } asked && asked > longest ? asked : longest;
        TravelTimeMatrix times = TravelTimeMatrix.Times(
            graph, siteAccess, homeAccess, farthest, Direction.To, share => progress?.Invoke("search", share));
        bool[] reachesEdge = MapEdge.Reaches(graph, homeAccess, longest);
        bool[] isOnNetwork = [.. sites.Select(s => s.Snap.IsSnapped)];
        CoverageResult coverage = CoverageCount.Of(services, communities, [.. homes.Select(h => h.Snap)], facilities.Facilities, isOnNetwork, times, reachesEdge, walker);
        UnitMap units = UnitMap.Of(study.Units?.Levels ?? [], StudyInputs.Units(study), communities, facilities.Facilities);
        var evidence = new Evidence(
            coverage.Communities, facilities.Facilities, isOnNetwork, times, units, StudyInputs.NewAreas(study), catalogue, standards, limits, settings);
        return new StudyResult(study, graph, catalogue, facilities, sites, communities, homes, times, coverage, warnings)
        {
            Standards = standards,
            Plans = plans,
            Verdicts = Judging.Of(plans, evidence),
            Units = units,
        };
    }
}
