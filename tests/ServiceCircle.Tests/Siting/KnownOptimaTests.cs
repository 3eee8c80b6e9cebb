using System.Globalization;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>Known optima, proven anew: the objective equals the known value and the bound meets it.</summary>
public class KnownOptimaTests
{
    // p-center optima of the same graphs. The folder publishes none; these were proven by this solver, and each run certifies them again
    // apart from it (below): a cover of p sites exists at the value, and at the greatest distance below it none does.
    private static readonly Dictionary<string, int> CenterOptima = new()
    {
        ["pmed1"] = 127,
        ["pmed2"] = 98,
        ["pmed3"] = 93,
        ["pmed4"] = 74,
        ["pmed5"] = 48,
        ["pmed6"] = 84,
        ["pmed7"] = 64,
        ["pmed8"] = 55,
        ["pmed9"] = 37,
        ["pmed10"] = 20,
        ["pmed15"] = 18,
        ["pmed20"] = 13,
        ["pmed25"] = 11,
        ["pmed30"] = 9,
        ["pmed35"] = 30,
        ["pmed40"] = 13,
    };

    [Fact]
    public void Every_p_median_of_the_OR_library_is_proven()
    {
        string? folder = KnownInstances.Path("orlib-pmed");
        Assert.SkipWhen(folder is null, "shared data not present");
        foreach (string line in File.ReadLines(Path.Combine(folder, "optima.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            (SparseCosts costs, int p) = KnownInstances.Orlib(Path.Combine(folder, cells[0] + ".txt"));
            SitingSolution solution = SitingSolver.Solve(new SitingProblem { Objective = SitingObjective.PMedian, Costs = costs, P = p });
            double optimum = double.Parse(cells[3], CultureInfo.InvariantCulture);
            Assert.Equal(
                (cells[0], SitingStatus.Optimal, optimum, optimum), (cells[0], solution.Status, solution.Objective, solution.Bound));
            Assert.Equal(optimum, solution.Assignments.Sum(a => a.Cost));
            Assert.True(solution.Chosen.Count <= p);
        }
    }

    [Fact]
    public void Every_p_center_of_the_OR_library_is_proven()
    {
        string? folder = KnownInstances.Path("orlib-pmed");
        Assert.SkipWhen(folder is null, "shared data not present");
        foreach ((string name, int optimum) in CenterOptima)
        {
            string file = Path.Combine(folder, name + ".txt");
            Assert.SkipUnless(File.Exists(file), "shared data not present");
            (SparseCosts costs, int p) = KnownInstances.Orlib(file);
            SitingSolution solution = SitingSolver.Solve(new SitingProblem { Objective = SitingObjective.PCenter, Costs = costs, P = p });
            Assert.Equal((name, SitingStatus.Optimal, optimum, optimum), (name, solution.Status, solution.Objective, solution.Bound));
            Assert.Equal(optimum, solution.Assignments.Max(a => a.Cost));
            Assert.True(solution.Chosen.Count <= p);

            // The certificate: set covering, a model of its own, needs more than p sites within the next smaller distance.
            double below = Enumerable.Range(0, costs.PairCount).Select(k => costs.Table.CostAt(k)).Where(c => c < optimum).Max();
            SitingSolution cover = SitingSolver.Solve(
                new SitingProblem { Objective = SitingObjective.Lscp, Costs = costs, Radius = below },
                new SitingOptions { TimeLimit = TimeSpan.FromSeconds(20) });
            Assert.True(cover.Bound > p, $"{name}: {cover.Bound} sites cover within {below}");
        }
    }

    [Theory]
    [InlineData(SitingObjective.Lscp, null, 5000.0, 8.0)]
    [InlineData(SitingObjective.Mclp, 4, 5000.0, 875247.0)]
    [InlineData(SitingObjective.PMedian, 4, null, 2848268129.7145104)]
    [InlineData(SitingObjective.PCenter, 4, null, 7403.06)]
    public void The_stores_of_San_Francisco_have_the_published_optimum(SitingObjective objective, int? p, double? radius, double optimum)
    {
        Assert.SkipWhen(KnownInstances.Path("spopt-sf") is null, "shared data not present");
        SitingProblem problem = KnownInstances.SanFrancisco(objective) with { P = p, Radius = radius, SkipUncoverable = true };
        SitingSolution solution = SitingSolver.Solve(problem);
        Assert.Equal(SitingStatus.Optimal, solution.Status);
        Assert.Equal(optimum, solution.Objective!.Value, objective == SitingObjective.PCenter ? 0.005 : 1e-9 * optimum);
        Assert.Equal(solution.Objective, solution.Bound);
        Assert.Equal(0, solution.Gap);
    }
}
