using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>Random networks: the contracted one against Floyd-Warshall on the straight pieces that it was made of.</summary>
public sealed class RandomContractionTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Contraction_keeps_the_total_length_and_all_times(int seed)
    {
        using var town = new RandomTown(seed);
        WalkNetwork network = town.Network;
        Assert.Equal(town.Pieces.Sum(p => p.Metres), network.LengthMetres.Sum(m => (double)m), 0.1);

        double[,] expected = RandomTown.FloydWarshall(
            town.Positions.Count, town.Pieces.SelectMany(p => new[] { (p.From, p.To, p.Forward), (p.To, p.From, p.Backward) }));
        double[,] found = RandomTown.FloydWarshall(network.NodeCount, Enumerable.Range(0, network.EdgeCount).SelectMany(e =>
        {
            WayAttributes way = network.Attributes(e);
            double seconds = network.LengthMetres[e] * Town.Walker.SecondsPerMetre(way.Kind);
            return new[]
            {
                (network.Tail[e], network.Head[e], way.Has(WayFlags.NoForward) ? double.PositiveInfinity : seconds),
                (network.Head[e], network.Tail[e], way.Has(WayFlags.NoBackward) ? double.PositiveInfinity : seconds),
            };
        }));
        int[] original = [.. network.NodePositions.Select(p => town.Positions.IndexOf(p))];
        for (int a = 0; a < original.Length; a++)
            for (int b = 0; b < original.Length; b++)
                Assert.Equal(expected[original[a], original[b]], found[a, b], 0.05);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_edge_is_where_its_pieces_were(int seed)
    {
        using var town = new RandomTown(seed);
        WalkNetwork network = town.Network;
        var pieces = town.Pieces.Select(p => Sorted(town.Positions[p.From], town.Positions[p.To])).ToList();
        for (int e = 0; e < network.EdgeCount; e++)
        {
            for (int i = 1; i < network.ShapeLength(e); i++)
            {
                Assert.True(pieces.Remove(Sorted(network.ShapePosition(e, i - 1), network.ShapePosition(e, i))),
                    "an edge runs where no way does");
                Assert.True(network.ShapeMetres(e, i) >= network.ShapeMetres(e, i - 1));
                Position there = network.PositionAt(e, network.ShapeMetres(e, i)), asked = network.ShapePosition(e, i);
                Assert.InRange(Math.Abs(there.LonE7 - asked.LonE7) + Math.Abs(there.LatE7 - asked.LatE7), 0, 2);
            }
        }
        Assert.Empty(pieces);

        static (Position, Position) Sorted(Position a, Position b) =>
            (a.LonE7, a.LatE7).CompareTo((b.LonE7, b.LatE7)) <= 0 ? (a, b) : (b, a);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ticks_are_the_nearest_to_the_seconds_and_stand_on_both_arcs(int seed)
    {
        using var town = new RandomTown(seed);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var seen = new int[town.Network.EdgeCount];
        for (int node = 0; node < town.Network.NodeCount; node++)
        {
            for (int arc = graph.FirstOut[node]; arc < graph.FirstOut[node + 1]; arc++)
            {
                int edge = graph.ArcEdge[arc];
                bool isForward = town.Network.Tail[edge] == node && (town.Network.Head[edge] != node || seen[edge] == 0);
                seen[edge]++;
                Assert.Equal(isForward ? town.Network.Head[edge] : town.Network.Tail[edge], graph.Head[arc]);
                Assert.Equal(isForward ? graph.ForwardTicks[edge] : graph.BackwardTicks[edge], graph.TicksOut[arc]);
                Assert.Equal(isForward ? graph.BackwardTicks[edge] : graph.ForwardTicks[edge], graph.TicksIn[arc]);
                if (graph.TicksOut[arc] == WalkGraph.NoWay) continue;
                double exact = town.Network.LengthMetres[edge] * Town.Walker.SecondsPerMetre(town.Network.Attributes(edge).Kind) * 32;
                Assert.InRange(graph.TicksOut[arc] - exact, -0.5, 0.5);
            }
        }
        Assert.All(seen, count => Assert.Equal(2, count));
    }

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 12).Select(seed => new object[] { seed });
}
