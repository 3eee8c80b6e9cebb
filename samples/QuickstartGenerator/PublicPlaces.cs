namespace QuickstartGenerator;

/// <summary>Park, square, school, market, and a construction site whose paths lead nowhere.</summary>
internal static class PublicPlaces
{
    public static void Draw(Town town)
    {
        Park(town);
        Square(town);
        School(town);
        ConstructionSite(town);
        town.Area("amenity=marketplace;name=南门菜市场;name:en=Nanmen Market;opening_hours=05:00-19:00", P.Rectangle(440, 785, 560, 875));
    }

    private static void Park(Town town)
    {
        (P north, P south, P east) = (new(1100, 742), new(1060, 615), new(1280, 690));
        town.Area("leisure=park;name=清溪公园;name:en=Qingxi Park",
            new(925, 605), south, new(1280, 620), east, new(1280, 742), north, new(925, 742));
        town.Node("entrance=yes", north);
        town.Node("entrance=yes;barrier=bollard", south);
        town.Node("barrier=gate", east);
        town.Line("highway=footway", new(1100, 757.5), north, new(1098, 715));
        town.Line("highway=footway", P.AtX(Streets.Riverside, 1060), south, new(1040, 640));
        town.Line("highway=footway", new(1300, 690), east, new(1235, 680));
        town.Area("highway=footway;surface=fine_gravel",
            new(950, 660), new(985, 635), new(1040, 640), new(1120, 628), new(1200, 640), new(1235, 680),
            new(1205, 720), new(1098, 715), new(1000, 725), new(955, 705));
        town.Line("highway=path", new(1098, 715), new(1085, 680), new(1120, 628));
        town.Area("natural=water;water=pond", new(980, 665), new(1010, 655), new(1030, 672), new(1020, 698), new(990, 700));
    }

    /// <summary>An area that people cross, not only walk round.</summary>
    private static void Square(Town town)
    {
        town.Area("highway=pedestrian;area=yes;name=人民广场;name:en=Renmin Square",
            new(775, 1250), new(830, 1250), new(885, 1250), new(885, 1300), new(885, 1350), new(830, 1350), new(775, 1350), new(775, 1310));
        town.Line("highway=footway", new(830, Avenue.NorthWalk), new(830, 1250));
        town.Line("highway=footway", new(885, 1300), new(900, 1300));
        town.Line("highway=footway", new(830, 1350), new(830, 1390));
    }

    private static void School(Town town)
    {
        P frontGate = new(630, 1375);
        P backGate = new(708, 1310);
        P[] wall = [new(560, 1255), new(708, 1255), backGate, new(708, 1375), frontGate, new(560, 1375)];
        town.Area("amenity=school;isced:level=1;name=清溪第一小学;name:en=Qingxi No. 1 Primary School", wall);
        town.Area("barrier=wall", wall);
        town.Node("barrier=gate;access=private", frontGate);
        town.Node("barrier=gate;access=no;locked=yes", backGate);
        town.Line("highway=service;access=private", new(630, 1350), frontGate);
        town.Line("highway=service", frontGate, new(630, 1390));
        // From the square to the back gate, which is always locked: a dead end.
        town.Line("highway=footway", new(775, 1310), new(740, 1312), backGate);
        town.Line("highway=footway;access=private", backGate, new(690, 1310), new(630, 1350));
        town.Area("building=school;building:levels=4", P.Rectangle(570, 1350, 616, 1368));
        town.Area("leisure=pitch;sport=running;access=private", P.Rectangle(575, 1268, 665, 1330));
    }

    /// <summary>Paths inside a hoarding, nearer to Dongxing community than any street, and linked to nothing.</summary>
    private static void ConstructionSite(Town town)
    {
        P[] site = P.Rectangle(1870, 1265, 2030, 1370);
        town.Area("landuse=construction;name=星河湾工地;name:en=Xinghewan building site", site);
        town.Area("barrier=fence", site);
        town.Line("highway=path", new(1885, 1315), new(1940, 1320), new(2015, 1312));
        town.Line("highway=path", new(1940, 1320), new(1945, 1345));
    }
}
