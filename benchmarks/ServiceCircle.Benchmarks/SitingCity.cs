using System.Globalization;
using System.Text.Json;
using ServiceCircle.Benchmarks.Kernel;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;

namespace ServiceCircle.Benchmarks;

/// <summary>
/// Maximal covering at city size: every block of a table is demand, every junction of a network a candidate, one search for each number
/// of sites. One line of JSON for each.
/// </summary>
internal static class SitingCity
{
    /// <summary>NETWORK BLOCKS.csv [--p 1,2,5] [--minutes 15] [--time-limit 30] [--gap 0.01]: stops at the gap or at the limit.</summary>
    public static int Run(string[] args)
    {
        var options = new Arguments(args);
        string folder = Directory.CreateTempSubdirectory("siting-city").FullName;
        try
        {
            SitingStudy study =
                SitingStudy.Prepare(
                    StudyFile.Load(Write(folder, args[0], args[1])), new SitingQuestion("elder.daycare", SitingObjective.Mclp)
                    {
                        P = 1,
                        Candidates = "network",
                        CellMetres = 1,
                        Minutes = options.Double("--minutes", 15),
                    });
            foreach (string p in options.Text("--p", "1,2,3,5,8,10,12,15,18,20,22,25,28,30,35,40,45,50").Split(','))
                Solve(args[0], study.Problem with { P = int.Parse(p, CultureInfo.InvariantCulture) }, options.Double("--time-limit", 30),
                    options.Double("--gap", 0.01));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Solve(string network, SitingProblem problem, double seconds, double gap)
    {
        SitingSolution solution =
            SitingSolver.Solve(problem, new SitingOptions { TimeLimit = TimeSpan.FromSeconds(seconds), GapLimit = gap });
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            kind = "siting-city",
            network = Path.GetFileName(network),
            cpu = Machine.Processor,
            runtime = Machine.Runtime,
            demands = problem.Costs.DemandCount,
            candidates = problem.Costs.SiteCount - 1,
            reduced_demands = solution.Reduced.Demands,
            reduced_sites = solution.Reduced.Sites,
            p = problem.P,
            objective = solution.Objective,
            bound = solution.Bound,
            gap = solution.Gap,
            asked_gap = gap,
            status = solution.Status.ToString().ToLowerInvariant(),
            nodes = solution.Nodes,
            steps = solution.Iterations,
            seconds = Math.Round(solution.Elapsed.TotalSeconds, 2),
        }));
    }

    /// <summary>A study with one facility, at the first block.</summary>
    private static string Write(string folder, string network, string blocks)
    {
        string[] lines = File.ReadAllLines(blocks);
        string[] head = [.. lines[0].Split(',').Select(h => h.Trim('"'))], first = lines[1].Split(',');
        string lon = first[Array.IndexOf(head, "lon")], lat = first[Array.IndexOf(head, "lat")];
        File.WriteAllText(Path.Combine(folder, "facilities.csv"), $"id,category,lon,lat\nf1,elder.daycare,{lon},{lat}\n");
        string file = Path.Combine(folder, "study.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            network = new { osm = Path.GetFullPath(network) },
            communities = new { file = Path.GetFullPath(blocks), columns = new { id = head[0], population = "pop" } },
            facilities = new[] { new { file = "facilities.csv" } },
            services = new[] { new { category = "elder.daycare", minutes = 15 } },
        }));
        return file;
    }
}
