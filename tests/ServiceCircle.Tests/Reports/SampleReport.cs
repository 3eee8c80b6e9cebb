using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Reports;

/// <summary>A small city made up by a seeded generator, and reports on it.</summary>
internal static class SampleReport
{
    public static readonly string[] Categories = ["elder.daycare", "child.nursery", "health.station", "sport.outdoor"];

    private static readonly string[] EnglishNames =
        ["day care for the elderly", "childcare", "community health station", "outdoor fitness"];
    private static readonly string[] ChineseNames = ["老年人日间照料", "托育服务", "社区卫生服务站", "健身场地"];
    private static readonly string[] PlacesZh = ["兴华", "和平", "朝阳", "东风", "建设", "文化", "幸福", "新华", "光明", "团结"];
    private static readonly string[] PlacesEn =
        ["Harbour", "Mill Lane", "Old Town", "Station", "Castle", "Riverside", "North Gate", "Market", "Hill", "Garden"];

    private const int CentreLon = 1_144_780_000, CentreLat = 380_410_000;

    public static IReadOnlyDictionary<string, string> Names(Language language) =>
        Categories.Zip(language == Language.Zh ? ChineseNames : EnglishNames).ToDictionary(p => p.First, p => p.Second);

    public static Community Community(string id, double? people, string? name = null, string? unit = null, int east = 0, int north = 0)
    {
        var position = new Position(CentreLon + east, CentreLat + north);
        return new Community(
            id, name ?? id, null, unit, position, new Point(position.Lon, position.Lat), new People(people));
    }

    /// <summary>A home so many metres from the network; off it if null.</summary>
    private static Home Home(Community community, double? metres)
    {
        var snap = new Snap(
            metres is null ? SnapStatus.TooFar : SnapStatus.Ok, 0, 0, community.Position, metres ?? double.PositiveInfinity);
        return new Home(community, new PlaceAccess(snap, AccessKind.Point, []), WalkTime.Unreachable);
    }

    public static Service Service(string category, double minutes = 15, string? standard = null) =>
        new(category, WalkTime.FromMinutes(minutes), standard);

    /// <summary>A community that walks these minutes to each service; null where none is in reach.</summary>
    public static CommunityCoverage Walks(Community community, params double?[] minutes) => new(Home(community, 12), CommunityStatus.Ok,
        [.. minutes.Select(
            m => new ServiceReach(
                m is { } known ? WalkTime.FromMinutes(known) : WalkTime.Unreachable, m is null ? 0 : 1, m is not null, m is not null))]);

    public static CommunityCoverage NotSnapped(Community community, int services) =>
        new(Home(community, null), CommunityStatus.NotSnapped,
            [.. Enumerable.Repeat(new ServiceReach(WalkTime.Unreachable, 0, false, false), services)]);

    /// <summary>Sums up communities by their definitions, one service at a time.</summary>
    public static CoverageResult Result(IReadOnlyList<Service> services, params CommunityCoverage[] communities)
    {
        CommunityCoverage[] on = [.. communities.Where(c => c.Status != CommunityStatus.NotSnapped)];
        static double People(IEnumerable<CommunityCoverage> some) => some.Sum(c => c.Community.People.Total ?? 0);
        LeftOut Left(CommunityStatus status) =>
            new(communities.Count(c => c.Status == status), People(communities.Where(c => c.Status == status)));
        return new CoverageResult(services, communities,
            [.. services.Select((s, i) => new ServiceSummary(s, 7, on.Length, on.Count(c => c.Reach[i].Covered), People(on),
                People(on.Where(c => c.Reach[i].Covered)), Percentile(on, i, 0.5), Percentile(on, i, 0.9),
                    People(on.Where(c => c.Reach[i].StraightLineCovered))))],
            Left(CommunityStatus.NotSnapped), Left(CommunityStatus.EdgeOfMap), communities.Count(c => c.Community.People.Total is null),
            communities.Count(c => c.CircleShare == 1));
    }

    public static ReportModel City(Language language, int blocks = 26, int communities = 54)
    {
        var random = new Random(5);
        CoverageResult coverage = CityCoverage(language, random, blocks, communities);
        FacilityUsed[] facilities = [.. Enumerable.Range(0, 60).Select(i => Facility(i, random, blocks))];
        IReadOnlyDictionary<string, string> names = Names(language);
        bool zh = language == Language.Zh;
        var map = new MapDrawing(zh ? "各社区15分钟步行可达服务项数" : "Services reached within a 15-minute walk", language, Extent(blocks),
        [
            .. Ground(random, blocks),
            CoverageLayers.Facilities(facilities.Select(f => f.Facility), coverage.Services, names, language),
            CoverageLayers.Communities(coverage, names, language),
        ]);
        return new ReportModel(
            zh ? "滨河新区一刻钟便民生活圈现状评估（2025年）" : "Riverside new district, state of 2025", language, coverage, names, facilities, [map],
            new NetworkFacts(38_412, 1284.6, 37, 0.983),
            new MethodFacts(zh ? "成年人" : "adult", 4.8, "Bohannon & Andrews 2011", 100,
                new Dictionary<string, StandardFact>
                {
                    ["gb50180-health-station-300"] = new(zh ? "GB 50180-2018《城市居住区规划设计标准》附录C" : "GB 50180-2018, appendix C", false),
                },
                zh ? ["台阶按平地用时的3倍计（Fujiyama & Tyler 2010）。", "禁止行人通行的道路不计入；小区内部道路仅本小区居民可用。"]
                    : ["Steps take three times as long as the flat (Fujiyama & Tyler 2010).",
                        "Ways closed to walkers are left out; private ways serve their residents only."],
                zh ? ["研究范围以外2公里内的设施已计入。"] : ["Facilities up to 2 km beyond the border of the study area are included."]),
            new DataFacts("2025-09-30T20:21:02Z",
                [new InputFile("city.osm.pbf", new string('a', 64)), new InputFile(zh ? "社区.csv" : "communities.csv", new string('b', 64))],
                "0.1.0"),
            [zh ? "facilities.csv：3处设施的坐标疑似GCJ-02，请核对坐标系设置。" : "facilities.csv: three positions look like GCJ-02; check the crs setting."]);
    }

    public static byte[] Html(ReportModel model)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, model);
        return stream.ToArray();
    }

    /// <summary>Streets of a bent grid, one line per edge, each 0.0008 degree long.</summary>
    public static List<IReadOnlyList<Position>> Streets(int blocks, Func<int, bool>? along = null)
    {
        var lines = new List<IReadOnlyList<Position>>();
        for (int i = 0; i <= blocks; i++)
        {
            if (along is not null && !along(i)) continue;
            for (int j = 0; j < blocks; j++)
            {
                lines.Add([Node(i, j, blocks), Node(i, j + 1, blocks)]);
                lines.Add([Node(j, i, blocks), Node(j + 1, i, blocks)]);
            }
        }

        return lines;
    }

    private static Position Node(double i, double j, int blocks)
    {
        double x = i - blocks / 2.0, y = j - blocks / 2.0;
        return new Position(
            CentreLon + (int)((x + 0.08 * y + 0.6 * Math.Sin(y / 5)) * 9000),
            CentreLat + (int)((y - 0.05 * x + 0.5 * Math.Sin(x / 7)) * 7000));
    }

    private static Box Extent(int blocks) => Streets(blocks).SelectMany(l => l).Aggregate(Box.Empty, (box, p) => box.Extend(p));

    private static IEnumerable<MapLayer> Ground(Random random, int blocks)
    {
        Position At(double i, double j) => Node(i, j, blocks);
        yield return new AreaLayer(MapClass.Park, [.. Enumerable.Range(0, 6).Select(_ =>
        {
            int i = random.Next(blocks - 2), j = random.Next(blocks - 2);
            return new MapArea([[At(i, j), At(i + 2, j), At(i + 2, j + 2), At(i, j + 1)]]);
        })]);
        double middle = blocks * 0.37;
        yield return new AreaLayer(MapClass.Water, [new MapArea([
            [.. Enumerable.Range(-4, blocks + 8).Select(j => At(middle + Math.Sin(j / 4.0), j)),
             .. Enumerable.Range(-4, blocks + 8).Reverse().Select(j => At(middle + 1 + Math.Sin(j / 4.0), j))]])]);
        yield return new LineLayer(MapClass.Street, Streets(blocks));
        yield return new AreaLayer(
            MapClass.ServiceArea,
            [new MapArea([[At(blocks / 4, 2), At(blocks, 2), At(blocks, blocks), At(blocks / 4, blocks - 3)],
                [At(blocks / 2, 9), At(blocks / 2, 19), At(blocks / 2 + 8, 14)]])]);
        yield return new LineLayer(MapClass.MainStreet, Streets(blocks, i => i % 8 == 4));
        yield return new LineLayer(MapClass.Boundary, [[At(0, 0), At(blocks, 0), At(blocks, blocks), At(0, blocks), At(0, 0)]]);
    }

    private static CoverageResult CityCoverage(Language language, Random random, int blocks, int count)
    {
        string[] places = language == Language.Zh ? PlacesZh : PlacesEn;
        double[] chance = [0.8, 0.55, 0.85, 0.7];
        var communities = new List<CommunityCoverage>();
        for (int n = 0; n < count; n++)
        {
            Position at = Node(random.Next(blocks * 10) / 10.0, random.Next(blocks * 10) / 10.0, blocks);
            string name = language == Language.Zh ? $"{places[n % 10]}{"一二三四五六七"[n / 10 % 7]}社区" : $"{places[n % 10]} {n / 10 + 1}";
            string unit = language == Language.Zh ? $"{places[n % 4]}街道" : $"{places[n % 4]} ward";
            double? people = n == 17 ? null : 1200 + random.Next(14_000);
            Community community = Community($"c{n:000}", people, name, unit, at.LonE7 - CentreLon, at.LatE7 - CentreLat);
            var reach = chance.Select(c =>
            {
                bool covered = random.NextDouble() < (n % 6 == 4 ? c * 0.25 : c);
                double minutes = 2 + random.NextDouble() * 12.9;
                return new ServiceReach(
                    covered ? WalkTime.FromMinutes(minutes)
                        : WalkTime.Unreachable, covered ? 1 : 0, covered, covered || random.NextDouble() < 0.5);
            }).ToArray();
            communities.Add(n == 31
                ? NotSnapped(community, 4)
                : new CommunityCoverage(Home(community, 14.5), n % 23 == 3 ? CommunityStatus.EdgeOfMap : CommunityStatus.Ok, reach));
        }

        return Result([Service(Categories[0]), Service(Categories[1]), Service(Categories[2], 15, "gb50180-health-station-300"),
            Service(Categories[3])], [.. communities]);
    }

    private static FacilityUsed Facility(int i, Random random, int blocks)
    {
        Position at = Node(random.Next(blocks * 10) / 10.0, random.Next(blocks * 10) / 10.0, blocks);
        string[] categories = i % 13 == 0 ? [Categories[1], Categories[0]] : [Categories[i % 4]];
        var facility = new Facility($"f{i}", $"{i}", categories, at, new Point(at.Lon, at.Lat), "x") { Capacity = i % 4 == 0 ? 30 : null };
        return new FacilityUsed(facility, i == 7 ? null : 9, i % 3 == 0 ? "osm" : "facilities.csv");
    }

    private static double? Percentile(CommunityCoverage[] on, int service, double share)
    {
        double all = on.Sum(c => c.Community.People.Total ?? 0), sum = 0;
        foreach (CommunityCoverage c in on.OrderBy(c => c.Reach[service].Nearest))
        {
            sum += c.Community.People.Total ?? 0;
            if (all > 0 && sum >= share * all) return c.Reach[service].Nearest.Minutes;
        }

        return null;
    }
}
