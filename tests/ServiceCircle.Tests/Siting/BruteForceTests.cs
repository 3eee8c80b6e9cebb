using ServiceCircle.Siting;
using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>Every model, with and without rules, against every set of sites.</summary>
public class BruteForceTests
{
    [Theory]
    [InlineData(SitingObjective.Lscp, false)]
    [InlineData(SitingObjective.Lscp, true)]
    [InlineData(SitingObjective.Mclp, false)]
    [InlineData(SitingObjective.Mclp, true)]
    [InlineData(SitingObjective.PMedian, false)]
    [InlineData(SitingObjective.PMedian, true)]
    [InlineData(SitingObjective.PCenter, false)]
    [InlineData(SitingObjective.PCenter, true)]
    [InlineData(SitingObjective.BackupCoverage, false)]
    [InlineData(SitingObjective.BackupCoverage, true)]
    public void The_proven_optimum_is_that_of_trying_every_set(SitingObjective objective, bool rules)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            SitingProblem problem = BruteForce.Random(objective, seed, 14, 11, rules, sparse: seed % 3 == 0);
            double? optimum = BruteForce.Optimum(problem);
            SitingSolution solution = SitingSolver.Solve(problem);
            Assert.Equal((seed, optimum is null ? SitingStatus.Infeasible : SitingStatus.Optimal), (seed, solution.Status));
            if (optimum is null)
            {
                Assert.NotNull(solution.Why);
                continue;
            }
            Assert.Equal(optimum.Value, solution.Objective!.Value, 1e-6);
            Assert.Equal(solution.Objective, solution.Bound);
            int set = solution.Chosen.Concat(solution.ExistingKept).Aggregate(0, (bits, j) => bits | 1 << j);
            Assert.True(BruteForce.Allowed(problem, set), $"seed {seed}: a rule is broken");
        }
    }

    /// <summary>
    /// Bounds are rounded up to what an objective can be: to multiples of the walks and of what leaving somebody out costs.
    /// </summary>
    [Theory]
    [InlineData(null, 2)]
    [InlineData(3.0, 1)]
    [InlineData(4.5, 0.5)]
    public void The_step_of_the_objective_divides_walks_and_the_price_of_leaving_out(double? unserved, double step)
    {
        var problem = new SitingProblem
        {
            Objective = SitingObjective.PMedian,
            Costs = SparseCosts.FromPairs(2, 2, [(0, 0, 2.0), (0, 1, 4.0), (1, 0, 6.0), (1, 1, 2.0)]),
            P = 1,
        };
        var instance = new Instance(problem, new Effort(new SitingOptions()));
        double[]? price = unserved is { } u ? [u, u] : null;
        Assert.Equal(step, new MedianRelaxation(instance.Rules, instance.Within.SortedByValue(), price, instance.Effort).Granularity, 1e-9);
    }

    [Fact]
    public void Worst_first_is_lexicographic()
    {
        for (int seed = 0; seed < 15; seed++)
        {
            SitingProblem problem = BruteForce.Random(SitingObjective.PCenter, seed, 14, 10, rules: false);
            double worst = BruteForce.Optimum(problem)!.Value;
            double mean = BruteForce.Optimum(problem with { Objective = SitingObjective.PMedian, Radius = worst })!.Value;
            SitingSolution solution = SitingSolver.Solve(problem with { Objective = SitingObjective.WorstFirst });
            Assert.Equal(
                (SitingStatus.Optimal, worst, mean), (solution.Status, solution.Objective!.Value, solution.SecondStage!.Value.Objective));
            Assert.Equal(mean, solution.SecondStage!.Value.Bound);
        }
    }

    [Theory]
    [InlineData(SitingObjective.Lscp)]
    [InlineData(SitingObjective.Mclp)]
    [InlineData(SitingObjective.PMedian)]
    [InlineData(SitingObjective.PCenter)]
    public void The_bound_holds_however_early_the_run_ends(SitingObjective objective)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SitingProblem problem = BruteForce.Random(objective, seed, 14, 10, rules: seed % 2 == 1);
            if (BruteForce.Optimum(problem) is not { } optimum) continue;
            foreach (int steps in new[] { 0, 1, 5, 30 })
            {
                SitingSolution solution = SitingSolver.Solve(problem, new SitingOptions { RootIterations = steps, NodeLimit = steps / 5 });
                double sign = objective == SitingObjective.Mclp ? -1 : 1;
                if (solution.Bound is { } bound)
                    Assert.True(sign * bound <= sign * optimum + 1e-6, $"seed {seed}, {steps} steps: bound {bound}, optimum {optimum}");
                if (solution.Objective is { } value)
                    Assert.True(sign * optimum <= sign * value + 1e-6, $"seed {seed}, {steps} steps: objective {value}, optimum {optimum}");
                Assert.NotEqual(SitingStatus.Infeasible, solution.Status);
                if (solution.Status == SitingStatus.Optimal) Assert.Equal(optimum, solution.Objective!.Value, 1e-6);
            }
        }
    }
}
