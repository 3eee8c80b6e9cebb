using ServiceCircle.Geo;
using ServiceCircle.Osm;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Osm;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// Where the data of an extract end, however it was cut. The town is a grid of streets 100 m apart, 6 km wide, each way three blocks long,
/// every tenth street a main road; a junction is at the edge exactly if its walk to the line of the cut is within the limit.
/// </summary>
public sealed class DataBorderTests
{
    private const int Streets = 61, BlocksPerWay = 3;
    private const double RadiusMetres = 1_980;
    private const double LimitSeconds = 610; // at a metre a second; all walks are multiples of 50 m

    private static readonly (double West, double South, double East, double North) Inner = (1_430, 1_640, 4_470, 4_360);
    private static readonly Cutting Grid = new([.. Junctions(), .. Ways(), Forest()]);

    public static TheoryData<CutKind, bool> Cuts()
    {
        var data = new TheoryData<CutKind, bool>();
        foreach (CutKind kind in Enum.GetValues<CutKind>()) data.Add(kind, false);
        foreach (CutKind kind in Enum.GetValues<CutKind>()) data.Add(kind, true);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void However_a_box_is_cut_the_same_people_are_at_its_edge(CutKind kind, bool withHeader)
    {
        WalkNetwork network = Grid.Network(kind, InBox, withHeader ? BoxOf(Inner) : null);
        HashSet<(int, int)> found = AtEdge(network, Inside(InBox));
        // Streets that a program loses take with them who lives on them only.
        int lost = Inside(InBox).Count(j => MetresToSide(j) <= LimitSeconds && !found.Contains(j));
        Assert.InRange(lost, 0, kind == CutKind.SimpleByFirstNode ? 30 : 0);
        // What the data show is true to half a block.
        Assert.DoesNotContain(Inside(InBox), j => MetresToSide(j) > LimitSeconds + 50 && found.Contains(j));
    }

    [Theory]
    [InlineData(CutKind.Simple)]
    [InlineData(CutKind.CompleteWays)]
    [InlineData(CutKind.Smart)]
    public void A_cut_along_a_polygon_is_found_within_its_box(CutKind kind)
    {
        (int, int)[] inside = [.. Inside(InCircle)];
        WalkNetwork network = Grid.Network(kind, InCircle, BoxOf((500, 500, 5_500, 5_500)));
        HashSet<(int, int)> found = AtEdge(network, inside);
        (int East, int North)[] must = [.. inside.Where(j => MetresAlongStreets(j) <= LimitSeconds)];
        (int East, int North)[] mustNot = [.. inside.Where(j => RadiusMetres - MetresFromMiddle(j) > LimitSeconds + 50)];
        Assert.InRange(must.Count(j => !found.Contains(j)), 0, must.Length / 50);
        Assert.InRange(mustNot.Count(found.Contains), 0, mustNot.Length / 10);
        Assert.InRange(mustNot.Length, 300, must.Length);
    }

    [Fact]
    public void A_whole_town_within_a_larger_box_has_no_edge()
    {
        WalkNetwork network = Grid.Network(CutKind.CompleteWays, _ => true, BoxOf((-9_000, -9_000, 15_000, 15_000)));
        Assert.Empty(network.CutNodes);
        Assert.DoesNotContain(network.Source.Warnings, w => w.Key.StartsWith("warning/border", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_beyond_the_stated_box_prove_it_wrong()
    {
        WalkNetwork network = Grid.Network(CutKind.CompleteWays, _ => true, BoxOf((2_000, 2_000, 3_000, 3_000)));
        Assert.Empty(AtEdge(network, [(30, 30)]));
    }

    [Fact]
    public void A_file_that_states_no_box_is_told()
    {
        Assert.Contains(new Notice("warning/border-from-data"), Grid.Network(CutKind.CompleteWays, InBox).Source.Warnings);
        Assert.DoesNotContain(
            new Notice("warning/border-from-data"), Grid.Network(CutKind.CompleteWays, InBox, BoxOf(Inner)).Source.Warnings);
    }

    [Fact]
    public void Who_cannot_know_where_the_data_end_says_so()
    {
        using var town = new OsmText { Border = null };
        for (int i = 0; i < 3; i++) town.Node(i + 1, OsmText.At(i * 100, 0));
        town.Way(1, [1, 2, 3], "highway=residential");
        Assert.Equal(new Notice("warning/border-unknown"), Assert.Single(town.Network().Source.Warnings));
    }

    [Fact]
    public void Nodes_of_lost_ways_are_told()
    {
        Assert.Contains(Grid.Network(CutKind.SimpleByFirstNode, InBox).Source.Warnings, w => w.Key == "warning/lost-ways");
        Assert.DoesNotContain(Grid.Network(CutKind.Simple, InBox).Source.Warnings, w => w.Key == "warning/lost-ways");
    }

    [Theory]
    [InlineData(CutKind.Simple)]
    [InlineData(CutKind.CompleteWays)]
    [InlineData(CutKind.Smart)]
    public void A_part_of_a_city_has_the_same_edge_however_it_is_cut(CutKind kind)
    {
        Cutting city = new(OsmTestFile.Elements(Shared.Path("laspalmas", "laspalmas.osm.pbf")));
        var box = new Box(-154_480_000, 280_850_000, -154_150_000, 281_250_000);
        Position[] places = [.. city.Cut(CutKind.Traceless, box.Contains)
            .Where(e => e.Id.Type == OsmType.Node).Select(e => e.Position).Where((_, i) => i % 20 == 0)];
        WalkNetwork found = city.Network(kind, box.Contains), stated = city.Network(CutKind.CompleteWays, box.Contains, box);
        Dictionary<Position, Access> common = Accesses(stated);
        places = [.. places.Where(Accesses(found).ContainsKey).Where(common.ContainsKey)];
        var atEdge = AtEdge(stated, places, WalkTime.FromMinutes(15)).ToHashSet();
        var here = AtEdge(found, places, WalkTime.FromMinutes(15)).ToHashSet();
        int expected = atEdge.Count;
        Assert.InRange(here.Count, expected * 0.98, expected * 1.02);
        // The same people, not as many others; ways that are cut at their nodes end some metres before the box.
        atEdge.SymmetricExceptWith(here);
        Assert.InRange(atEdge.Count, 0, expected * 0.07);
        Assert.InRange(expected, places.Length / 5, places.Length * 4 / 5);
    }

    // Junctions are at even places, and half way between two of them every street has a node.
    private static IEnumerable<Element> Junctions()
    {
        for (int east = 0; east < 2 * Streets - 1; east++)
        {
            for (int north = 0; north < 2 * Streets - 1; north++)
            {
                Position p = OsmText.At(east * 50, north * 50);
                if (east % 2 == 0 || north % 2 == 0) yield return Element.Node(NumberOf(east, north), p.LonE7, p.LatE7);
            }
        }
    }

    private static IEnumerable<Element> Ways()
    {
        long id = 1;
        for (int street = 0; street < Streets; street++)
        {
            // Each street begins its ways elsewhere, and every other one runs the other way.
            for (int first = -(street * 2 % BlocksPerWay); first < Streets - 1; first += BlocksPerWay)
            {
                int[] steps = [.. Enumerable.Range(2 * first, 2 * BlocksPerWay + 1).Where(i => i >= 0 && i < 2 * Streets - 1)];
                if (street % 2 == 1) Array.Reverse(steps);
                string kind = street % 10 == 0 ? "secondary" : "residential";
                int across = 2 * street;
                yield return Element.Way(id++, [.. steps.Select(i => NumberOf(i, across))], ("highway", kind));
                yield return Element.Way(id++, [.. steps.Select(i => NumberOf(across, i))], ("highway", kind));
            }
        }
        // A wood whose rim is drawn in two ways, one of which lies far from the part that is cut out.
        yield return Element.Way(9_001, [NumberOf(60, 84), NumberOf(68, 88), NumberOf(60, 92)]);
        yield return Element.Way(9_002, [NumberOf(60, 92), NumberOf(40, 120), NumberOf(60, 84)]);
    }

    private static Element Forest() => Element.Relation(
        1, [new(new OsmId(OsmType.Way, 9_001), "outer"), new(new OsmId(OsmType.Way, 9_002), "outer")],
        ("type", "multipolygon"), ("landuse", "forest"));

    private static long NumberOf(int east, int north) => north * 2 * Streets + east + 1;

    private static Position At(int east, int north) => OsmText.At(east * 100, north * 100);

    private static Box BoxOf((double West, double South, double East, double North) metres)
    {
        Position southWest = OsmText.At(metres.West, metres.South), northEast = OsmText.At(metres.East, metres.North);
        return new Box(southWest.LonE7, southWest.LatE7, northEast.LonE7, northEast.LatE7);
    }

    private static bool InBox(Position p) => BoxOf(Inner).Contains(p);

    private static bool InCircle(Position p) => LocalMetres.Between(p, At(30, 30)) <= RadiusMetres;

    private static IEnumerable<(int East, int North)> Inside(Func<Position, bool> isInside) =>
        from east in Enumerable.Range(0, Streets)
        from north in Enumerable.Range(0, Streets)
        where isInside(At(east, north))
        select (east, north);

    /// <summary>From a junction to the last node before the nearest side, where the streets are cut.</summary>
    private static double MetresToSide((int East, int North) j) =>
        Math.Min(Math.Min(2 * j.East - 29, 89 - 2 * j.East), Math.Min(2 * j.North - 33, 87 - 2 * j.North)) * 50;

    private static double MetresFromMiddle((int East, int North) j) =>
        100 * Math.Sqrt((j.East - 30) * (j.East - 30) + (j.North - 30) * (j.North - 30));

    /// <summary>From a junction straight along one of its two streets to the circle.</summary>
    private static double MetresAlongStreets((int East, int North) j)
    {
        double east = 100 * Math.Abs(j.East - 30), north = 100 * Math.Abs(j.North - 30);
        return Math.Min(
            Math.Sqrt(RadiusMetres * RadiusMetres - north * north) - east, Math.Sqrt(RadiusMetres * RadiusMetres - east * east) - north);
    }

    private static HashSet<(int, int)> AtEdge(WalkNetwork network, IEnumerable<(int East, int North)> junctions)
    {
        Dictionary<Position, (int, int)> asked = junctions.ToDictionary(j => At(j.East, j.North));
        return [.. AtEdge(network, [.. asked.Keys], WalkTime.FromSeconds(LimitSeconds)).Select(p => asked[p])];
    }

    private static HashSet<Position> AtEdge(WalkNetwork network, Position[] places, WalkTime limit)
    {
        Dictionary<Position, Access> accesses = Accesses(network);
        places = [.. places.Where(accesses.ContainsKey)];
        WalkTime[] times = MapEdge.Times(
            WalkGraph.Of(network, Town.Walker), [.. places.Select(IReadOnlyList<Access> (p) => [accesses[p]])], limit);
        return [.. places.Where((_, i) => times[i].IsReachable)];
    }

    /// <summary>Every position that a street passes, as a place on it.</summary>
    private static Dictionary<Position, Access> Accesses(WalkNetwork network)
    {
        var accesses = new Dictionary<Position, Access>();
        for (int e = 0; e < network.EdgeCount; e++)
            for (int i = 0; i < network.ShapeLength(e); i++)
                if (network.Attributes(e).Kind != WayKind.Gate)
                    accesses.TryAdd(network.ShapePosition(e, i), new Access(e, network.ShapeMetres(e, i), 0, 0));
        return accesses;
    }
}
