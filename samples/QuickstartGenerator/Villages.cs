namespace QuickstartGenerator;

/// <summary>South of the river: three villages with one bridge for wheels and, in the east, one footbridge with steps.</summary>
internal static class Villages
{
    public static void Draw(Town town)
    {
        town.Line("highway=tertiary;name=南堤路;name:en=South Dyke Road", Streets.SouthDyke);
        town.Line("highway=secondary;name=人民南路;name:en=South Renmin Road", new(900, 425), new(886, 300), new(890, 190), new(900, 40));
        town.Line("highway=unclassified;name=南山公路;name:en=Nanshan Road", new(900, 40), new(930, -300), new(870, -900), new(900, -1400));

        town.Line("highway=residential;name=南坝村路;name:en=Nanba Village Road", new(660, 190), new(760, 200), new(890, 190), new(1010, 184),
            new(1120, 200), new(1240, 196));
        town.Line("highway=residential", new(680, 310), new(780, 304), new(886, 300), new(1000, 312), new(1130, 300), new(1220, 308));
        town.Line("highway=residential", new(700, 90), new(800, 84), new(897, 86), new(1020, 92), new(1150, 84));
        town.Line("highway=living_street", new(680, 310), new(668, 250), new(660, 190), new(700, 90));
        town.Line("highway=living_street", new(1000, 312), new(1014, 250), new(1010, 184), new(1020, 92));
        town.Line("highway=living_street", new(1130, 300), new(1136, 255), new(1120, 200), new(1150, 84));
        town.Line("highway=track", new(1240, 196), new(1380, 180), new(1560, 120));

        town.Line("highway=residential;name=柳树村路;name:en=Liushu Village Road", P.AtX(Streets.SouthDyke, 380), new(384, 340), new(376, 250),
            new(390, 120));
        town.Line("highway=living_street", new(230, 260), new(376, 250), new(520, 262));
        town.Line("highway=living_street", new(240, 160), new(386, 155), new(510, 150));
        town.Line("highway=track", new(520, 262), new(668, 250));

        town.Line("highway=residential;name=下滩村路;name:en=Xiatan Village Road", P.AtX(Streets.SouthDyke, 2080), new(2086, 330),
            new(2080, 240), new(2094, 130));
        town.Line("highway=living_street", new(1940, 240), new(2080, 240), new(2220, 252));
    }
}
