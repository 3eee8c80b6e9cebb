using System.Globalization;
using ServiceCircle.Siting;

namespace ServiceCircle.Tests.Siting;

/// <summary>Published optima, proven: the objective equals the published value and the bound meets it.</summary>
public class KnownOptimaTests
{
    // p-center optima of the same graphs: Daskin (2000); Elloumi, Labbé and Pochet (2004), table 1.
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

    [SkippableFact]
    public void OrlibPMedianIsProvenOnEveryInstance()
    {
        string? folder = KnownInstances.Path("orlib-pmed");
        Skip.If(folder is null, "shared data not present");
        foreach (string line in File.ReadLines(Path.Combine(folder, "optima.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            (SparseCosts costs, int p) = KnownInstances.Orlib(Path.Combine(folder, cells[0] + ".txt"));
            SitingSolution solution = SitingSolver.Solve(new SitingProblem { Objective = SitingObjective.PMedian, Costs = costs, P = p });
            double optimum = double.Parse(cells[3], CultureInfo.InvariantCulture);
            Assert.Equal((cells[0], SitingStatus.Optimal, optimum, optimum), (cells[0], solution.Status, solution.Objective, solution.Bound));
            Assert.Equal(optimum, solution.Assignments.Sum(a => a.Cost));
            Assert.True(solution.Chosen.Count <= p);
        }
    }

    [SkippableFact]
    public void OrlibPCenterIsProvenOnEveryInstance()
    {
        string? folder = KnownInstances.Path("orlib-pmed");
        Skip.If(folder is null, "shared data not present");
        foreach ((string name, int optimum) in CenterOptima)
        {
            string file = Path.Combine(folder, name + ".txt");
            Skip.IfNot(File.Exists(file), "shared data not present");
            (SparseCosts costs, int p) = KnownInstances.Orlib(file);
            SitingSolution solution = SitingSolver.Solve(new SitingProblem { Objective = SitingObjective.PCenter, Costs = costs, P = p });
            Assert.Equal((name, SitingStatus.Optimal, optimum, optimum), (name, solution.Status, solution.Objective, solution.Bound));
            Assert.Equal(optimum, solution.Assignments.Max(a => a.Cost));
            Assert.True(solution.Chosen.Count <= p);
        }
    }

    [SkippableTheory]
    [InlineData(SitingObjective.Lscp, null, 5000.0, 8.0)]
    [InlineData(SitingObjective.Mclp, 4, 5000.0, 875247.0)]
    [InlineData(SitingObjective.PMedian, 4, null, 2848268129.7145104)]
    [InlineData(SitingObjective.PCenter, 4, null, 7403.06)]
    public void SanFranciscoStores(SitingObjective objective, int? p, double? radius, double optimum)
    {
        Skip.If(KnownInstances.Path("spopt-sf") is null, "shared data not present");
        SitingProblem problem = KnownInstances.SanFrancisco(objective) with { P = p, Radius = radius, SkipUncoverable = true };
        SitingSolution solution = SitingSolver.Solve(problem);
        Assert.Equal(SitingStatus.Optimal, solution.Status);
        Assert.Equal(optimum, solution.Objective!.Value, objective == SitingObjective.PCenter ? 0.005 : 1e-9 * optimum);
        Assert.Equal(solution.Objective, solution.Bound);
        Assert.Equal(0, solution.Gap);
    }
}
