using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
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
/// <param name="Warnings">What the reader should know.</param>
public sealed record StudyResult(
    StudyFile File, WalkGraph Graph, CategoryCatalogue Catalogue, FacilityList Facilities, IReadOnlyList<PlaceAccess> FacilityAccess,
    IReadOnlyList<Community> Communities, IReadOnlyList<PlaceAccess> CommunityAccess, TravelTimeMatrix Times, CoverageResult Coverage,
    IReadOnlyList<Notice> Warnings)
{
    /// <summary>The standards known.</summary>
    public required StandardCatalogue Standards { get; init; }

    /// <summary>The plans judged by, in the order of the study.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>The verdicts, in the order of the plans' clauses; several readings of one clause follow each other.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>Coverage counted on the further bases that the study asks for.</summary>
    public IReadOnlyList<BasisCoverage> Bases { get; init; } = [];

    /// <summary>Access beyond yes or no, one entry per service.</summary>
    public IReadOnlyList<ServiceAccess> Access { get; init; } = [];

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
        List<Notice> warnings = StudyInputs.Warnings(study);
        // The network is opened while the planner's tables are read.
        Task<WalkNetwork> opening = Task.Run(() => StudyInputs.Network(study, progress));
        Walker walker = Walker.Load(study.Walker);
        CategoryCatalogue catalogue = CategoryCatalogue.Load();
        StandardCatalogue standards = StudyInputs.Standards(study, catalogue);
        IReadOnlyList<Plan> plans = PlanCatalogue.LoadAll(study.Plans, catalogue, standards, study.Path);
        PlanSettings settings = StudyInputs.PlanSettings(study, standards, plans, warnings);
        IReadOnlyList<Service> services = StudyInputs.Services(study, catalogue, standards, walker, warnings);
        IReadOnlyList<Community> communities = StudyInputs.Communities(study, warnings);

        WalkNetwork network = opening.GetAwaiter().GetResult();
        warnings.AddRange(network.Source.Warnings);
        WalkGraph graph = WalkGraph.Of(network, walker);
        if (graph.SteepPieces > 0) warnings.Add(new Notice("warning/steep", ("count", graph.SteepPieces), ("percent", walker.Slope.MaxGrade * 100)));

        // People may leave home over private ways; nobody else may use them.
        Task<PlaceLocator> locating = Task.Run(() => new PlaceLocator(graph, WalkGraph.Of(network, walker, asResident: true), study.MaxSnapMetres));
        FacilityList facilities = StudyInputs.OpenOn(Duplicates.Merge(StudyInputs.Facilities(study, network, catalogue)), settings.AsOf);
        PlaceLocator locator = locating.GetAwaiter().GetResult();
        ILookup<string, Position> gates = StudyInputs.Entrances(study, communities, warnings);
        PlaceAccess[] homes = [.. communities.AsParallel().AsOrdered().Select(c => locator.Home(c.Geometry, c.Position, [.. gates[c.Id]]))];
        PlaceAccess[] sites = [.. facilities.Facilities.AsParallel().AsOrdered().Select(f => locator.Facility(f.Geometry, f.Position, f.AccessCostSeconds))];
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => h.Accesses)], siteAccess = [.. sites.Select(s => s.Accesses)];

        WalkTime longest = services.Max(s => s.Limit);
        // Plans may ask for longer walks than the services do; the edge of the map is judged by the services.
        var limits = new WalkLimits(standards, settings, services, walker);
        WalkTime farthest = limits.Longest(plans.SelectMany(p => p.Clauses)) is { } asked && asked > longest ? asked : longest;
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            graph, siteAccess, homeAccess, farthest, Direction.To, share => progress?.Invoke("search", share));
        bool[] reachesEdge = MapEdge.Reaches(graph, homeAccess, longest);
        bool[] isOnNetwork = [.. sites.Select(s => s.Snap.IsSnapped)];
        CoverageResult coverage = CoverageCount.Of(services, communities, [.. homes.Select(h => h.Snap)], facilities.Facilities, isOnNetwork, times, reachesEdge, walker);
        foreach (ServiceSummary none in coverage.Summaries.Where(s => !facilities.Facilities.Any(f => f.Offers(s.Service.Category))))
            warnings.Add(new Notice("warning/no-facility", ("category", none.Service.Category)));
        BasisCoverage[] bases =
            [.. StudyBases.Of(study, network, communities).Select(b => BasisCount.Of(b, services, facilities.Facilities, siteAccess, locator, graph))];
        UnitMap units = UnitMap.Of(study.Units?.Levels ?? [], StudyInputs.Units(study), communities, facilities.Facilities);
        var evidence = new Evidence(
            coverage.Communities, facilities.Facilities, isOnNetwork, times, units, StudyInputs.NewAreas(study), catalogue, standards, limits, settings);
        return new StudyResult(study, graph, catalogue, facilities, sites, communities, homes, times, coverage, warnings)
        {
            Standards = standards,
            Plans = plans,
            Verdicts = Judging.Of(plans, evidence),
            Units = units,
            Bases = bases,
            Access = ServiceAccess.Of(coverage, facilities.Facilities, times),
        };
    }
}
