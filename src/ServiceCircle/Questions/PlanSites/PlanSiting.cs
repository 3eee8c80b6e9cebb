using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The answer to <see cref="PlanSitingQuestion"/>: every missed target becomes a goal of the facilities that could be built, the fewest are
/// found with a bound, and the whole plan is judged again with them. Step by step: <see cref="WantedTargets"/>, <see cref="TargetGoals"/>,
/// <see cref="ChosenColumns"/>, <see cref="Proposal"/>, <see cref="JudgedTargets"/>, <see cref="PlanCosts"/>.
/// </summary>
public sealed class PlanSiting
{
    private readonly Proposal _proposal;
    private readonly JudgedTargets _judged;
    private readonly PlanCosts _costs;

    private PlanSiting(Proposal proposal, JudgedTargets judged, PlanCosts costs, int seed, TimeSpan elapsed) =>
        (_proposal, _judged, _costs, Seed, Elapsed, Reach) =
            (proposal, judged, costs, seed, elapsed, new NewReach(proposal.Choice.Goals.Targets, proposal.Facilities));

    private ChosenColumns Choice => _proposal.Choice;
    private WantedTargets Wanted => Choice.Goals.Targets;

    /// <summary>What was asked.</summary>
    public PlanSitingQuestion Question => Wanted.Question;

    /// <summary>The study today, with this plan only.</summary>
    public StudyResult Study => Wanted.Ground.Study;

    /// <summary>The year by which targets are due.</summary>
    public int By => Wanted.By;

    /// <summary>Number of places where something could be built.</summary>
    public int CandidateCount => Wanted.Ground.Places.Count;

    /// <summary>How good the answer is; the objective and the bound count sites where services share them, else facilities.</summary>
    public SitingStatus Status => Choice.Status;

    /// <summary>New sites, or facilities, to build. What existing facilities house beside their own is no new site.</summary>
    public int Objective => Choice.Objective;

    /// <summary>No answer needs fewer.</summary>
    public double Bound => Choice.Bound;

    /// <summary>(objective - bound) / objective; 0 when equal.</summary>
    public double Gap => Objective == 0 ? 0 : (Objective - Bound) / Objective;

    /// <summary>Branch and bound nodes.</summary>
    public int Nodes => Choice.Nodes;

    /// <summary>Wall clock time, that of the study included.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Seed used.</summary>
    public int Seed { get; }

    /// <summary>The facilities to build, by place and category.</summary>
    public IReadOnlyList<ProposedFacility> Proposed => _proposal.Facilities;

    /// <summary>The same by place, those places first that serve most clauses.</summary>
    public IEnumerable<IGrouping<string, ProposedFacility>> ByPlace => Proposed.GroupBy(p => p.Place)
        .OrderByDescending(g => g.SelectMany(p => p.Closes).Distinct().Count()).ThenBy(g => g.Key, StringComparer.Ordinal);

    /// <summary>Whom the proposed facilities newly serve.</summary>
    internal NewReach Reach { get; }

    /// <summary>Every target: the deciding readings of every clause of the plan, in its order.</summary>
    internal IReadOnlyList<PlannedTarget> Targets => _judged.Targets;

    /// <summary>What becomes of each clause, all rungs of a ladder together: the worst of its targets, in the order of the plan.</summary>
    public IReadOnlyList<(Clause Clause, TargetStep Step, bool IsPartlyOpen)> Clauses => _judged.Clauses;

    /// <summary>What each clause costs that is to be met, the one with most facilities first.</summary>
    internal IReadOnlyList<ClauseCost> Costs => _costs.Clauses;

    /// <summary>
    /// The objective if every blank of today's facilities (a date, a unit, a quality) turned out well, and the inputs that would tell;
    /// null if that spares nothing or the time was up.
    /// </summary>
    public (int Objective, IReadOnlyList<string> Needs)? BestCase => _costs.BestCase;

    /// <summary>Proposed facilities that nobody can walk to: they count for the unit that they stand in, and serve nobody.</summary>
    public IReadOnlyList<ProposedFacility> NotWalkable => [.. Proposed.Where(p => !p.IsWalkable)];

    /// <summary>What the reader should know beside the warnings of the study.</summary>
    internal IReadOnlyList<Notice> Warnings => NotWalkable.Count == 0 ? []
        : [new Notice("site-plan/unwalkable", ("count", NotWalkable.Count),
            ("names", new NameList([.. NotWalkable.Select(p => $"{p.Facility.Id} ({p.Place})")])))];

    /// <summary>Ids of clauses that were met or to be met and, judged again, are not: something is wrong, or a share fell.</summary>
    public IReadOnlyList<string> NotConfirmed =>
        [.. Targets.Where(t => t.Step is TargetStep.Met or TargetStep.ToBuild && t.After?.Met != true).Select(t => t.Before.Clause.Id)
            .Distinct()];

    /// <summary>The question as one problem, for another solver; the sites that count cost 1.</summary>
    internal SitingProblem Problem => Choice.Programme;

    /// <summary>The categories worth building.</summary>
    internal IReadOnlyList<string> Kinds => Wanted.Kinds;

    /// <summary>Answers the question.</summary>
    /// <param name="file">The study; its plans are replaced by the one asked.</param>
    /// <param name="question">The question.</param>
    /// <param name="options">How hard to try.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">A file or an option cannot be used.</exception>
    public static PlanSiting Solve(
        StudyFile file, PlanSitingQuestion question, SitingOptions options, Action<string, double>? progress = null)
    {
        long start = Stopwatch.GetTimestamp();
        string? day = question.By?.ToString(CultureInfo.InvariantCulture)
            ?? StudyInputs.AsOf(file)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        StudyFile asked = file.WithPlans(question.Plan) with { AsOf = day is null ? [] : [day] };
        StudyResult study = Studies.Study.Run(asked, progress);
        var effort = new Effort(options);
        var proposal = Proposal.Make(ChosenColumns.Find(TargetGoals.Set(WantedTargets.Find(question, study, progress)), effort));
        var judged = JudgedTargets.With(proposal);
        var costs = PlanCosts.Find(proposal, effort);
        return new PlanSiting(proposal, judged, costs, options.Seed, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Judges the plan with some facilities of the columns built; for checks.</summary>
    internal IReadOnlyList<Verdict> JudgeWith(IReadOnlyList<Facility> built) => Wanted.Ground.JudgeWith(built);

    /// <summary>The facility of a kind at a place, as it would stand in the study; for checks.</summary>
    internal Facility Build(string id, int place, string kind) => Choice.Goals.Build(id, place, kind);
}
