using ServiceCircle.Coverage.Access;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Coverage;

/// <summary>Access straight from the walks against the same measure over a table of all pairs.</summary>
public class CatchmentWithinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Straight_from_the_walks_it_is_the_measure_over_all_pairs_to_the_last_bit(int seed)
    {
        using var town = new RandomTown(seed, nodes: 90, ways: 80);
        WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker);
        var random = new Random(seed);
        IReadOnlyList<Access>[] sites = Places(30), homes = Places(60);
        homes[4] = [];
        sites[5] = [];
        WalkTime limit = Town.Seconds(600);
        TravelTimeMatrix times = TravelTimeMatrix.Compute(new(graph, sites, homes), Town.Seconds(1_200), Direction.To);
        int[] offering = [.. Enumerable.Range(0, sites.Length).Where(s => s % 3 != 1)];
        // A third of the homes, so that somebody is reached by nobody who claims.
        double[] people = [.. homes.Select((_, h) => h % 3 == 0 ? random.Next(1, 5_000) / 7.0 : 0)];
        double[] places = [.. offering.Select(s => s % 5 == 0 ? 0.0 : random.Next(1, 80))];

        CatchmentAccess found = FloatingCatchment.Within(times, offering, limit, people, places);

        CatchmentAccess expected = FloatingCatchment.TwoStep(
            CostTable.InMinutes(times, offering), people, places, new BinaryDecay(limit.Minutes!.Value));
        Assert.Equal(expected.Access, found.Access);
        Assert.Equal(expected.Facilities, found.Facilities);
        Assert.Contains(found.Access, a => a > 0);
        Assert.Contains(found.Access, a => a is 0);

        IReadOnlyList<Access>[] Places(int count) => [.. Enumerable.Range(0, count).Select(IReadOnlyList<Access> (_) =>
        {
            int edge = random.Next(graph.Network.EdgeCount);
            return [new Access(edge, random.NextDouble() * graph.Network.LengthMetres[edge], random.Next(2_000), 0)];
        })];
    }
}
