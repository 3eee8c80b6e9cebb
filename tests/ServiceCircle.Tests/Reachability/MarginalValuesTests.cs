using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

/// <summary>The value of a facility at every node, against one plain search from every place with demand.</summary>
public sealed class MarginalValuesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Each_node_counts_whom_a_plain_search_reaches(int seed)
    {
        using var town = new RandomTown(seed, nodes: 120, ways: 90);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var random = new Random(seed);
        IReadOnlyList<Access>[] demand = [.. Enumerable.Range(0, 150).Select(i => (IReadOnlyList<Access>)
            [.. Enumerable.Range(0, i % 10 == 0 ? 0 : i % 4 == 0 ? 3 : 1).Select(_ => WalkSearchTests.RandomAccess(graph, random))])];
        double[] people = [.. demand.Select(_ => (double)random.Next(0, 5_000))];
        var values = new MarginalValues(graph, MarginalValues.QuestionsForHierarchy);
        foreach (Direction direction in Enum.GetValues<Direction>())
        {
            foreach (WalkTime limit in (WalkTime[])[SomeTime(graph, demand[1], direction), Town.Seconds(600), Town.Seconds(5_000)])
            {
                double[] expected = BruteForce(graph, demand, people, limit, direction);
                Assert.Equal(expected, values.Compute(demand, people, limit, direction, threads: 1));
                Assert.Equal(expected, values.Compute(demand, people, limit, direction, threads: 3));
                Assert.True(expected.Max() > 0);
            }
        }
    }

    [Fact]
    public void A_street_is_arithmetic()
    {
        using var town = new Town("""
            B        D
            |        |
            A--------C
            |
            E
            """).Way("BA").Way("AE").Way("AC").Way("CD", "highway=residential");
        IReadOnlyList<Access>[] demand = [[town.AccessAt('B')], [town.AccessAt('E')], [town.AccessAt('D')]];
        var marginal = new MarginalValues(town.Graph, MarginalValues.QuestionsForHierarchy);
        double[] values = marginal.Compute(demand, [1, 2, 4], Town.Seconds(1_100));
        string Reached(char letter) => string.Concat("BED".Where((_, i) => ((int)values[NodeAt(town, letter)] >> i & 1) == 1));

        // B and E are 200 m from A, D is 200 m from C, A and C are 900 m apart.
        Assert.Equal(["BED", "BED", "BE", "D"], new[] { 'A', 'C', 'E', 'D' }.Select(Reached));
    }

    [Fact]
    public void Fractions_of_people_add_up_in_any_order_of_threads()
    {
        using var town = new RandomTown(7, nodes: 200, ways: 180);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var random = new Random(7);
        IReadOnlyList<Access>[] demand =
            [.. Enumerable.Range(0, 500).Select(IReadOnlyList<Access> (_) => [WalkSearchTests.RandomAccess(graph, random)])];
        double[] people = [.. demand.Select(_ => random.NextDouble() * 1e6)];
        var values = new MarginalValues(graph, MarginalValues.QuestionsForHierarchy);
        double[] found = values.Compute(demand, people, Town.Seconds(900), threads: 1),
            expected = BruteForce(graph, demand, people, Town.Seconds(900), Direction.From);
        for (int v = 0; v < found.Length; v++) Assert.Equal(expected[v], found[v], 1e-5);
        Assert.Equal(found, values.Compute(demand, people, Town.Seconds(900), threads: 4));
    }

    [Fact]
    public void Weights_must_be_people()
    {
        using var town = new Town("A--B").Way("AB");
        var values = new MarginalValues(town.Graph, MarginalValues.QuestionsForHierarchy);
        IReadOnlyList<Access>[] demand = [[town.AccessAt('A')]];
        Assert.Throws<ArgumentException>(() => values.Compute(demand, [1, 2], Town.Seconds(100)));
        Assert.Throws<ArgumentException>(() => values.Compute(demand, [-1], Town.Seconds(100)));
        Assert.Throws<ArgumentException>(() => values.Compute(demand, [double.NaN], Town.Seconds(100)));
        Assert.All(values.Compute(demand, [0], Town.Seconds(100)), v => Assert.Equal(0, v));
    }

    private static double[] BruteForce(
        WalkGraph graph, IReadOnlyList<Access>[] demand, double[] people, WalkTime limit, Direction direction)
    {
        var search = new WalkSearch(graph);
        var sums = new double[graph.Network.NodeCount];
        for (int p = 0; p < demand.Length; p++)
        {
            search.Run(demand[p], limit, direction);
            foreach (int node in search.Settled) sums[node] += people[p];
        }

        return sums;
    }

    /// <summary>A limit that some walk takes exactly.</summary>
    private static WalkTime SomeTime(WalkGraph graph, IReadOnlyList<Access> place, Direction direction)
    {
        var search = new WalkSearch(graph);
        search.Run(place, Town.Seconds(3_000), direction);
        return search.TimeOf(search.Settled[^1]);
    }

    private static int NodeAt(Town town, char letter) => Array.IndexOf(town.Network.NodePositions, town.At(letter));
}
