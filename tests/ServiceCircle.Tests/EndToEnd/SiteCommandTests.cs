using System.Globalization;
using System.Text.Json;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>The site command on the sample study: what is chosen, what is written, and what it says when there is no answer.</summary>
public sealed class SiteCommandTests : IDisposable
{
    // Reached by day care within 15 minutes today, as samples/quickstart/README.md derives from the layout of the town.
    private const double CoveredToday = 31_420, People = 39_750;
    private const double ReachMetres = 1000;
    private static readonly string[] NotCovered = ["c04", "c17", "c18", "c19", "c20", "c21", "c23"];
    private static readonly (string Id, double Lon, double Lat)[] Places =
    [
        ("north", 110.3142, 34.9125), ("south", 110.3025, 34.9023), ("flowers", 110.3185, 34.9071), ("middle", 110.3110, 34.9124),
            ("west", 110.2990, 34.9150),
    ];

    private readonly TemporaryFolder _folder = new();

    private static string Study => Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_more_day_care_centre_is_the_best_of_all_candidates()
    {
        Dictionary<string, ((double X, double Y) At, double People)> homes = Homes();
        var walk = new PlainWalk(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm"));
        var gains = new Dictionary<string, double>();
        foreach ((string id, double lon, double lat) in Places)
        {
            double[] metres = [.. NotCovered.Select(c => walk.Metres(homes[c].At, PlainWalk.Place(lon, lat)))];
            Assert.DoesNotContain(metres, m => Math.Abs(m - ReachMetres) < 3); // too close for two ways of measuring
            gains[id] = NotCovered.Zip(metres).Where(x => x.Second <= ReachMetres).Sum(x => homes[x.First].People);
        }
        (string best, double gain) = gains.MaxBy(g => g.Value);
        Assert.Single(gains.Values, gain);

        CommandLine.Outcome outcome =
            Site("--objective", "mclp", "--p", "1", "--candidates", Candidates(Places), "-o", _folder.File("out"), "--pareto", "--json");
        Assert.Equal(0, outcome.ExitCode);
        JsonElement solution = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("mclp", solution.GetProperty("objective_name").GetString());
        Assert.Equal("optimal", solution.GetProperty("status").GetString());
        Assert.Equal(CoveredToday + gain, solution.GetProperty("objective").GetDouble());
        Assert.Equal(CoveredToday + gain, solution.GetProperty("bound").GetDouble());
        Assert.Equal(0, solution.GetProperty("gap").GetDouble());
        Assert.Equal(CoveredToday / People, solution.GetProperty("share_before").GetDouble(), 1e-6);
        Assert.Equal([best], Texts(solution, "chosen"));
        Assert.Equal(["QX001", "QX002", "QX003"], Texts(solution, "existing_kept"));
        Assert.Equal(["c24"], Texts(solution, "not_snapped"));

        JsonElement site = JsonDocument.Parse(File.ReadAllBytes(Out("sites.geojson"))).RootElement.GetProperty("features")[0]
            .GetProperty("properties");
        Assert.Equal((best, 1, gain),
            (site.GetProperty("id").GetString(), site.GetProperty("rank").GetInt32(), site.GetProperty("population_gained").GetDouble()));
        Assert.Equal((CoveredToday + gain) / People, site.GetProperty("share_after").GetDouble(), 1e-6);
        string[][] rows = [.. File.ReadAllLines(Out("assignments.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(23, rows.Length);
        Assert.Equal(CoveredToday + gain, rows.Where(r => r[1].Length > 0).Sum(r => double.Parse(r[3], CultureInfo.InvariantCulture)));
        Assert.Equal(People, rows.Sum(r => double.Parse(r[3], CultureInfo.InvariantCulture)));
        string[][] curve = [.. File.ReadAllLines(Out("pareto.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal([CoveredToday, CoveredToday + gain], curve.Select(r => double.Parse(r[1], CultureInfo.InvariantCulture)));
        Assert.Equal(File.ReadAllText(Out("solution.json")), outcome.Output);
    }

    [Fact]
    public void A_share_asks_for_the_fewest_and_the_curve_agrees()
    {
        Assert.Equal(0, Site("--objective", "mclp", "--p", "9", "--candidates", "network", "--pareto", "-o", _folder.File("out")).ExitCode);
        double[] shares =
            [.. File.ReadAllLines(Out("pareto.csv")).Skip(1).Select(l => double.Parse(l.Split(',')[2], CultureInfo.InvariantCulture))];
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
        foreach (double target in (double[])[0.9, 0.95, 1])
        {
            JsonElement solution =
                Json(Site("--objective", "lscp", "--target", target.ToString(CultureInfo.InvariantCulture), "--candidates", "network",
                    "--json"));
            Assert.Equal("optimal", solution.GetProperty("status").GetString());
            Assert.Equal(Array.FindIndex(shares, s => s >= target), solution.GetProperty("objective").GetDouble());
            Assert.True(solution.GetProperty("share_after").GetDouble() >= target);
            Assert.True(solution.GetProperty("target_met").GetBoolean());
        }
    }

    [Fact]
    public void Sites_come_in_order_of_gain_and_gains_add_up()
    {
        Site("--objective", "lscp", "--candidates", "network", "-o", _folder.File("out"));
        JsonElement[] sites =
            [.. JsonDocument.Parse(File.ReadAllBytes(Out("sites.geojson"))).RootElement.GetProperty("features").EnumerateArray()
                .Select(f => f.GetProperty("properties"))];
        double[] gains = [.. sites.Select(s => s.GetProperty("population_gained").GetDouble())];
        Assert.Equal(gains.OrderDescending(), gains);
        Assert.Equal(People - CoveredToday, gains.Sum());
        Assert.Equal(1, sites[^1].GetProperty("share_after").GetDouble());
    }

    [Theory]
    [InlineData("pmedian")]
    [InlineData("pcenter")]
    public void Walks_get_shorter_with_each_site(string objective)
    {
        double before = double.PositiveInfinity;
        for (int p = 0; p <= 2; p++)
        {
            JsonElement solution =
                Json(Site("--objective", objective, "--p", p.ToString(CultureInfo.InvariantCulture), "--longest-minutes", "120", "--json"));
            Assert.Equal("optimal", solution.GetProperty("status").GetString());
            double value = solution.GetProperty("objective").GetDouble();
            Assert.True(value < before, $"p = {p}: {value} after {before}");
            before = value;
        }
    }

    [Theory]
    [InlineData("en", "quickstart-sites.svg")]
    [InlineData("zh", "quickstart-sites.zh.svg")]
    public void The_picture_in_the_README_is_what_the_command_draws(string language, string picture)
    {
        CommandLine.Outcome outcome =
            Site("--objective", "mclp", "--p", "2", "--candidates", "network", "--pareto", "-o", _folder.File("out"), "--lang", language);
        string docs = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "..", "..", "docs", picture);
        Assert.True(File.ReadAllBytes(docs).AsSpan().SequenceEqual(File.ReadAllBytes(Out("sites.svg"))),
            $"docs/{picture} is out of date: copy sites.svg of the sample's answer over it");
        // The sentence that the README quotes.
        string readme = File.ReadAllText(
            Path.Combine(QuickstartFilesTests.QuickstartFolder(), "..", "..", language == "en" ? "README.md" : "README.zh-CN.md"));
        Assert.Contains(
            outcome.Error.Split(language == "en" ? " Results" : " 结果")[0].Trim(), readme.Replace("\n> ", language == "en" ? " " : ""));
    }

    [Fact]
    public void Capacity_is_never_exceeded()
    {
        Site("--objective", "mclp", "--p", "2", "--capacity", "--demand", "population_60plus", "-o", _folder.File("out"));
        var capacity = new Dictionary<string, double> { ["QX001"] = 30, ["QX002"] = 25, ["QX003"] = 40 };
        string[][] rows = [.. File.ReadAllLines(Out("assignments.csv")).Skip(1).Select(l => l.Split(',')).Where(r => r[1].Length > 0)];
        foreach (IGrouping<string, string[]> site in rows.GroupBy(r => r[1]))
            Assert.True(site.Sum(r => double.Parse(r[3], CultureInfo.InvariantCulture)) <= capacity.GetValueOrDefault(site.Key, 30) + 1e-9,
                site.Key);
        // The median of 25, 30 and 40 is 30: two new sites for 30 each on top of 95.
        Assert.Equal(155, JsonDocument.Parse(File.ReadAllBytes(Out("solution.json"))).RootElement.GetProperty("objective").GetDouble());
    }

    [Fact]
    public void Infeasible_says_who_and_by_how_much()
    {
        CommandLine.Outcome outcome = Site("--objective", "lscp", "--candidates", Candidates(Places[..1]), "-o", _folder.File("out"));
        Assert.Equal(0, outcome.ExitCode);
        JsonElement solution = JsonDocument.Parse(File.ReadAllBytes(Out("solution.json"))).RootElement;
        Assert.Equal("infeasible", solution.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, solution.GetProperty("objective").ValueKind);
        Assert.Equal(CoveredToday / People, solution.GetProperty("share_before").GetDouble(), 1e-6);
        JsonElement[] unmet = [.. solution.GetProperty("unmet").EnumerateArray()];
        string[] ids = [.. unmet.Select(u => u.GetProperty("id").GetString()!)];
        Assert.Subset(NotCovered.ToHashSet(), ids.ToHashSet());
        foreach (JsonElement u in unmet)
            if (u.GetProperty("nearest_minutes").ValueKind == JsonValueKind.Number)
                Assert.InRange(u.GetProperty("nearest_minutes").GetDouble(), 15.01, 60);
        Assert.Contains(unmet, u => u.GetProperty("nearest_minutes").ValueKind == JsonValueKind.Number);
        Assert.Contains(ids[0], outcome.Error);

        JsonElement tooFew = Json(Site("--objective", "lscp", "--candidates", "network", "--p", "1", "--json"));
        Assert.Equal("infeasible", tooFew.GetProperty("status").GetString());
        Assert.Contains("at least 4 are needed, 4 do", tooFew.GetProperty("reason").GetString());
    }

    [Fact]
    public void The_last_line_is_in_the_language_asked()
    {
        string english = Site("--objective", "mclp", "--p", "1", "-o", _folder.File("out")).Error;
        Assert.Contains("1 new site: 79.0 % of 39,750 people are within 15 minutes today", english);
        Assert.Contains("Proven optimal", english);
        string chinese = Site("--objective", "mclp", "--p", "1", "-o", _folder.File("out"), "--lang", "zh").Error;
        Assert.Contains("新增1处设施", chinese);
        Assert.Contains("已证明最优", chinese);
    }

    [Theory]
    [InlineData(2, "--objective", "mclp", "-o", "x")]
    [InlineData(2, "--objective", "pmedian", "--p", "1", "--target", "0.5", "-o", "x")]
    [InlineData(2, "--objective", "mclp", "--p", "1")]
    [InlineData(2, "--objective", "best", "--p", "1", "-o", "x")]
    [InlineData(2, "--objective", "lscp", "--target", "1.5", "-o", "x")]
    [InlineData(3, "--objective", "mclp", "--p", "1", "--candidates", "nowhere.csv", "--json")]
    [InlineData(3, "--objective", "mclp", "--p", "1", "--demand", "cats", "--json")]
    public void Wrong_usage_and_bad_input_have_their_codes(int code, params string[] options)
    {
        CommandLine.Outcome outcome = Site(options);
        Assert.Equal(code, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.DoesNotContain("   at ", outcome.Error);
    }

    private static CommandLine.Outcome Site(params string[] options) =>
        CommandLine.Run(["site", Study, "--category", "elder.daycare", .. options]);

    private static JsonElement Json(CommandLine.Outcome outcome) => JsonDocument.Parse(outcome.Output).RootElement;

    private static string[] Texts(JsonElement json, string key) => [.. json.GetProperty(key).EnumerateArray().Select(t => t.GetString()!)];

    /// <summary>The middle of each community (all polygons are rectangles) and its people.</summary>
    private static Dictionary<string, ((double X, double Y) At, double People)> Homes()
    {
        using JsonDocument json =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson")));
        return json.RootElement.GetProperty("features").EnumerateArray().ToDictionary(
            feature => feature.GetProperty("properties").GetProperty("id").GetString()!,
            feature =>
            {
                JsonElement geometry = feature.GetProperty("geometry"), coordinates = geometry.GetProperty("coordinates");
                JsonElement[] corners = geometry.GetProperty("type").GetString() == "Point" ? [coordinates]
                    : [.. coordinates[0].EnumerateArray()];
                (double X, double Y)[] at = [.. corners.Select(c => PlainWalk.Place(c[0].GetDouble(), c[1].GetDouble()))];
                return (((at.Min(p => p.X) + at.Max(p => p.X)) / 2, (at.Min(p => p.Y) + at.Max(p => p.Y)) / 2),
                    feature.GetProperty("properties").GetProperty("population").GetDouble());
            });
    }

    private string Candidates(IEnumerable<(string Id, double Lon, double Lat)> places) => _folder.Write("candidates.csv",
        "id,lon,lat\n" + string.Concat(places.Select(p => FormattableString.Invariant($"{p.Id},{p.Lon},{p.Lat}\n"))));

    private string Out(string name) => Path.Combine(_folder.Path, "out", name);
}
