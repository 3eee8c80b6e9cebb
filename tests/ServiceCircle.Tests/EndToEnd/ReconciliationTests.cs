using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServiceCircle.Places;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// People in = people counted + people listed as not countable, in every table that the sample town's study writes. The people in
/// are summed from the committed communities.geojson, not from anything that the program computed.
/// </summary>
public sealed class ReconciliationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, double> _in;
    private readonly string _study;

    /// <summary>The groups that the sample states.</summary>
    private static IEnumerable<string> Given => People.Groups.Except(["population_65plus"]);

    public ReconciliationTests()
    {
        foreach (string file in Directory.GetFiles(QuickstartFilesTests.QuickstartFolder()))
            File.Copy(file, _folder.File(Path.GetFileName(file)));
        _study = _folder.File("study.json");
        JsonObject study = JsonNode.Parse(File.ReadAllText(_study))!.AsObject();
        study["bases"] = new JsonArray("buildings", "residential_land");
        File.WriteAllText(_study, study.ToJsonString());
        JsonArray communities = JsonNode.Parse(File.ReadAllText(_folder.File("communities.geojson")))!["features"]!.AsArray();
        _in = Given.ToDictionary(g => g, g => communities.Sum(c => c!["properties"]![g]?.GetValue<double>() ?? 0));
        Assert.All(_in.Values, v => Assert.True(v > 0));
    }

    public void Dispose() => _folder.Dispose();

    private JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(_folder.File("out/" + name)))!;

    /// <summary>Rows of a table by column.</summary>
    private List<Dictionary<string, string>> Csv(string name)
    {
        string[][] lines = [.. File.ReadAllLines(_folder.File("out/" + name)).Select(l => l.TrimStart('\uFEFF').Split(','))];
        Assert.All(lines, l => Assert.Equal(lines[0].Length, l.Length));
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second))];
    }

    private static double Number(string cell) => cell.Length == 0 ? 0 : double.Parse(cell, CultureInfo.InvariantCulture);

    private static void Same(double expected, double found) => Assert.Equal(expected, found, 2);

    [Fact]
    public void Every_table_of_coverage_holds_everybody()
    {
        Assert.Equal(0, CommandLine.Run("coverage", _study, "-o", _folder.File("out"), "--lang", "en").ExitCode);
        JsonNode summary = Json("summary.json");
        double everybody = _in["population"], off = summary["not_snapped_population"]!.GetValue<double>();
        Assert.True(off > 0, "the sample must hold people who cannot be counted, or this test shows nothing");
        Same(everybody, summary["population_total"]!.GetValue<double>());

        // communities.csv and coverage.geojson, the same rows.
        List<Dictionary<string, string>> communities = Csv("communities.csv");
        Same(everybody, communities.Sum(r => Number(r["population"])));
        Same(off, communities.Where(r => r["status"] == "not_snapped").Sum(r => Number(r["population"])));
        JsonArray features = Json("coverage.geojson")["features"]!.AsArray();
        Same(everybody, features.Sum(f => f!["properties"]!["population"]!.GetValue<double>()));
        Assert.Equal(communities.Select(r => r["id"]), features.Select(f => f!["properties"]!["id"]!.GetValue<string>()));

        // summary.json: services, age groups, bases, access.
        List<Dictionary<string, string>> missing = Csv("missing.csv"), units = Csv("units.csv");
        foreach (JsonNode? service in summary["services"]!.AsArray())
        {
            string category = service!["category"]!.GetValue<string>();
            double counted = service["population"]!.GetValue<double>(), covered = service["population_covered"]!.GetValue<double>();
            Same(everybody, counted + off);
            Same(covered, communities.Where(r => r[category + ".covered"] == "true").Sum(r => Number(r["population"])));
            foreach ((string group, JsonNode? figures) in service["groups"]!.AsObject())
                Same(_in[group], figures!["counted"]!.GetValue<double>() + figures["not_snapped"]!.GetValue<double>());
            foreach ((_, JsonNode? basis) in service["bases"]!.AsObject())
                Assert.True(basis!["covered"]!.GetValue<double>() <= basis["counted"]!.GetValue<double>());
            JsonNode access = service["access"]!;
            string whom = access["people_group"]!.GetValue<string>();
            Same(_in[whom], access["people_counted"]!.GetValue<double>() + access["people_not_counted"]!.GetValue<double>());
            Same(service["groups"]![whom]!["covered"]!.GetValue<double>(), access["people_reaching"]!.GetValue<double>());

            // missing.csv: whoever is counted has the service or stands in the list.
            Same(counted, covered + missing.Where(r => r["category"] == category).Sum(r => Number(r["population"])));
            foreach (var rows in missing.Where(r => r["category"] == category).GroupBy(r => r["people_group"]))
                Same(service["groups"]![rows.Key]!["counted"]!.GetValue<double>()
                    - service["groups"]![rows.Key]!["covered"]!.GetValue<double>(), rows.Sum(r => Number(r["people"])));

            // units.csv: at every level the units and the line without an id hold everybody, and cover as many as the whole.
            foreach (var level in units.GroupBy(r => r["level"]))
            {
                foreach (string group in Given)
                {
                    Same(_in[group], level.Sum(r => Number(r[group])));
                    Same(service["groups"]![group]!["covered"]!.GetValue<double>(),
                        level.Sum(r => Number(r[$"{category}.{group}_covered"])));
                    Same(service["groups"]![group]!["not_snapped"]!.GetValue<double>(),
                        level.Sum(r => Number(r[group == "population" ? "not_snapped_population" : "not_snapped_" + group])));
                }
            }
        }
        Assert.Equal(["county", "township", "community"], units.Select(r => r["level"]).Distinct());
        Assert.All(units.GroupBy(r => r["level"]), level => Assert.Equal(communities.Count, level.Sum(r => int.Parse(r["communities"]))));
        foreach (JsonNode? basis in summary["bases"]!.AsArray())
            Same(basis!["total"]!.GetValue<double>(), basis["counted"]!.GetValue<double>() + basis["not_snapped"]!.GetValue<double>());

        // targets.json: who can walk is a share of all, those off the network among them; the parts per unit add up.
        JsonNode[] shares =
            [.. Json("targets.json").AsArray()
                .Where(t => t!["indicator"]!.GetValue<string>() == "share_of_people" && t["denominator"] is not null)!];
        Assert.NotEmpty(shares);
        foreach (JsonNode target in shares)
        {
            double all = target["denominator"]!.GetValue<double>();
            Assert.True(target["numerator"]!.GetValue<double>() <= all && all <= everybody + 0.01);
            if (target["by_unit"] is JsonArray parts && parts.Count > 0 && target["scope"]!.GetValue<string>() == "all")
                Assert.All(parts.GroupBy(p => p!["level"]!.GetValue<string>()),
                    level => Same(all, level.Sum(p => p!["denominator"]!.GetValue<double>())));
        }

        // The report says so to a reader: counted + not on the network = all, as printed.
        string report = File.ReadAllText(_folder.File("out/report.html"));
        string table = report[report.IndexOf("<section id=\"counted\">", StringComparison.Ordinal)..];
        double[] printed =
            [.. Regex.Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)], "<td class=\"n\">([0-9,]+)</td>")
                .Select(m => Number(m.Groups[1].Value.Replace(",", "")))];
        // Communities and people: counted, not snapped, (people not given), all.
        Same(everybody, printed[^1]);
        Same(printed[^1], printed[1] + printed[3]);
        Same(printed[^2], printed[0] + printed[2] + printed[4]);
    }

    [Theory]
    [InlineData("2sfca", "population", "--cutoff", "15")]
    [InlineData("3sfca", "population_60plus", "--cutoff", "15")]
    [InlineData("spatial_availability", "population_60plus", "--cutoff", "15")]
    [InlineData("bfca", "population_0_2", "--cutoff", "15")]
    [InlineData("cumulative", "population", "--cutoff", "15")]
    [InlineData("cost_to_closest", "population_60plus", "--cutoff", "15")]
    public void Every_table_of_access_holds_everybody_and_every_place(string measure, string demand, params string[] more)
    {
        Assert.Equal(0, CommandLine.Run(
            ["access", _study, "--category", "elder.daycare", "--opportunities", "capacity", "--demand", demand, "--measure", measure,
            .. more, "--equity", "gini", "-o", _folder.File("out")]).ExitCode);
        JsonNode json = Json("access.json");
        List<Dictionary<string, string>> rows = Csv("access.csv"), loads = Csv("facility_loads.csv");
        Same(_in["population"], rows.Sum(r => Number(r["population"])));
        Same(_in[demand], json["people"]!.GetValue<double>());
        Same(_in[demand], json["people_counted"]!.GetValue<double>() + json["people_not_counted"]!.GetValue<double>());
        Assert.Equal(rows.Count(r => r["access"].Length > 0), json["origins_with_access"]!.GetValue<int>());
        double supply = json["supply"]!.GetValue<double>();
        Same(supply, loads.Sum(r => Number(r["supply"])));
        if (json["supply_claimed"] is not { } claimed) return;
        Same(supply, claimed.GetValue<double>() + json["supply_out_of_reach"]!.GetValue<double>());
        // Nobody is sent to two places by a measure in which people choose.
        if (measure is "bfca") Assert.True(loads.Sum(r => Number(r["demand"])) <= json["people_counted"]!.GetValue<double>() + 0.01);
    }

    [Fact]
    public void The_summary_gives_the_figures_of_the_command_access()
    {
        Assert.Equal(0, CommandLine.Run("coverage", _study, "-o", _folder.File("out")).ExitCode);
        JsonNode figures = Json("summary.json")["services"]![0]!["access"]!;
        foreach ((string measure, string opportunities, string mean, string? gini) in new[]
            { ("cumulative", "count", "cumulative_mean", "cumulative_gini"), ("2sfca", "capacity", "2sfca_mean", "2sfca_gini"),
                ("cost_to_closest", "count", "cost_to_closest_mean", null) })
        {
            CommandLine.Outcome outcome =
                CommandLine.Run(
                    "access", _study, "--category", "elder.daycare", "--opportunities", opportunities, "--demand", "population_60plus",
                "--measure", measure, "--cutoff", "15", "--equity", "gini", "-o", _folder.File("access"), "--json");
            JsonNode answer = JsonNode.Parse(outcome.Output)!;
            Assert.Equal(answer["access"]!["mean_per_person"]!.GetValue<double>(), figures[mean]!.GetValue<double>(), 3);
            if (gini is not null) Assert.Equal(answer["equity"]!["gini_index"]!.GetValue<double>(), figures[gini]!.GetValue<double>(), 5);
        }
    }
}
