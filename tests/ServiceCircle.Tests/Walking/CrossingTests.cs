using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>Waiting: between a footway and the carriageway that it meets, half a crossing each way; nowhere else.</summary>
public sealed class CrossingTests
{
    /// <summary>A second per metre; 40 s at signals, 20 s at zebras, 8 s elsewhere, only on secondary roads.</summary>
    private static readonly Walker Waiting = Town.Walker with
    {
        Crossings = new CrossingSeconds
        {
            Signals = new RoadSeconds { Secondary = 40 },
            Marked = new RoadSeconds { Secondary = 20 },
            Unmarked = new RoadSeconds { Secondary = 8 },
        },
    };

    private static Town Street(string road = "highway=secondary", string across = "highway=footway footway=crossing", string node = "") =>
        Noded(new Town("""
              A
              |
            W-X-E
              |
              B
            """).Way("WXE", road).Way("AXB", across), node);

    private static Town Noded(Town town, string tags) => tags.Length == 0 ? town : town.Node('X', tags);

    [Theory]
    [InlineData("", 8)]
    [InlineData("highway=crossing", 8)]
    [InlineData("highway=crossing crossing=zebra", 20)]
    [InlineData("highway=crossing crossing=uncontrolled", 20)]
    [InlineData("highway=crossing crossing=unmarked", 8)]
    [InlineData("highway=crossing crossing=traffic_signals", 40)]
    [InlineData("highway=traffic_signals", 40)]
    [InlineData("crossing:signals=yes", 40)]
    public void The_node_says_what_helps(string node, double seconds)
    {
        using Town town = Street(node: node).For(Waiting);
        Assert.Equal(Town.Seconds(400 + seconds), town.Time('A', 'B'));
        Assert.Equal(Town.Seconds(400 + seconds), town.Time('B', 'A'));
        Assert.Equal(Town.Seconds(400 + seconds / 2), town.Time('A', 'E'));
        Assert.Equal(Town.Seconds(400), town.Time('W', 'E'));
    }

    [Theory]
    [InlineData("highway=footway footway=crossing crossing=traffic_signals", 40)]
    [InlineData("highway=footway footway=crossing crossing=marked", 20)]
    [InlineData("highway=path path=crossing crossing=zebra", 20)]
    [InlineData("highway=footway", 8)]
    public void So_does_the_way(string across, double seconds)
    {
        using Town town = Street(across: across).For(Waiting);
        Assert.Equal(Town.Seconds(400 + seconds), town.Time('A', 'B'));
    }

    [Theory]
    [InlineData("highway=residential")] // costs nothing for this walker
    [InlineData("highway=service")]
    [InlineData("highway=footway")]
    public void Other_roads_cost_what_the_walker_says(string road)
    {
        using Town town = Street(road, node: "highway=crossing crossing=traffic_signals").For(Waiting);
        Assert.Equal(Town.Seconds(400), town.Time('A', 'B'));
    }

    [Fact]
    public void A_street_that_crosses_waits_for_nothing()
    {
        using Town town = Street(across: "highway=residential", node: "highway=traffic_signals").For(Waiting);
        Assert.Equal(Town.Seconds(400), town.Time('A', 'B'));
    }

    [Fact]
    public void Two_carriageways_are_one_crossing()
    {
        using var town = new Town("""
              A
            W-X-E
              |
            V-Y-F
              B
            """).Way("WXE", "highway=secondary oneway=yes").Way("FYV", "highway=secondary oneway=yes")
            .Way("AXYB", "highway=footway footway=crossing crossing=traffic_signals").For(Waiting);
        Assert.Equal(Town.Seconds(400 + 40), town.Time('A', 'B'));
    }

    [Fact]
    public void Who_stands_on_the_crossing_has_waited_on_one_side_only()
    {
        using Town town = Street(node: "crossing=traffic_signals").For(Waiting);
        int edge = town.AccessAt('A').Edge;
        bool fromA = town.Network.NodePositions[town.Network.Tail[edge]] == town.At('A');
        double length = town.Network.LengthMetres[edge], middle = length / 2;
        Assert.Equal(Town.Seconds(100), town.Graph.Along(edge, fromA ? 0 : length, middle));
        Assert.Equal(Town.Seconds(120), town.Graph.Along(edge, middle, fromA ? length : 0));
        Assert.Equal(Town.Seconds(50), town.Graph.Along(edge, middle, length / 4));
        Assert.Equal(WalkTime.Zero, town.Graph.Along(edge, middle, middle));
    }

    [Fact]
    public void Circles_wait_too()
    {
        using Town town = Street(node: "crossing=traffic_signals").For(Waiting);
        // 300 s from A: 200 m to the street, 20 s to step on it, 80 m along it each way; 20 s to step off, 60 m on.
        foreach (Direction direction in Enum.GetValues<Direction>())
        {
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(town.Graph, [town.AccessAt('A')], Town.Seconds(300), direction);
            Assert.Equal(200 + 80 + 80 + 60, reached.Sum(r => r.LengthMetres), 0.5);
            Assert.All(reached, r => Assert.InRange(r.TicksAtTo, 0, 300 * 32));
        }
    }
}
