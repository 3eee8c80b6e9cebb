using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Output;

/// <summary>What maps of questions to a study have in common: its communities in classes, what stands, and numbered new sites.</summary>
internal static class HomeLayers
{
    private const double SiteRadius = 20, FacilityRadius = 10, LargestCircle = 40;

    /// <summary>Side of the squares in which very many facilities of today share a symbol, in map units.</summary>
    private const int ThinUnits = 40;

    /// <summary>
    /// Communities in the form that a reader can tell apart, and what it means. Of circles the large ones lie below the small ones, and
    /// those that are not counted on top.
    /// </summary>
    public static (IReadOnlyList<MapLayer> Layers, IReadOnlyList<string> Notes) Of(
        IReadOnlyList<(Community Home, MapClass Class)> homes, Box extent, Messages messages)
    {
        switch (PlaceCrowd.FormOf([.. homes.Select(h => h.Home)], extent))
        {
            case PlaceForm.Outlines:
                return (CommunityOutlines.Of([.. homes.Select(h => (h.Class, h.Home))]), [CommunityOutlines.Note(messages.Language)]);
            case PlaceForm.Squares:
                IEnumerable<CellPlace> places = homes.Select(h => new CellPlace(h.Class, h.Home.Position, h.Home.People.Total));
                return ([PlaceCells.Of(places, extent, messages.Language)], PlaceCells.Notes(extent, messages.Language));
            default:
                double most = homes.Select(h => h.Home.People.Total ?? 0).DefaultIfEmpty(0).Max();
                return ([new PointLayer([.. homes.OrderBy(h => h.Class == MapClass.CircleNotCounted)
                    .ThenByDescending(h => h.Home.People.Total ?? 0).Select(h => Circle(h.Home, h.Class, most, messages))])], []);
        }
    }

    /// <summary>Facilities of today, or one of each small square where there are very many.</summary>
    public static PointLayer Standing(IEnumerable<Facility> facilities, Box extent, Messages messages)
    {
        MapPoint[] standing = [.. facilities.Select(f => new MapPoint(MapClass.Standing, f.Position, FacilityRadius, f.Name))];
        return new PointLayer(standing.Length <= PlaceCells.MostFacilities ? standing : PlaceCells.Thinned(
            standing, extent, ThinUnits, count => messages.Text("map/cell-facilities", ("count", count))));
    }

    /// <summary>New sites in the order of their numbers.</summary>
    public static PointLayer NewSites(IEnumerable<(string Id, Position At, double People)> sites, Messages messages) => new(
    [
        .. sites.Select((site, k) => new MapPoint(
            MapClass.NewSite, site.At, SiteRadius,
            messages.Text("map/new-site-title", ("id", site.Id), ("people", messages.People(site.People))), messages.Number(k + 1))),
    ]);

    private static MapPoint Circle(Community home, MapClass of, double most, Messages messages)
    {
        double? people = home.People.Total;
        string known = people is { } number ? messages.People(number) : messages["map/people-unknown"];
        string title = messages.Text("map/home-title", ("name", home.Name), ("people", known));
        return new MapPoint(
            of, home.Position, CoverageLayers.Radius(people, most, LargestCircle), title, Name: CoverageLayers.NameOf(home));
    }
}
