namespace QuickstartGenerator;

/// <summary>The arterial grid and the minor streets between river and railway, the bridge, the footbridge and the underpass.</summary>
internal static class Streets
{
    /// <summary>The road along the north bank.</summary>
    public static readonly P[] Riverside = [new(80, 590), new(420, 612), new(900, 580), new(1300, 600), new(1820, 582), new(2280, 525)];

    /// <summary>The road along the south bank.</summary>
    public static readonly P[] SouthDyke = [new(150, 440), new(500, 455), new(900, 425), new(1400, 455), new(1900, 425), new(2200, 395)];

    private static readonly P[] Dongxing = [new(1300, 1390), new(1560, 1397), new(1815, 1390), new(2050, 1396), new(2292, 1390)];

    public static void Draw(Town town)
    {
        Arterials(town);
        MinorStreets(town);
        RiverCrossings(town);
        Underpass(town);
        foreach (P junction in new P[] { new(420, 900), new(900, 900), new(1300, 900), new(900, 1390), new(1300, 1390), new(1820, 900),
            new(900, 1560), new(1300, 1560) })
            town.Node("highway=traffic_signals", junction);
    }

    private static void Arterials(Town town)
    {
        town.Line("highway=secondary;name=西环路;name:en=West Ring Road", new(80, 590), new(70, 760), new(70, 900), new(78, 1055),
            new(80, 1100), new(80, 1260), new(84, 1390), new(90, 1560));
        town.Line("highway=secondary;name=文昌路;name:en=Wenchang Road", new(420, 612), new(420, 900), new(420, 1260), new(425, 1390),
            new(420, 1560));
        town.Line("highway=secondary;name=人民路;name:en=Renmin Road", new(900, 580), new(900, 1560));
        town.Line("highway=secondary;name=解放路;name:en=Jiefang Road", new(1300, 600), new(1300, 1610));
        town.Line("highway=secondary;name=东城路;name:en=Dongcheng Road", new(1820, 582), new(1820, 1260), new(1815, 1390), new(1820, 1560));
        town.Line("highway=secondary;name=东环路;name:en=East Ring Road", new(2280, 525), new(2290, 740), new(2286, 900), new(2283, 1060),
            new(2280, 1180), new(2280, 1260), new(2292, 1390), new(2295, 1420), new(2280, 1560));
        town.Line("highway=tertiary;name=滨河路;name:en=Binhe Road", Riverside);
        town.Line("highway=secondary;name=建设路;name:en=Jianshe Road", new(70, 900), new(420, 900), new(900, 900), new(1300, 900));
        town.Line("highway=secondary;name=建设东路;name:en=East Jianshe Road", new(1820, 900), new(2286, 900));
        town.Line("highway=tertiary;name=站前路;name:en=Zhanqian Road", new(90, 1560), new(900, 1560), new(1300, 1560), new(1820, 1560),
            new(2280, 1560));
    }

    private static void MinorStreets(Town town)
    {
        town.Line("highway=residential;name=新华街;name:en=Xinhua Street", new(70, 760), new(420, 765), new(900, 755), new(1300, 760));
        town.Line("highway=residential;name=工农路;name:en=Gongnong Road", new(250, 900), new(250, 1206));
        town.Line("highway=residential;name=西关街;name:en=Xiguan Street", P.AtX(Riverside, 240), new(246, 762), new(250, 900));
        town.Line("highway=residential;name=书院街;name:en=Shuyuan Street", new(78, 1055), new(250, 1060), new(420, 1055));
        town.Line("highway=residential;name=民主街;name:en=Minzhu Street", new(84, 1390), new(425, 1390), new(900, 1390), new(1300, 1390));
        town.Line("highway=residential;name=西园路;name:en=Xiyuan Road", new(250, 1390), new(246, 1470), new(250, 1560));
        town.Line("highway=residential;name=府前街;name:en=Fuqian Street", new(660, 1390), new(664, 1480), new(660, 1560));
        town.Line("highway=residential;name=健康路;name:en=Jiankang Road", new(900, 1060), new(1300, 1060));
        town.Line("highway=residential;name=南门街;name:en=Nanmen Street", P.AtX(Riverside, 660), new(664, 760), new(660, 900));
        town.Line("highway=residential;name=东兴街;name:en=Dongxing Street", Dongxing);
        town.Line("highway=residential;name=朝阳街;name:en=Chaoyang Street", new(1560, 1220), new(1560, 1397), new(1556, 1560));
        town.Line("highway=residential;name=东升街;name:en=Dongsheng Street", P.AtX(Riverside, 2046), new(2050, 740), new(2050, 1234),
            new(2050, 1396), new(2050, 1560));
        town.Line("highway=residential;name=东四街;name:en=Dongsi Street", new(1820, 740), new(2050, 740), new(2290, 740));
        town.Line("highway=residential;name=东柳街;name:en=Dongliu Street", new(1820, 1060), new(2050, 1055), new(2283, 1060));
        town.Line("highway=service", new(1100, 900), new(1104, 975), new(1100, 1060));
        town.Line("highway=service", new(1100, 1390), new(1096, 1470), new(1100, 1560));
        town.Line("highway=service;service=parking_aisle", new(960, 1560), new(960, 1590), new(1050, 1590), new(1050, 1560));
        town.Line("highway=service", P.AtX(Dongxing, 1690), new(1690, 1500));
    }

    private static void RiverCrossings(Town town)
    {
        town.Line("highway=secondary;name=人民路;name:en=Renmin Road", new(900, 425), new(900, 455));
        town.Line("highway=secondary;bridge=yes;layer=1;name=人民路大桥;name:en=Renmin Road Bridge;sidewalk=both", new(900, 455), new(900, 545));
        town.Line("highway=secondary;name=人民路;name:en=Renmin Road", new(900, 545), new(900, 580));

        P north = P.AtX(Riverside, 1900);
        town.Line("highway=footway", north, new(1900, 562));
        town.Line("highway=steps;step_count=24;handrail=yes;incline=up", new(1900, 562), new(1900, 546));
        town.Line("highway=footway;bridge=yes;layer=1;bridge:name=清溪步行桥;bridge:name:en=Qingxi Footbridge", new(1900, 546), new(1900, 452));
        town.Line("highway=steps;step_count=24;handrail=yes;incline=down", new(1900, 452), new(1900, 436));
        town.Line("highway=footway", new(1900, 436), new(1900, 425));
    }

    private static void Underpass(Town town)
    {
        town.Line("highway=secondary;tunnel=yes;layer=-1;name=解放路;name:en=Jiefang Road;sidewalk=both", new(1300, 1610), new(1300, 1670));
        town.Line("highway=secondary;name=解放路;name:en=Jiefang Road", new(1300, 1670), new(1300, 1960));
        town.Line("highway=unclassified;name=北山公路;name:en=Beishan Road", new(1300, 1960), new(1240, 2400), new(1320, 2900),
            new(1300, 3400));
    }
}
