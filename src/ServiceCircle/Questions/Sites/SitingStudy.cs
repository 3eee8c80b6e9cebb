using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Sites;

/// <summary>
/// A study's siting question as a solver takes it: existing facilities first, then the candidates; costs are ticks of
/// <see cref="WalkTime"/>.
/// </summary>
public sealed class SitingStudy
{
    private SitingStudy(
        SitingQuestion question, StudyResult study, WalkTime reach, IReadOnlyList<Community> demand, IReadOnlyList<Facility> existing,
        SiteCandidates candidates, SitingProblem problem)
    {
        (Question, Study, Reach, Demand, Existing, Candidates, Problem) = (question, study, reach, demand, existing, candidates, problem);
    }

    /// <summary>What was asked.</summary>
    public SitingQuestion Question { get; }

    /// <summary>The study as it stands today.</summary>
    public StudyResult Study { get; }

    /// <summary>The longest walk that counts as covered.</summary>
    public WalkTime Reach { get; }

    /// <summary>Communities on the network, sorted by id: row i of the problem. The others cannot be counted.</summary>
    public IReadOnlyList<Community> Demand { get; }

    /// <summary>Communities that are not on the network.</summary>
    public IEnumerable<Community> NotSnapped =>
        Study.Coverage.Communities.Where(c => c.Status == CommunityStatus.NotSnapped).Select(c => c.Community);

    /// <summary>Facilities of the category that stand today: the first columns of the problem.</summary>
    public IReadOnlyList<Facility> Existing { get; }

    /// <summary>Where something could be built: the other columns.</summary>
    internal SiteCandidates Candidates { get; }

    /// <summary>What the reader should know beside the warnings of the study.</summary>
    public IReadOnlyList<Notice> Remarks { get; private init; } = [];

    /// <summary>The question on ticks.</summary>
    public SitingProblem Problem { get; }

    /// <summary>
    /// The capacity assumed for new sites and for existing ones that state none; null without capacities, or where every site states its
    /// own.
    /// </summary>
    public double? CapacityAssumed
    {
        get
        {
            if (Problem.Capacities is not { } capacities) return null;
            double? Stated(int j) => j < Existing.Count ? Existing[j].Capacity : Candidates.Given?[j - Existing.Count].Capacity;
            int first = Enumerable.Range(0, capacities.Count).FirstOrDefault(j => Stated(j) is null, -1);
            return first < 0 ? null : capacities[first];
        }
    }

    /// <summary>Id of a column: the facility's or the candidate's.</summary>
    public string SiteId(int site) => site < Existing.Count ? Existing[site].Id : Candidates.Ids[site - Existing.Count];

    /// <summary>Reads the study and computes the walks.</summary>
    /// <param name="file">The study; its services are replaced by the one asked.</param>
    /// <param name="question">The question.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">A file or an option cannot be used.</exception>
    public static SitingStudy Prepare(StudyFile file, SitingQuestion question, Action<string, double>? progress = null)
    {
        CategoryCatalogue.Load(file.Taxonomy).Require(question.Category, nameof(SitingQuestion.Category), "");
        double minutes = question.Minutes ?? file.Services.FirstOrDefault(s => s.Category == question.Category)?.Minutes
            ?? throw new InputException(
                nameof(SitingQuestion.Minutes), "", new("found/no-minutes-for", ("file", file.Path), ("category", question.Category)),
                "expected/longest-walk");
        WalkTime reach = WalkTime.FromMinutes(minutes);
        StudyResult study =
            Studies.Study.Run(file with { Services = [new ServiceInput { Category = question.Category, Minutes = minutes }] }, progress);
        SiteCandidates candidates = CandidatesFor(question, study);
        Home[] counted = [.. study.Walks.Homes.Where(h => h.Access.Accesses.Count > 0)];
        Site[] offering = [.. study.Walks.Sites.Where(s => s.Facility.Offers(question.Category))];
        Community[] demand = [.. counted.Select(h => h.Community)];
        Facility[] existing = [.. offering.Select(s => s.Facility)];
        IReadOnlyList<Access>[] homes = [.. counted.Select(h => h.Access.Accesses)];
        IReadOnlyList<Access>[] places = [.. offering.Select(s => s.Access.Accesses), .. candidates.Accesses];
        bool isCover = question.Model.IsCovering();
        int longest = isCover ? question.Tiers.Select(t => WalkTime.FromMinutes(t.Minutes).Ticks).Append(reach.Ticks).Max()
            : Math.Max(reach.Ticks, WalkTime.FromMinutes(question.LongestMinutes).Ticks);
        var walks = new WalkCosts(
            study.Graph, homes, places, WalkTime.FromMinutes(isCover ? question.LongestMinutes : WalkCosts.LongestMinutes));
        var problem = new SitingProblem
        {
            Objective = question.Model,
            P = question.P,
            TargetShare = question.Model == SitingObjective.Lscp ? question.Target : null,
            SkipUncoverable = question.SkipUncoverable,
            Radius = isCover ? reach.Ticks : null,
            Costs = walks.Within(new WalkTime(longest), progress),
            Words = walks,
            Weights = [.. demand.Select(c => c.People.Of(question.Demand, nameof(SitingQuestion.Demand)) ?? 0)],
            DemandIds = [.. demand.Select(c => c.Id)],
            SiteIds = [.. existing.Select(f => WalkCosts.Existing + f.Id), .. candidates.Ids.Select(id => WalkCosts.New + id)],
            Statuses = [.. existing.Select(_ => question.Existing), .. candidates.Ids.Select(_ => SiteStatus.Candidate)],
            Capacities = question.UsesCapacity ? CapacitiesOf(existing, candidates, question.SiteCapacity) : null,
        };
        problem = new SitingStudyRules(question, study, existing, candidates).AddTo(problem);
        return new SitingStudy(question, study, reach, demand, existing, candidates, problem)
        {
            Remarks = SitingRemarks.Collect(question, study, problem, offering, candidates),
        };
    }

    /// <summary>The median of the capacities that facilities state; null if none does.</summary>
    internal static double? MedianCapacity(IEnumerable<Facility> facilities)
    {
        double[] stated = [.. facilities.Select(f => f.Capacity).OfType<double>().Order()];
        return stated.Length == 0 ? null : (stated[(stated.Length - 1) / 2] + stated[stated.Length / 2]) / 2;
    }

    private static SiteCandidates CandidatesFor(SitingQuestion question, StudyResult study)
    {
        var snapper = new Snapper(study.Graph, study.File.MaxSnapMetres);
        var communities = new PointList([.. study.Communities.Select(c => c.Id)], [.. study.Communities.Select(c => c.Position)]);
        SiteCandidates candidates = question.IsCommunities
            ? SiteCandidates.At(communities, snapper, study.Graph.Walker) : question.JunctionsOrFile(study.Graph, snapper);
        if (candidates.Ids.Count == 0)
            throw new InputException(
                nameof(SitingQuestion.Candidates), "", new("found/no-place-near", ("candidates", question.Candidates)),
                "expected/place-to-build");
        if (question.Tiers.Count == 0) return candidates;
        string[] tiers = [.. question.Tiers.Select(t => t.Name)];
        candidates = candidates.InTiers(tiers);
        if (candidates.Tiers.Select(t => t.Tier).FirstOrDefault(t => !tiers.Contains(t)) is not { } strange) return candidates;
        throw new InputException(
            question.Candidates, "tier", Notice.AsIs(strange), new("expected/words", ("words", new NameList(tiers))), "advice/name-tiers");
    }

    private static double[] CapacitiesOf(Facility[] existing, SiteCandidates candidates, double? given)
    {
        double? median = MedianCapacity(existing);
        bool isAssumed = existing.Any(f => f.Capacity is null) || candidates.Given is null || candidates.Given.Any(c => c.Capacity is null);
        if (given is null && median is null && isAssumed)
            throw new InputException(
                nameof(SitingQuestion.UsesCapacity), "", "found/no-capacity", "expected/site-capacity", "advice/site-capacity");
        double assumed = given ?? median ?? 0;
        return [.. existing.Select(f => f.Capacity ?? assumed),
            .. candidates.Ids.Select((_, k) => candidates.Given?[k].Capacity ?? assumed)];
    }
}
