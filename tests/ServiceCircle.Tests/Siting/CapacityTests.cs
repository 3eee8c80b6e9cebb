using ServiceCircle.Siting;
using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>Capacities: against every set of sites with its own maximum flow, and never exceeded.</summary>
public class CapacityTests
{
    [Fact]
    public void Capacitated_MCLP_is_the_best_maximum_flow()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SitingProblem problem = BruteForce.Random(SitingObjective.Mclp, seed, 12, 9, rules: seed % 2 == 1, AssignmentRule.Split);
            int best = -1;
            for (int set = 0; set < 1 << 9; set++)
                if (BruteForce.Allowed(problem, set)) best = Math.Max(best, MaximumFlow(problem, set));
            SitingSolution solution = SitingSolver.Solve(problem);
            if (best < 0)
            {
                Assert.Equal((seed, SitingStatus.Infeasible), (seed, solution.Status));
                continue;
            }
            Assert.Equal((seed, SitingStatus.Optimal, (double)best), (seed, solution.Status, Math.Round(solution.Objective!.Value, 6)));
            AssertWithinCapacities(problem, solution);
        }
    }

    [Theory]
    [InlineData(SitingObjective.Mclp, AssignmentRule.Split)]
    [InlineData(SitingObjective.Mclp, AssignmentRule.Whole)]
    [InlineData(SitingObjective.PMedian, AssignmentRule.Split)]
    [InlineData(SitingObjective.PMedian, AssignmentRule.Whole)]
    [InlineData(SitingObjective.Lscp, AssignmentRule.Split)]
    [InlineData(SitingObjective.Lscp, AssignmentRule.Whole)]
    [InlineData(SitingObjective.PCenter, AssignmentRule.Split)]
    public void No_site_serves_more_than_it_holds(SitingObjective objective, AssignmentRule rule)
    {
        int answered = 0;
        for (int seed = 100; seed < 112; seed++)
        {
            SitingProblem problem = BruteForce.Random(objective, seed, 20, 10, rules: seed % 2 == 1, rule);
            SitingSolution solution = SitingSolver.Solve(problem);
            if (solution.Objective is null) continue;
            answered++;
            AssertWithinCapacities(problem, solution);
            double value = objective switch
            {
                SitingObjective.Mclp => solution.Assignments.Sum(a => a.Weight),
                SitingObjective.PMedian => solution.Assignments.Sum(a => a.Weight * a.Cost),
                SitingObjective.PCenter => solution.Assignments.Max(a => a.Cost),
                _ => Spent(problem, solution),
            };
            Assert.Equal(solution.Objective.Value, value, 1e-6);
        }
        Assert.True(answered >= 3, "the generator gives problems that have answers");
    }

    [Fact]
    public void Whole_demands_are_assigned_as_well_as_by_trying_every_assignment()
    {
        var random = new Random(11);
        for (int round = 0; round < 60; round++)
        {
            int n = 7, k = 3;
            double[] weight = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(1, 30))],
            capacity = [.. Enumerable.Range(0, k).Select(_ => (double)random.Next(20, 50))];
            double[] cost = [.. Enumerable.Range(0, n * k).Select(_ => random.Next(4) == 0 ? double.PositiveInfinity : random.Next(0, 5))];
            var search = new WholeAssignment(cost, weight, capacity, 6, 1);
            double bound = search.Solve(100_000), best = double.PositiveInfinity;
            for (int code = 0; code < 16384; code++)
            {
                double[] left = [.. capacity];
                double value = 0;
                for (int i = 0; i < n; i++)
                {
                    int site = (code >> (2 * i) & 3) - 1;
                    value += weight[i] * (site < 0 ? 6 : cost[i * k + site]);
                    if (site >= 0) left[site] -= weight[i];
                }
                if (left.All(l => l >= 0)) best = Math.Min(best, value);
            }
            Assert.Equal((best, best), (search.Value, bound));
        }
    }

    [Fact]
    public void The_fullest_subset_is_that_of_trying_every_subset()
    {
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            int[] items = [.. Enumerable.Range(0, random.Next(0, 9)).Select(_ => random.Next(1, 150))];
            int limit = random.Next(0, 400), best = 0;
            for (int set = 0; set < 1 << items.Length; set++)
            {
                int sum = items.Where((_, i) => (set >> i & 1) != 0).Sum();
                if (sum <= limit) best = Math.Max(best, sum);
            }
            Assert.Equal(best, SubsetSum.Fullest(items, limit));
        }
    }

    /// <summary>The sites to build less those that close to move, or what is paid for: what set covering minimises.</summary>
    private static double Spent(SitingProblem problem, SitingSolution solution) => problem.SiteCosts is { } costs
        ? solution.Chosen.Concat(solution.ExistingKept.Where(j => problem.Statuses![j] == SiteStatus.Closable)).Sum(j => costs[j])
        : solution.Chosen.Count - solution.Closed.Count(j => problem.Statuses![j] == SiteStatus.Relocatable);

    private static void AssertWithinCapacities(SitingProblem problem, SitingSolution solution)
    {
        foreach (IGrouping<int, Assignment> site in solution.Assignments.GroupBy(a => a.Site))
        {
            Assert.True(site.Sum(a => a.Weight) <= problem.Capacities![site.Key] + 1e-6, $"site {site.Key} is over its capacity");
            Assert.Contains(site.Key, solution.Chosen.Concat(solution.ExistingKept));
        }
        foreach (IGrouping<int, Assignment> demand in solution.Assignments.GroupBy(a => a.Demand))
        {
            Assert.True(demand.Sum(a => a.Weight) <= problem.Weights![demand.Key] + 1e-6, $"demand {demand.Key} is served twice");
            if (problem.Assignment == AssignmentRule.Whole) Assert.Single(demand);
        }
    }

    /// <summary>Ford and Fulkerson with whole units: demands to open sites within reach.</summary>
    private static int MaximumFlow(SitingProblem problem, int set)
    {
        int n = problem.Costs.DemandCount, m = problem.Costs.SiteCount, source = n + m, sink = source + 1, total = 0;
        var room = new int[sink + 1, sink + 1];
        for (int i = 0; i < n; i++) room[source, i] = (int)problem.Weights![i];
        for (int j = 0; j < m; j++)
        {
            if ((set >> j & 1) == 0) continue;
            room[n + j, sink] = (int)problem.Capacities![j];
            double reach = problem.Tiers.FirstOrDefault(t => t.Sites.Contains(j))?.Radius ?? problem.Radius!.Value;
            for (int i = 0; i < n; i++) if (problem.Costs[i, j] <= reach) room[i, n + j] = 1_000_000;
        }
        while (Augment(source, int.MaxValue, []) is var pushed and > 0) total += pushed;
        return total;

        int Augment(int at, int amount, HashSet<int> seen)
        {
            if (at == sink) return amount;
            seen.Add(at);
            for (int to = 0; to <= sink; to++)
            {
                if (room[at, to] == 0 || seen.Contains(to)) continue;
                int pushed = Augment(to, Math.Min(amount, room[at, to]), seen);
                if (pushed == 0) continue;
                room[at, to] -= pushed;
                room[to, at] += pushed;
                return pushed;
            }
            return 0;
        }
    }
}
