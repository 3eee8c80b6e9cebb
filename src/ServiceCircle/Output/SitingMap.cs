using ServiceCircle.Places;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Output;

/// <summary>The map of a siting answer: who is reached today, who by the new sites, who by none; the sites numbered by rank.</summary>
internal static class SitingMap
{
    private const double SiteRadius = 20, FacilityRadius = 10, LargestCircle = 40;

    /// <summary>The map.</summary>
    /// <param name="study">The question.</param>
    /// <param name="solution">The answer.</param>
    /// <param name="coverage">Its sites, by rank.</param>
    /// <param name="messages">The language.</param>
    public static MapDrawing Of(SitingStudy study, SitingSolution solution, CoverageSteps coverage, Messages messages)
    {
        (Geo.Box extent, List<MapLayer> layers) = StudyReport.Ground(study.Study);
        SitingProblem problem = study.Problem;
        double[] reach = problem.Reaches();
        int[] kept = [.. solution.Objective is null ? Enumerable.Range(0, study.Existing.Count) : solution.ExistingKept], chosen = [.. coverage.Steps.Select(s => s.Site)];
        bool Reached(int demand, int[] sites) => sites.Any(j => problem.Costs[demand, j] <= Math.Min(reach[j], problem.Radius ?? study.Reach.Ticks));
        double most = study.Demand.Select(c => c.People.Total ?? 0).DefaultIfEmpty(0).Max();
        layers.Add(new PointLayer(
        [
            .. Enumerable.Range(0, study.Demand.Count).OrderByDescending(i => study.Demand[i].People.Total ?? 0).ThenBy(i => i)
                .Select(i => Home(study.Demand[i], Reached(i, kept) ? MapClass.CoveredToday : Reached(i, chosen) ? MapClass.CoveredThen : MapClass.CoveredByNone, most, messages)),
            .. study.NotSnapped.Select(c => Home(c, MapClass.CircleNotCounted, most, messages)),
        ]));
        layers.Add(new PointLayer([.. kept.Select(j => study.Existing[j]).Select(f => new MapPoint(MapClass.Standing, f.Position, FacilityRadius, f.Name))]));
        layers.Add(new PointLayer(
        [
            .. coverage.Steps.Select((step, k) => new MapPoint(MapClass.NewSite, study.Candidates.Positions[step.Site - study.Existing.Count], SiteRadius,
                messages.Text("map/new-site-title", ("id", study.SiteId(step.Site)), ("people", messages.People(step.Gained))), messages.Number(k + 1))),
        ]));
        return new MapDrawing(messages["map/sites-title"], messages.Language, extent, layers);
    }

    private static MapPoint Home(Community community, MapClass of, double most, Messages messages)
    {
        double? people = community.People.Total;
        return new MapPoint(of, community.Position, CoverageLayers.Radius(people, most, LargestCircle), messages.Text("map/home-title", ("name", community.Name), ("people", people is { } known ? messages.People(known) : messages["map/people-unknown"])));
    }
}
