using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServiceCircle.Benchmarks.Kernel;
using ServiceCircle.Geo;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Benchmarks.Scenarios;

/// <summary>
/// Single changes on a city, against everything computed again in the same run. Facilities are drawn at random places of communities
/// (seeded), so that a network without facilities will do. Prints one line of JSON.
/// </summary>
internal static class WhatIfSpeed
{
    private static readonly string[] Categories = ["elder.daycare", "child.nursery", "health.station", "sport"];

    /// <summary>Runs the comparison.</summary>
    /// <param name="network">OSM file or cache.</param>
    /// <param name="communities">Table of communities with id, population ("pop"), lon and lat.</param>
    /// <param name="count">Changes of each kind.</param>
    public static int Run(string network, string communities, int count)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("whatif-speed-");
        try
        {
            ScenarioStudy study = Prepare(folder.FullName, Path.GetFullPath(network), Path.GetFullPath(communities), out double prepareMs);
            var random = new Random(1);
            WalkNetwork streets = study.Baseline.Graph.Network;
            Change Add(int i) => new AddFacility($"new-{i}", [Categories[i % Categories.Length]], Near(study, random));
            Change Draw(int i)
            {
                Position at = NodeNear(study, random);
                return new ChangeNetwork(
                    new NetworkEdit(
                        NetworkEditKind.AddPath,
                        [at, new Position(at.LonE7 + random.Next(-12_000, 12_000), at.LatE7 + random.Next(-9_000, 9_000))]));
            }
            Change Close(int i)
            {
                int edge = EdgeNear(study, random);
                return new ChangeNetwork(
                    new NetworkEdit(
                        NetworkEditKind.ClosePath,
                        [.. Enumerable.Range(0, streets.ShapeLength(edge)).Select(p => streets.ShapePosition(edge, p))]));
            }
            Change CloseSite(int i) => new CloseFacility($"f{random.Next(240):000}");

            var kinds = new (
                string Name, Func<int, Change> Make)[] { ("add_facility", Add), ("close_facility", CloseSite), ("add_path", Draw),
                ("close_path", Close) };
            var result = new Dictionary<string, object?>
            {
                ["benchmark"] = "whatif-speed",
                ["machine"] = $"{Machine.Processor}, {Machine.Runtime}",
                ["network"] = Path.GetFileName(network),
                ["nodes"] = streets.NodeCount,
                ["edges"] = streets.EdgeCount,
                ["communities"] = study.Baseline.Communities.Count,
                ["facilities"] = study.Baseline.Facilities.Facilities.Count,
                ["services"] = Categories.Length,
                ["prepare_ms"] = Math.Round(prepareMs),
            };
            foreach ((string name, Func<int, Change> make) in kinds) result[name] = Measure(study, make, count);
            Console.WriteLine(JsonSerializer.Serialize(result));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The answer, the whole result from the earliest stage, and everything anew, for changes of one kind.</summary>
    private static Dictionary<string, object> Measure(ScenarioStudy study, Func<int, Change> make, int count)
    {
        List<double> answers = [], results = [], full = [];
        int changed = 0;
        for (int i = -count / 4; i < count; i++)
        {
            Change change = make(i + count);
            try
            {
                long start = Stopwatch.GetTimestamp();
                WhatIfAnswer answer = study.WhatIf(change);
                double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (i < 0) continue;
                answers.Add(ms);
                if (answer.Walks.Count > 0) changed++;
            }
            catch (InputException)
            {
                continue; // a stretch that lies under nothing that can be closed
            }
            if (i % Math.Max(1, count / 10) != 0) continue;
            var scenario = new Scenario("one", [change]);
            long begin = Stopwatch.GetTimestamp();
            study.Run(scenario);
            results.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            begin = Stopwatch.GetTimestamp();
            study.RunInFull(scenario);
            full.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        return new()
        {
            ["count"] = answers.Count,
            ["with_an_effect"] = changed,
            ["answer_ms_median"] = At(answers, 0.5),
            ["answer_ms_p95"] = At(answers, 0.95),
            ["result_ms_median"] = At(results, 0.5),
            ["full_ms_median"] = At(full, 0.5),
        };
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return Math.Round(times[(int)(share * (times.Count - 1))], 3);
    }

    private static ScenarioStudy Prepare(string folder, string network, string communities, out double prepareMs)
    {
        string[] rows = File.ReadAllLines(communities);
        string[] header = rows[0].Split(',');
        int lon = Array.IndexOf(header, "lon"), lat = Array.IndexOf(header, "lat");
        var random = new Random(7);
        IEnumerable<string> sites = Enumerable.Range(0, 240).Select(f =>
        {
            string[] cells = rows[1 + random.Next(rows.Length - 1)].Split(',');
            return string.Create(CultureInfo.InvariantCulture, $"f{f:000},{Categories[f % Categories.Length]},{cells[lon]},{cells[lat]}");
        });
        File.WriteAllLines(Path.Combine(folder, "facilities.csv"), sites.Prepend("id,category,lon,lat"));
        string path = Path.Combine(folder, "study.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            network = new { osm = network },
            communities = new { file = communities, columns = new { id = header[0].Trim('"'), population = "pop" } },
            facilities = new[] { new { file = "facilities.csv" } },
            services = Categories.Select(c => new { category = c, minutes = 15 }),
        }));
        var study = new ScenarioStudy(Study.Run(StudyFile.Load(path)));
        long start = Stopwatch.GetTimestamp();
        study.Prepare();
        prepareMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return study;
    }

    /// <summary>Within 200 m of a community.</summary>
    private static Position Near(ScenarioStudy study, Random random)
    {
        Position p = study.Baseline.Communities[random.Next(study.Baseline.Communities.Count)].Position;
        return new Position(p.LonE7 + random.Next(-20_000, 20_000), p.LatE7 + random.Next(-18_000, 18_000));
    }

    /// <summary>A street that people of some community start on.</summary>
    private static int EdgeNear(ScenarioStudy study, Random random)
    {
        while (true)
        {
            PlaceAccess home = study.Baseline.Walks.Homes[random.Next(study.Baseline.Walks.Homes.Count)].Access;
            if (home.Accesses.Count > 0) return home.Accesses[0].Edge;
        }
    }

    private static Position NodeNear(ScenarioStudy study, Random random) =>
        study.Baseline.Graph.Network.NodePositions[study.Baseline.Graph.Network.Tail[EdgeNear(study, random)]];
}
