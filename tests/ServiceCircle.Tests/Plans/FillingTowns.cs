using System.Globalization;

namespace ServiceCircle.Tests.Plans;

/// <summary>Random small towns on the street, of which some cells are blank and some places off the network.</summary>
internal static class FillingTowns
{
    /// <summary>
    /// Where on the street a home, or a facility, is out of reach of everything: of every place of the town, of each other and of the edge
    /// of the map.
    /// </summary>
    public const double RemoteHome = 7000, RemoteSite = -2000;

    /// <summary>Where the street ends, and the map with it.</summary>
    public const double End = 10_000;

    /// <summary>Far enough from the street to be off the network.</summary>
    public const double Aside = 400;

    /// <summary>Names of facilities, none like another.</summary>
    private static readonly string[] Names = ["阳光驿站", "康宁之家", "和平服务部"];

    /// <summary>Where the communities are, metres along the street: out of each other's reach.</summary>
    public static double[] Places(Blanks blanks) => [0, 1500, 3000, blanks.HasFlag(Blanks.Edge) ? End - 500 : 4500];

    /// <summary>Four communities in two townships, and three facilities; some have nobody, some are two things in one.</summary>
    /// <param name="random">Draws everything.</param>
    /// <param name="blanks">What may be blank.</param>
    /// <param name="first">The number of the first community and facility.</param>
    /// <param name="township">The number of the first township.</param>
    /// <param name="times">What the figures of new areas are multiplied by.</param>
    /// <param name="rows">How many rows there are for each facility.</param>
    public static AnalyticTown Of(Random random, Blanks blanks, int first = 0, int township = 1, int times = 1, int rows = 1)
    {
        var town = new AnalyticTown { FirstFacility = first + 1 };
        double[] places = Places(blanks);
        bool Blank(Blanks what, int oneOf = 5) => (random.Next(oneOf) == 0) & blanks.HasFlag(what);
        string Township(int at) => "T" + (township + at / 2).ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < places.Length; i++)
        {
            double people = random.Next(0, 5) * 100, older = people / 10, households = people / 2;
            town.Community($"c{first + i}", places[i], people: Blank(Blanks.People) ? null
                : people, type: Blank(Blanks.Type) && i > 0 ? "" : i == 3 ? "rural" : "urban", township: Township(i),
                older: Blank(Blanks.Older) ? null : older, households: Blank(Blanks.Households) ? null
                    : households, metresNorth: Blank(Blanks.OffNetwork, 6) ? Aside : 0);
        }
        for (int f = 0; f < 3; f++)
        {
            int at = random.Next(places.Length);
            double capacity = random.Next(1, 4) * 10;
            bool isUnnamed = Blank(Blanks.Names, 4);
            string category = new[] { "child.nursery", "elder.daycare;health.station", "elder.daycare", "elder.daycare" }[random.Next(4)];
            double metres = places[at] + random.Next(300);
            double? has = Blank(Blanks.Capacity) ? null : capacity, area = Blank(Blanks.Area) ? null
                : random.Next(1, 5) * 100, nursing = Blank(Blanks.Nursing) ? null : capacity / 2;
            string inclusive = Blank(Blanks.Inclusive) ? ""
                : random.Next(2) == 0 ? "是" : "否", serves = Blank(Blanks.Serves) ? "" : $"c{first + random.Next(places.Length)}";
            string opened = Blank(Blanks.Opened, 3) ? "" : new[] { "2020-05-01", "2023-05-01", "2026-05-01" }[random.Next(3)];
            double north = Blank(Blanks.OffNetwork, 6) ? Aside : 0;
            for (int row = 0; row < rows; row++)
                town.Facility(category, metres, isUnnamed ? "" : $"c{first + at}", isUnnamed ? ""
                    : Township(at), capacity: has, inclusive: inclusive, area: area, opened: opened, nursing: nursing,
                    serves: serves, metresNorth: north, name: Names[f] + (first > 0 ? "二" : ""));
        }
        town.MoreFiles.Add(
            ("circles.csv", $"id,communities\nr{first},c{first};c{first + 1}\nr{first + 1},c{first + 2}\nr{first + 2},c{first + 3}\nr{first + 3},c{first + 1};c{first + 3}\n"));
        var areas = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            string? delivered = Blank(Blanks.NewAreas) && i > 0 ? null : new[] { "2019-01-01", "2023-12-31", "2027-01-01" }[random.Next(3)];
            int? floor = Blank(Blanks.NewAreas) ? null
                : random.Next(1, 5) * 1000 * times, households = Blank(Blanks.NewAreas) ? null : random.Next(1, 5) * 200 * times;
            areas.Add(Area($"\"id\": \"n{i}\", \"delivered_on\": {(delivered is null ? "null" : $"\"{delivered}\"")}, \"floor_area_m2\": {Json(floor)}, \"households\": {Json(households)}",
                AnalyticTown.Rectangle(places[i] - 50, places[i] + 350)));
        }
        town.MoreFiles.Add(("areas.geojson", Collection(areas)));
        List<string> land = [Area("", AnalyticTown.Rectangle(-500, 5000))];
        if (blanks.HasFlag(Blanks.Edge)) land.Add(Area("", AnalyticTown.Rectangle(9000, 9900)));
        if (Blank(Blanks.OffNetwork, 3)) land.Add(Area("", AnalyticTown.Rectangle(0, 2000, north: Aside)));
        town.MoreFiles.Add(("land.geojson", Collection(land)));
        return town;
    }

    private static string Json(int? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Area(string properties, string coordinates) =>
        $$"""{ "type": "Feature", "properties": { {{properties}} }, "geometry": { "type": "Polygon", "coordinates": {{coordinates}} } }""";

    private static string Collection(IEnumerable<string> features) =>
        $$"""{ "type": "FeatureCollection", "features": [ {{string.Join(",", features)}} ] }""";
}
