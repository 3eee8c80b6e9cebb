using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ServiceCircle.Tests.Plans;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// Every rule of the site command on one street: communities A to E at 0, 1,500, 3,000, 3,700 and 4,300 m with 100 to 500 people, a
/// facility for 100 at A, walks of up to 1,000 m (15 minutes). What each rule must change is arithmetic.
/// </summary>
public sealed class SiteRulesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Formats.TemporaryFolder _files = new();
    private readonly string _study;

    public SiteRulesCommandTests() => _study = new AnalyticTown()
        .Community("A", 0, people: 100, township: "T1").Community("B", 1500, people: 200, township: "T1")
        .Community("C", 3000, people: 300, township: "T1")
        .Community("D", 3700, people: 400, township: "T2").Community("E", 4300, people: 500, township: "T2")
        .Facility("elder.daycare", 0, community: "A", township: "T1", capacity: 100)
        .Write(_files, "\"indicator\": \"principle\"");

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData("8", 1300, "D", 8)]
    [InlineData("12", 1300, "D", 8)]
    [InlineData("13", 1500, "D B", 13)]
    public void A_budget_buys_the_best_that_it_can(string budget, double covered, string chosen, double cost)
    {
        JsonElement answer = Site("mclp", "--candidates", Priced(), "--budget", budget);
        Assert.Equal((covered, cost), (Number(answer, "objective"), Number(answer, "cost")));
        Assert.Equal(chosen.Split(' '), Texts(answer, "chosen"));
    }

    [Fact]
    public void The_cheapest_sites_rather_than_the_fewest()
    {
        JsonElement answer = Site("lscp", "--candidates", Priced());
        Assert.Equal(("optimal", 13.0, "cost"),
            (answer.GetProperty("status").GetString(), Number(answer, "objective"), answer.GetProperty("objective_unit").GetString()));
    }

    [Fact]
    public void The_curve_over_budgets_steps_where_a_site_is_paid()
    {
        Assert.Equal(0, Run("mclp", "--candidates", Priced(), "--budget", "20", "--pareto", "-o", _folder.File("out")).ExitCode);
        JsonElement[] curve = [.. JsonDocument.Parse(System.IO.File.ReadAllBytes(Out("pareto.json"))).RootElement.EnumerateArray()];
        // 20 steps of 1: B at 5, then E (with D) at 6, D (with C and E) at 8, and B and D at 13, where the curve ends.
        Assert.Equal(Enumerable.Range(0, 14).Select(b => (double)b), curve.Select(p => Number(p, "budget")));
        Assert.Equal(Enumerable.Range(0, 14).Select(b => b < 5 ? 100.0 : b < 6 ? 300 : b < 8 ? 1000 : b < 13 ? 1300 : 1500),
            curve.Select(p => Number(p, "weight_covered")));
        Assert.All(curve, p => Assert.True(Number(p, "bound") >= Number(p, "weight_covered")));
        Assert.Equal(curve.Length + 1, System.IO.File.ReadAllLines(Out("pareto.csv")).Length);
    }

    [Theory]
    [InlineData("en", "What each further site covers at best", "1: 86.7")]
    [InlineData("zh", "每增加一处设施最多可覆盖的人口", "1时覆盖86.7%")]
    public void The_picture_shows_every_point_where_its_numbers_say(string language, string title, string first)
    {
        Run("mclp", "--p", "2", "--pareto", "-o", _folder.File("out"), "--lang", language);
        XElement svg = XElement.Load(Out("pareto.svg"));
        Assert.Equal(title, svg.Attribute("aria-label")!.Value);
        XElement[] dots = [.. svg.Descendants().Where(e => e.Name.LocalName == "circle")];
        double[] shares =
            [.. System.IO.File.ReadAllLines(Out("pareto.csv")).Skip(1)
                .Select(l => double.Parse(l.Split(',')[2], CultureInfo.InvariantCulture))];
        Assert.Equal([100 / 1500.0, 1300 / 1500.0, 1], shares, (a, b) => Math.Abs(a - b) < 1e-5);
        // The axis: 0 % at y = 390, 100 % at 60; 0 sites at x = 90, 2 at 770.
        Assert.Equal(shares.Select((s, k) => (90 + 340.0 * k, Math.Round(60 + (1 - s) * 330, 1))),
            dots.Select(d =>
                (double.Parse(d.Attribute("cx")!.Value, CultureInfo.InvariantCulture),
                    double.Parse(d.Attribute("cy")!.Value, CultureInfo.InvariantCulture))));
        Assert.StartsWith(first, dots[1].Value.Replace('\u00a0', ' '));
    }

    [Fact]
    public void A_relocatable_facility_moves_to_where_it_covers_most()
    {
        JsonElement answer = Site("mclp", "--p", "0", "--existing", "relocatable");
        Assert.Equal((1200.0, 100 / 1500.0), (Number(answer, "objective"), Number(answer, "share_before")),
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-5);
        Assert.Equal(["D"], Texts(answer, "chosen"));
        Assert.Equal(["f1"], Texts(answer, "existing_closed"));
    }

    [Fact]
    public void What_stands_is_kept_when_that_is_best()
    {
        JsonElement answer = Site("mclp", "--p", "1", "--existing", "closable");
        Assert.Equal(1300, Number(answer, "objective"));
        Assert.Equal(["f1"], Texts(answer, "existing_kept"));
    }

    [Theory]
    [InlineData(null, 1500)]
    [InlineData("1200", 1500)]
    [InlineData("1400", 1300)]
    public void Sites_keep_their_distance(string? metres, double covered)
    {
        // 2,400 m reaches B and C, 3,700 m reaches C, D and E; they are 1,300 m apart.
        string places = File("places.csv", "id,lon,lat", ("west", 2400), ("east", 3700));
        Assert.Equal(covered,
            Number(Site("mclp", ["--p", "2", "--candidates", places, .. metres is null ? Array.Empty<string>() : ["--apart", metres]]),
                "objective"));
    }

    [Fact]
    public void Units_have_their_least_and_greatest_number()
    {
        Assert.Equal(1500, Number(Site("mclp", "--p", "2"), "objective"));
        // T1 has its one facility already.
        JsonElement most = Site("mclp", "--p", "2", "--per-unit", "township:0:1");
        Assert.Equal(1300, Number(most, "objective"));
        // One in every community: four more, wherever people walk.
        Assert.Equal(["B", "C", "D", "E"], Texts(Site("lscp", "--per-unit", "community:1"), "chosen").Order());
        Assert.Contains("T1", Site("mclp", "--p", "1", "--per-unit", "township:5").GetProperty("reason").GetString());
    }

    [Fact]
    public void Tiers_have_walks_of_their_own()
    {
        // From 2,400 m: B at 900 and C at 600 within 15 minutes; D at 1,300 within 20 minutes too.
        string places = File("places.csv", "id,lon,lat", ("west", 2400));
        JsonElement free = Site("mclp", "--p", "1", "--candidates", places, "--tier", "station:15", "--tier", "centre:20");
        Assert.Equal((1000.0, "west (centre)"), (Number(free, "objective"), Texts(free, "chosen")[0]));
        JsonElement none = Site("mclp", "--p", "1", "--candidates", places, "--tier", "station:15", "--tier", "centre:20:0:0");
        Assert.Equal((600.0, "west (station)"), (Number(none, "objective"), Texts(none, "chosen")[0]));
        // A place hosts one tier only.
        Assert.Single(Texts(Site("mclp", "--p", "2", "--candidates", places, "--tier", "station:15", "--tier", "centre:20"), "chosen"));
    }

    [Theory]
    [InlineData(false, 700)]
    [InlineData(true, 600)]
    public void Capacity_comes_from_the_file_and_communities_may_be_kept_together(bool together, double served)
    {
        // 600 places at D among 300 + 400 + 500 people: a part of each, or at best the 500 of E alone.
        string places = File("places.csv", "id,lon,lat,capacity", ("D", 3700, "600"));
        JsonElement answer =
            Site("mclp", ["--p", "1", "--candidates", places, "--capacity", .. together ? ["--keep-together"] : Array.Empty<string>()]);
        Assert.Equal(served, Number(answer, "objective"));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("capacity_assumed").ValueKind);
    }

    [Theory]
    [InlineData(new[] { "--min-area", "1000" }, "big", "small:too_small")]
    [InlineData(new[] { "--min-area", "100" }, "big small", "")]
    [InlineData(new[] { "--min-area", "6000", "--exclude", "half" }, "", "big:too_small small:too_small")]
    [InlineData(new[] { "--min-area", "100", "--exclude", "half" }, "big small", "")]
    [InlineData(new[] { "--exclude", "whole" }, "small", "big:excluded")]
    [InlineData(new[] { "--thin", "3000" }, "big", "small:thinned")]
    public void Parcels_count_with_the_ground_that_may_be_built_on(string[] options, string left, string leftOut)
    {
        // 100 x 100 m at D and 20 x 20 m at B; the zones cover the western half of the first, or all of it.
        string parcels = _files.Write("parcels.geojson", Collection((3650, 3750, 100, "big"), (1490, 1510, 20, "small")));
        _files.Write("half.geojson", Collection((3600, 3700, 200, "zone")));
        _files.Write("whole.geojson", Collection((3600, 3800, 200, "zone")));
        string[] arguments = [.. options.Select(o => o is "half" or "whole" ? _files[o + ".geojson"] : o)];
        if (left.Length == 0)
        {
            Assert.Equal(3, Run("mclp", ["--p", "2", "--candidates", parcels, "--json", .. arguments]).ExitCode);
            return;
        }
        JsonElement answer = Site("mclp", ["--p", "2", "--candidates", parcels, .. arguments]);
        Assert.Equal(left.Split(' '), Texts(answer, "chosen").Order());
        Assert.Equal(leftOut,
            string.Join(' ',
                answer.GetProperty("candidates_left_out").EnumerateArray()
                .Select(c => $"{c.GetProperty("id").GetString()}:{c.GetProperty("reason").GetString()}")));
    }

    [Fact]
    public void Worst_first_shortens_all_walks_among_the_shortest_longest()
    {
        // B walks 1,500 m to A whatever is built at C, D or E; D is the best of them for all together: 0, 1,500, 700, 0 and 600 m.
        JsonElement answer = Site("worst-first", "--p", "1");
        Assert.Equal(22.5, Number(answer, "objective"), 0.05);
        Assert.Equal(["D"], Texts(answer, "chosen"));
        Assert.Equal((200 * 1500 + 300 * 700 + 500 * 600) / 1000.0 * 15, Number(answer.GetProperty("second_stage"), "objective"), 150.0);
    }

    [Theory]
    [InlineData(null, 0, "B D")]
    [InlineData("3", 900, "B D E")]
    public void Backup_covers_all_once_and_most_twice(string? p, double twice, string chosen)
    {
        JsonElement answer = Site("backup", p is null ? [] : ["--p", p]);
        Assert.Equal(twice, Number(answer, "objective"));
        Assert.Equal(chosen.Split(' '), Texts(answer, "chosen").Order());
    }

    [Fact]
    public void An_obstacle_is_structured_and_said_in_both_languages()
    {
        JsonElement answer = Site("lscp", "--candidates", File("places.csv", "id,lon,lat", ("D", 3700)));
        Assert.Equal("infeasible", answer.GetProperty("status").GetString());
        JsonElement obstacle = answer.GetProperty("obstacle"), helps = answer.GetProperty("helps");
        Assert.Equal(("no_site", 1, 200.0, "B (22.5)"),
            (obstacle.GetProperty("kind").GetString(), obstacle.GetProperty("count").GetInt32(), Number(obstacle, "weight"),
                obstacle.GetProperty("names").GetString()));
        // B is 1,500 m from what stands at A: 22.5 minutes.
        Assert.Equal("radius", helps.GetProperty("kind").GetString()!["helps_".Length..]);
        Assert.Equal(22.5, Number(helps, "radius"), 0.05);
        Assert.Contains("200 of 1,500", answer.GetProperty("reason").GetString());
        Assert.Contains("需求点", answer.GetProperty("reason_zh").GetString());
        Assert.Contains("半径", answer.GetProperty("relaxation_zh").GetString());
        Assert.Contains("放宽", Run("lscp", "--candidates", _files["places.csv"], "-o", _folder.File("out"), "--lang", "zh").Error);
        // The relaxation does help.
        string minutes = (Number(helps, "radius") + 0.01).ToString(CultureInfo.InvariantCulture);
        Assert.Equal("optimal", Site("lscp", "--candidates", _files["places.csv"], "--minutes", minutes).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("--per-unit", "township")]
    [InlineData("--per-unit", "township:2:1")]
    [InlineData("--tier", "station")]
    [InlineData("--tier", "station:0")]
    [InlineData("--existing", "gone")]
    [InlineData("--apart", "-1")]
    public void Rules_that_cannot_be_meant_are_wrong_usage(params string[] options) =>
        Assert.Equal(2, Run("mclp", ["--p", "1", "--json", .. options]).ExitCode);

    [Theory]
    [InlineData("--per-unit", "street:1")]
    [InlineData("--demand", "everybody")]
    public void What_the_study_cannot_answer_is_named_by_its_option(params string[] options)
    {
        CommandLine.Outcome outcome = Run("mclp", ["--p", "1", "--json", .. options]);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains($" {options[0]}: ", outcome.Error);
    }

    [Fact]
    public void A_budget_without_costs_is_bad_input() =>
        Assert.Equal(3, Run("mclp", "--budget", "5", "--candidates", File("places.csv", "id,lon,lat", ("D", 3700)), "--json").ExitCode);

    private string Priced() => File("places.csv", "id,lon,lat,cost", ("B", 1500, "5"), ("D", 3700, "8"), ("E", 4300, "6"));

    private string File(string name, string head, params (string Id, double Metres)[] places) =>
        File(name, head, [.. places.Select(p => (p.Id, p.Metres, ""))]);

    private string File(string name, string head, params (string Id, double Metres, string More)[] places) => _files.Write(name,
        head + "\n" + string.Concat(
            places.Select(p => $"{p.Id},{AnalyticTown.LonAt(p.Metres)},30{(p.More.Length > 0 ? "," + p.More : "")}\n")));

    private static string Collection(params (double From, double To, double Width, string Id)[] areas) =>
        "{ \"type\": \"FeatureCollection\", \"features\": [" + string.Join(',', areas.Select(a =>
            $$"""{ "type": "Feature", "properties": { "id": "{{a.Id}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(a.From, a.To, a.Width)}} } }""")) + "] }";

    private CommandLine.Outcome Run(string objective, params string[] options) =>
        CommandLine.Run(["site", _study, "--category", "elder.daycare", "--objective", objective, .. options]);

    private JsonElement Site(string objective, params string[] options)
    {
        CommandLine.Outcome outcome = Run(objective, [.. options, "--json"]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }

    private string Out(string name) => Path.Combine(_folder.Path, "out", name);

    private static double Number(JsonElement json, string key) => json.GetProperty(key).GetDouble();

    private static string[] Texts(JsonElement json, string key) => [.. json.GetProperty(key).EnumerateArray().Select(t => t.GetString()!)];
}
