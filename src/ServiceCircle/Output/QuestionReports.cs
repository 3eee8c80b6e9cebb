using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>Brings answers to questions about a study into the shape that their reports print.</summary>
internal static class QuestionReports
{
    public static SitingModel ModelOf(SitingStudy study, SitingAnswer answer, SitingFigures figures, Messages messages)
    {
        var reach = new SitingReach(study, answer);
        return new SitingModel(
            StudyOf(study.Study, study.Remarks, messages), study, answer, figures, reach, SitingMap.Draw(study, answer, reach, messages));
    }

    public static PlanSitingModel ModelOf(PlanSiting answer, Messages messages) => new(
        StudyOf(answer.Study, answer.Warnings, messages), answer, PlanSitingMap.Draw(answer, messages));

    public static AccessModel ModelOf(AccessStudy study, AccessAnswer answer, Messages messages)
    {
        var classes = new AccessClasses(answer);
        return new AccessModel(
            StudyOf(study.Result, [], messages), study, answer, classes, AccessMap.Draw(study, answer, classes, messages));
    }

    private static ReportModel StudyOf(StudyResult result, IEnumerable<Notice> remarks, Messages messages)
    {
        ReportModel model = StudyReport.WithoutMaps(result, messages.Language);
        var words = new VerdictWords(messages, model.CategoryNames);
        return model with { Warnings = [.. model.Warnings, .. remarks.Select(words.Text)] };
    }
}
