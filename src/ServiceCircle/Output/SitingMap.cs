using ServiceCircle.Places;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Output;

/// <summary>The map of a siting answer: who is reached today, who by the new sites, who by none; the sites numbered by rank.</summary>
internal static class SitingMap
{
    private const double SiteRadius = 20, FacilityRadius = 10, LargestCircle = 40;

    /// <summary>Side of the squares in which very many facilities of today share a symbol, in map units.</summary>
    private const int ThinUnits = 40;

    public static MapDrawing Draw(SitingStudy study, SitingAnswer answer, Messages messages)
    {
        (Geo.Box extent, List<MapLayer> layers) = StudyReport.Ground(study.Study);
        SitingProblem problem = study.Problem;
        double[] reach = problem.Reaches();
        int[] kept = [.. answer.HasSites ? answer.Solution.ExistingKept : Enumerable.Range(0, study.Existing.Count)];
        int[] chosen = [.. answer.Coverage.Steps.Select(s => s.Site)];
        HashSet<int> today = [.. kept], then = [.. chosen];
        bool IsReached(int demand, HashSet<int> sites)
        {
            for (int k = problem.Costs.Table.First[demand]; k < problem.Costs.Table.First[demand + 1]; k++)
            {
                int j = problem.Costs.Table.Index[k];
                double limit = Math.Min(reach[j], problem.Radius ?? study.Reach.Ticks);
                if (sites.Contains(j) && problem.Costs.Table.CostAt(k) <= limit) return true;
            }
            return false;
        }
        MapClass ClassOf(int demand) =>
            IsReached(demand, today) ? MapClass.CoveredToday : IsReached(demand, then) ? MapClass.CoveredThen : MapClass.CoveredByNone;
        PlaceForm form = PlaceCrowd.FormOf(study.Study.Communities, extent);
        layers.AddRange(form switch
        {
            PlaceForm.Circles => [Circles(study, ClassOf, messages)],
            PlaceForm.Outlines => CommunityOutlines.Of([.. Classes(study, ClassOf)]),
            _ => [Squares(study, ClassOf, extent, messages.Language)],
        });
        IReadOnlyList<MapPoint> standing =
            [.. kept.Select(j => study.Existing[j]).Select(f => new MapPoint(MapClass.Standing, f.Position, FacilityRadius, f.Name))];
        layers.Add(new PointLayer(standing.Count <= PlaceCells.MostFacilities ? standing : PlaceCells.Thinned(
            standing, extent, ThinUnits, count => messages.Text("map/cell-facilities", ("count", count)))));
        layers.Add(new PointLayer([.. answer.Coverage.Steps.Select((step, k) => NewSite(study, step, messages, messages.Number(k + 1)))]));
        return new MapDrawing(messages["map/sites-title"], messages.Language, extent, layers)
        {
            Notes = form switch
            {
                PlaceForm.Circles => [],
                PlaceForm.Outlines => [CommunityOutlines.Note(messages.Language)],
                _ => PlaceCells.Notes(extent, messages.Language),
            },
            Approval = StudyReport.Approval(study.Study.File, messages),
        };
    }

    private static PointLayer Circles(SitingStudy study, Func<int, MapClass> classOf, Messages messages)
    {
        double most = study.Demand.Select(c => c.People.Total ?? 0).DefaultIfEmpty(0).Max();
        return new PointLayer(
        [
            .. Enumerable.Range(0, study.Demand.Count).OrderByDescending(i => study.Demand[i].People.Total ?? 0).ThenBy(i => i)
                .Select(i => Home(study.Demand[i], classOf(i), most, messages)),
            .. study.NotSnapped.Select(c => Home(c, MapClass.CircleNotCounted, most, messages)),
        ]);
    }

    private static CellLayer Squares(SitingStudy study, Func<int, MapClass> classOf, Geo.Box extent, Language language) => PlaceCells.Of(
        Classes(study, classOf).Select(c => new CellPlace(c.Class, c.Community.Position, c.Community.People.Total)), extent, language);

    private static IEnumerable<(MapClass Class, Community Community)> Classes(SitingStudy study, Func<int, MapClass> classOf) =>
        [.. study.Demand.Select((c, i) => (classOf(i), c)), .. study.NotSnapped.Select(c => (MapClass.CircleNotCounted, c))];

    private static MapPoint NewSite(SitingStudy study, SiteStep step, Messages messages, string rank)
    {
        string title = messages.Text("map/new-site-title", ("id", study.SiteId(step.Site)), ("people", messages.People(step.Gained)));
        return new MapPoint(MapClass.NewSite, study.Candidates.Positions[step.Site - study.Existing.Count], SiteRadius, title, rank);
    }

    private static MapPoint Home(Community community, MapClass of, double most, Messages messages)
    {
        double? people = community.People.Total;
        string known = people is { } number ? messages.People(number) : messages["map/people-unknown"];
        string title = messages.Text("map/home-title", ("name", community.Name), ("people", known));
        return new MapPoint(
            of, community.Position, CoverageLayers.Radius(people, most, LargestCircle), title, Name: CoverageLayers.NameOf(community));
    }
}
