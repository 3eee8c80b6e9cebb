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
/// <param name="FacilitySnaps">How each facility came onto the network.</param>
/// <param name="Communities">Communities, sorted by id.</param>
/// <param name="CommunitySnaps">How each community came onto the network.</param>
/// <param name="Times">Walks to the facilities.</param>
/// <param name="Coverage">The answer.</param>
/// <param name="Warnings">What the reader should know, one sentence each.</param>
public sealed record StudyResult(
    StudyFile File, WalkGraph Graph, CategoryCatalogue Catalogue, FacilityList Facilities, IReadOnlyList<Snap> FacilitySnaps,
    IReadOnlyList<Community> Communities, IReadOnlyList<Snap> CommunitySnaps, TravelTimeMatrix Times, CoverageResult Coverage,
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

        WalkNetwork network = NetworkFiles.Open(study.Network.Osm, new NetworkOptions { Progress = progress });
        warnings.AddRange(network.Source.Warnings);
        WalkGraph graph = WalkGraph.Of(network, walker);
        FacilityList facilities = StudyInputs.OpenOn(Duplicates.Merge(StudyInputs.Facilities(study, network, catalogue)), settings.AsOf);

        // People may leave home over private ways; nobody else may use them.
        WalkGraph residents = WalkGraph.Of(network, walker, asResident: true);
        var homeSnapper = new Snapper(residents, study.MaxSnapMetres);
        var siteSnapper = new Snapper(graph, study.MaxSnapMetres);
        Snap[] homes = [.. communities.Select(c => homeSnapper.Snap(c.Position))];
        Snap[] sites = [.. facilities.Facilities.Select(f => siteSnapper.Snap(f.Position))];
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => ResidentAccess.List(h, residents, graph))];
        IReadOnlyList<Access>[] siteAccess = [.. sites.Select((s, i) => Access.List(s, walker, facilities.Facilities[i].AccessCostSeconds))];

        WalkTime longest = services.Max(s => s.Limit);
        // Plans may ask for longer walks than the services do; the edge of the map is judged by the services.
        var limits = new WalkLimits(standards, settings, services, walker);
        WalkTime farthest = limits.Longest(plans.SelectMany(p => p.Clauses)) is { } asked && asked > longest ? asked : longest;
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            graph, siteAccess, homeAccess, farthest, Direction.To, share => progress?.Invoke("search", share));
        bool[] reachesEdge = MapEdge.Reaches(graph, homeAccess, longest);
        bool[] isOnNetwork = [.. sites.Select(s => s.IsSnapped)];
        CoverageResult coverage = CoverageCount.Of(services, communities, homes, facilities.Facilities, isOnNetwork, times, reachesEdge, walker);
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
