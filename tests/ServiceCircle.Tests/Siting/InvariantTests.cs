using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>What must hold whatever the data.</summary>
public class InvariantTests
{
    [Fact]
    public void The_order_of_rows_and_columns_does_not_matter()
    {
        foreach (SitingObjective objective in Enum.GetValues<SitingObjective>())
        {
            for (int seed = 0; seed < 6; seed++)
            {
                SitingProblem problem = BruteForce.Random(
                    objective == SitingObjective.WorstFirst ? SitingObjective.PMedian : objective, seed, 20, 12, rules: false) with
                {
                    Objective = objective,
                    DemandIds = [.. Enumerable.Range(0, 20).Select(i => $"d{i:00}")],
                    SiteIds = [.. Enumerable.Range(0, 12).Select(j => $"s{j:00}")],
                };
                int[] rows = [.. Enumerable.Range(0, 20)], columns = [.. Enumerable.Range(0, 12)];
                var random = new Random(seed);
                random.Shuffle(rows);
                random.Shuffle(columns);
                SitingProblem shuffled = problem with
                {
                    Costs = SparseCosts.FromPairs(
                        20, 12,
                        from i in Enumerable.Range(0, 20)
                        from j in Enumerable.Range(0, 12)
                        where problem.Costs[rows[i], columns[j]] is not null
                        select (i, j, problem.Costs[rows[i], columns[j]]!.Value)),
                    Weights = [.. rows.Select(i => problem.Weights![i])],
                    DemandIds = [.. rows.Select(i => problem.DemandIds![i])],
                    SiteIds = [.. columns.Select(j => problem.SiteIds![j])],
                };
                SitingSolution a = SitingSolver.Solve(problem), b = SitingSolver.Solve(shuffled);
                Assert.Equal((a.Status, a.Objective, a.Bound), (b.Status, b.Objective, b.Bound));
                Assert.Equal(a.Chosen.Select(j => problem.SiteIds![j]), b.Chosen.Select(j => shuffled.SiteIds![j]));
                Assert.Equal(
                    a.Assignments.Select(x => (problem.DemandIds![x.Demand], problem.SiteIds![x.Site], x.Weight)),
                    b.Assignments.Select(x => (shuffled.DemandIds![x.Demand], shuffled.SiteIds![x.Site], x.Weight)).Order());
            }
        }
    }

    [Fact]
    public void Coverage_grows_with_p_and_cost_falls()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            SitingProblem cover = BruteForce.Random(SitingObjective.Mclp, seed, 30, 15, rules: false),
            median = cover with { Objective = SitingObjective.PMedian, Radius = null };
            double covered = 0, cost = double.PositiveInfinity;
            for (int p = 1; p <= 15; p++)
            {
                double more = SitingSolver.Solve(cover with { P = p }).Objective!.Value,
                less = SitingSolver.Solve(median with { P = p }).Objective!.Value;
                Assert.True(more >= covered && less <= cost);
                (covered, cost) = (more, less);
            }
        }
    }

    [Fact]
    public void Chosen_come_in_order_of_marginal_gain_and_none_is_idle()
    {
        SitingProblem problem = BruteForce.Random(SitingObjective.Mclp, 3, 40, 15, rules: false) with { P = 15 };
        SitingSolution solution = SitingSolver.Solve(problem);
        var covered = new HashSet<int>();
        double last = double.PositiveInfinity;
        foreach (int j in solution.Chosen)
        {
            int[] gained = [.. Enumerable.Range(0, 40).Where(i => problem.Costs[i, j] <= problem.Radius && !covered.Contains(i))];
            double gain = gained.Sum(i => problem.Weights![i]);
            Assert.InRange(gain, double.Epsilon, last);
            last = gain;
            covered.UnionWith(gained);
        }
        Assert.True(solution.Chosen.Count < 15, "sites that add nothing are not built");
        Assert.Equal(solution.Objective, covered.Sum(i => problem.Weights![i]));
        Assert.Equal(solution.Objective, solution.CoveredWeight);
    }

    [Fact]
    public void The_fewest_sites_for_a_share_agree_with_the_most_covered_by_that_many()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            SitingProblem cover = BruteForce.Random(SitingObjective.Mclp, seed, 40, 16, rules: false);
            double total = cover.Weights!.Sum();
            foreach (double share in new[] { 0.3, 0.5, 0.7 })
            {
                SitingSolution fewest = SitingSolver.Solve(cover with { Objective = SitingObjective.Lscp, P = null, TargetShare = share });
                if (fewest.Status == SitingStatus.Infeasible) continue;
                int count = (int)fewest.Objective!.Value;
                Assert.True(SitingSolver.Solve(cover with { P = count }).Objective >= share * total - 1e-6);
                Assert.True(count == 0 || SitingSolver.Solve(cover with { P = count - 1 }).Objective < share * total);
                Assert.True(fewest.CoveredWeight >= share * total - 1e-6);
            }
        }
    }

    [Fact]
    public void The_Pareto_curve_rises_to_all_that_can_be_covered()
    {
        SitingProblem problem = BruteForce.Random(SitingObjective.Mclp, 8, 30, 14, rules: false);
        IReadOnlyList<ParetoPoint> curve = ParetoCurve.Trace(problem, Enumerable.Range(1, 14).Select(p => (double)p));
        double all = Enumerable.Range(0, 30).Where(i => Enumerable.Range(0, 14).Any(j => problem.Costs[i, j] <= problem.Radius))
            .Sum(i => problem.Weights![i]);
        Assert.Equal(all, curve[^1].Covered);
        for (int k = 1; k < curve.Count; k++)
        {
            Assert.True(curve[k].Covered > curve[k - 1].Covered);
            // The best sets of growing size bring ever less, up to the little that integrality allows: never more than the first.
            Assert.True(curve[k].Covered - curve[k - 1].Covered <= curve[0].Covered);
        }
    }

    [Fact]
    public void Empty_problems_have_empty_answers()
    {
        SparseCosts nobody = SparseCosts.FromPairs(0, 3, []);
        SitingSolution none = SitingSolver.Solve(new SitingProblem { Objective = SitingObjective.Mclp, Costs = nobody, P = 2 });
        Assert.Equal((SitingStatus.Optimal, 0.0, 0), (none.Status, none.Objective!.Value, none.Chosen.Count));
        SitingSolution zero = SitingSolver.Solve(
            new SitingProblem { Objective = SitingObjective.Mclp, Costs = SparseCosts.FromPairs(1, 1, [(0, 0, 1)]), P = 0 });
        Assert.Equal((SitingStatus.Optimal, 0.0, 0), (zero.Status, zero.Objective!.Value, zero.Chosen.Count));
        SitingSolution weightless = SitingSolver.Solve(
            new SitingProblem { Objective = SitingObjective.Lscp, Costs = SparseCosts.FromPairs(1, 1, []), Weights = [0] });
        Assert.Equal((SitingStatus.Optimal, 0.0), (weightless.Status, weightless.Objective!.Value));
    }
}
