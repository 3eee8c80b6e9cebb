using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Reports.Model;

/// <summary>Everything that the report on a siting answer says; the answer is one on a study.</summary>
internal sealed record SitingModel(
    ReportModel Study, SitingStudy Asked, SitingAnswer Answer, SitingFigures Figures, SitingReach Reach, MapDrawing Map);

/// <summary>Everything that the report on the fewest facilities for a plan says.</summary>
internal sealed record PlanSitingModel(ReportModel Study, PlanSiting Answer, MapDrawing Map);

/// <summary>Everything that the report on an access measure says; the answer is one on a study.</summary>
internal sealed record AccessModel(
    ReportModel Study, AccessStudy Asked, AccessAnswer Answer, AccessClasses Classes, MapDrawing Map)
{
    /// <summary>Whose access is summed up.</summary>
    public string Group => Answer.Question.Populations is [var first, ..] ? first : Answer.Question.DemandName;
}
