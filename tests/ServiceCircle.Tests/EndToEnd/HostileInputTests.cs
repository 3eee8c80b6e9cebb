using System.Globalization;
using System.Text.Json;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// Inputs that once ended in a stack trace, never ended, or grew without bound (<c>../shared/cases/hostile</c>; the folder is the kind of
/// input): each is read or refused, in seconds and in little memory. The largest of each kind is written to the test's output.
/// </summary>
public sealed class HostileInputTests(ITestOutputHelper told)
{
    private const long MostBytes = 512L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5); // of all processors together: other programs do not count

    [Theory]
    [InlineData("area")]
    [InlineData("communities")]
    [InlineData("cost")]
    [InlineData("edits")]
    [InlineData("journal")]
    [InlineData("newareas")]
    [InlineData("origins-gj")]
    [InlineData("plan")]
    [InlineData("scenario")]
    [InlineData("study")]
    [InlineData("taxonomy")]
    [InlineData("units")]
    [InlineData("walker")]
    [InlineData("weights")]
    public void It_is_read_or_refused_and_never_ends_badly(string kind)
    {
        string? town = SharedData.Find("cases/hostile/town.osm.pbf");
        Assert.SkipWhen(town is null, "shared data not present");
        string hostile = Path.GetDirectoryName(town)!;
        var bad = new List<string>();
        var costs = new List<(string File, CommandLine.Cost Cost)>();
        string[] files = kind == "scenario" ? [Path.Combine(hostile, "scen_dup40.json")] : Directory.GetFiles(Path.Combine(hostile, kind));
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            using var folder = new TemporaryFolder();
            (CommandLine.Outcome run, CommandLine.Cost cost) =
                CommandLine.RunMeasured(Arguments(kind, Path.GetFullPath(file), Path.GetFullPath(town), folder));
            costs.Add((Path.GetFileName(file), cost));
            if (run.ExitCode is not (0 or 3) || run.Error.Contains("   at ", StringComparison.Ordinal) || cost.Worked > Longest
                || cost.PeakBytes > MostBytes)
                bad.Add($"{Path.GetFileName(file)}: exit {run.ExitCode} after {Told(cost)}: {run.Error}");
        }
        (string longest, CommandLine.Cost most) = costs.MaxBy(c => c.Cost.Worked);
        (string largest, CommandLine.Cost widest) = costs.MaxBy(c => c.Cost.PeakBytes);
        told.WriteLine($"{kind}: {costs.Count} files, at most {Told(most)} ({longest}) and {Told(widest)} ({largest})");
        Assert.Empty(bad);
    }

    private static string Told(CommandLine.Cost cost) =>
        string.Create(CultureInfo.InvariantCulture, $"{cost.Worked.TotalSeconds:0.0} s, {cost.PeakBytes >> 20} MB");

    private static string[] Arguments(string kind, string file, string town, TemporaryFolder folder)
    {
        string output = folder.File("out");
        switch (kind)
        {
            case "edits": return ["build", town, "--edits", file, "-o", output + ".scnet"];
            case "origins-gj": return ["isochrone", town, "--origins", file, "-o", output + ".geojson"];
            case "walker": return ["isochrone", town, "--at", "110.31,34.91", "--walker", file, "-o", output + ".geojson"];
            case "taxonomy": return ["facilities", town, "--taxonomy", file, "-o", output + ".csv"];
            case "cost": return ["site", "--matrix", file, "--objective", "pmedian", "-p", "1", "-o", output];
            case "weights":
                string costs = folder.Write("costs.csv", "from_id,to_id,cost\na,x,1\nb,x,2\n");
                return ["site", "--matrix", costs, "--weights", file, "--objective", "pmedian", "-p", "1", "-o", output];
            case "journal":
                File.Copy(file, output + ".geojson.part");
                return ["isochrone", town, "--at", "110.31,34.91", "--resume", "-o", output + ".geojson"];
            case "study":
                File.Copy(town, folder.File("town.osm.pbf"));
                File.Copy(file, folder.File("study.json"));
                return ["coverage", folder.File("study.json"), "-o", output];
            case "scenario": return ["whatif", folder.Write("study.json", Study(kind, file, town, folder)), file, "-o", output];
            default: return ["coverage", folder.Write("study.json", Study(kind, file, town, folder)), "-o", output];
        }
    }

    private static string Study(string kind, string file, string town, TemporaryFolder folder)
    {
        string communities = kind == "communities" ? file : folder.Write("c.csv", "id,lon,lat,population\na,110.31,34.91,100\n");
        string Quoted(string text) => JsonSerializer.Serialize(text);
        string more = kind switch
        {
            "area" => $""", "area": {Quoted(file)}""",
            "units" => $$""", "units": { "file": {{Quoted(file)}}, "levels": ["township"] }""",
            "newareas" => $$""", "new_areas": { "file": {{Quoted(file)}} }""",
            "plan" => $""", "plans": [{Quoted(file)}]""",
            _ => "",
        };
        return $$"""
            { "name": "x", "network": { "osm": {{Quoted(town)}} }, "communities": { "file": {{Quoted(communities)}} },
              "facilities": [ { "osm": true } ], "services": [ { "category": "health", "minutes": 15 } ]{{more}} }
            """;
    }
}
