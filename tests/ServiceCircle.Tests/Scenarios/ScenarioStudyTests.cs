using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>Scenarios against everything computed anew, against their inverses, and against what they may never do.</summary>
public sealed class ScenarioStudyTests
{
    private const int Towns = 8, ScenariosPerTown = 12;

    /// <summary>A random scenario that the town can take: changes that meet nothing are left out.</summary>
    private static Scenario RandomScenario(RandomStudy town, Random random, int length)
    {
        var changes = new List<Change>();
        for (int i = 0; changes.Count < length && i < 40; i++)
        {
            changes.Add(town.RandomChange(random, i));
            try
            {
                town.Study.Run(new Scenario("try", changes));
            }
            catch (InputException)
            {
                changes.RemoveAt(changes.Count - 1);
            }
        }
        return new Scenario("random", changes);
    }

    [Fact]
    public void What_a_change_touches_computed_again_is_everything_computed_again()
    {
        int different = 0;
        for (int seed = 0; seed < Towns; seed++)
        {
            using var town = new RandomStudy(seed);
            var random = new Random(seed);
            Dictionary<string, string> before = RandomStudy.FilesOf(town.Baseline);
            for (int s = 0; s < ScenariosPerTown; s++)
            {
                Scenario scenario = RandomScenario(town, random, 1 + s % 4);
                ScenarioResult compared = town.Study.Compare(scenario);
                (StudyResult quick, ScenarioComparison comparison, ServiceAreas areas) =
                    (compared.Result, compared.Comparison, compared.Areas);
                StudyResult full = town.Study.RunInFull(scenario);
                Dictionary<string, string> files = RandomStudy.FilesOf(quick, areas);
                Assert.Equal(RandomStudy.FilesOf(full), files);
                Assert.Equal(Rows(full), Rows(quick));
                if (files["coverage.geojson"] != before["coverage.geojson"]) different++;
                // The answer without the matrix is the same.
                WhatIfAnswer answer = town.Study.WhatIf(scenario);
                Assert.Equal(comparison.Services, answer.Services);
                Assert.Equal(
                    town.Baseline.Coverage.Communities.SelectMany(
                        (c, i) => c.Reach.Select((r, s) => new ChangedWalk(i, s, r.Nearest, full.Coverage.Communities[i].Reach[s].Nearest)))
                        .Where(w => w.Before != w.After).OrderBy(w => w.Service).ThenBy(w => w.Community),
                    answer.Walks);
            }
            // The study itself is as it was.
            Assert.Equal(before, RandomStudy.FilesOf(town.Baseline));
            Assert.Equal(before, RandomStudy.FilesOf(town.Study.RunInFull(new Scenario("empty", []))));
        }
        Assert.InRange(different, Towns * ScenariosPerTown / 3, Towns * ScenariosPerTown);
    }

    private static string[] Rows(StudyResult result) =>
        [.. Enumerable.Range(0, result.Walks.Times.RowCount).SelectMany(r => result.Walks.Times.Row(r).Select(w => $"{r} {w}"))];

    [Fact]
    public void Nothing_and_what_is_taken_back_leave_the_baseline()
    {
        using var town = new RandomStudy(1);
        Assert.Same(town.Baseline, town.Study.Run(new Scenario("empty", [])));
        var random = new Random(7);
        int tried = 0;
        for (int i = 0; i < 200; i++)
        {
            Change change = town.RandomChange(random, i);
            StudyResult after;
            try
            {
                after = town.Study.Run(new Scenario("one", [change]));
            }
            catch (InputException)
            {
                continue;
            }
            Change inverse = change.Inverse(id => town.Baseline.Facilities.Facilities.First(f => f.Id == id));
            Assert.Same(town.Baseline, town.Study.Run(new Scenario("both", [change, inverse])));
            // And two that are taken back in turn.
            Change other = new ChangeNetwork(new NetworkEdit(NetworkEditKind.OpenGate, [town.Gates[0]]));
            Assert.Same(town.Baseline, town.Study.Run(new Scenario("four", [change, other, other.Inverse(_ => null!), inverse])));
            tried++;
        }
        Assert.InRange(tried, 100, 200);
    }

    [Fact]
    public void A_new_facility_path_or_open_gate_takes_nothing_from_anybody()
    {
        int better = 0;
        for (int seed = 100; seed < 112; seed++)
        {
            using var town = new RandomStudy(seed);
            var random = new Random(seed);
            for (int i = 0; i < 12; i++)
            {
                Change change = (i % 3) switch
                {
                    0 => new AddFacility("n", ["elder.daycare"], town.Corners[random.Next(town.Corners.Count)]),
                    1 => town.Path(random),
                    _ => new ChangeNetwork(new NetworkEdit(NetworkEditKind.OpenGate, [town.Gates[random.Next(town.Gates.Count)]])),
                };
                StudyResult after;
                try
                {
                    after = town.Study.Run(new Scenario("more", [change]));
                }
                catch (InputException)
                {
                    continue;
                }
                foreach ((CommunityCoverage then, CommunityCoverage now) in town.Baseline.Coverage.Communities.Zip(
                    after.Coverage.Communities))
                {
                    for (int s = 0; s < then.Reach.Count; s++)
                    {
                        Assert.True(now.Reach[s].Nearest.Ticks <= then.Reach[s].Nearest.Ticks
                            && now.Reach[s].Count >= then.Reach[s].Count, $"seed {seed}, change {i}: {change}, {then.Community.Id}");
                        if (now.Reach[s].Nearest < then.Reach[s].Nearest) better++;
                    }
                }
            }
        }
        Assert.InRange(better, 50, int.MaxValue);
    }

    [Fact]
    public void A_closed_facility_gives_nothing_to_anybody()
    {
        using var town = new RandomStudy(3);
        foreach (Facility facility in town.Baseline.Facilities.Facilities)
        {
            StudyResult after = town.Study.Run(new Scenario("less", [new CloseFacility(facility.Id)]));
            Assert.All(town.Baseline.Coverage.Communities.Zip(after.Coverage.Communities), c =>
                Assert.True(c.First.Reach.Zip(c.Second.Reach)
                    .All(r => r.First.Nearest.Ticks <= r.Second.Nearest.Ticks && r.First.Count >= r.Second.Count)));
        }
    }

    [Fact]
    public void The_order_of_rows_and_of_independent_changes_changes_nothing()
    {
        using RandomStudy town = new(5), shuffled = new(5, shuffle: 11);
        Scenario scenario = RandomScenario(town, new Random(5), 6);
        Dictionary<string, string> files = RandomStudy.FilesOf(town.Study.Run(scenario)),
            others = RandomStudy.FilesOf(shuffled.Study.Run(scenario));
        // The manifest and the report hold the hashes of the inputs, and the list of facilities their rows.
        foreach (string name in (string[])[
            "coverage.geojson", "communities.csv", "circles.geojson", "targets.json", "summary.json", "missing.csv",
            "map.svg"]) Assert.Equal(files[name], others[name]);

        Change add = new AddFacility("n", ["elder.daycare"], town.Corners[8]), close = new CloseFacility("f03"),
            more = new ScalePopulation("c04", 2), path = town.Path(new Random(5));
        Dictionary<string, string> forth = RandomStudy.FilesOf(town.Study.Run(new Scenario("s", [add, close, more, path])));
        Assert.Equal(forth, RandomStudy.FilesOf(town.Study.Run(new Scenario("s", [path, more, close, add]))));
    }
}
