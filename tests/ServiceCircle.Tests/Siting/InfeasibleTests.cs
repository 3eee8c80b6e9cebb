using ServiceCircle.Siting;

namespace ServiceCircle.Tests.Siting;

/// <summary>No answer: which demand, by how much, what helps. A line of demands at 0, 10, 20 and 100 with sites at the same places.</summary>
public class InfeasibleTests
{
    private static readonly double[] Places = [0, 10, 20, 100];

    private static SitingProblem Line(SitingObjective objective) => new()
    {
        Objective = objective,
        Costs = SparseCosts.FromPairs(4, 4, from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) select (i, j, Math.Abs(Places[i] - Places[j]))),
        Weights = [1, 2, 4, 8],
        DemandIds = ["a", "b", "c", "far"],
        P = 1,
    };

    private static readonly SiteStatus[] FarExcluded = [SiteStatus.Candidate, SiteStatus.Candidate, SiteStatus.Candidate, SiteStatus.Excluded];

    [Theory]
    [InlineData(SitingObjective.Lscp)]
    [InlineData(SitingObjective.PMedian)]
    [InlineData(SitingObjective.PCenter)]
    [InlineData(SitingObjective.WorstFirst)]
    [InlineData(SitingObjective.BackupCoverage)]
    public void DemandOutOfReachIsNamedWithTheRadiusThatHelps(SitingObjective objective)
    {
        SitingSolution solution = SitingSolver.Solve(Line(objective) with { Radius = 15, Statuses = FarExcluded });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal([new UnmetDemand(3, 8, 80)], solution.Unmet);
        Assert.Contains("far (nearest 80)", solution.Reason);
        Assert.Contains("weight 8 of 15", solution.Reason);
        Assert.Contains("radius of 80", solution.Relaxation);
        Assert.Null(solution.Objective);
    }

    [Fact]
    public void ShareOutOfReachSaysHowMuchIsMissing()
    {
        SitingProblem problem = Line(SitingObjective.Lscp) with { Radius = 15, Statuses = FarExcluded, TargetShare = 0.8, P = null };
        SitingSolution solution = SitingSolver.Solve(problem);
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Contains("cover weight 7 of 15", solution.Reason);
        Assert.Contains("radius of 80", solution.Relaxation);
        Assert.Equal(SitingStatus.Optimal, SitingSolver.Solve(problem with { Radius = 80 }).Status);
    }

    [Theory]
    [InlineData(SitingObjective.PMedian)]
    [InlineData(SitingObjective.PCenter)]
    public void TooFewSitesSaysHowManyAreNeeded(SitingObjective objective)
    {
        // Within 15 of each other only 0-10-20: one site there, one far away.
        SitingSolution solution = SitingSolver.Solve(Line(objective) with { Radius = 15 });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Contains("at least 2", solution.Reason);
        Assert.Contains("1 more", solution.Relaxation);
        Assert.Equal(SitingStatus.Optimal, SitingSolver.Solve(Line(objective) with { Radius = 15, P = 2 }).Status);
    }

    [Fact]
    public void ShortCapacityIsStatedInWeight()
    {
        SitingSolution solution = SitingSolver.Solve(Line(SitingObjective.PMedian) with { P = 2, Capacities = [5, 5, 6, 3] });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Contains("hold 11, 4 short of the weight 15", solution.Reason);
    }

    [Fact]
    public void CapacityInTheWrongPlaceNamesTheDemand()
    {
        SitingSolution solution = SitingSolver.Solve(Line(SitingObjective.Lscp) with { Radius = 15, P = null, Capacities = [20, 20, 20, 5] });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal(3, Assert.Single(solution.Unmet).Demand);
        Assert.Contains("3 short", solution.Reason);
    }

    [Fact]
    public void RulesThatCannotBeObeyedAreNamed()
    {
        SitingProblem line = Line(SitingObjective.Mclp) with { Radius = 15 };
        SitingSolution group = SitingSolver.Solve(line with { Groups = [new SiteGroup("east", [2, 3], 2)] });
        Assert.Equal(SitingStatus.Infeasible, group.Status);
        Assert.Contains("group east", group.Reason);
        SitingSolution close = SitingSolver.Solve(line with { P = 2, Statuses = [SiteStatus.Fixed, SiteStatus.Fixed, SiteStatus.Candidate, SiteStatus.Candidate], Apart = [(0, 1)] });
        Assert.Equal(SitingStatus.Infeasible, close.Status);
        Assert.Contains("separation of 0 and 1", close.Reason);
        SitingSolution money = SitingSolver.Solve(line with { SiteCosts = [5, 5, 5, 5], Budget = 4, Groups = [new SiteGroup("east", [2, 3], 1)] });
        Assert.Equal(SitingStatus.Infeasible, money.Status);
        Assert.Contains("budget", money.Reason + money.Relaxation);
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        SitingProblem line = Line(SitingObjective.Mclp);
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { P = null }));
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { Weights = [1] }));
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { Weights = [1, 1, 1, -1] }));
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { SiteIds = ["x", "x", "y", "z"] }));
        Assert.Throws<ArgumentException>(() => SparseCosts.FromPairs(1, 1, [(0, 0, -1)]));
        Assert.Throws<ArgumentException>(() => SparseCosts.FromPairs(1, 1, [(0, 1, 1)]));
    }
}
