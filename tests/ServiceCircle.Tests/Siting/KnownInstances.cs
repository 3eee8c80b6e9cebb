using System.Globalization;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

/// <summary>Published instances, read from the shared data folder beside the repository.</summary>
internal static class KnownInstances
{
    private static readonly string? Folder = Find();

    public static string? Path(string name)
    {
        string? path = Folder is null ? null : System.IO.Path.Combine(Folder, name);
        return path is not null && (File.Exists(path) || Directory.Exists(path)) ? path : null;
    }

    /// <summary>An OR-Library p-median graph with all shortest paths as costs.</summary>
    public static (SparseCosts Costs, int P) Orlib(string file)
    {
        int[] numbers =
            [.. File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(t => int.Parse(t, CultureInfo.InvariantCulture))];
        (int n, int edges, int p) = (numbers[0], numbers[1], numbers[2]);
        var distance = new double[n * n];
        Array.Fill(distance, 1e9);
        for (int i = 0; i < n; i++) distance[i * n + i] = 0;
        for (int e = 0; e < edges; e++)
        {
            (int a, int b, int cost) = (numbers[3 + 3 * e] - 1, numbers[4 + 3 * e] - 1, numbers[5 + 3 * e]);
            distance[a * n + b] = distance[b * n + a] = cost;
        }
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    distance[i * n + j] = Math.Min(distance[i * n + j], distance[i * n + k] + distance[k * n + j]);
        int[] first = [.. Enumerable.Range(0, n + 1).Select(i => i * n)], site = [.. Enumerable.Range(0, n * n).Select(k => k % n)];
        return (new SparseCosts(n, first, site, distance), p);
    }

    /// <summary>San Francisco: tracts, stores, populations.</summary>
    public static SitingProblem SanFrancisco(SitingObjective objective)
    {
        string folder = Path("spopt-sf")!;
        string[][] tracts =
            [.. File.ReadLines(System.IO.Path.Combine(folder, "SF_demand_205_centroid_uniform_weight.csv")).Skip(1)
                .Select(l => l.Split(','))];
        string[][] pairs =
            [.. File.ReadLines(System.IO.Path.Combine(folder, "SF_network_distance_candidateStore_16_censusTract_205_new.csv")).Skip(1)
                .Select(l => l.Split(','))];
        List<string> ids = [.. tracts.Select(t => t[3].Trim('"'))], stores = [.. pairs.Select(f => f[1]).Distinct()];
        return new SitingProblem
        {
            Objective = objective,
            DemandIds = ids,
            SiteIds = stores,
            Weights = [.. tracts.Select(t => double.Parse(t[6], CultureInfo.InvariantCulture))],
            Costs = SparseCosts.FromPairs(
                ids.Count, stores.Count,
                pairs.Select(f => (ids.IndexOf(f[2].Trim('"')), stores.IndexOf(f[1]), double.Parse(f[0], CultureInfo.InvariantCulture)))),
        };
    }

    private static string? Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = System.IO.Path.Combine(at.FullName, "shared", "data", "known-answers");
            if (Directory.Exists(folder)) return folder;
        }
        return null;
    }
}
