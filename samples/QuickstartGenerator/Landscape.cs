namespace QuickstartGenerator;

/// <summary>River, railway, goods yard and open land: what people cannot walk across, and why the town looks as it does.</summary>
internal static class Landscape
{
    private const double RiverHalfWidth = 30;

    private static readonly P[] RiverBends =
    [
        new(-1400, 700), new(-700, 560), new(-100, 500), new(400, 540), new(900, 500), new(1400, 530),
        new(1900, 500), new(2400, 440), new(3000, 520), new(3900, 480),
    ];

    public static void Draw(Town town)
    {
        List<P> river = Smooth(RiverBends);
        town.Line("waterway=river;name=清溪;name:en=Qingxi River", [.. river]);
        IEnumerable<P> southBank = river.Select(p => p with { Y = p.Y - RiverHalfWidth });
        IEnumerable<P> northBank = river.Select(p => p with { Y = p.Y + RiverHalfWidth }).Reverse();
        town.Area("natural=water;water=river;name=清溪;name:en=Qingxi River", [.. southBank, .. northBank]);

        List<P> rails = Smooth([
            new(-1400, 1600), new(-300, 1640), new(600, 1640), new(1300, 1640), new(2000, 1640), new(2600, 1680), new(3900, 1800)]);
        town.Line("railway=rail;name=清南铁路;name:en=Qingnan Railway", [.. rails]);
        town.Node("railway=station;name=清溪站;name:en=Qingxi Station", new P(1000, 1610));

        town.Area("landuse=industrial;name=清溪货场;name:en=Qingxi Goods Yard", new(1835, 1412), new(2270, 1412), new(2265, 1548),
            new(1835, 1548));
        town.Area("natural=wood", new(-700, 1760), new(60, 1720), new(90, 2060), new(700, 2150), new(600, 2700), new(-500, 2600));
        town.Area("natural=wood", new(2300, -500), new(2800, -420), new(2780, 120), new(2420, 160));
        town.Area("landuse=farmland", new(-1200, 780), new(-100, 620), new(40, 1180), new(-600, 1160), new(-1200, 1120));
        town.Area("landuse=farmland", new(80, -700), new(1900, -640), new(1850, -80), new(120, -60));
        town.Area("landuse=farmland", new(2420, 620), new(3400, 640), new(3400, 1180), new(2420, 1170));
        town.Area("landuse=farmland", new(1380, 2000), new(2700, 2050), new(2650, 2700), new(1400, 2600));
    }

    /// <summary>Catmull-Rom interpolation (Catmull and Rom, 1974), eight steps for each bend.</summary>
    private static List<P> Smooth(P[] bends)
    {
        const int Steps = 8;
        List<P> line = [];
        for (int i = 0; i + 1 < bends.Length; i++)
        {
            (P before, P from, P to, P after) =
                (bends[Math.Max(i - 1, 0)], bends[i], bends[i + 1], bends[Math.Min(i + 2, bends.Length - 1)]);
            for (int step = 0; step < Steps; step++)
            {
                double t = (double)step / Steps;
                line.Add(new P(Blend(before.X, from.X, to.X, after.X, t), Blend(before.Y, from.Y, to.Y, after.Y, t)));
            }
        }
        line.Add(bends[^1]);
        return line;
    }

    private static double Blend(double a, double b, double c, double d, double t) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}
