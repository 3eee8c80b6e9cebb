namespace QuickstartGenerator;

/// <summary>North of the railway: one long road, and a hill whose houses are reached by steps or by a winding road.</summary>
internal static class NorthSide
{
    /// <summary>The road along the north side of the railway.</summary>
    public static readonly P[] Beiling = [new(500, 1775), new(780, 1790), new(1300, 1780), new(1760, 1772), new(2200, 1790)];

    public static void Draw(Town town)
    {
        town.Line("highway=tertiary;name=北岭路;name:en=Beiling Road", Beiling);
        town.Line("highway=residential;name=岭上路;name:en=Lingshang Road;incline=up",
            new(500, 1775), new(420, 1762), new(300, 1772), new(245, 1795), new(232, 1830), new(262, 1852), new(340, 1846), new(420, 1862),
            new(440, 1895), new(410, 1925), new(330, 1935), new(270, 1930));
        town.Line("highway=steps;step_count=160;incline=up;handrail=no", new(420, 1762), new(416, 1800), new(420, 1862));
        town.Line("highway=steps;step_count=130;incline=up", new(340, 1846), new(345, 1890), new(330, 1935));
        town.Line("highway=residential;name=铁西巷;name:en=Tiexi Lane", P.AtX(Beiling, 700), new(704, 1850), new(860, 1858), new(1000, 1850),
            P.AtX(Beiling, 1000));
        town.Line("highway=residential;name=铁东巷;name:en=Tiedong Lane", new(780, 1790), new(780, 1700), new(1000, 1704),
            P.AtX(Beiling, 1000));
        town.Line("highway=residential;name=光明街;name:en=Guangming Street", P.AtX(Beiling, 1700), new(1704, 1850), new(1900, 1856),
            new(2080, 1850), P.AtX(Beiling, 2080));
        town.Line("highway=residential;name=光明南街;name:en=South Guangming Street", new(1760, 1772), new(1760, 1705), new(2020, 1708),
            P.AtX(Beiling, 2020));
    }
}
