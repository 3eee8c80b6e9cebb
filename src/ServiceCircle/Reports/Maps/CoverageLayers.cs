using ServiceCircle.Coverage;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Maps;

/// <summary>The layers of points that every coverage map has.</summary>
internal static class CoverageLayers
{
    /// <summary>Symbols of maps that are drawn at half the width.</summary>
    private const double OverlayScale = 1.6;

    internal const double LargestCircle = 44;

    private const double SmallestCircle = 9, FacilityRadius = 10, SmallestFacility = 5.5, FacilitiesAtFullSize = 150;

    /// <summary>
    /// Communities as circles: area by population, colour by the share of services covered, the number covered inside.
    /// Large ones lie below small ones.
    /// </summary>
    public static PointLayer Communities(CoverageResult coverage, IReadOnlyDictionary<string, string> categoryNames, Language language)
    {
        Messages messages = Messages.In(language);
        return Circles(coverage, (c, radius) => new MapPoint(ClassOf(coverage, c), c.Community.Position, radius,
            Title(c, coverage, categoryNames, messages),
            c.Status == CommunityStatus.NotSnapped ? "?" : messages.Number(c.Reach.Count(r => r.Covered)), NameOf(c.Community)));
    }

    /// <summary>Communities by whether they reach one service; the minutes to the nearest facility inside.</summary>
    public static PointLayer Communities(CoverageResult coverage, int service, Language language)
    {
        Messages messages = Messages.In(language);
        return Circles(coverage, (c, radius) => new MapPoint(
            ClassOf(c, service), c.Community.Position, OverlayScale * radius, c.Community.Name,
            c.Status == CommunityStatus.NotSnapped ? "?"
                : c.Reach[service] is { Covered: true, Nearest.Minutes: { } minutes } ? messages.Number(minutes) : "",
            NameOf(c.Community)));
    }

    /// <summary>Those of most people first, as their circles lie on each other and their names are placed.</summary>
    internal static IEnumerable<T> InOrder<T>(IEnumerable<T> all, Func<T, Community> community) =>
        all.OrderByDescending(c => community(c).People.Total ?? 0).ThenBy(c => community(c).Id, StringComparer.Ordinal);

    /// <summary>What a map writes beside a community; an id that stands for a name that nobody gave would tell a reader nothing.</summary>
    internal static string NameOf(Community community) => community.Name == community.Id ? "" : community.Name;

    /// <summary>All communities by the services they reach, or by whether they reach one of them.</summary>
    public static IReadOnlyCollection<(MapClass Class, Community Community)> Classes(CoverageResult coverage, int? service) =>
        [.. coverage.Communities.Select(c => (service is { } s ? ClassOf(c, s) : ClassOf(coverage, c), c.Community))];

    /// <summary>Communities as circles of their people, the large ones first so that they lie below.</summary>
    private static PointLayer Circles(CoverageResult coverage, Func<CommunityCoverage, double, MapPoint> circle)
    {
        double most = coverage.Communities.Select(c => c.Community.People.Total ?? 0).DefaultIfEmpty(0).Max();
        return new PointLayer(
        [
            .. InOrder(coverage.Communities, c => c.Community)
                .Select(c => circle(c, Radius(c.Community.People.Total, most))),
        ]);
    }

    /// <summary>
    /// Facilities that offer one of the services as small symbols, by the group of the first service they offer; the more there are, the
    /// smaller. An overlay is drawn at half the width.
    /// </summary>
    public static PointLayer Facilities(
        IEnumerable<Facility> facilities, IReadOnlyList<Service> services, IReadOnlyDictionary<string, string> categoryNames,
        Language language, bool isOverlay = false)
    {
        Messages messages = Messages.In(language);
        (Facility Facility, Service Service)[] shown =
            [.. facilities.SelectMany(f => services.Where(s => f.Offers(s.Category)).Take(1), (f, s) => (f, s))];
        double radius = Math.Clamp(
            FacilityRadius * Math.Sqrt(FacilitiesAtFullSize / Math.Max(1.0, shown.Length)), SmallestFacility, FacilityRadius);
        if (isOverlay) radius *= OverlayScale;
        return new PointLayer(
            [.. shown.Select(s => new MapPoint(ClassOf(s.Service.Category), s.Facility.Position, radius, Title(s.Facility)))]);

        string Title(Facility f)
        {
            string categories = messages.List(f.Categories.Select(c => categoryNames.GetValueOrDefault(c, c)));
            return f.Name.Length == 0 ? categories : messages.Text("map/facility-title", ("name", f.Name), ("categories", categories));
        }
    }

    private static MapClass ClassOf(CommunityCoverage c, int service) => c.Status == CommunityStatus.NotSnapped ? MapClass.CircleNotCounted
        : c.Reach[service].Covered ? MapClass.InReach : MapClass.OutOfReach;

    private static MapClass ClassOf(CoverageResult coverage, CommunityCoverage c) => coverage.KnownShare(c) switch
    {
        null when c.Status == CommunityStatus.NotSnapped => MapClass.CircleNotCounted,
        null or 0 => MapClass.CircleNone,
        < 0.5 => MapClass.CircleFew,
        < 1 => MapClass.CircleMost,
        _ => MapClass.CircleComplete,
    };

    internal static MapClass ClassOf(string category) => category.Split('.')[0] switch
    {
        "elder" => MapClass.Elder,
        "child" => MapClass.Child,
        "health" => MapClass.Health,
        "sport" => MapClass.Sport,
        _ => MapClass.OtherFacility,
    };

    /// <summary>The radius of a community's circle, its area by its people.</summary>
    internal static double Radius(double? people, double most, double largest = LargestCircle) =>
        most <= 0 ? SmallestCircle * 2 : Math.Max(SmallestCircle, largest * Math.Sqrt((people ?? 0) / most));

    private static string Title(
        CommunityCoverage c, CoverageResult coverage, IReadOnlyDictionary<string, string> names, Messages messages)
    {
        string people = c.Community.People.Total is { } total ? messages.People(total) : messages["map/people-unknown"];
        IEnumerable<string> lacking = coverage.Known.Where(s => !c.Reach[s].Covered).Select(s => coverage.Services[s].Category);
        string[] missing = [.. lacking.Select(s => names.GetValueOrDefault(s, s))];
        string answer = c.Status == CommunityStatus.NotSnapped ? messages["status/not-snapped"]
            : missing.Length == 0 ? messages["map/complete"]
            : messages.Text("map/missing", ("services", messages.List(missing)));
        return messages.Text("map/community-title", ("name", c.Community.Name), ("people", people), ("answer", answer));
    }
}
