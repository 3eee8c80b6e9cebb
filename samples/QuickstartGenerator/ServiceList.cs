using System.Globalization;

namespace QuickstartGenerator;

/// <summary>
/// The list that the county's commerce and civil affairs offices keep of everyday services. None of them is asked as a service
/// of the study; the plans' ladders, sets and shares are judged by them.
/// </summary>
internal static class ServiceList
{
    /// <summary>Serves: communities that it formally serves beside the one it stands in.</summary>
    private static readonly (string Id, string Name, string Category, P At, int Area, string Opened, string Serves)[] Rows =
    [
        ("SV01", "城关街道综合养老服务中心", "elder.centre", new(1105, 1010), 1500, "2022-05-01", ""),
        ("SV02", "文昌社区老年食堂", "elder.meal;food.canteen", new(400, 1080), 180, "2021-03-01", "c06;c07;c11"),
        ("SV03", "健康社区老年助餐点", "elder.meal", new(1040, 1010), 90, "2022-01-01", "c01;c02;c03;c08"),
        ("SV04", "府前社区老年助餐点", "elder.meal", new(925, 1380), 110, "2023-06-01", "c10;c12;c13"),
        ("SV05", "东城老年助餐点", "elder.meal", new(1845, 735), 80, "2024-04-01", "c15;c16;c14"),
        ("SV06", "清溪县居家养老服务站", "elder.station", new(700, 1215), 220, "2021-09-01",
            "c01;c02;c03;c05;c06;c07;c08;c09;c10;c11;c12;c13;c14;c15"),
        ("SV07", "南坝村幸福院", "elder.mutual", new(975, 320), 160, "2019-05-01", "c20;c21"),
        ("SV08", "下滩村互助养老点", "elder.mutual", new(2085, 240), 60, "2023-08-01", "c22"),
        ("SV09", "清溪县老年大学", "elder.university", new(810, 1262), 900, "2015-09-01", ""),
        ("SV10", "城关街道社区服务中心", "comm.centre", new(1035, 1050), 1200, "2013-01-01", ""),
        ("SV11", "文昌社区综合服务站", "comm.station", new(420, 1090), 820, "2020-01-01", "c05;c06"),
        ("SV12", "朝阳社区综合服务站", "comm.station", new(1500, 1300), 640, "2020-01-01", "c12;c13"),
        ("SV13", "南坝村便民服务站", "comm.station", new(980, 320), 120, "2018-01-01", "c20"),
        ("SV14", "清溪便民商贸综合体", "shop.complex;shop.supermarket", new(1110, 1258), 5200, "2017-10-01", ""),
        ("SV15", "惠民超市", "shop.supermarket", new(720, 1215), 700, "2016-01-01", ""),
        ("SV16", "南坝镇供销超市", "shop.supermarket;shop.convenience", new(985, 325), 260, "2014-01-01", ""),
        ("SV17", "晨光便利店", "shop.convenience", new(640, 1212), 60, "2019-01-01", ""),
        ("SV18", "站前便利店", "shop.convenience", new(1098, 1262), 55, "2019-01-01", ""),
        ("SV19", "东城便利店", "shop.convenience", new(1840, 738), 70, "2022-01-01", ""),
        ("SV20", "清溪菜市场", "shop.market", new(780, 1262), 2400, "2008-01-01", ""),
        ("SV21", "西关早餐店", "food.breakfast", new(98, 1004), 40, "2018-01-01", ""),
        ("SV22", "广场早餐店", "food.breakfast", new(790, 1270), 45, "2018-01-01", ""),
        ("SV23", "健康路药店", "health.pharmacy", new(1050, 1032), 90, "2012-01-01", ""),
        ("SV24", "老城理发店", "svc.hair", new(700, 1210), 30, "2010-01-01", ""),
        ("SV25", "洁净洗衣店", "svc.laundry", new(760, 1215), 45, "2011-01-01", ""),
        ("SV26", "好帮手家政服务点", "svc.housekeeping", new(820, 1262), 60, "2020-05-01", ""),
        ("SV27", "便民维修点", "svc.repair", new(745, 1213), 25, "2009-01-01", ""),
        ("SV28", "城关快递驿站", "svc.courier", new(830, 1266), 80, "2018-06-01", ""),
        ("SV29", "南坝快递服务点", "svc.courier", new(990, 322), 40, "2021-06-01", "c20;c21"),
        ("SV30", "清溪县文化馆", "culture.centre", new(815, 1270), 2600, "2011-01-01", ""),
        ("SV31", "清溪县公共就业服务中心", "job.point", new(1030, 1048), 400, "2014-01-01", ""),
        ("SV32", "清溪县阳光家园", "dis.care", new(1120, 1254), 350, "2021-12-01", ""),
        ("SV33", "文昌社区儿童之家", "child.house", new(385, 1088), 120, "2020-06-01", ""),
    ];

    /// <summary>UTF-8, one header row, Chinese column names, coordinates WGS-84.</summary>
    public static string Csv() => "编号,名称,类别,经度,纬度,建筑面积,启用日期,服务社区\n" + string.Concat(Rows.Select(row =>
    {
        ServiceCircle.Geo.Position at = Plane.ToPosition(row.At);
        return string.Create(CultureInfo.InvariantCulture,
            $"{row.Id},{row.Name},{row.Category},{Plane.Degrees(at.LonE7)},{Plane.Degrees(at.LatE7)},{row.Area},{row.Opened},{row.Serves}\n");
    }));
}

/// <summary>Estates that were delivered lately: one has its eldercare and a shop, the other neither.</summary>
internal static class NewEstates
{
    public static string GeoJson() =>
        $$"""
        { "type": "FeatureCollection", "features": [
        {{Area("n1", "东城新苑", 900, "2024-03-01", 11_000, P.Rectangle(1825, 700, 1870, 760))}},
        {{Area("n2", "光明家园", 620, "2024-09-01", 74_000, P.Rectangle(1560, 1780, 1640, 1820))}}
        ] }

        """;

    private static string Area(string id, string name, int households, string delivered, int floor, P[] ring) =>
        string.Create(CultureInfo.InvariantCulture,
        $$$"""
        { "type": "Feature", "properties": { "id": "{{{id}}}", "name": "{{{name}}}", "households": {{{households}}}, "delivered_on": "{{{delivered}}}", "floor_area_m2": {{{floor}}} }, "geometry": { "type": "Polygon", "coordinates": [[{{{string.Join(",", ring.Append(ring[0]).Select(Plane.GeoJson))}}}]] } }
        """);
}
