namespace QuickstartGenerator;

/// <summary>
/// The superblock (500 m by 560 m, no street through it) with four walled compounds (小区). Their inner ways are private.
/// The east gate of Dongfang Huacheng is locked, so its people walk round the block: the what-if example opens it.
/// </summary>
internal static class Compounds
{
    /// <summary>The locked gate.</summary>
    public static readonly P LockedGate = new(1805, 760);

    private const string Open = "barrier=gate";
    private const string Residents = "barrier=gate;access=private";
    private const string Locked = "barrier=gate;access=no;locked=yes";

    public static void Draw(Town town)
    {
        town.Line("highway=service;name=锦绣巷;name:en=Jinxiu Lane", new(1560, Avenue.Y), new(1560, 680));

        Compound(town, "锦绣花园", "Jinxiu Garden", 1320, 945, 1545, 1190, 1070, "barrier=wall",
            (Open, new(1320, 1070), new(1300, 1070)), (Residents, new(1440, 1190), new(1440, Avenue.SouthWalk)));
        Compound(town, "翠湖小区", "Cuihu Estate", 1575, 945, 1805, 1190, 1080, "barrier=wall",
            (Open, new(1690, 1190), new(1690, Avenue.SouthWalk)), (Residents, new(1805, 1080), new(1820, 1080)));
        Compound(town, "安居苑", "Anju Court", 1320, 660, 1545, 925, 800, "barrier=fence",
            (Open, new(1320, 800), new(1300, 800)), (Residents, new(1430, 660), P.AtX(Streets.Riverside, 1430)));
        Compound(town, "东方花城", "Dongfang Huacheng", 1575, 660, 1805, 925, 790, "barrier=wall",
            (Residents, new(1575, 790), new(1560, 790)), (Locked, LockedGate, new(1820, 760)));
    }

    /// <summary>
    /// A compound: its land, its wall with gates, a loop of inner ways 50 m inside, a way across it at <paramref name="middle"/>.
    /// </summary>
    private static void Compound(
        Town town, string name, string english, double west, double south, double east, double north, double middle, string barrier,
        params (string Tags, P Gate, P Outside)[] gates)
    {
        P[] corners = P.Rectangle(west, south, east, north);
        List<P> wall = [];
        for (int i = 0; i < 4; i++)
        {
            (P from, P to) = (corners[i], corners[(i + 1) % 4]);
            wall.Add(from);
            wall.AddRange(gates.Select(gate => gate.Gate).Where(gate => IsOn(from, to, gate)));
        }
        town.Area($"landuse=residential;residential=gated;name={name};name:en={english}", corners);
        town.Area(barrier, [.. wall]);

        (double left, double bottom, double right, double top) = (west + 50, south + 50, east - 50, north - 50);
        town.Area("highway=service;access=private", P.Rectangle(left, bottom, right, top));
        town.Line("highway=footway;access=private", new(left, middle), new(right, middle));
        foreach ((string tags, P gate, P outside) in gates)
        {
            town.Node(tags, gate);
            P inside = gate.X == west ? gate with { X = left } : gate.X == east ? gate with { X = right }
                : gate.Y == south ? gate with { Y = bottom } : gate with { Y = top };
            town.Line("highway=service;access=private", inside, gate);
            town.Line("highway=service", gate, outside);
        }
    }

    private static bool IsOn(P from, P to, P gate) =>
        from.X == to.X ? gate.X == from.X : gate.Y == from.Y;
}
