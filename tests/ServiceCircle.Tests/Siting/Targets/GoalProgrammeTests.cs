using System.Numerics;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Tests.Siting.Targets;

/// <summary>The fewest columns that meet random goals, against every set of columns and against OR-Tools.</summary>
public class GoalProgrammeTests
{
    private const int Columns = 11;

    [Fact]
    public void As_few_as_by_trying_every_set()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            Goal[] goals = Goals(new Random(seed));
            int fewest = Enumerable.Range(0, 1 << Columns).Where(set => goals.All(g => g.Holds(j => (set >> j & 1) != 0)))
                .Min(set => BitOperations.PopCount((uint)set));
            (SitingStatus status, IReadOnlyList<int> chosen, double? bound, _) = new GoalProgramme(Columns, goals)
                .Solve(new SitingOptions());
            Assert.Equal((seed, SitingStatus.Optimal, fewest, (double)fewest), (seed, status, chosen.Count, bound!.Value));
            Assert.All(goals, g => Assert.True(g.Holds(chosen.Contains), $"seed {seed}"));
        }
    }

    [Fact]
    public void As_few_as_OrTools_finds()
    {
        for (int seed = 500; seed < 512; seed++)
        {
            var programme = new GoalProgramme(Columns, Goals(new Random(seed)));
            Assert.Equal(
                TextbookProgramme.Solve(programme.Problem, TimeSpan.FromSeconds(60))!.Value,
                programme.Solve(new SitingOptions()).Chosen.Count, 1e-6);
        }
    }

    [Fact]
    public void Building_more_never_undoes_a_goal()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            Goal[] goals = Goals(random);
            int few = random.Next(1 << Columns), more = few | random.Next(1 << Columns);
            Assert.All(goals, g => Assert.True(!g.Holds(j => (few >> j & 1) != 0) || g.Holds(j => (more >> j & 1) != 0)));
        }
    }

    [Fact]
    public void Nothing_is_needed_for_what_is_met()
    {
        (SitingStatus status, IReadOnlyList<int> chosen, double? bound, _) = new GoalProgramme(
            3, [Goal.True, new Parts([new GoalPart(Goal.True, 5, "a"), new GoalPart(new Any([1]), 5, "b")], 5)]).Solve(new SitingOptions());
        Assert.Equal((SitingStatus.Optimal, 0, 0.0), (status, chosen.Count, bound!.Value));
    }

    /// <summary>One to four goals up to three levels deep, all possible.</summary>
    private static Goal[] Goals(Random random)
    {
        var goals = new List<Goal>();
        while (goals.Count == 0 || (goals.Count < 4 && random.Next(3) > 0))
            if (Random(random, 3) is { IsPossible: true } goal) goals.Add(goal);
        return [.. goals];
    }

    private static Goal Random(Random random, int depth)
    {
        int[] some = [.. Enumerable.Range(0, Columns).Where(_ => random.Next(3) == 0)];
        switch (depth == 0 ? 0 : random.Next(4))
        {
            case 0:
                return new Any(some);
            case 1 when depth > 1:
                return new Amount([.. some.Select(j => (j, (double)random.Next(1, 5)))], random.Next(1, 7));
            default:
                GoalPart[] parts =
                    [.. Enumerable.Range(0, random.Next(2, 5))
                        .Select(i => new GoalPart(Random(random, depth - 1), random.Next(1, 9), $"{i}"))];
                return new Parts(parts, Math.Ceiling(parts.Sum(p => p.Weight) * random.NextDouble()));
        }
    }
}
