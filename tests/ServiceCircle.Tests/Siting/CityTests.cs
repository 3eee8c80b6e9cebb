using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>City size: 1,659 demands, 300,304 nodes of a square grid as candidates, walks of 15 minutes along the streets.</summary>
public class CityTests
{
    private const int Side = 548, Demands = 1659;

    [Fact]
    public void An_MCLP_of_a_city_is_proven_within_one_percent()
    {
        SitingProblem city = Grid();
        foreach (int p in new[] { 1, 10, 50 })
        {
            SitingSolution solution =
                SitingSolver.Solve(city with { P = p }, new SitingOptions { TimeLimit = TimeSpan.FromSeconds(30), GapLimit = 0.01 });
            Assert.True(solution.Gap <= 0.01, $"p = {p}: gap {solution.Gap}");
            Assert.True(solution.Elapsed < TimeSpan.FromSeconds(30));
            Assert.True(solution.Reduced.Sites < 10_000, "columns that another contains are gone");
            Assert.Equal(solution.Objective, solution.CoveredWeight);
        }
    }

    /// <summary>Blocks of 50 m; a demand reaches the nodes within 990 m of street, 15 minutes at 1.1 m/s: about 800.</summary>
    private static SitingProblem Grid()
    {
        const int reach = 19;
        var random = new Random(15);
        var first = new int[Demands + 1];
        var sites = new List<int>();
        var weights = new double[Demands];
        for (int i = 0; i < Demands; i++)
        {
            // Denser towards the middle.
            int x = (int)(Side * (random.NextDouble() + random.NextDouble()) / 2),
            y = (int)(Side * (random.NextDouble() + random.NextDouble()) / 2);
            for (int column = Math.Max(0, x - reach); column <= Math.Min(Side - 1, x + reach); column++)
            {
                int rest = reach - Math.Abs(column - x);
                for (int row = Math.Max(0, y - rest); row <= Math.Min(Side - 1, y + rest); row++) sites.Add(column * Side + row);
            }
            first[i + 1] = sites.Count;
            weights[i] = random.Next(50, 2000);
        }
        return new SitingProblem
        {
            Objective = SitingObjective.Mclp,
            Costs = new SparseCosts(Side * Side, first, [.. sites], null),
            Weights = weights
        };
    }
}
