using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

/// <summary>
/// A certificate for every answer: whoever holds it need not trust the search (R. Ahuja et al., Network Flows, 1993, section 4.2).
/// </summary>
public sealed class WalkSearchTests
{
    public static TheoryData<int, Direction> Runs
    {
        get
        {
            var runs = new TheoryData<int, Direction>();
            for (int seed = 1; seed <= 10; seed++)
            {
                runs.Add(seed, Direction.To);
                runs.Add(seed, Direction.From);
            }
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Random_networks_pass_the_certificate(int seed, Direction direction)
    {
        using var town = new RandomTown(seed, nodes: 120, ways: 110);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var search = new WalkSearch(graph);
        var random = new Random(seed);
        for (int run = 0; run < 20; run++)
        {
            Access[] place = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => RandomAccess(graph, random))];
            WalkTime limit = Town.Seconds(random.Next(0, 4_000));
            search.Run(place, limit, direction);
            Certify(graph, search, place, limit, direction);
        }
    }

    [Theory]
    [InlineData(Direction.To)]
    [InlineData(Direction.From)]
    public void A_whole_city_passes_the_certificate(Direction direction)
    {
        WalkGraph graph = LasPalmas(Shared.Path("laspalmas", "laspalmas.osm.pbf"));
        var search = new WalkSearch(graph);
        var random = new Random(7);
        for (int run = 0; run < 5; run++)
        {
            Access[] place = [RandomAccess(graph, random)];
            WalkTime limit = WalkTime.FromMinutes(30);
            search.Run(place, limit, direction);
            Certify(graph, search, place, limit, direction);
        }
    }

    [Fact]
    public void The_limit_counts_in_to_the_tick()
    {
        using var town = new Town("A---B---C").Way("AB").Way("BC", "highway=footway bridge=yes");
        var search = new WalkSearch(town.Graph);
        foreach ((int ticks, int settled) in ((int, int)[])[(0, 1), (400 * 32 - 1, 1), (400 * 32, 2), (800 * 32 - 1, 2), (800 * 32, 3)])
        {
            search.Run([town.AccessAt('A')], new WalkTime(ticks), Direction.From);
            Assert.Equal(settled, search.Settled.Count);
        }
    }

    [Fact]
    public void Of_equally_fast_walks_the_shorter_counts()
    {
        // 400 m of footway round the corner against 200 m of stairs that take as long, in both orders.
        foreach (string[] ways in (string[][])[["AB", "ACDB"], ["ACDB", "AB"]])
        {
            using var town = new Town("""
                A-B
                C-D
                """);
            foreach (string way in ways) town.Way(way, way == "AB" ? "highway=steps" : "highway=footway");
            var search = new WalkSearch(town.Graph);
            search.Run([town.AccessAt('A')], Town.Seconds(10_000), Direction.From);
            int b = Array.IndexOf(town.Network.NodePositions, town.At('B'));
            Assert.Equal((Town.Seconds(400), 200), (search.TimeOf(b), MathF.Round(search.MetresOf(b))));
        }
    }

    /// <summary>Any place on any walkable edge, a little way off it.</summary>
    internal static Access RandomAccess(WalkGraph graph, Random random)
    {
        int edge;
        do edge = random.Next(graph.Network.EdgeCount);
        while (!graph.IsWalkable(edge));
        int leg = random.Next(3) == 0 ? 0 : random.Next(3_000);
        double along = random.Next(4)
            switch
        { 0 => 0, 1 => graph.Network.LengthMetres[edge], _ => random.NextDouble() * graph.Network.LengthMetres[edge] };
        return new Access(edge, along, leg, leg / 32.0);
    }

    internal static WalkGraph LasPalmas(string path) => WalkGraph.Of(NetworkBuilder.FromOsm(path), Town.Walker);

    private static void Certify(WalkGraph graph, WalkSearch search, Access[] place, WalkTime limit, Direction direction)
    {
        // What the place itself offers each node, by the definition of a place on an edge.
        var offered = new Dictionary<int, WalkTime>();
        foreach (Access access in place)
        {
            Offer(graph.Network.Tail[access.Edge], 0);
            Offer(graph.Network.Head[access.Edge], graph.Network.LengthMetres[access.Edge]);

            void Offer(int node, double nodeMetres)
            {
                WalkTime part = direction == Direction.From
                    ? graph.Along(access.Edge, access.AlongMetres, nodeMetres)
                    : graph.Along(access.Edge, nodeMetres, access.AlongMetres);
                offered[node] = WalkTime.Min(offered.GetValueOrDefault(node, WalkTime.Unreachable), part + new WalkTime(access.LegTicks));
            }
        }
        Assert.Equal(search.Settled.Count, search.Settled.Distinct().Count());
        Assert.Equal(search.Settled.Select(v => search.TimeOf(v).Ticks).Order(), search.Settled.Select(v => search.TimeOf(v).Ticks));
        Assert.All(search.Settled, v => Assert.True(search.TimeOf(v).IsWithin(limit)));
        Assert.Equal(search.Settled.Count, Enumerable.Range(0, graph.Network.NodeCount).Count(v => search.TimeOf(v).IsReachable));

        // Every arc, taken from the edges rather than from the arrays that the search walks over.
        var hasWitness = new bool[graph.Network.NodeCount];
        foreach ((int node, WalkTime time) in offered) Check(node, time);
        for (int e = 0; e < graph.Network.EdgeCount; e++)
        {
            int tail = graph.Network.Tail[e], head = graph.Network.Head[e];
            (int forward, int backward) = direction == Direction.From
                ? (graph.ForwardTicks[e], graph.BackwardTicks[e])
                : (graph.BackwardTicks[e], graph.ForwardTicks[e]);
            Check(head, search.TimeOf(tail) + new WalkTime(forward));
            Check(tail, search.TimeOf(head) + new WalkTime(backward));
        }
        Assert.All(search.Settled, v => Assert.True(hasWitness[v], "a time that no arc explains"));

        void Check(int node, WalkTime upperBound)
        {
            if (!upperBound.IsWithin(limit)) return;
            Assert.False(search.TimeOf(node) > upperBound,
                "an arc that would make a time shorter, or a node within the limit that is missing");
            if (search.TimeOf(node) == upperBound) hasWitness[node] = true;
        }
    }
}
