using ServiceCircle.Siting;
using ServiceCircle.Siting.Explain;
using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>
/// No answer: which demand, by how much, what helps. A line of demands at 0, 10, 20 and 100 with sites at the same places.
/// </summary>
public class InfeasibleTests
{
    private static readonly double[] Places = [0, 10, 20, 100];

    private static SitingProblem Line(SitingObjective objective) => new()
    {
        Objective = objective,
        Costs = SparseCosts.FromPairs(
            4, 4, from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) select (i, j, Math.Abs(Places[i] - Places[j]))),
        Weights = [1, 2, 4, 8],
        DemandIds = ["a", "b", "c", "far"],
        P = 1,
    };

    private static readonly SiteStatus[] FarExcluded =
        [SiteStatus.Candidate, SiteStatus.Candidate, SiteStatus.Candidate, SiteStatus.Excluded];

    [Theory]
    [InlineData(SitingObjective.Lscp)]
    [InlineData(SitingObjective.PMedian)]
    [InlineData(SitingObjective.PCenter)]
    [InlineData(SitingObjective.WorstFirst)]
    [InlineData(SitingObjective.BackupCoverage)]
    public void Demand_out_of_reach_is_named_with_the_radius_that_helps(SitingObjective objective)
    {
        SitingSolution solution = SitingSolver.Solve(Line(objective) with { Radius = 15, Statuses = FarExcluded });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal([new UnmetDemand(3, 8, 80)], solution.Unmet);
        Assert.Equal(
            new Notice("siting/no-site", ("count", 1), ("all", 4), ("weight", 8.0), ("total", 15.0),
                ("names", new NameList(["far (80)"], 5))), solution.Why);
        // One site cannot serve both ends but at 100, so a wider radius alone does not help everywhere.
        Assert.Contains(solution.Remedies, r => r.Changes[0].Key is "siting/helps-radius" or "siting/helps-skip");
        Assert.All(
            solution.Remedies,
            r => Assert.NotNull(
                SitingSolver.Solve(
                    Campaign.AnswerCheck.Follow(Line(objective) with { Radius = 15, Statuses = FarExcluded }, r)).Objective));
        Assert.Null(solution.Objective);
    }

    [Fact]
    public void Share_out_of_reach_says_how_much_is_missing()
    {
        SitingProblem problem = Line(SitingObjective.Lscp) with { Radius = 15, Statuses = FarExcluded, TargetShare = 0.8, P = null };
        SitingSolution solution = SitingSolver.Solve(problem);
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal(
            ("siting/share", 7.0, 15.0, "far (80)"),
            (solution.Why!.Key, Value(solution.Why, "covered"), Value(solution.Why, "total"), Assert.Single(Names(solution.Why))));
        Assert.Equal(["siting/helps-radius", "siting/helps-share"], solution.Remedies.Select(r => r.Changes.Single().Key));
        Assert.Equal((80.0, 46.666), (Value(solution.Remedies[0].Changes[0], "radius"), Value(solution.Remedies[1].Changes[0], "percent")));
        Assert.Equal(SitingStatus.Optimal, SitingSolver.Solve(problem with { Radius = 80 }).Status);
    }

    [Theory]
    [InlineData(SitingObjective.PMedian)]
    [InlineData(SitingObjective.PCenter)]
    public void Too_few_sites_says_how_many_are_needed(SitingObjective objective)
    {
        // Within 15 of each other only 0-10-20: one site there, one far away.
        SitingSolution solution = SitingSolver.Solve(Line(objective) with { Radius = 15 });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal(new Notice("siting/too-few", ("allowed", 1), ("needed", 2), ("enough", 2)), solution.Why);
        Assert.Equal(new Notice("siting/helps-sites", ("count", 1), ("p", 2)), solution.Remedies[0].Changes.Single());
        Assert.Equal(SitingStatus.Optimal, SitingSolver.Solve(Line(objective) with { Radius = 15, P = 2 }).Status);
    }

    [Fact]
    public void Missing_capacity_is_stated_in_weight()
    {
        SitingSolution solution = SitingSolver.Solve(Line(SitingObjective.PMedian) with { P = 2, Capacities = [5, 5, 6, 3] });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal(new Notice("siting/capacity", ("held", 11.0), ("short", 4.0), ("needed", 15.0)), solution.Why);
    }

    [Fact]
    public void Capacity_in_the_wrong_place_names_the_demand()
    {
        SitingSolution solution =
            SitingSolver.Solve(Line(SitingObjective.Lscp) with { Radius = 15, P = null, Capacities = [20, 20, 20, 5] });
        Assert.Equal(SitingStatus.Infeasible, solution.Status);
        Assert.Equal(3, Assert.Single(solution.Unmet).Demand);
        Assert.Equal(("siting/not-served", "far"), (solution.Why!.Key, Assert.Single(Names(solution.Why))));
        Assert.Equal(3, (double)Value(solution.Why, "short"), 1e-9);
    }

    [Fact]
    public void Rules_that_cannot_be_obeyed_are_named()
    {
        SitingProblem line = Line(SitingObjective.Mclp) with { Radius = 15 };
        SitingSolution group = SitingSolver.Solve(line with { Groups = [new SiteGroup("east", [2, 3], 2)] });
        Assert.Equal(SitingStatus.Infeasible, group.Status);
        Assert.Equal(new Notice("siting/too-few", ("allowed", 1), ("needed", 2), ("enough", 2)), group.Why);
        Assert.Equal(["siting/helps-sites", "siting/helps-without"], group.Remedies.Select(r => r.Changes.Single().Key));
        SitingSolution close = SitingSolver.Solve(
            line with
            {
                P = 2,
                Statuses = [SiteStatus.Fixed, SiteStatus.Fixed, SiteStatus.Candidate, SiteStatus.Candidate],
                Apart = [(0, 1)]
            });
        Assert.Equal(SitingStatus.Infeasible, close.Status);
        Assert.Equal("separation of 0 and 1 cannot be obeyed with the sites as they stand", close.Why!.ToString());
        SitingSolution money =
            SitingSolver.Solve(line with { SiteCosts = [5, 5, 5, 5], Budget = 4, Groups = [new SiteGroup("east", [2, 3], 1)] });
        Assert.Equal(SitingStatus.Infeasible, money.Status);
        Assert.Equal(new Notice("siting/budget-short", ("budget", 4.0)), money.Why);
        Assert.Equal(new Notice("siting/helps-budget", ("budget", 5.0)), money.Remedies[0].Changes.Single());
        Assert.Equal("dropping it: at least 1 in group east", money.Remedies[1].Changes.Single().ToString());
    }

    /// <summary>With capacities: whom no site reaches counts neither as served nor as to be served.</summary>
    [Fact]
    public void Capacities_serve_those_in_reach_and_no_more()
    {
        SitingProblem some = Line(SitingObjective.Lscp) with { Radius = 15, Statuses = FarExcluded, P = null, Capacities = [9, 9, 9, 9] };
        SitingSolution share = SitingSolver.Solve(some with { TargetShare = 0.8 });
        Assert.Equal((SitingStatus.Infeasible, "siting/share"), (share.Status, share.Why!.Key));
        Assert.Equal(("siting/no-site", SitingStatus.Infeasible), (SitingSolver.Solve(some).Why!.Key, SitingSolver.Solve(some).Status));
        SitingSolution rest = SitingSolver.Solve(some with { SkipUncoverable = true });
        Assert.Equal((SitingStatus.Optimal, 1.0, 1), (rest.Status, rest.Objective, Assert.Single(rest.Chosen)));
        SitingSolution rules = SitingSolver.Solve(
            Line(SitingObjective.Mclp) with { Radius = 15, Capacities = [9, 9, 9, 9], Groups = [new SiteGroup("east", [2, 3], 2)] });
        Assert.Equal(SitingStatus.Infeasible, rules.Status);
    }

    /// <summary>Finding out what helps takes ten seconds at most where the question took none, and never more than are left.</summary>
    [Theory]
    [InlineData(60, 10)]
    [InlineData(4, 4)]
    public void What_helps_is_looked_for_as_long_as_the_time_allows(double limit, double most)
    {
        var limits = new List<double>();
        var options = new SitingOptions { TimeLimit = TimeSpan.FromSeconds(limit) };
        SitingProblem problem = Line(SitingObjective.PMedian) with { Radius = 15 };
        var answer = ModelAnswer.Infeasible(new Notice("siting/too-few"), []);
        Explanation.AddTo(answer, new Instance(problem, new Effort(options)), (changed, given) =>
        {
            limits.Add(given.TimeLimit.TotalSeconds);
            return SitingSolver.Solve(changed, given);
        });
        // Each question may take two fifths of what is left, and some time has gone by.
        Assert.InRange(limits.Max(), 0, 0.4 * most);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        SitingProblem line = Line(SitingObjective.Mclp);
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { P = null }));
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { Weights = [1] }));
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { Weights = [1, 1, 1, -1] }));
        Assert.Throws<ArgumentException>(() => SitingSolver.Solve(line with { SiteIds = ["x", "x", "y", "z"] }));
        Assert.Throws<ArgumentException>(() => SparseCosts.FromPairs(1, 1, [(0, 0, -1)]));
        Assert.Throws<ArgumentException>(() => SparseCosts.FromPairs(1, 1, [(0, 1, 1)]));
    }

    private static IReadOnlyList<string> Names(Notice notice) => ((NameList)Value(notice, "names")).Names;

    private static object Value(Notice notice, string name) => notice.Values.Single(v => v.Name == name).Value;
}
