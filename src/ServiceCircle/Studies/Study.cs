using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Studies.Spreading;
using ServiceCircle.Walking;

namespace ServiceCircle.Studies;

/// <summary>
/// The pipeline from a planner's files to the answer: places are put onto the network, walks are counted, and what they tell is
/// concluded. People walk to the facility, so searches start at the facilities and run over reversed arcs.
/// </summary>
public static class Study
{
    /// <summary>Runs a study.</summary>
    /// <param name="study">The question.</param>
    /// <param name="progress">Told the stage and its share done, from any thread; may be null.</param>
    /// <exception cref="InputException">A file is missing or cannot be used.</exception>
    public static StudyResult Run(StudyFile study, Action<string, double>? progress = null) => Walk(Place(study, progress), progress);

    /// <summary>Runs a study, and draws the ground within reach of its services beside it.</summary>
    /// <inheritdoc cref="Run" path="/param|/exception"/>
    /// <returns>What it found, and the areas: not all of them need be drawn yet.</returns>
    internal static (StudyResult Result, ServiceAreas Areas) RunAndDraw(StudyFile study, Action<string, double>? progress = null)
    {
        PlacedStudy placed = Place(study, progress);
        var areas = new ServiceAreas(placed.Locator.Visitors, placed.Givens.Services, placed.Sites);
        areas.Start();
        return (Walk(placed, progress), areas);
    }

    /// <summary>A study that is read, with its facilities on the network.</summary>
    private sealed record PlacedStudy(
        StudyGivens Givens, PlaceLocator Locator, IReadOnlyList<Community> Communities, IReadOnlyList<Site> Sites, FacilityList OfAllDays);

    /// <summary>From files to places on the network.</summary>
    private static PlacedStudy Place(StudyFile study, Action<string, double>? progress)
    {
        var notes = new InputNotes();
        List<Notice> warnings = notes.Warnings;
        warnings.AddRange(StudyInputs.Warnings(study));
        // The network is opened while the planner's tables are read.
        Task<WalkNetwork> opening = Task.Run(() => StudyInputs.Network(study, progress));
        StudyCatalogues known = StudyCatalogues.Load(study);
        IReadOnlyList<Service> services = StudyInputs.Services(study, known, warnings);
        IReadOnlyList<Community> communities = StudyInputs.Communities(study, notes);
        PlanSettings settings = StudyInputs.PlanSettings(study, known, communities, warnings);

        WalkNetwork network = opening.GetAwaiter().GetResult();
        warnings.AddRange(network.Source.Warnings);
        PeopleSpread? spread = study.Communities.Spread is null ? null : PeopleSpread.Find(study, communities, network);
        if (spread is not null)
        {
            warnings.AddRange(spread.Notices);
            spread = spread with { Communities = StudyInputs.InArea(study, spread.Communities, warnings) };
        }
        WalkGraph visitors = WalkGraph.Of(network, known.Walker);
        if (visitors.SteepPieces > 0)
            warnings.Add(new Notice("warning/steep", ("count", visitors.SteepPieces), ("percent", known.Walker.Slope.MaxGrade * 100)));

        // People may leave home over private ways; nobody else may use them.
        WalkGraph residents = WalkGraph.Of(network, known.Walker, asResident: true);
        Task<PlaceLocator> locating = Task.Run(() => new PlaceLocator(visitors, residents, study.MaxSnapMetres));
        FacilityList all = StudyInputs.Facilities(study, network, known.Categories, notes);
        FacilityList ofAllDays = Duplicates.Merge(all);
        FacilityList facilities = StudyInputs.OpenOn(ofAllDays, settings.AsOf);
        PlaceLocator locator = locating.GetAwaiter().GetResult();
        var givens = new StudyGivens
        {
            File = study,
            Rules = new PlanRules(
                known.Categories, known.Standards, settings, new WalkLimits(known.Standards, settings, services, known.Walker)),
            Plans = known.Plans,
            Services = services,
            UnitFile = StudyInputs.Units(study),
            LeftOut = facilities.Audit,
            RuleUses = facilities.Rules,
            Located = notes.Located,
            Bases = StudyBases.Gather(study, network, communities),
            Spread = spread,
            Warnings = warnings,
            Logo = study.Logo is { } logo ? PictureFile.Read(logo) : null,
            Files = new(() => StudyInputs.Files(study, known.Plans, network.Source)),
        };
        return new PlacedStudy(
            givens, locator, spread?.Communities ?? StudyInputs.WithGates(study, communities, warnings),
            Site.Locate(facilities.Facilities, locator), ofAllDays);
    }

    /// <summary>From places to walks, on foot and where a plan asks by bicycle.</summary>
    private static StudyResult Walk(PlacedStudy placed, Action<string, double>? progress)
    {
        (StudyGivens givens, PlaceLocator locator, IReadOnlyList<Community> communities, IReadOnlyList<Site> sites, _) = placed;
        Facility[] facilities = [.. sites.Select(s => s.Facility)];
        // On one core, beside the searches.
        Task<UnitMap> placing =
            Task.Run(() => UnitMap.Build(givens.File.Units?.Levels ?? [], givens.UnitFile, communities, facilities));
        Walks walks = Walks.Find(locator, communities, sites, givens.Farthest, share => progress?.Invoke("search", share));
        UnitMap units = placing.GetAwaiter().GetResult();
        StudyInputs.CheckNames(givens.File, units, givens.Rules.Categories);
        var town = new Town(walks, units) { Rides = StudyRides.Find(givens, locator.Visitors.Network, communities, facilities) };
        StudyResult result = Conclude(givens, town);
        IReadOnlyList<Doubt> doubts = MeaningChecks.Find(result);
        Notice[] first = [.. doubts.Select(d => d.What)];
        result = result with { Doubts = doubts, Warnings = [.. first, .. result.Warnings.Where(w => !first.Contains(w))] };
        return AsOfDays.Read(givens.File) is { Count: > 1 } days
            ? result with { Trend = StudyTrend.Judge(result, placed.OfAllDays, days) } : result;
    }

    /// <summary>From walks to coverage and verdicts. A scenario comes back in here.</summary>
    internal static StudyResult Conclude(StudyGivens givens, Town town, params IEnumerable<Notice> warnings)
    {
        Evidence evidence = givens.EvidenceOf(town);
        CoverageResult coverage = Covered(givens, evidence);
        IReadOnlyList<Verdict> verdicts = Judging.Judge(givens.Plans, evidence);
        IEnumerable<Notice> missing = coverage.Summaries
            .Where(s => s.HasData && town.Walks.Offering(s.Service.Category).Length == 0)
            .Select(s => new Notice("warning/no-facility", ("category", s.Service.Category)));
        return new StudyResult(givens, town)
        {
            Coverage = coverage,
            Verdicts = verdicts,
            Ledger = ProblemLedger.Find(verdicts, evidence),
            Bases = [.. givens.Bases.Select(b => BasisCount.Count(b, givens.Services, town.Walks))],
            Access = ServiceAccess.Measure(coverage, town.Walks),
            Warnings = [.. givens.Warnings, .. town.Units.Warnings, .. evidence.NameWarnings(), .. warnings, .. missing],
        };
    }

    /// <summary>Who is covered, and of which services nothing is known.</summary>
    internal static CoverageResult Covered(StudyGivens givens, Evidence evidence)
    {
        CoverageResult coverage = CoverageCount.Count(givens.Services, evidence.Town.Walks);
        bool HasData(Service service) => !evidence.Supply.IsUnseen(new("", "", [service.Category]));
        coverage = coverage with { Summaries = [.. coverage.Summaries.Select(s => s with { HasData = HasData(s.Service) })] };
        return coverage with { CompleteCircles = coverage.Communities.Count(c => coverage.KnownShare(c) == 1) };
    }
}
