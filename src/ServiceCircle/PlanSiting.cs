using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reachability;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Targets;
using ServiceCircle.Walking;

namespace ServiceCircle;

/// <summary>
/// The answer to <see cref="PlanSitingQuestion"/>: every missed target becomes a goal of the facilities that could be built, the fewest are
/// found with a bound, and the whole plan is judged again with them.
/// </summary>
public sealed class PlanSiting
{
    private readonly StudyFile _file;
    private readonly Evidence _evidence;
    private readonly Snapper _snapper;
    private readonly Dictionary<int, string[]> _builtFor = [];
    private readonly List<BuildingPlace> _places = [];
    private readonly List<(Verdict Before, Goal? Goal, Clause Clause)> _wanted = [];
    private UnitMap _unitOfPlace;
    private TravelTimeMatrix _walks;
    private Dictionary<int, double> _floor = [];

    private PlanSiting(PlanSitingQuestion question, StudyFile file, StudyResult study)
    {
        (Question, _file, Study) = (question, file, study);
        By = question.By ?? study.Plans[0].Clauses.Max(c => c.Year);
        _evidence = EvidenceOf(study.Facilities.Facilities, [.. study.FacilityAccess.Select(a => a.Snap.IsSnapped)], study.Times);
        _snapper = new Snapper(study.Graph, file.MaxSnapMetres);
        _unitOfPlace = study.Units;
        _walks = study.Times;
    }

    /// <summary>What was asked.</summary>
    public PlanSitingQuestion Question { get; }

    /// <summary>The study today, with this plan only.</summary>
    public StudyResult Study { get; }

    /// <summary>The year by which targets are due.</summary>
    public int By { get; }

    /// <summary>Number of places where something could be built.</summary>
    public int CandidateCount => _places.Count;

    /// <summary>How good the answer is; the objective and the bound count sites where services share them, else facilities.</summary>
    public SitingStatus Status { get; private set; }

    /// <summary>Sites or facilities to build.</summary>
    public int Objective { get; private set; }

    /// <summary>No answer needs fewer.</summary>
    public double Bound { get; private set; }

    /// <summary>(objective - bound) / objective; 0 when equal.</summary>
    public double Gap => Objective == 0 ? 0 : (Objective - Bound) / Objective;

    /// <summary>Branch and bound nodes.</summary>
    public int Nodes { get; private set; }

    /// <summary>The facilities to build, by place and category.</summary>
    public IReadOnlyList<ProposedFacility> Proposed { get; private set; } = [];

    /// <summary>Every target: the deciding readings of every clause of the plan, in its order.</summary>
    public IReadOnlyList<PlannedTarget> Targets { get; private set; } = [];

    /// <summary>Ids of clauses that were met or to be met and, judged again, are not; empty unless something is wrong or a share fell.</summary>
    public IReadOnlyList<string> NotConfirmed =>
        [.. Targets.Where(t => t.Step is TargetStep.Met or TargetStep.ToBuild && t.After?.Met != true).Select(t => t.Before.Clause.Id).Distinct()];

    /// <summary>The question as one problem, for another solver; the sites that count cost 1.</summary>
    internal SitingProblem Problem { get; private set; } = new() { Objective = SitingObjective.Lscp, Costs = SparseCosts.FromPairs(0, 0, []) };

    /// <summary>Answers the question.</summary>
    /// <param name="file">The study; its plans are replaced by the one asked.</param>
    /// <param name="question">The question.</param>
    /// <param name="options">How hard to try.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">A file or an option cannot be used.</exception>
    public static PlanSiting Solve(StudyFile file, PlanSitingQuestion question, SitingOptions options, Action<string, double>? progress = null)
    {
        StudyFile asked = file with { Plans = [question.Plan], AsOf = question.By is { } year ? [year.ToString(CultureInfo.InvariantCulture)] : file.AsOf };
        var siting = new PlanSiting(question, asked, ServiceCircle.Study.Run(asked, progress));
        siting.FindPlaces(progress);
        siting.FindKinds();
        siting.Choose(options);
        return siting;
    }

    /// <summary>Judges the plan with some facilities of the columns built; for checks.</summary>
    internal IReadOnlyList<Verdict> JudgeWith(IReadOnlyList<Facility> built)
    {
        FacilityList all = Duplicates.Merge(FacilityList.Sorted([.. Study.Facilities.Facilities, .. built], []));
        var access = Study.Facilities.Facilities.Zip(Study.FacilityAccess).ToDictionary(f => f.First.Id, f => f.Second.Accesses);
        foreach (Facility f in built) access[f.Id] = AccessOf(f.Position);
        IReadOnlyList<Access>[] sites = [.. all.Facilities.Select(f => access[f.Id])];
        TravelTimeMatrix times = TravelTimeMatrix.Compute(Study.Graph, sites, [.. Study.CommunityAccess.Select(c => c.Accesses)], Study.Times.Limit, Direction.To);
        return Judging.Of(Study.Plans, EvidenceOf(all.Facilities, [.. sites.Select(s => s.Count > 0)], times));
    }

    /// <summary>The facility of a kind at a place, as it would stand in the study: public, inclusive, with what the plan's clauses ask of it.</summary>
    internal Facility Build(string id, int place, string kind)
    {
        BuildingPlace at = _places[place];
        Clause[] clauses = [.. _wanted.Select(w => w.Clause).Where(c => PlanGoals.ClassesOf(c, _evidence).Any(k => NewFacilities.CountsFor(kind, k, Study.Catalogue)))];
        var attributes = clauses.SelectMany(c => c.Where).Where(a => a.Key is not ("inclusive" or "capacity")).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Max(a => a.Value));
        var units = new Dictionary<string, string>();
        foreach (string level in Study.Units.Levels)
            if (_unitOfPlace.OfFacility(level, place) is >= 0 and var u) units[level] = Study.Units.At(level)[u].Id;
        // Who comes to the home serves by declaration: taken to be the unit that the facility stands in.
        bool serves = clauses.Any(c => c.ServedOnly) && _unitOfPlace.OfFacility(UnitLevels.Community, place) >= 0;
        return new Facility(id, id, NewFacilities.Complete(kind, Study.Catalogue), at.At, new Point(at.At.Lon, at.At.Lat), "proposed")
        {
            Capacity = CapacityOf(kind),
            Inclusive = true,
            OpenedOn = new DateOnly(By, 12, 31),
            AreaSquareMetres = _floor.TryGetValue(place, out double floor) ? floor : null,
            Attributes = attributes,
            Units = units,
            Serves = serves ? [.. Study.Units.Members(UnitLevels.Community, _unitOfPlace.OfFacility(UnitLevels.Community, place)).Select(c => Study.Communities[c].Id)] : [],
        };
    }

    /// <summary>The categories worth building.</summary>
    internal IReadOnlyList<string> Kinds { get; private set; } = [];

    private Evidence EvidenceOf(IReadOnlyList<Facility> facilities, IReadOnlyList<bool> isOnNetwork, TravelTimeMatrix times)
    {
        PlanSettings settings = StudyInputs.PlanSettings(_file, Study.Standards, Study.Plans, []);
        var limits = new WalkLimits(Study.Standards, settings, Study.Coverage.Services, Study.Graph.Walker);
        UnitMap units = ReferenceEquals(facilities, Study.Facilities.Facilities) ? Study.Units : CandidateUnits.Of(_file, Study, facilities);
        return new Evidence(Study.Coverage.Communities, facilities, isOnNetwork, times, units, StudyInputs.NewAreas(_file), Study.Catalogue, Study.Standards, limits, settings)
        {
            ToEdge = Study.ToEdge,
            Bicycle = ReferenceEquals(facilities, Study.Facilities.Facilities) ? Study.Bicycle
                : Study.Bicycle is null ? null : StudyModes.Bicycle(Study.Givens, Study.Graph.Network, facilities, Study.Communities),
        };
    }

    private IReadOnlyList<Access> AccessOf(Position at) => Access.List(_snapper.Snap(at), Study.Graph.Walker);

    private void FindPlaces(Action<string, double>? progress)
    {
        if (Question.Candidates == "communities")
        {
            // A community's place is in its units even where no polygon tells, and counts for them even off the network.
            for (int c = 0; c < Study.Communities.Count; c++)
            {
                Community community = Study.Communities[c];
                _places.Add(new BuildingPlace(community.Id, community.Position, AccessOf(community.Position), CandidateUnits.OfCommunity(Study, c)));
            }
        }
        else
        {
            SiteCandidates candidates = Question.JunctionsOrFile(Study.Graph, _snapper);
            for (int p = 0; p < candidates.Ids.Count; p++)
                _places.Add(new BuildingPlace(candidates.Ids[p], candidates.Positions[p], candidates.Accesses[p], new Dictionary<string, string>()));
        }
        if (!Question.IsFile)
        {
            foreach (NewArea area in _evidence.NewAreas)
            {
                Position inside = Positions.Inside(area.Geometry);
                _places.Add(new BuildingPlace("area " + area.Id, inside, AccessOf(inside), new Dictionary<string, string>()));
            }
        }
        if (_places.Count == 0) throw new InputException("--candidates", "", $"no place of \"{Question.Candidates}\"", "at least one place to build");
        _unitOfPlace = CandidateUnits.Of(_file, Study, _places.Select(p => (p.Id, p.At, p.Units)));
        _walks = TravelTimeMatrix.Compute(Study.Graph, [.. _places.Select(p => p.Accesses)], [.. Study.CommunityAccess.Select(c => c.Accesses)],
            Study.Times.Limit, Direction.To, share => progress?.Invoke("search", share));
    }

    private void FindKinds()
    {
        foreach (Verdict verdict in Study.Verdicts.Where(IsAsked))
            _wanted.Add((verdict, null, Judging.WithBaseline(verdict.Clause, _evidence.Settings)));
        Kinds = NewFacilities.KindsFor(
            [.. _wanted.Where(w => PlanGoals.CanBuildFor(w.Clause.Indicator)).SelectMany(w => PlanGoals.ClassesOf(w.Clause, _evidence)).Where(c => c.Categories.Count > 0).DistinctBy(c => string.Join('|', c.Categories))],
            CapacityOf, Study.Catalogue);
    }

    private bool IsAsked(Verdict v) => v.Clause.Year <= By && v.Met == false && (v.IsDeciding || Question.AllReadings);

    private double? CapacityOf(string kind) => Question.SiteCapacity ?? SitingStudy.MedianCapacity(Study.Facilities.Facilities.Where(f => f.Offers(kind)));

    private NewFacilities Columns(IReadOnlyList<int> places, bool shared) => new(
        [.. places.Select(p => _places[p])], Kinds, [.. Kinds.Select(CapacityOf)], shared, (level, p) => _unitOfPlace.OfFacility(level, places[p]),
        p => _walks.Row(places[p]), Study.Communities.Count, Study.Catalogue);

    private (List<(int Wanted, Goal Goal)> Goals, PlanGoals Maker) GoalsOn(NewFacilities columns)
    {
        var maker = new PlanGoals(_evidence, columns);
        var goals = new List<(int, Goal)>();
        for (int w = 0; w < _wanted.Count; w++)
            if (maker.Of(_wanted[w].Clause, _wanted[w].Before) is { } goal) goals.Add((w, goal));
        return (goals, maker);
    }

    private void Choose(SitingOptions options)
    {
        int[] all = [.. Enumerable.Range(0, _places.Count)];
        NewFacilities columns = Columns(all, Question.SharedSites);
        (List<(int Wanted, Goal Goal)> goals, PlanGoals maker) = GoalsOn(columns);
        foreach ((int w, Goal goal) in goals) _wanted[w] = _wanted[w] with { Goal = goal };
        _floor = maker.FloorAt;
        var programme = new GoalProgramme(columns.Count, goals.Where(g => g.Goal.IsPossible).Select(g => g.Goal));
        Problem = programme.Problem;
        (SitingStatus status, IReadOnlyList<int> found, double? bound, int nodes) = programme.Solve(options);
        List<int> chosen = Shrink([.. found], [.. goals.Where(g => g.Goal.IsPossible).Select(g => g.Goal)]);
        (Status, Objective, Bound, Nodes) = (status, chosen.Count, Math.Min(chosen.Count, bound ?? 0), nodes);
        if (Question.SharedSites)
        {
            // Which services each shared site needs: the fewest facilities on the sites that are chosen.
            int[] sites = [.. chosen.Select(columns.PlaceOf).Distinct().Order()];
            columns = Columns(sites, shared: false);
            goals = [.. GoalsOn(columns).Goals.Where(g => _wanted[g.Wanted].Goal!.IsPossible)];
            found = new GoalProgramme(columns.Count, goals.Select(g => g.Goal)).Solve(options).Chosen;
            chosen = Shrink([.. found], [.. goals.Select(g => g.Goal)]);
            Propose(columns, chosen, sites, goals);
        }
        else
        {
            Propose(columns, chosen, all, [.. goals.Where(g => g.Goal.IsPossible)]);
        }
        IReadOnlyList<Verdict> after = JudgeWith([.. Proposed.Select(p => p.Facility)]);
        Targets = [.. Study.Verdicts.Where(v => v.IsDeciding || (IsAsked(v) && Question.AllReadings)).Select(v => Plan(v, after))];
    }

    /// <summary>Takes away what nothing needs; an optimal answer has nothing of the kind.</summary>
    private static List<int> Shrink(List<int> chosen, Goal[] goals)
    {
        var built = chosen.ToHashSet();
        foreach (int j in Enumerable.Reverse(chosen))
        {
            built.Remove(j);
            if (!goals.All(g => g.Holds(built.Contains))) built.Add(j);
        }
        return [.. built.Order()];
    }

    private void Propose(NewFacilities columns, List<int> chosen, int[] places, List<(int Wanted, Goal Goal)> goals)
    {
        HashSet<int>[] helps = [.. goals.Select(g => g.Goal.Columns().ToHashSet())];
        var proposed = new List<ProposedFacility>();
        foreach (int j in chosen.OrderBy(j => columns.Places[columns.PlaceOf(j)].Id, StringComparer.Ordinal).ThenBy(j => j))
        {
            string id = "new-" + (proposed.Count + 1).ToString("D3", CultureInfo.InvariantCulture), kind = columns.Kinds[columns.KindOf(j)];
            string[] closes = [.. Enumerable.Range(0, goals.Count).Where(g => helps[g].Contains(j)).Select(g => _wanted[goals[g].Wanted].Before.Clause.Id).Distinct()];
            proposed.Add(new ProposedFacility(Build(id, places[columns.PlaceOf(j)], kind), columns.Places[columns.PlaceOf(j)].Id, kind, closes));
        }
        Proposed = proposed;
        for (int g = 0; g < goals.Count; g++)
            _builtFor[goals[g].Wanted] = [.. chosen.Where(helps[g].Contains).Select(j => proposed.First(p => p.Place == columns.Places[columns.PlaceOf(j)].Id && p.Kind == columns.Kinds[columns.KindOf(j)]).Facility.Id).Order(StringComparer.Ordinal)];
    }

    private PlannedTarget Plan(Verdict before, IReadOnlyList<Verdict> judged)
    {
        Verdict? after = judged.FirstOrDefault(v => v.Clause.Id == before.Clause.Id && v.Reading == before.Reading && v.Tier == before.Tier && v.Basis != Basis.NotMeasurable)
            ?? judged.FirstOrDefault(v => v.Clause.Id == before.Clause.Id && v.IsDeciding);
        PlannedTarget Of(TargetStep step) => new(before, step, after, [], null, null, []);
        if (before.Clause.Year > By) return Of(TargetStep.Later);
        int w = _wanted.FindIndex(x => ReferenceEquals(x.Before, before));
        if (w < 0)
        {
            return Of(before.Outcome switch
            {
                Outcome.Met => TargetStep.Met,
                Outcome.NoTarget => TargetStep.NoTarget,
                Outcome.Rule => TargetStep.Rule,
                _ => TargetStep.NotMeasurable,
            });
        }
        if (_wanted[w].Goal is not { } goal) return Of(TargetStep.NotByBuilding);
        if (goal.IsPossible)
            return Of(TargetStep.ToBuild) with { Facilities = _builtFor[w] };
        return goal switch
        {
            Parts parts => Of(TargetStep.OutOfReach) with
            {
                Reachable = parts.Weight(_ => true),
                Asked = parts.Needed,
                InTheWay = [.. parts.Of.Where(p => !p.Goal.IsPossible).Select(p => p.Name)],
            },
            Amount amount => Of(TargetStep.OutOfReach) with { Reachable = amount.Sites.Sum(s => s.Size), Asked = amount.Needed },
            _ => Of(TargetStep.OutOfReach),
        };
    }
}
