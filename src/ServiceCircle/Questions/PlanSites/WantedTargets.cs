using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The first step of an answer: where something could be built, the missed targets that are to be met by a year (with clauses in which the
/// values of the base year are filled in), the classes of service that they ask for as far as building helps, and the kinds of facilities
/// (categories) worth building for them.
/// </summary>
internal sealed record WantedTargets(
    PlanSitingQuestion Question, BuildingGround Ground, int By, IReadOnlyList<(Verdict Before, Clause Clause)> Missed,
    IReadOnlyList<ServiceClass> Classes, IReadOnlyList<string> Kinds)
{
    /// <exception cref="InputException">There is no place to build, or a file of places cannot be used.</exception>
    public static WantedTargets Find(PlanSitingQuestion question, StudyResult study, Action<string, double>? progress)
    {
        int by = question.By ?? study.Plans[0].Clauses.Max(c => c.Year);
        var ground = new BuildingGround(study, question, progress);
        (Verdict Before, Clause Clause)[] missed =
            [.. study.Verdicts.Where(v => IsMissed(v, question, by))
                .Select(v => (v, Judging.WithBaseline(v.Clause, ground.Evidence.Settings)))];
        IEnumerable<ServiceClass> asked = missed.Where(w => PlanGoals.CanBuildFor(w.Clause.Indicator))
            .SelectMany(w => PlanGoals.ClassesOf(w.Clause, ground.Evidence)).Where(c => c.Categories.Count > 0);
        ServiceClass[] classes = [.. asked.DistinctBy(c => string.Join('|', c.Categories))];
        return new WantedTargets(
            question, ground, by, missed, classes, NewFacilities.KindsFor(classes, ground.CapacityOf, study.Catalogue));
    }

    /// <summary>Whether a verdict is one of a target that is asked for and missed.</summary>
    public bool IsAsked(Verdict verdict) => IsMissed(verdict, Question, By);

    private static bool IsMissed(Verdict v, PlanSitingQuestion question, int by) =>
        v.Clause.Year <= by && v.Met == false && (v.IsDeciding || question.AllReadings);
}
