using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Targets;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The answer to <see cref="PlanSitingQuestion"/>: every missed target becomes a goal of the facilities that could be built, the fewest are
/// found with a bound, and the whole plan is judged again with them.
/// </summary>
public sealed class PlanSiting
{
    private readonly BuildingGround _ground;
    private readonly List<(Verdict Before, Clause Clause)> _wanted;
    private readonly ServiceClass[] _classes;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private Goal?[] _goals = [];
    private Dictionary<int, double> _floor = [];

    private PlanSiting(PlanSitingQuestion question, StudyResult study, Action<string, double>? progress)
    {
        Question = question;
        By = question.By ?? study.Plans[0].Clauses.Max(c => c.Year);
        _ground = new BuildingGround(study, question, progress);
        _wanted = [.. study.Verdicts.Where(IsAsked).Select(v => (v, Judging.WithBaseline(v.Clause, _ground.Evidence.Settings)))];
        _classes =
        [
            .. _wanted.Where(w => PlanGoals.CanBuildFor(w.Clause.Indicator)).SelectMany(w => PlanGoals.ClassesOf(w.Clause, _ground.Evidence))
                .Where(c => c.Categories.Count > 0).DistinctBy(c => string.Join('|', c.Categories)),
        ];
        Kinds = NewFacilities.KindsFor(_classes, _ground.CapacityOf, study.Catalogue);
    }

    /// <summary>What was asked.</summary>
    public PlanSitingQuestion Question { get; }

    /// <summary>The study today, with this plan only.</summary>
    public StudyResult Study => _ground.Study;

    /// <summary>The year by which targets are due.</summary>
    public int By { get; }

    /// <summary>Number of places where something could be built.</summary>
    public int CandidateCount => _ground.Places.Count;

    /// <summary>How good the answer is; the objective and the bound count sites where services share them, else facilities.</summary>
    public SitingStatus Status { get; private set; }

    /// <summary>New sites, or facilities, to build. What existing facilities house beside their own is no new site.</summary>
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

    /// <summary>What becomes of each clause, all rungs of a ladder together: the worst of its targets, in the order of the plan.</summary>
    public IReadOnlyList<(Clause Clause, TargetStep Step, bool IsPartlyOpen)> Clauses { get; private set; } = [];

    /// <summary>What each clause costs that is to be met, the one with most facilities first.</summary>
    public IReadOnlyList<ClauseCost> Costs { get; private set; } = [];

    /// <summary>
    /// The objective if every blank of today's facilities (a date, a unit, a quality) turned out well, and the inputs that would tell; null if
    /// that spares nothing or the time was up.
    /// </summary>
    public (int Objective, IReadOnlyList<string> Needs)? BestCase { get; private set; }

    /// <summary>Proposed facilities that nobody can walk to: they count for the unit that they stand in, and serve nobody on foot.</summary>
    public IReadOnlyList<ProposedFacility> NotWalkable { get; private set; } = [];

    /// <summary>Ids of clauses that were met or to be met and, judged again, are not; empty unless something is wrong or a share fell.</summary>
    public IReadOnlyList<string> NotConfirmed =>
        [.. Targets.Where(t => t.Step is TargetStep.Met or TargetStep.ToBuild && t.After?.Met != true).Select(t => t.Before.Clause.Id).Distinct()];

    /// <summary>The question as one problem, for another solver; the sites that count cost 1.</summary>
    internal SitingProblem Problem { get; private set; } = new() { Objective = SitingObjective.Lscp, Costs = SparseCosts.FromPairs(0, 0, []) };

    /// <summary>The categories worth building.</summary>
    internal IReadOnlyList<string> Kinds { get; }

    /// <summary>Answers the question.</summary>
    /// <param name="file">The study; its plans are replaced by the one asked.</param>
    /// <param name="question">The question.</param>
    /// <param name="options">How hard to try.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">A file or an option cannot be used.</exception>
    public static PlanSiting Solve(StudyFile file, PlanSitingQuestion question, SitingOptions options, Action<string, double>? progress = null)
    {
        StudyFile asked = file with { Plans = [question.Plan], AsOf = question.By is { } year ? [year.ToString(CultureInfo.InvariantCulture)] : StudyInputs.AsOf(file) is { } day ? [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] : [] };
        var siting = new PlanSiting(question, Studies.Study.Run(asked, progress), progress);
        siting.Choose(options);
        return siting;
    }

    /// <summary>Judges the plan with some facilities of the columns built; for checks.</summary>
    internal IReadOnlyList<Verdict> JudgeWith(IReadOnlyList<Facility> built) => _ground.JudgeWith(built);

    /// <summary>The facility of a kind at a place, as it would stand in the study: public, inclusive, with what the plan's clauses ask of it.</summary>
    internal Facility Build(string id, int place, string kind)
    {
        BuildingPlace at = _ground.Places[place];
        Clause[] clauses = [.. _wanted.Select(w => w.Clause).Where(c => PlanGoals.ClassesOf(c, _ground.Evidence).Any(k => NewFacilities.CountsFor(kind, k, Study.Catalogue)))];
        var attributes = clauses.SelectMany(c => c.Where).Where(a => a.Key is not ("inclusive" or "capacity")).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Max(a => a.Value));
        double least = clauses.Select(c => c.Where.GetValueOrDefault("capacity")).DefaultIfEmpty().Max();
        var units = new Dictionary<string, string>();
        foreach (string level in Study.Units.Levels)
            if (_ground.UnitOf(level, place) is >= 0 and var u) units[level] = Study.Units.At(level)[u].Id;
        // Who comes to the home serves by declaration: taken to be the unit that the facility stands in.
        bool serves = clauses.Any(c => c.ServedOnly) && _ground.UnitOf(UnitLevels.Community, place) >= 0;
        return new Facility(id, id, NewFacilities.Complete(kind, Study.Catalogue), at.At, new Point(at.At.Lon, at.At.Lat), "proposed")
        {
            Capacity = least > (_ground.CapacityOf(kind) ?? 0) ? least : _ground.CapacityOf(kind),
            Inclusive = true,
            // By the study's own day where none is asked: what opens later would not count on it.
            OpenedOn = Question.By is null && _ground.Evidence.Settings.AsOf is { } day ? day : new DateOnly(By, 12, 31),
            AreaSquareMetres = _floor.TryGetValue(place, out double floor) ? floor : null,
            Attributes = attributes,
            Units = units,
            Serves = serves ? [.. Study.Units.Members(UnitLevels.Community, _ground.UnitOf(UnitLevels.Community, place)).Select(c => Study.Communities[c].Id)] : [],
        };
    }

    private bool IsAsked(Verdict v) => v.Clause.Year <= By && v.Met == false && (v.IsDeciding || Question.AllReadings);

    /// <summary>The goals of all targets; null where building does not help.</summary>
    private Goal?[] AllGoals(PlanGoals maker) => [.. _wanted.Select(w => maker.Of(w.Clause, w.Before))];

    /// <summary>The goals of the targets that can be met, on other columns than all places.</summary>
    private Goal[] PossibleGoals(NewFacilities columns)
    {
        Goal?[] goals = AllGoals(new PlanGoals(_ground, columns));
        return [.. Possible.Select(w => goals[w]!)];
    }

    /// <summary>The targets that can be met at all, as found on all places.</summary>
    private int[] Possible => [.. Enumerable.Range(0, _wanted.Count).Where(w => _goals[w]?.IsPossible == true)];

    private void Choose(SitingOptions options)
    {
        int[] all = [.. Enumerable.Range(0, _ground.Places.Count)];
        var everywhere = new NewFacilities(_ground, all, Kinds, Question.SharedSites);
        var maker = new PlanGoals(_ground, everywhere);
        (_goals, _floor) = (AllGoals(maker), maker.FloorAt);
        Goal[] goals = [.. Possible.Select(w => _goals[w]!)];
        GoalProgramme programme = Programme(everywhere, goals);
        Problem = programme.Problem;
        (SitingStatus status, IReadOnlyList<int> found, double? bound, int nodes) = programme.Solve(options);
        List<int> chosen = new Exchanges(goals).Shrink(found);
        (Status, Objective, Nodes) = (status, CountOf(everywhere, chosen), nodes);
        Bound = Math.Min(Objective, bound ?? 0);
        NewFacilities columns = everywhere;
        if (Question.SharedSites)
        {
            // Which services each shared site needs: the fewest facilities on the sites that are chosen, and in what stands.
            int[] places = [.. chosen.Select(columns.PlaceOf).Concat(all.Where(p => _ground.Places[p].Host is not null)).Distinct().Order()];
            columns = new NewFacilities(_ground, places, Kinds, shared: false);
            goals = PossibleGoals(columns);
            chosen = new Exchanges(goals).Shrink(new GoalProgramme(columns.Count, goals).Solve(Left(options)).Chosen);
        }
        chosen = new Exchanges(goals).Improve(chosen, j => BetterPlaces(columns, j));
        Propose(columns, chosen);
        IReadOnlyList<Verdict> after = JudgeWith([.. Proposed.Select(p => p.Facility)]);
        Targets = [.. Study.Verdicts.Where(v => v.IsDeciding || (IsAsked(v) && Question.AllReadings)).Select(v => Plan(v, after))];
        Clauses = [.. Targets.GroupBy(t => t.Before.Clause.Id).Select(g => StepOf([.. g]))];
        Explain(everywhere, options);
    }

    private bool IsFree(NewFacilities columns, int column) => columns.Shared && columns.Places[columns.PlaceOf(column)].Host is not null;

    private GoalProgramme Programme(NewFacilities columns, IEnumerable<Goal> goals) => new(columns.Count, goals, j => IsFree(columns, j));

    private int CountOf(NewFacilities columns, IReadOnlyList<int> chosen) => chosen.Count(j => !IsFree(columns, j));

    private SitingOptions Left(SitingOptions options) =>
        options with { TimeLimit = options.TimeLimit > _clock.Elapsed ? options.TimeLimit - _clock.Elapsed : TimeSpan.Zero };

    /// <summary>The same facility where it costs no site of its own, or at least where people can walk to.</summary>
    private IEnumerable<int> BetterPlaces(NewFacilities columns, int column)
    {
        int Rank(int place) => columns.Places[place].Host is not null ? 0 : _ground.IsWalkable(columns.On[place]) ? 1 : 2;
        int own = Rank(columns.PlaceOf(column));
        return own == 0 ? [] : Enumerable.Range(0, columns.Places.Count).Where(p => Rank(p) < own).OrderBy(p => Rank(p)).Select(p => p * columns.Kinds.Count + columns.KindOf(column));
    }

    /// <summary>Gives each facility the lowest grade with which every target still holds, and names what it is for.</summary>
    private void Propose(NewFacilities columns, List<int> chosen)
    {
        int[] places = [.. chosen.Select(j => columns.On[columns.PlaceOf(j)]).Distinct().Order()];
        string[] kinds = [.. Study.Catalogue.Categories.Select(c => c.Id).Where(id => Kinds.Contains(id) || Array.Exists(_classes, c => NewFacilities.CountsFor(id, c, Study.Catalogue)))];
        var graded = new NewFacilities(_ground, places, kinds, shared: false);
        Goal[] goals = PossibleGoals(graded);
        int Grade(int kind) => Study.Catalogue.Find(kinds[kind])!.Grade;
        int[] same = [.. chosen.Select(j => Array.IndexOf(places, columns.On[columns.PlaceOf(j)]) * kinds.Length + Array.IndexOf(kinds, columns.Kinds[columns.KindOf(j)]))];
        List<int> final = new Exchanges(goals).Improve(same, j => Enumerable.Range(0, kinds.Length).Where(k => Grade(k) < Grade(graded.KindOf(j))).OrderBy(k => Grade(k)).Select(k => graded.PlaceOf(j) * kinds.Length + k));

        int[] wanted = Possible;
        HashSet<int>[] helps = [.. goals.Select(g => g.Columns().ToHashSet())];
        var proposed = new List<ProposedFacility>();
        // A study that holds the facilities of an earlier answer goes on with the next number.
        HashSet<string> taken = [.. Study.Facilities.Facilities.Select(f => f.Id)];
        Queue<string> ids = new(Enumerable.Range(1, taken.Count + final.Count).Select(n => "new-" + n.ToString("D3", CultureInfo.InvariantCulture)).Where(id => !taken.Contains(id)));
        foreach (int j in final.OrderBy(j => graded.Places[graded.PlaceOf(j)].Id, StringComparer.Ordinal).ThenBy(j => j))
        {
            string id = ids.Dequeue(), kind = kinds[graded.KindOf(j)];
            BuildingPlace place = graded.Places[graded.PlaceOf(j)];
            var targets = Enumerable.Range(0, goals.Length).Where(g => helps[g].Contains(j)).Select(g => wanted[g]).ToHashSet();
            proposed.Add(new ProposedFacility(Build(id, places[graded.PlaceOf(j)], kind), place.Id, kind, [.. targets.Order().Select(w => _wanted[w].Before.Clause.Id).Distinct()])
            {
                Host = place.Host,
                Targets = targets,
                IsWalkable = _ground.IsWalkable(places[graded.PlaceOf(j)]),
            });
        }
        Proposed = proposed;
        NotWalkable = [.. proposed.Where(p => !p.IsWalkable)];
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
        if (_goals[w] is not { } goal) return Of(TargetStep.NotByBuilding);
        if (goal.IsPossible)
            return Of(TargetStep.ToBuild) with { Facilities = [.. Proposed.Where(p => p.Targets.Contains(w)).Select(p => p.Facility.Id)] };
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

    /// <summary>A clause is met with what is built where every target that can be judged is; rungs that cannot be leave it partly open.</summary>
    private static (Clause, TargetStep, bool) StepOf(PlannedTarget[] targets)
    {
        TargetStep[] steps = [.. targets.Select(t => t.Step).Distinct()];
        bool isOpen = steps.Contains(TargetStep.NotMeasurable);
        TargetStep worst = steps.Contains(TargetStep.OutOfReach) ? TargetStep.OutOfReach
            : steps.Contains(TargetStep.NotByBuilding) ? TargetStep.NotByBuilding
            : steps.Contains(TargetStep.ToBuild) ? TargetStep.ToBuild
            : isOpen ? TargetStep.NotMeasurable
            : steps[0];
        return (targets[0].Before.Clause, worst, isOpen && worst != TargetStep.NotMeasurable);
    }

    /// <summary>What each clause costs, found by asking again without it; and what the blanks cost.</summary>
    /// <param name="columns">What could be built, in all places.</param>
    /// <param name="options">How hard to try; what is left of the time counts.</param>
    private void Explain(NewFacilities columns, SitingOptions options)
    {
        int[] wanted = Possible;
        int? Fewest(IEnumerable<Goal> goals)
        {
            SitingOptions left = Left(options);
            if (left.TimeLimit <= TimeSpan.Zero) return null;
            Goal[] asked = [.. goals];
            return CountOf(columns, new Exchanges(asked).Shrink(Programme(columns, asked).Solve(left).Chosen));
        }
        Costs =
        [
            .. wanted.GroupBy(w => _wanted[w].Clause.Id).Select(clause =>
            {
                ProposedFacility[] counted = [.. Proposed.Where(p => p.Closes.Contains(clause.Key))];
                int? without = Fewest(wanted.Except(clause).Select(w => _goals[w]!));
                return new ClauseCost(_wanted[clause.First()].Clause, counted.Length, counted.Count(p => p.Closes.Count == 1), without is { } fewest ? Math.Min(fewest, Objective) : null);
            }).OrderByDescending(c => c.Facilities).ThenBy(c => c.Clause.Id, StringComparer.Ordinal),
        ];
        var best = new PlanGoals(_ground, columns, blanksHelp: true);
        Goal?[] atBest = AllGoals(best);
        if (best.Blanks.Count > 0 && Fewest(wanted.Select(w => atBest[w]!)) is { } least && least < Objective) BestCase = (least, [.. best.Blanks.Distinct().Order(StringComparer.Ordinal)]);
    }
}
