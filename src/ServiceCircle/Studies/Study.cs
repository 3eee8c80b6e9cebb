using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies;

/// <summary>
/// The straight line from a planner's files to the answer. People walk to the facility, so searches start at the
/// facilities and run over reversed arcs.
/// </summary>
public static class Study
{
    /// <summary>Runs a study.</summary>
    /// <param name="study">The question.</param>
    /// <param name="progress">Told the stage and its share done, from any thread; may be null.</param>
    /// <param name="willShowAreas">Whether <see cref="StudyResult.Areas"/> will be asked for: then they are drawn while walks are counted.</param>
    /// <exception cref="InputException">A file is missing or cannot be used.</exception>
    public static StudyResult Run(StudyFile study, Action<string, double>? progress = null, bool willShowAreas = false)
    {
        List<Notice> warnings = StudyInputs.Warnings(study);
        // The network is opened while the planner's tables are read.
        Task<WalkNetwork> opening = Task.Run(() => StudyInputs.Network(study, progress));
        Walker walker = Walker.Load(study.Walker);
        CategoryCatalogue catalogue = CategoryCatalogue.Load();
        StandardCatalogue standards = StudyInputs.Standards(study, catalogue);
        IReadOnlyList<Plan> plans = PlanCatalogue.LoadAll(study.Plans, catalogue, standards, study.Path);
        IReadOnlyList<Service> services = StudyInputs.Services(study, catalogue, standards, walker, warnings);
        IReadOnlyList<Community> communities = StudyInputs.Communities(study, warnings);
        PlanSettings settings = StudyInputs.PlanSettings(study, standards, plans, communities, warnings);

        WalkNetwork network = opening.GetAwaiter().GetResult();
        warnings.AddRange(network.Source.Warnings);
        WalkGraph graph = WalkGraph.Of(network, walker);
        if (graph.SteepPieces > 0) warnings.Add(new Notice("warning/steep", ("count", graph.SteepPieces), ("percent", walker.Slope.MaxGrade * 100)));

        // People may leave home over private ways; nobody else may use them.
        WalkGraph residents = WalkGraph.Of(network, walker, asResident: true);
        Task<PlaceLocator> locating = Task.Run(() => new PlaceLocator(graph, residents, study.MaxSnapMetres));
        FacilityList facilities = StudyInputs.OpenOn(Duplicates.Merge(StudyInputs.Facilities(study, network, catalogue)), settings.AsOf);
        PlaceLocator locator = locating.GetAwaiter().GetResult();
        var givens = new StudyGivens(
            study, catalogue, standards, plans, settings, services, new WalkLimits(standards, settings, services, walker),
            StudyInputs.Units(study), StudyInputs.NewAreas(study), StudyInputs.Entrances(study, communities, warnings),
            StudyBases.Of(study, network, communities), warnings)
        {
            Files = new(() => StudyInputs.Files(study, plans, network.Source)),
        };
        PlaceAccess[] sites = [.. facilities.Facilities.AsParallel().AsOrdered().Select(f => StudyGivens.Site(locator, f))];
        var areas = new ServiceAreas(graph, services, facilities, sites);
        if (willShowAreas) areas.Start();
        PlaceAccess[] homes = [.. communities.AsParallel().AsOrdered().Select(c => givens.Home(locator, c))];
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => h.Accesses)], siteAccess = [.. sites.Select(s => s.Accesses)];

        // Plans may ask for longer walks than the services do; the edge of the map is judged by the services.
        WalkTime farthest = givens.Limits.Longest(plans.SelectMany(p => p.Clauses)) is { } asked && asked > givens.Longest ? asked : givens.Longest;
        if (settings.Circles is { Around: not null, Limit: var toCentre } && toCentre > farthest) farthest = toCentre;
        TravelTimeMatrix times = TravelTimeMatrix.Times(
            graph, siteAccess, homeAccess, farthest, Direction.To, share => progress?.Invoke("search", share));
        WalkTime[] toEdge = MapEdge.Times(graph, homeAccess, farthest);
        UnitMap units = UnitMap.Of(study.Units?.Levels ?? [], givens.UnitFile, communities, facilities.Facilities);
        StudyInputs.CheckNames(study, units, catalogue);
        ModeTimes? bicycle = StudyModes.Bicycle(givens, network, facilities.Facilities, communities);
        StudyResult result = Conclude(givens, graph, residents, locator, facilities, sites, communities, homes, times, toEdge, bicycle, units, areas, []);
        return AsOfDays.Of(study) is { Count: > 1 } days ? result with { Trend = StudyTrend.Of(result, locator, days) } : result;
    }

    /// <summary>The last stage: from walks to coverage and verdicts. A scenario comes back in here.</summary>
    internal static StudyResult Conclude(
        StudyGivens givens, WalkGraph graph, WalkGraph residents, PlaceLocator locator, FacilityList facilities, IReadOnlyList<PlaceAccess> sites,
        IReadOnlyList<Community> communities, IReadOnlyList<PlaceAccess> homes, TravelTimeMatrix times, IReadOnlyList<WalkTime> toEdge, ModeTimes? bicycle,
        UnitMap units, ServiceAreas areas, IEnumerable<Notice> warnings)
    {
        bool[] isOnNetwork = [.. sites.Select(s => s.Snap.IsSnapped)];
        CoverageResult coverage = CoverageCount.Of(
            givens.Services, communities, [.. homes.Select(h => h.Snap)], facilities.Facilities, isOnNetwork, times, [.. toEdge.Select(t => t.IsWithin(givens.Longest))], graph.Walker);
        var missing = coverage.Summaries.Where(s => !facilities.Facilities.Any(f => f.Offers(s.Service.Category)));
        var evidence = new Evidence(
            coverage.Communities, facilities.Facilities, isOnNetwork, times, units, givens.NewAreas, givens.Catalogue, givens.Standards, givens.Limits, givens.Settings)
        {
            ToEdge = toEdge,
            Bicycle = bicycle,
            Land = givens.Land is { } land ? new LandReach(land, facilities.Facilities, [.. sites.Select(s => s.Accesses)], locator, graph) : null,
        };
        IReadOnlyList<Verdict> verdicts = Judging.Of(givens.Plans, evidence);
        return new StudyResult(givens.File, graph, givens.Catalogue, facilities, sites, communities, homes, times, coverage,
            [.. givens.Warnings, .. units.Warnings, .. evidence.NameWarnings(), .. warnings, .. missing.Select(s => new Notice("warning/no-facility", ("category", s.Service.Category)))])
        {
            Standards = givens.Standards,
            Plans = givens.Plans,
            Verdicts = verdicts,
            Ledger = ProblemLedger.Of(verdicts, evidence),
            Units = units,
            Bases = [.. givens.Bases.Select(b => BasisCount.Of(b, givens.Services, facilities.Facilities, [.. sites.Select(s => s.Accesses)], locator, graph))],
            Access = ServiceAccess.Of(coverage, facilities.Facilities, times),
            Areas = areas,
            Residents = residents,
            ToEdge = toEdge,
            Bicycle = bicycle,
            Givens = givens,
        };
    }
}
