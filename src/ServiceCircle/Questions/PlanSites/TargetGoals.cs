using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting.Targets;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The second step: what each missed target asks of the facilities that could be built, in all places (null where building does not help),
/// and the floor area in square metres that a facility must have in a place.
/// </summary>
internal sealed record TargetGoals(
    WantedTargets Targets, NewFacilities Everywhere, IReadOnlyList<Goal?> Goals, IReadOnlyDictionary<int, double> FloorAt)
{
    private BuildingGround Ground => Targets.Ground;

    private StudyResult Study => Targets.Ground.Study;

    /// <summary>The missed targets that can be met at all, and their goals.</summary>
    public IReadOnlyList<int> Possible { get; } = [.. Enumerable.Range(0, Goals.Count).Where(w => Goals[w]?.IsPossible == true)];

    public Goal[] PossibleGoals => [.. Possible.Select(w => Goals[w]!)];

    public static TargetGoals Set(WantedTargets targets)
    {
        var everywhere = new NewFacilities(
            targets.Ground, [.. Enumerable.Range(0, targets.Ground.Places.Count)], targets.Kinds, targets.Question.SharedSites);
        var maker = new PlanGoals(targets.Ground, everywhere);
        return new TargetGoals(targets, everywhere, AllOf(targets, maker), maker.FloorAt);
    }

    /// <summary>The goals of the targets that can be met, on other columns than all places.</summary>
    public Goal[] On(NewFacilities columns)
    {
        Goal?[] goals = AllOf(Targets, new PlanGoals(Ground, columns));
        return [.. Possible.Select(w => goals[w]!)];
    }

    /// <summary>The goals of the possible targets if every blank of today's facilities turned out well, and what would tell.</summary>
    public (Goal[] Goals, IReadOnlyList<string> Blanks) AtBest()
    {
        var best = new PlanGoals(Ground, Everywhere, blanksHelp: true);
        Goal?[] goals = AllOf(Targets, best);
        return ([.. Possible.Select(w => goals[w]!)], best.Blanks);
    }

    /// <summary>Some goals as one set covering; what existing facilities house beside their own is no new site and costs nothing.</summary>
    public GoalProgramme Programme(IEnumerable<Goal> goals) => new(Everywhere.Count, goals, IsFree);

    /// <summary>How many new sites, or facilities, some of the columns are.</summary>
    public int CountOf(IReadOnlyList<int> chosen) => chosen.Count(j => !IsFree(j));

    /// <summary>The facility of a kind at a place, as it would stand in the study: public, inclusive, with what the clauses ask.</summary>
    public Facility Build(string id, int place, string kind)
    {
        BuildingPlace at = Ground.Places[place];
        bool IsFor(Clause c) => PlanGoals.ClassesOf(c, Ground.Evidence).Any(k => NewFacilities.CountsFor(kind, k, Study.Catalogue));
        Clause[] clauses = [.. Targets.Missed.Select(w => w.Clause).Where(IsFor)];
        var attributes = clauses.SelectMany(c => c.Where).Where(a => a.Key is not ("inclusive" or "capacity"))
            .GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Max(a => a.Value));
        double least = clauses.Select(c => c.Where.GetValueOrDefault("capacity")).DefaultIfEmpty().Max();
        // Who comes to the home serves by declaration: taken to be the unit that the facility stands in.
        int community = Ground.UnitOf(UnitLevels.Community, place);
        bool serves = clauses.Any(c => c.ServedOnly) && community >= 0;
        return new Facility(id, id, Study.Catalogue.Complete([kind]), at.At, new Point(at.At.Lon, at.At.Lat), "proposed")
        {
            Capacity = least > (Ground.CapacityOf(kind) ?? 0) ? least : Ground.CapacityOf(kind),
            Inclusive = true,
            // By the study's own day where none is asked: what opens later would not count on it.
            OpenedOn = Targets.Question.By is null && Ground.Evidence.Settings.AsOf is { } day ? day : new DateOnly(Targets.By, 12, 31),
            AreaSquareMetres = FloorAt.TryGetValue(place, out double floor) ? floor : null,
            Attributes = attributes,
            Units = CandidateUnits.Named(Study, level => Ground.UnitOf(level, place)),
            Serves = !serves ? []
                : [.. Study.Units.Members(UnitLevels.Community, community).Select(c => Study.Communities[c].AsGiven.Id).Distinct()],
        };
    }

    private bool IsFree(int column) => Everywhere.Shared && Everywhere.Places[Everywhere.PlaceOf(column)].Host is not null;

    private static Goal?[] AllOf(WantedTargets targets, PlanGoals maker) => [.. targets.Missed.Select(w => maker.Of(w.Clause, w.Before))];
}
