using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// A street of 3 km along the equator, a node every 500 m, whose middle lies at 10 degrees east, or at the 180th meridian, where longitudes
/// jump: walks that do not come near it are the same, and nobody is walked round the earth.
/// </summary>
public sealed class AntimeridianTests
{
    private const int Nodes = 7, UnitsBetween = 44_916; // 500 m

    /// <summary>How a map is drawn across: by one way, or as editors do it, by two that end at 180 and at -180.</summary>
    private static WalkNetwork Street(int middle, bool isSplit)
    {
        using var map = new OsmText { Border = null };
        for (int i = 0; i < Nodes; i++) map.Node(i + 1, At(middle, i));
        map.Node(20, new Position(Wrapped(middle + 1), 0));
        map.Node(21, new Position(Wrapped(middle), 0));
        if (isSplit)
        {
            map.Way(1, [1, 2, 3, 21], "highway=residential");
            map.Way(2, [20, 5, 6, 7], "highway=residential");
        }
        else map.Way(1, [1, 2, 3, 4, 5, 6, 7], "highway=residential");
        // A wall across the meridian, 200 m north of the street, is drawn nowhere else.
        map.Node(30, new Position(At(middle, 2).LonE7, 18_000));
        map.Node(31, new Position(At(middle, 4).LonE7, 18_000));
        map.Way(3, [30, 31], "barrier=wall");
        return map.Network();
    }

    private static Position At(int middle, int node) => new(Wrapped(middle + (node - Nodes / 2) * UnitsBetween), 0);
    private static int Wrapped(long lon) => (int)(lon > 1_800_000_000 ? lon - 3_600_000_000 : lon);

    private static (WalkTime West, WalkTime Across) Walk(int middle, bool isSplit)
    {
        WalkGraph graph = WalkGraph.Of(Street(middle, isSplit), Town.Walker);
        var snapper = new Snapper(graph);
        Access[] places = [.. Enumerable.Range(0, Nodes).Select(i => snapper.Snap(At(middle, i)))
            .Select(s => new Access(s.Edge, s.AlongMetres, 0, 0))];
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            new(graph, [[places[0]]], [.. places.Select(IReadOnlyList<Access> (p) => [p])]), WalkTime.FromMinutes(180), Direction.From);
        WalkTime To(int node) => times.Row(0).ToArray().Where(w => w.Column == node).Select(w => w.Time)
            .DefaultIfEmpty(WalkTime.Unreachable).Single();
        return (To(2), To(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Walks_on_one_side_are_those_of_elsewhere_and_none_leads_round_the_earth(bool isSplit)
    {
        (WalkTime west, WalkTime across) = Walk(1_800_000_000, isSplit);
        (WalkTime sameWest, WalkTime whole) = Walk(100_000_000, isSplit: false);
        Assert.Equal(sameWest, west);
        Assert.Equal(2_500, whole.Seconds!.Value, 3.0);
        Assert.Equal(WalkTime.Unreachable, across);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_could_walk_there_is_at_the_edge_of_the_map_and_it_is_told(bool isSplit)
    {
        WalkNetwork network = Street(1_800_000_000, isSplit);
        Assert.Contains(network.Source.Warnings, w => w.Key == "warning/antimeridian");
        int[] edge = [.. network.CutNodes.Select(v => network.NodePositions[v].LonE7)];
        Assert.Contains(1_800_000_000, edge);
        Assert.Contains(isSplit ? -1_799_999_999 : -1_800_000_000 + UnitsBetween, edge);
        Assert.All(network.LengthMetres, metres => Assert.InRange(metres, 0, 2_000));
        Assert.DoesNotContain(Street(100_000_000, isSplit: false).Source.Warnings, w => w.Key == "warning/antimeridian");
    }

    [Fact]
    public void A_wall_across_it_is_drawn_nowhere_else()
    {
        Barriers barriers = Barriers.Among(Street(1_800_000_000, isSplit: true).Features);
        Assert.False(barriers.IsBetween(new Position(100_000_000, 10_000), new Position(100_000_000, 20_000)));
        Barriers elsewhere = Barriers.Among(Street(100_000_000, isSplit: true).Features);
        Assert.True(elsewhere.IsBetween(new Position(100_000_000, 10_000), new Position(100_000_000, 20_000)));
    }
}
