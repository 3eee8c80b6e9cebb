namespace QuickstartGenerator;

/// <summary>The old quarter: narrow, slightly crooked lanes between Wenchang and Renmin Road, drawn with seeded jitter.</summary>
internal static class OldQuarter
{
    private const int Seed = 20260101;

    private static readonly (string Chinese, string English)[] Across =
        [("豆腐巷", "Doufu Lane"), ("井儿巷", "Jing'er Lane"), ("铁匠巷", "Tiejiang Lane"), ("文庙巷", "Wenmiao Lane")];

    private static readonly (string Chinese, string English)[] Along =
        [("鼓楼巷", "Gulou Lane"), ("槐树巷", "Huaishu Lane"), ("油坊巷", "Youfang Lane"), ("城隍巷", "Chenghuang Lane")];

    public static void Draw(Town town)
    {
        var jitter = new Jitter(Seed);
        List<P[]> lanes = [];
        for (int i = 0; i < Across.Length; i++)
        {
            double y = 955 + 62 * i;
            P[] lane = new P[9];
            for (int k = 0; k < lane.Length; k++)
                lane[k] = new P(420 + 60 * k, k is 0 or 8 ? y : y + jitter.Within(9));
            town.Line($"highway=living_street;name={Across[i].Chinese};name:en={Across[i].English}", lane);
            lanes.Add(lane);
        }
        for (int i = 0; i < Along.Length; i++)
        {
            double x = 512 + 97 * i;
            P[] lane = new P[6];
            for (int k = 0; k < lane.Length; k++)
                lane[k] = new P(k is 0 or 5 ? x : x + jitter.Within(8), 900 + (Avenue.SouthWalk - 900) * k / 5);
            town.Line($"highway=living_street;name={Along[i].Chinese};name:en={Along[i].English}", lane);
        }
        town.Line("highway=footway", P.AtX(lanes[1], 466), new(470, 1045), P.AtX(lanes[2], 462));
        town.Line("highway=footway", P.AtX(lanes[0], 852), new(846, 985), P.AtX(lanes[1], 854));
    }
}

/// <summary>Small seeded offsets from a linear congruential generator (constants of Knuth's MMIX), the same on every platform.</summary>
internal sealed class Jitter(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from minus <paramref name="metres"/> to plus <paramref name="metres"/>, in whole decimetres.</summary>
    public double Within(double metres)
    {
        _state = unchecked(_state * 6364136223846793005 + 1442695040888963407);
        double share = (_state >> 40) / (double)(1 << 24);
        return Math.Round((share * 2 - 1) * metres * 10) / 10;
    }
}
