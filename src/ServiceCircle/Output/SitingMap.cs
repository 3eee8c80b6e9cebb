using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Output;

/// <summary>The map of a siting answer: who is reached today, who by the new sites, who by none; the sites numbered by rank.</summary>
internal static class SitingMap
{
    public static MapDrawing Draw(SitingStudy study, SitingAnswer answer, SitingReach reach, Messages messages)
    {
        (Geo.Box extent, List<MapLayer> layers) = StudyReport.Ground(study.Study);
        MapClass ClassOf(int demand) => reach.IsReachedByKept(demand) ? MapClass.CoveredToday
            : reach.IsReachedByNew(demand) ? MapClass.CoveredThen : MapClass.CoveredByNone;
        (IReadOnlyList<MapLayer> homes, IReadOnlyList<string> notes) = HomeLayers.Of(
        [
            .. study.Demand.Select((c, i) => (c, ClassOf(i))), .. study.NotSnapped.Select(c => (c, MapClass.CircleNotCounted)),
        ], extent, messages);
        layers.AddRange(homes);
        layers.Add(HomeLayers.Standing(reach.Kept.Select(j => study.Existing[j]), extent, messages));
        layers.Add(HomeLayers.NewSites(answer.Coverage.Steps.Select(
            s => (study.SiteId(s.Site), study.Candidates.Positions[s.Site - study.Existing.Count], s.Gained)), messages));
        return new MapDrawing(messages["map/sites-title"], messages.Language, extent, layers)
        {
            Notes = notes,
            Approval = StudyReport.Approval(study.Study.File, messages),
            HasNumbersInCircles = false,
        };
    }
}
