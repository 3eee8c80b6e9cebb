using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The first step of an answer: where something could be built, the missed targets that are to be met, and the kinds of facilities worth
/// building for them.
/// </summary>
/// <param name="Question">What is asked.</param>
/// <param name="Ground">The study today and the places.</param>
/// <param name="By">The year by which targets are due.</param>
/// <param name="Missed">The verdicts of the targets, and their clauses with the values of the base year filled in.</param>
/// <param name="Classes">The classes of service that they ask for, as far as building helps.</param>
/// <param name="Kinds">Categories.</param>
internal sealed record WantedTargets(
    PlanSitingQuestion Question, BuildingGround Ground, int By, IReadOnlyList<(Verdict Before, Clause Clause)> Missed,
    IReadOnlyList<ServiceClass> Classes, IReadOnlyList<string> Kinds)
{
    /// <summary>Finds them in a study.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="study">The study today.</param>
    /// <param name="progress">Told the stage and its share done; may be null.</param>
    /// <exception cref="InputException">There is no place to build, or a file of places cannot be used.</exception>
    public static WantedTargets Find(PlanSitingQuestion question, StudyResult study, Action<string, double>? progress)
    {
        int by = question.By ?? study.Plans[0].Clauses.Max(c => c.Year);
        var ground = new BuildingGround(study, question, progress);
        (Verdict Before, Clause Clause)[] missed =
            [.. study.Verdicts.Where(v => IsMissed(v, question, by))
                .Select(v => (v, Judging.WithBaseline(v.Clause, ground.Evidence.Settings)))];
        ServiceClass[] classes =
        [
            .. missed.Where(w => PlanGoals.CanBuildFor(w.Clause.Indicator)).SelectMany(w => PlanGoals.ClassesOf(w.Clause, ground.Evidence))
                .Where(c => c.Categories.Count > 0).DistinctBy(c => string.Join('|', c.Categories)),
        ];
        return new WantedTargets(
            question, ground, by, missed, classes, NewFacilities.KindsFor(classes, ground.CapacityOf, study.Catalogue));
    }

    /// <summary>Whether a verdict is one of a target that is asked for and missed.</summary>
    public bool IsAsked(Verdict verdict) => IsMissed(verdict, Question, By);

    private static bool IsMissed(Verdict v, PlanSitingQuestion question, int by) =>
        v.Clause.Year <= by && v.Met == false && (v.IsDeciding || question.AllReadings);
}
