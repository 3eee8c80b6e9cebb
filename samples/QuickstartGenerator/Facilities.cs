namespace QuickstartGenerator;

/// <summary>The facilities that the map knows. Those that only the official list knows are in <see cref="OfficialList"/>.</summary>
internal static class Facilities
{
    public static void Draw(Town town)
    {
        Eldercare(town);
        Childcare(town);
        Health(town);
        Sport(town);
    }

    private static void Eldercare(Town town)
    {
        const string WestDaycare = "amenity=social_facility;social_facility=day_care;social_facility:for=senior;"
            + "name=文昌社区日间照料中心;name:en=Wenchang Day Care Centre";
        // Drawn twice, as a building and as a node in it: one facility.
        town.Area("building=yes;" + WestDaycare, P.Rectangle(380, 1085, 408, 1105));
        town.Node(WestDaycare, new P(396, 1094));
        town.Node("amenity=social_facility;social_facility=day_care;social_facility:for=senior;name=府前社区日间照料中心;name:en=Fuqian Day Care Centre", new P(930, 1375));
        town.Area("building=yes;amenity=social_facility;social_facility=nursing_home;social_facility:for=senior;capacity=120;name=清溪养老院;name:en=Qingxi Nursing Home",
            P.Rectangle(1470, 1800, 1530, 1830));
        town.Line("highway=service", P.AtX(NorthSide.Beiling, 1500), new(1500, 1800));
    }

    private static void Childcare(Town town)
    {
        town.Node("amenity=childcare;name=小太阳托育园;name:en=Little Sun Nursery;min_age=0;max_age=3", new P(1100, 1256));
        town.Area("amenity=kindergarten;nursery=yes;isced:level=0;name=清溪中心幼儿园;name:en=Qingxi Central Kindergarten",
            P.Rectangle(268, 1090, 330, 1140));
        town.Node("entrance=yes", new P(268, 1115));
        town.Line("highway=footway", new(250, 1115), new(268, 1115));
        town.Area("amenity=kindergarten;isced:level=0;name=朝阳幼儿园;name:en=Chaoyang Kindergarten", P.Rectangle(1400, 1420, 1455, 1465));
    }

    private static void Health(Town town)
    {
        town.Area("building=yes;amenity=clinic;healthcare=centre;operator:type=public;name=城关街道社区卫生服务中心;name:en=Chengguan Community Health Centre",
            P.Rectangle(1020, 1020, 1065, 1045));
        town.Node("amenity=clinic;healthcare=centre;name=东兴社区卫生服务站;name:en=Dongxing Health Station", new P(1836, 1300));
        town.Node("amenity=doctors;healthcare=doctor;name=南坝村卫生室;name:en=Nanba Village Clinic", new P(980, 325));
        town.Node("amenity=clinic;healthcare=centre;name=光明社区卫生服务站;name:en=Guangming Health Station", new P(1600, 1800));
    }

    private static void Sport(Town town)
    {
        town.Area("leisure=pitch;sport=basketball;name=公园篮球场;name:en=Park Basketball Court", P.Rectangle(1140, 660, 1168, 690));
        town.Node("leisure=fitness_station;name=清溪公园健身点;name:en=Qingxi Park Outdoor Gym", new P(1085, 690));
        town.Node("leisure=fitness_station;name=人民广场健身点;name:en=Renmin Square Outdoor Gym", new P(800, 1265));
        town.Area("leisure=sports_centre;name=清溪全民健身中心;name:en=Qingxi Fitness Centre", P.Rectangle(2075, 1260, 2190, 1350));
        town.Node("entrance=main", new P(2075, 1305));
        town.Line("highway=footway", new(2050, 1305), new(2075, 1305));
        town.Area("leisure=pitch;sport=table_tennis;name=朝阳街球场;name:en=Chaoyang Street Pitch", P.Rectangle(1500, 1275, 1540, 1300));
        town.Node("leisure=fitness_station;name=南坝村健身点;name:en=Nanba Village Outdoor Gym", new P(800, 315));
    }
}

/// <summary>
/// The list that the county's civil affairs and health offices keep: partly what the map has too, plus a day-care centre,
/// a nursery and a health station that the map lacks.
/// </summary>
internal static class OfficialList
{
    private static readonly (
        string Id, string Name, string Category, P At, int Capacity, string Inclusive, string Opened, int Area)[] Rows =
    [
        ("QX001", "文昌社区日间照料中心", "elder.daycare", new(394, 1095), 30, "是", "2018-05-01", 420),
        ("QX002", "府前社区日间照料中心", "elder.daycare", new(931, 1376), 25, "是", "2020-09-01", 380),
        ("QX003", "东城日间照料中心", "elder.daycare", new(1850, 732), 40, "是", "2023-10-23", 610),
        ("QX004", "清溪养老院", "elder.home", new(1500, 1815), 120, "否", "2012-03-15", 5200),
        ("QX005", "小太阳托育园", "child.nursery", new(1101, 1257), 45, "否", "2021-03-01", 360),
        ("QX006", "清溪中心幼儿园", "child.nursery", new(300, 1115), 40, "是", "2016-09-01", 3200),
        ("QX007", "翠湖托育中心", "child.nursery", new(1700, 1258), 60, "是", "2024-06-01", 540),
        ("QX008", "城关街道社区卫生服务中心", "health.centre", new(1042, 1032), 0, "是", "2009-07-01", 1850),
        ("QX009", "西关社区卫生服务站", "health.station", new(92, 1000), 0, "是", "2019-01-01", 160),
    ];

    /// <summary>UTF-8, one header row, Chinese column names, coordinates WGS-84; a capacity that makes no sense is blank.</summary>
    public static string Csv() => "编号,名称,类别,经度,纬度,床位或托位,普惠,启用日期,建筑面积\n" + string.Concat(Rows.Select(row =>
    {
        ServiceCircle.Geo.Position at = Plane.ToPosition(row.At);
        string capacity = row.Capacity == 0 ? "" : row.Capacity.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{row.Id},{row.Name},{row.Category},{Plane.Degrees(at.LonE7)},{Plane.Degrees(at.LatE7)},{capacity},{row.Inclusive},{row.Opened},{row.Area}\n";
    }));
}
