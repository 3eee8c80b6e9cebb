using System.Globalization;
using System.Text.Json;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Benchmarks.Growth;

/// <summary>
/// A study of any size on a real network: communities with people and facilities of four categories, each near a node of the network drawn
/// at random with a seed. Fewer of them are the first of more.
/// </summary>
internal sealed class GrowthInput(WalkNetwork network, string networkFile)
{
    private static readonly string[] Categories = ["elder.daycare", "child.nursery", "health.station", "sport"];

    /// <summary>Farthest from its node, in units of 1e-7 degrees of longitude and latitude: about 60 m.</summary>
    private const int Spread = 5_500;

    /// <summary>Communities of a township: each states the one it is in.</summary>
    private const int TownshipSize = 500;

    /// <summary>Opens a network to draw places on.</summary>
    public static GrowthInput On(string networkFile) =>
        new(NetworkFiles.Open(networkFile, new NetworkOptions()), Path.GetFullPath(networkFile));

    /// <summary>Writes <c>study.json</c> and its two tables into a folder and returns the study's path.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="communities">How many communities.</param>
    /// <param name="facilities">How many facilities.</param>
    /// <param name="onePoint">All facilities at one point, not spread over the network.</param>
    /// <param name="plans">Plans to judge by, their ids.</param>
    public string Write(string folder, int communities, int facilities, bool onePoint = false, IReadOnlyList<string>? plans = null)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        WriteTable(Path.Combine(folder, "communities.csv"), "id,name,unit,pop,lon,lat", communities,
            i => FormattableString.Invariant($"c{i},Block {i},Township {i / TownshipSize},{random.Next(20, 4_000)},{Near(random)}"));
        random = new Random(2);
        string one = Near(random);
        WriteTable(Path.Combine(folder, "facilities.csv"), "id,name,category,capacity,lon,lat", facilities,
            i => FormattableString.Invariant(
                $"f{i},Place {i},{Categories[i % Categories.Length]},{random.Next(10, 90)},{(onePoint ? one : Near(random))}"));
        string study = Path.Combine(folder, "study.json");
        File.WriteAllText(study, JsonSerializer.Serialize(new
        {
            name = "Growth",
            network = new { osm = networkFile },
            communities = new { file = "communities.csv", columns = new { id = "id", name = "name", population = "pop", unit = "unit" } },
            facilities = new[] { new { file = "facilities.csv" } },
            services = Categories.Select(c => new { category = c, minutes = 15 }),
            plans = plans ?? [],
        }));
        return study;
    }

    private static void WriteTable(string path, string header, int rows, Func<int, string> row) => OutputFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        text.Write(header + "\n");
        for (int i = 0; i < rows; i++) text.Write(row(i) + "\n");
    });

    private string Near(Random random)
    {
        Position node = network.NodePositions[random.Next(network.NodeCount)];
        var at = new Position(node.LonE7 + random.Next(-Spread, Spread), node.LatE7 + random.Next(-Spread, Spread));
        return string.Create(CultureInfo.InvariantCulture, $"{at.Lon:F7},{at.Lat:F7}");
    }
}
