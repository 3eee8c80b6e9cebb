namespace QuickstartGenerator;

/// <summary>
/// Qingxi Avenue, the big street. In the town its sidewalks are ways of their own (sidewalk=separate on the road), so a
/// walk along it must use them, and a walk across it one of the drawn crossings or a street that crosses it.
/// </summary>
internal static class Avenue
{
    /// <summary>The middle of the road.</summary>
    public const double Y = 1220;

    /// <summary>The sidewalk on the south side.</summary>
    public const double SouthWalk = 1206;

    /// <summary>The sidewalk on the north side.</summary>
    public const double NorthWalk = 1234;

    private const string Name = ";name=清溪大道;name:en=Qingxi Avenue";
    private const double HalfJunction = 10;

    private static readonly double[] SouthStreets = [250, 420, 900, 1300, 1560, 1820, 2050];
    private static readonly double[] NorthStreets = [420, 900, 1300, 1560, 1820, 2050];
    private static readonly double[] Signals = [420, 900, 1300, 1820];
    private static readonly double[] Zebras = [250, 660, 1100, 1570, 1690, 2060];

    public static void Draw(Town town)
    {
        town.Line("highway=primary;ref=G999" + Name, new(-1400, 1150), new(-600, 1200), new(80, Y));
        town.Line("highway=primary;ref=G999;lanes=4;sidewalk=separate" + Name, new(80, Y), new(2280, Y));
        town.Line("highway=primary;ref=G999" + Name, new(2280, Y), new(3000, 1235), new(3900, 1240));
        Sidewalk(town, SouthWalk, SouthStreets);
        Sidewalk(town, NorthWalk, NorthStreets);
        foreach (double x in Signals)
        {
            town.Node("highway=traffic_signals", new P(x, Y));
            Across(town, x + HalfJunction, "traffic_signals");
        }
        foreach (double x in Zebras) Across(town, x, "zebra");
    }

    /// <summary>A sidewalk from ring road to ring road; where a street comes in, a crossing takes it over that street.</summary>
    private static void Sidewalk(Town town, double y, double[] streets)
    {
        double from = 80;
        foreach (double street in streets)
        {
            town.Line("highway=footway;footway=sidewalk;surface=paving_stones", new(from, y), new(street - HalfJunction, y));
            town.Line("highway=footway;footway=crossing;crossing=zebra", new(street - HalfJunction, y), new(street + HalfJunction, y));
            from = street + HalfJunction;
        }
        town.Line("highway=footway;footway=sidewalk;surface=paving_stones", new(from, y), new(2280, y));
    }

    private static void Across(Town town, double x, string crossing)
    {
        town.Line($"highway=footway;footway=crossing;crossing={crossing};kerb=lowered", new(x, SouthWalk), new(x, Y), new(x, NorthWalk));
        town.Node($"highway=crossing;crossing={crossing}", new P(x, Y));
    }
}
