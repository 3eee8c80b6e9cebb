using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>What is kept and mended after a change, against the same found anew.</summary>
public sealed class WhatIfEngineTests
{
    private const int Towns = 6, ChangesPerTown = 24;

    [Fact]
    public void The_answer_without_the_matrix_is_the_difference_between_two_whole_counts()
    {
        int different = 0;
        for (int seed = 40; seed < 40 + Towns; seed++)
        {
            using var town = new RandomStudy(seed);
            var random = new Random(seed);
            for (int i = 0; i < ChangesPerTown; i++)
            {
                var scenario = new Scenario("s", [.. Enumerable.Range(0, 1 + i % 3).Select(n => town.RandomChange(random, n))]);
                if (!IsPossible(() => town.Study.RunInFull(scenario), out StudyResult? full))
                {
                    Assert.Throws<InputException>(() => town.Study.WhatIf(scenario));
                    continue;
                }
                WhatIfAnswer answer = town.Study.WhatIf(scenario);
                IReadOnlyList<CommunityCoverage> then = town.Baseline.Coverage.Communities, now = full!.Coverage.Communities;
                ChangedWalk[] walks = [.. Enumerable.Range(0, 2).SelectMany(s => Enumerable.Range(0, then.Count).Select(
                    c => new ChangedWalk(c, s, then[c].Reach[s].Nearest, now[c].Reach[s].Nearest)).Where(w => w.Before != w.After))];
                Assert.Equal(walks, answer.Walks);
                for (int s = 0; s < 2; s++)
                {
                    // People who had it and have it, had it, have it: everything a service's change says is a sum over these.
                    (double Then, double Now, bool Had, bool Has)[] people = [.. then.Zip(now, (a, b) =>
                        (a.Community.People.Total!.Value, b.Community.People.Total!.Value, a.Reach[s].Covered, b.Reach[s].Covered))];
                    ServiceChange change = answer.Services[s];
                    Assert.Equal(people.Where(p => p.Had).Sum(p => p.Then), change.PopulationBefore, 6);
                    Assert.Equal(people.Where(p => p.Has).Sum(p => p.Now), change.PopulationAfter, 6);
                    Assert.Equal(people.Where(p => p.Has && !p.Had).Sum(p => p.Now), change.Gained, 6);
                    Assert.Equal(people.Where(p => p.Had && !p.Has).Sum(p => p.Then), change.Lost, 6);
                    Assert.Equal(people.Where(p => p.Had && p.Has).Sum(p => p.Now - p.Then), change.Grown, 6);
                    Assert.Equal((people.Count(p => p.Has && !p.Had), people.Count(p => p.Had && !p.Has)),
                        (change.CommunitiesGained, change.CommunitiesLost));
                }
                if (walks.Length > 0) different++;
            }
        }
        Assert.InRange(different, Towns * ChangesPerTown / 4, Towns * ChangesPerTown);
    }

    [Fact]
    public void A_facility_that_opens_where_people_live_is_no_walk_away()
    {
        using var town = new RandomStudy(40);
        Home home = town.Baseline.Walks.Homes.First(
            h => h.Access is { Kind: AccessKind.Point, Snap.DistanceMetres: > 1 } && h.Community.Geometry is Point);
        var scenario = new Scenario("s", [new AddFacility("n", ["elder.daycare"], home.Community.Position) { Capacity = 10 }]);
        int row = town.Baseline.Communities.ToList().FindIndex(c => c.Id == home.Community.Id);
        Assert.Equal(WalkTime.Zero, town.Study.RunInFull(scenario).Coverage.Communities[row].Reach[0].Nearest);
        Assert.Equal(WalkTime.Zero, town.Study.WhatIf(scenario).Walks.Single(w => (w.Community, w.Service) == (row, 0)).After);
    }

    [Fact]
    public void Islands_after_an_edit_are_those_of_components_found_anew()
    {
        int edits = 0, flips = 0;
        for (int seed = 60; seed < 60 + Towns; seed++)
        {
            using var town = new RandomStudy(seed);
            var random = new Random(seed);
            WalkGraph before = town.Baseline.Graph;
            var editor = new NetworkEditor(before.Network);
            for (int i = 0; i < 3 * ChangesPerTown; i++)
            {
                NetworkEdit[] both = [.. Enumerable.Range(0, 4).Select(n => town.RandomChange(random, n)).OfType<ChangeNetwork>()
                    .Select(c => c.Edit)];
                if (!IsPossible(() => editor.Apply(both), out EditedNetwork? edited)) continue;
                WalkGraph after = edited!.GraphOf(before);
                var islands = new IslandsAfter(before, after, edited);
                bool[] anew = [.. Enumerable.Range(0, edited.Network.EdgeCount).Select(e => IsOnIsland(after, e))];
                for (int e = 0; e < anew.Length; e++)
                    if (after.IsWalkable(e)) Assert.True(anew[e] == islands.IsOnIsland(e), $"seed {seed}, edits {i}, edge {e}");
                // Of edges that nobody walks on any more it does not matter.
                int[] flipped = [.. Enumerable.Range(0, before.Network.EdgeCount).Where(
                    e => after.IsWalkable(e) && IsOnIsland(before, e) != anew[e])];
                Assert.Equal(flipped, islands.Flipped.Where(e => after.IsWalkable(e)));
                edits++;
                flips += flipped.Length;
            }
        }
        Assert.InRange(edits, Towns * ChangesPerTown, int.MaxValue);
        Assert.InRange(flips, 10, int.MaxValue);

        static bool IsOnIsland(WalkGraph graph, int edge) =>
            graph.Components.IsIsland(graph.Components.OfNode[graph.Network.Tail[edge]]);
    }

    private static bool IsPossible<T>(Func<T> question, out T? answer)
    {
        try
        {
            answer = question();
            return true;
        }
        catch (InputException)
        {
            answer = default;
            return false;
        }
    }
}
