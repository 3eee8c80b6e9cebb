using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Output;

/// <summary>The map of an answer to a plan: the numbered sites, and which communities newly reach something that is built.</summary>
internal static class PlanSitingMap
{
    public static MapDrawing Draw(PlanSiting answer, Messages messages)
    {
        (Geo.Box extent, List<MapLayer> layers) = StudyReport.Ground(answer.Study);
        KindReach[] kinds = [.. answer.Reach.Kinds.Where(k => k.Limit is not null)];
        MapClass ClassOf(int home) => !answer.Study.Walks.Homes[home].IsOnNetwork ? MapClass.CircleNotCounted
            : kinds.All(k => k.Before.Contains(home)) ? MapClass.CoveredToday
            : kinds.Any(k => k.After.Contains(home) && !k.Before.Contains(home)) ? MapClass.CoveredThen : MapClass.CoveredByNone;
        (IReadOnlyList<MapLayer> homes, IReadOnlyList<string> notes) =
            HomeLayers.Of([.. answer.Study.Communities.Select((c, h) => (c, ClassOf(h)))], extent, messages);
        layers.AddRange(homes);
        layers.Add(HomeLayers.NewSites(
            answer.ByPlace.Select(p => (p.Key, p.First().Facility.Position, answer.Reach.PeopleOf(p))), messages));
        return new MapDrawing(messages["map/sites-title"], messages.Language, extent, layers)
        {
            Notes = [messages["plan-report/map-note"], .. notes],
            Approval = StudyReport.Approval(answer.Study.File, messages),
            HasNumbersInCircles = false,
        };
    }
}
