using ServiceCircle.Siting;
using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>Center problems whose limits end some of their searches: what is left undecided proves nothing.</summary>
public class CenterTests
{
    private static readonly ModelAnswer Sites = new(SitingStatus.Feasible, [1], null, null);

    [Fact]
    public void A_radius_that_the_limits_left_undecided_is_no_bound()
    {
        double[] radii = [10, 20, 30, 40, 50, 60, 70];
        var asked = new List<double>();
        // 40 is undecided, 60 has an answer, 50 is undecided too: nothing below 60 is refuted.
        var found = RadiusSearch.Run(radii, new(null, false, 70), radius =>
        {
            asked.Add(radius);
            return new(radius == 60 ? Sites : null, radius is not (40 or 50), radius);
        }, new Effort(new SitingOptions()));
        Assert.Equal([40, 60, 50], asked);
        Assert.Equal((Sites, 60.0, 10.0), (found.Best, found.Radius, found.Bound));
    }

    [Fact]
    public void A_radius_that_is_refuted_bounds_those_above_it()
    {
        // 40 is refuted, 60 has an answer that needs only 50 itself.
        var found = RadiusSearch.Run(
            [10, 20, 30, 40, 50, 60, 70], new(null, false, 70), radius =>
                new(radius == 60 ? Sites : null, true, radius == 60 ? 50 : radius), new Effort(new SitingOptions()));
        Assert.Equal((Sites, 50.0, 50.0), (found.Best, found.Radius, found.Bound));
    }

    /// <summary>What the first look at the rules left undecided, the widest radius may still refute.</summary>
    [Fact]
    public void A_widest_radius_that_is_refuted_proves_that_there_is_no_answer()
    {
        var problem = new SitingProblem
        {
            Objective = SitingObjective.PCenter,
            Costs = SparseCosts.FromPairs(2, 2, [(0, 0, 10), (1, 1, 20)]),
            P = 1,
        };
        ModelAnswer answer = PCenter.Search(new Instance(problem, new Effort(new SitingOptions())), known: null);
        Assert.Equal(SitingStatus.Infeasible, answer.Status);
        Assert.Equal(Infeasibility.RulesTogether, answer.Why);
        Assert.Null(answer.Bound);
    }

    [Fact]
    public void A_widest_radius_that_the_limits_left_undecided_leaves_the_least_radius_as_bound()
    {
        SitingProblem problem = BruteForce.Random(SitingObjective.PCenter, 1, 100, 40, rules: false);
        double optimum = SitingSolver.Solve(problem).Objective!.Value;
        PairTable table = problem.Costs.Table;
        var nearer = new List<(int Demand, int Site, double Cost)>();
        for (int i = 0; i < table.RowCount; i++)
            for (int k = table.First[i]; k < table.First[i + 1]; k++)
                if (table.CostAt(k) < optimum) nearer.Add((i, table.Index[k], table.CostAt(k)));
        problem = problem with { Costs = SparseCosts.FromPairs(table.RowCount, table.ColumnCount, nearer) };
        var instance = new Instance(problem, new Effort(new SitingOptions { RootIterations = 0, NodeLimit = 0 }));
        double least = nearer.GroupBy(pair => pair.Demand).Max(pairs => pairs.Min(pair => pair.Cost));
        ModelAnswer answer = PCenter.Search(instance, known: null);
        Assert.Equal((SitingStatus.Feasible, null, least), (answer.Status, answer.Open, answer.Bound));
    }

    /// <summary>Limits of work, not of time, so that every run ends its searches at the same place.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(AssignmentRule.Split)]
    public void Nothing_is_called_optimal_that_the_limits_left_undecided(AssignmentRule? capacities)
    {
        int undecided = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            SitingProblem problem = BruteForce.Random(SitingObjective.PCenter, seed, 100, 40, rules: false, capacities);
            SitingSolution proven = SitingSolver.Solve(problem),
            limited = SitingSolver.Solve(problem, new SitingOptions { RootIterations = 0, NodeLimit = 0 });
            Assert.Equal((seed, SitingStatus.Optimal), (seed, proven.Status));
            Assert.True(limited.Bound <= proven.Objective, $"seed {seed}: bound {limited.Bound}, optimum {proven.Objective}");
            Assert.True(!(limited.Objective < proven.Objective), $"seed {seed}: {limited.Objective} below the optimum {proven.Objective}");
            if (limited.Status != SitingStatus.Optimal) undecided++;
        }
        Assert.True(undecided >= 5, $"only {undecided} were left undecided");
    }
}
