using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

/// <summary>Every position of the streets against plain searches from the places, to the tick.</summary>
public sealed class StreetAccessTests
{
    private const int Kinds = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Nearest_and_counts_are_those_of_plain_searches(int seed)
    {
        using var town = new RandomTown(seed, nodes: 120, ways: 60);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var random = new Random(seed);
        IReadOnlyList<Access>[] places = [.. Enumerable.Range(0, 40).Select(i => (IReadOnlyList<Access>)
            [.. Enumerable.Range(0, i % 10 == 0 ? 0 : i % 4 == 0 ? 3 : 1).Select(_ => WalkSearchTests.RandomAccess(graph, random))])];
        int[] kind = [.. places.Select(_ => random.Next(Kinds))];
        WalkTime someTime = PlainStreets.Times(graph, places, Town.Seconds(900)).Values.SelectMany(t => t).First(t => t.IsReachable);

        // One limit is the time of some walk, so that this walk is exactly at the limit; one needs 32 bits.
        foreach (WalkTime limit in (WalkTime[])[someTime, Town.Seconds(600), Town.Seconds(5_000)])
            PlainStreets.AssertSame(graph, places, kind, Kinds, limit);
    }

    [Fact]
    public void A_bent_street_is_arithmetic()
    {
        using var town = new Town("""
            A---B
                |
                C---D
            """).Way("ABCD");
        IReadOnlyList<Access>[] places = [[town.AccessAt('A')], [town.AccessAt('D')]];
        var streets = new StreetAccess(town.Graph);
        WalkTime[] nearest = streets.Nearest(places, [0, 1], 2, Town.Seconds(700));
        var counts = new int[streets.Count];
        streets.CountWithin(places, [0, 0], 1, Town.Seconds(600), counts);

        // A and D are nodes, B and C positions inside their edge: 400, 200 and 400 m apart.
        Assert.Equal(4, streets.Count);
        string Row(char letter)
        {
            int p = Enumerable.Range(0, 4).MinBy(i => Geo.LocalMetres.Between(streets.PositionOf(i), town.At(letter)));
            string Seconds(WalkTime t) => t.Seconds is { } s ? $"{s:0}" : "-";
            return $"{letter} {Seconds(nearest[2 * p])} {Seconds(nearest[2 * p + 1])} {counts[p]}";
        }

        Assert.Equal(["A 0 - 1", "B 400 600 2", "C 600 400 2", "D - 0 1"], "ABCD".Select(Row));
    }
}

/// <summary>The same questions answered by one plain search for each place.</summary>
internal static class PlainStreets
{
    /// <summary>For every walkable position, by number: the walk to each place.</summary>
    public static Dictionary<int, WalkTime[]> Times(WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, WalkTime limit)
    {
        WalkNetwork network = graph.Network;
        var access = new Dictionary<int, Access>();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!graph.IsWalkable(e)) continue;
            int last = network.ShapeLength(e) - 1;
            access[network.Tail[e]] = new Access(e, 0, 0, 0);
            access[network.Head[e]] = new Access(e, network.LengthMetres[e], 0, 0);
            for (int i = 1; i < last; i++)
                access[network.NodeCount + network.FirstInner[e] + i - 1] = new Access(e, network.ShapeMetres(e, i), 0, 0);
        }

        int[] positions = [.. access.Keys];
        IReadOnlyList<Access>[] columns = [.. positions.Select(IReadOnlyList<Access> (p) => [access[p]])];
        TravelTimeMatrix walks = TravelTimeMatrix.Compute(new(graph, places, columns), limit, Direction.To);
        var times = positions.ToDictionary(p => p, _ => Enumerable.Repeat(WalkTime.Unreachable, places.Count).ToArray());
        for (int place = 0; place < places.Count; place++)
            foreach (Walk walk in walks.Row(place)) times[positions[walk.Column]][place] = walk.Time;
        return times;
    }

    /// <summary>Asks both.</summary>
    public static void AssertSame(WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, int[] kind, int kinds, WalkTime limit)
    {
        var streets = new StreetAccess(graph);
        WalkTime[] nearest = streets.Nearest(places, kind, kinds, limit);
        var counts = new int[nearest.Length];
        streets.CountWithin(places, kind, kinds, limit, counts);
        Dictionary<int, WalkTime[]> expected = Times(graph, places, limit);
        Assert.Equal(Enumerable.Range(0, streets.Count).Where(streets.IsWalkable), expected.Keys.Order());
        Assert.Contains(expected.Keys, p => p >= graph.Network.NodeCount);
        foreach ((int position, WalkTime[] times) in expected)
        {
            for (int k = 0; k < kinds; k++)
            {
                WalkTime[] own = [.. times.Where((t, place) => kind[place] == k && t.IsReachable)];
                Assert.Equal(own.Length == 0 ? WalkTime.Unreachable : own.MinBy(t => t.Ticks), nearest[position * kinds + k]);
                Assert.Equal(own.Length, counts[position * kinds + k]);
            }
        }
    }
}
