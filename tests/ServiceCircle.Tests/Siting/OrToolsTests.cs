using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>
/// The same optimum as CBC out of OR-Tools on seeded instances, through <see cref="TextbookProgramme"/>. The suite takes small ones; the
/// long campaign takes four times as many and larger ones:
/// SERVICECIRCLE_CAMPAIGN=1 dotnet test -c Release --filter FullyQualifiedName~OrToolsTests
/// </summary>
public class OrToolsTests
{
    private static readonly bool Campaign = Environment.GetEnvironmentVariable("SERVICECIRCLE_CAMPAIGN") == "1";

    [Theory]
    [InlineData(SitingObjective.Mclp, null, 50)]
    [InlineData(SitingObjective.Mclp, AssignmentRule.Split, 50)]
    [InlineData(SitingObjective.Mclp, AssignmentRule.Whole, 10)]
    [InlineData(SitingObjective.PMedian, null, 6)]
    [InlineData(SitingObjective.PMedian, AssignmentRule.Split, 6)]
    [InlineData(SitingObjective.PMedian, AssignmentRule.Whole, 6)]
    [InlineData(SitingObjective.Lscp, null, 6)]
    [InlineData(SitingObjective.Lscp, AssignmentRule.Split, 6)]
    [InlineData(SitingObjective.Lscp, AssignmentRule.Whole, 6)]
    public void The_optimum_is_that_of_the_textbook_programme(SitingObjective objective, AssignmentRule? capacities, int instances)
    {
        Compare(objective, capacities, instances, 25, 12, TimeSpan.FromSeconds(60));
        if (Campaign)
            Compare(objective, capacities, 4 * instances, 60, 20, TimeSpan.FromSeconds(300), mustProve: capacities != AssignmentRule.Whole);
    }

    private static void Compare(
        SitingObjective objective, AssignmentRule? capacities, int instances, int demands, int sites, TimeSpan limit, bool mustProve = true)
    {
        for (int seed = 0; seed < instances; seed++)
        {
            SitingProblem problem = BruteForce.Random(objective, 1000 + seed, demands, sites, rules: seed % 2 == 1, capacities);
            SitingSolution ours = SitingSolver.Solve(problem);
            if (TextbookProgramme.Solve(problem, limit) is not { } optimum)
            {
                Assert.Equal((seed, SitingStatus.Infeasible), (seed, ours.Status));
                continue;
            }
            if (!mustProve && ours.Status == SitingStatus.Feasible)
            {
                // Packing whole demands may outlast the clock; then the optimum must lie between what was found and the bound.
                Assert.InRange(
                    optimum, Math.Min(ours.Objective!.Value, ours.Bound!.Value) - 1e-6,
                    Math.Max(ours.Objective.Value, ours.Bound.Value) + 1e-6);
                continue;
            }
            Assert.Equal((seed, SitingStatus.Optimal), (seed, ours.Status));
            Assert.Equal(optimum, ours.Objective!.Value, 1e-6 * Math.Max(1, Math.Abs(optimum)));
        }
    }
}
