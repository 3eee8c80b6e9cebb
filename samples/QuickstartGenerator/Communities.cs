using System.Globalization;

namespace QuickstartGenerator;

/// <summary>Where people live: polygons (or points) with numbers by age.</summary>
internal static class Communities
{
    private const string Street = "城关街道";
    private const string Township = "南坝镇";

    /// <summary>One community; one corner means a point.</summary>
    public sealed record Community(
        string Id, string Name, string English, string Type, string Unit, int People, int Aged60Plus, int Aged0To2, int Aged3To6,
        P[] Shape);

    public static readonly IReadOnlyList<Community> All =
    [
        Urban("c01", "锦绣花园", "Jinxiu Garden", 2450, 410, 82, 118, P.Rectangle(1320, 945, 1545, 1190)),
        Urban("c02", "翠湖小区", "Cuihu Estate", 2300, 365, 86, 121, P.Rectangle(1575, 945, 1805, 1190)),
        Urban("c03", "安居苑", "Anju Court", 1980, 470, 51, 74, P.Rectangle(1320, 660, 1545, 925)),
        Urban("c04", "东方花城", "Dongfang Huacheng", 2640, 520, 95, 130, P.Rectangle(1575, 660, 1805, 925)),
        Urban("c05", "文昌社区", "Wenchang", 1850, 480, 40, 61, P.Rectangle(90, 915, 410, 1195)),
        Urban("c06", "西关社区", "Xiguan", 1420, 390, 31, 44, P.Rectangle(90, 640, 410, 885)),
        Urban("c07", "老城社区", "Laocheng", 3150, 1020, 58, 82, P.Rectangle(430, 910, 890, 1200)),
        Urban("c08", "南门社区", "Nanmen", 2210, 560, 49, 70, P.Rectangle(430, 630, 890, 890)),
        Urban("c09", "健康社区", "Jiankang", 2380, 610, 55, 80, P.Rectangle(910, 770, 1290, 1200)),
        Urban("c10", "府前社区", "Fuqian", 1760, 430, 42, 60, P.Rectangle(430, 1400, 890, 1550)),
        Urban("c11", "西园社区", "Xiyuan", 1690, 400, 41, 58, P.Rectangle(95, 1245, 410, 1550)),
        Urban("c12", "站前社区", "Zhanqian", 2090, 505, 47, 69, P.Rectangle(910, 1245, 1290, 1550)),
        Urban("c13", "朝阳社区", "Chaoyang", 2530, 530, 71, 104, P.Rectangle(1310, 1245, 1810, 1550)),
        Urban("c14", "东兴社区", "Dongxing", 1540, 300, 48, 66, P.Rectangle(1835, 1245, 2045, 1385)),
        Urban("c15", "东城社区", "Dongcheng", 2120, 450, 59, 88, P.Rectangle(1830, 910, 2270, 1195)),
        Urban("c16", "东河社区", "Donghe", 1480, 350, 38, 52, P.Rectangle(1830, 600, 2270, 890)),
        Urban("c17", "站北社区", "Zhanbei", 1310, 380, 27, 39, P.Rectangle(650, 1690, 850, 1880)),
        Urban("c18", "光明社区", "Guangming", 1570, 410, 33, 48, P.Rectangle(1680, 1690, 2100, 1880)),
        Urban("c19", "西岭社区", "Xiling", 690, 240, 11, 17, P.Rectangle(225, 1790, 450, 1945)),
        Rural("c20", "南坝村", "Nanba Village", Township, 1260, 430, 21, 33, new(650, 50), new(1250, 50), new(1250, 330), new(650, 330)),
        Rural("c21", "柳树村", "Liushu Village", Township, 540, 210, 7, 12, new(220, 110), new(540, 110), new(540, 350), new(220, 350)),
        Rural("c22", "下滩村", "Xiatan Village", Township, 470, 180, 6, 10, new P(2085, 250)),
        Rural("c23", "东沟村", "Donggou Village", Street, 320, 130, 4, 6, new P(3700, 1262)),
        Rural("c24", "青石坡林场", "Qingshipo Forest Farm", Township, 60, 22, 0, 1, new P(2500, -420)),
    ];

    public static string GeoJson() =>
        "{\"type\":\"FeatureCollection\",\"features\":[\n" + string.Join(",\n", All.Select(Feature)) + "\n]}\n";

    private static string Feature(Community c) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{c.Id}\",\"name\":\"{c.Name}\",\"name:en\":\"{c.English}\",\"type\":\"{c.Type}\",\"unit\":\"{c.Unit}\","
        + $"\"population\":{c.People},\"population_60plus\":{c.Aged60Plus},\"population_0_2\":{c.Aged0To2},\"population_3_6\":{c.Aged3To6}}},\"geometry\":{Geometry(c.Shape)}}}");

    private static string Geometry(P[] shape) => shape.Length == 1
        ? $"{{\"type\":\"Point\",\"coordinates\":{Plane.GeoJson(shape[0])}}}"
        : $"{{\"type\":\"Polygon\",\"coordinates\":[[{string.Join(",", shape.Append(shape[0]).Select(Plane.GeoJson))}]]}}";

    private static Community Urban(
        string id, string name, string english, int people, int aged60Plus, int aged0To2, int aged3To6, P[] shape) =>
        new(id, name, english, "urban", Street, people, aged60Plus, aged0To2, aged3To6, shape);

    private static Community Rural(
        string id, string name, string english, string unit, int people, int aged60Plus, int aged0To2, int aged3To6, params P[] shape) =>
        new(id, name, english, "rural", unit, people, aged60Plus, aged0To2, aged3To6, shape);
}

/// <summary>One county with a street (north of the river) and a township (south of it), on three levels with <c>parent</c>.</summary>
internal static class Admin
{
    public static string GeoJson()
    {
        (double west, double south, double east, double north) = Plane.Extent;
        P[] river = [new(west, 700), new(-700, 560), new(-100, 500), new(900, 500), new(1900, 500), new(2400, 440), new(3000, 520),
            new(east, 480)];
        string[] units =
        [
            Unit("county", "qx", "清溪县", "Qingxi County", null, P.Rectangle(west, south, east, north)),
            Unit("township", "qx-cg", "城关街道", "Chengguan Subdistrict", "qx", [.. river, new(east, north), new(west, north)]),
            Unit("township", "qx-nb", "南坝镇", "Nanba Town", "qx", [new(west, south), new(east, south), .. river.Reverse()]),
            .. Communities.All.Where(c => c.Shape.Length > 1)
            .Select(c => Unit("community", c.Id, c.Name, c.English, c.Unit == "城关街道" ? "qx-cg" : "qx-nb", c.Shape)),
        ];
        return "{\"type\":\"FeatureCollection\",\"features\":[\n" + string.Join(",\n", units) + "\n]}\n";
    }

    private static string Unit(string level, string id, string name, string english, string? parent, P[] shape)
    {
        string parentJson = parent is null ? "null" : $"\"{parent}\"";
        return $"{{\"type\":\"Feature\",\"properties\":{{\"level\":\"{level}\",\"id\":\"{id}\",\"name\":\"{name}\",\"name:en\":\"{english}\",\"parent\":{parentJson}}},"
            + $"\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{string.Join(",", shape.Append(shape[0]).Select(Plane.GeoJson))}]]}}}}";
    }
}
