using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServiceCircle.Tests.Plans;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// What the site command says of a question without an answer, followed as it is printed, and what it warns of; on the street of
/// <see cref="SiteRulesCommandTests"/>.
/// </summary>
public sealed class SiteHelpsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Formats.TemporaryFolder _files = new();

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData("--target 0.86666", "lscp", "--target", "0.95", "--candidates", "places")]
    [InlineData("--target 0.86666", "lscp", "--target", "0.95", "--p", "1")]
    [InlineData("--p 2", "lscp", "--target", "0.95", "--p", "1")]
    [InlineData("--p 2", "lscp", "--p", "1")]
    [InlineData("--budget 13", "lscp", "--candidates", "priced", "--budget", "12.5")]
    [InlineData("--p 3", "mclp", "--p", "1", "--per-unit", "township:2")]
    [InlineData("--skip-uncoverable", "lscp", "--candidates", "places")]
    public void What_helps_does_when_it_is_followed(string option, string objective, params string[] options)
    {
        string[] given = [.. options.Select(o => o is "places" or "priced" ? Places(o) : o)];
        JsonElement none = Site(objective, given);
        Assert.Equal("infeasible", none.GetProperty("status").GetString());
        string said = none.GetProperty("relaxation").GetString()!;
        Assert.Matches(Regex.Escape(option) + "(?![0-9.])", said);
        // The option replaces the one given, or comes in addition.
        string[] words = option.Split(' ');
        int at = Array.IndexOf(given, words[0]);
        string[] followed = at < 0 ? [.. given, .. words] : [.. given[..at], .. words, .. given[(at + 2)..]];
        Assert.Equal("optimal", Site(objective, followed).GetProperty("status").GetString());
    }

    [Fact]
    public void A_longer_walk_helps_exactly_as_printed()
    {
        string places = Places("places");
        JsonElement remedy = Site("lscp", "--candidates", places).GetProperty("remedies")[0][0];
        Assert.Equal("helps_radius", remedy.GetProperty("kind").GetString());
        double minutes = remedy.GetProperty("radius").GetDouble();
        string Status(double limit) =>
            Site("lscp", "--candidates", places, "--minutes", limit.ToString(CultureInfo.InvariantCulture)).GetProperty("status")
            .GetString()!;
        Assert.Equal(("optimal", "infeasible"), (Status(minutes), Status(minutes - 0.02)));
    }

    [Theory]
    [InlineData("en", "1 place to build is on no way",
        "level township or subdistrict has no community of the study and is held to --per-unit all the same: T9")]
    [InlineData("zh", "1个候选点", "乡镇（街道）级单元中有1个")]
    public void Places_off_the_network_and_units_without_communities_are_named(string language, string place, string unit)
    {
        string candidates =
            _files.Write("off.csv", $"id,lon,lat\nD,{AnalyticTown.LonAt(3700)},30\nnowhere,{AnalyticTown.LonAt(3700)},30.5\n");
        _files.Write("units.geojson",
            "{ \"type\": \"FeatureCollection\", \"features\": ["
            + string.Join(',', new[] { ("T1", -500, 3300), ("T2", 3300, 4600), ("T9", 9000, 9500) }.Select(u =>
            $$"""{ "type": "Feature", "properties": { "level": "township", "id": "{{u.Item1}}", "name": "{{u.Item1}}" }, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(u.Item2, u.Item3)}} } }""")) + "] }");
        CommandLine.Outcome outcome =
            CommandLine.Run(
                ["site", Study(""" "units": { "file": "units.geojson", "levels": ["township"] }, """), "--category", "elder.daycare",
                    "--objective", "mclp", "--p", "1",
            "--candidates", candidates, "--per-unit", "township:0:3", "--lang", language, "--json"]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains(place, outcome.Error);
        Assert.Contains("nowhere", outcome.Error);
        Assert.Contains(unit, outcome.Error);
        Assert.Equal(2, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("warnings").GetArrayLength());
    }

    private string Places(string name) =>
        _files.Write(name + ".csv",
            "id,lon,lat,cost\n"
            + string.Concat((name == "places" ? new[] { ("D", 3700, 8) } : [("B", 1500, 5), ("D", 3700, 8), ("E", 4300, 6)]).Select(p =>
        $"{p.Item1},{AnalyticTown.LonAt(p.Item2)},30,{(name == "places" ? 0 : p.Item3)}\n")));

    private string Study(string more = "") => new AnalyticTown()
        .Community("A", 0, people: 100, township: "T1").Community("B", 1500, people: 200, township: "T1")
        .Community("C", 3000, people: 300, township: "T1")
        .Community("D", 3700, people: 400, township: "T2").Community("E", 4300, people: 500, township: "T2")
        .Facility("elder.daycare", 0, community: "A", township: "T1", capacity: 100)
        .Write(_files, "\"indicator\": \"principle\"", study: more);

    private JsonElement Site(string objective, params string[] options)
    {
        CommandLine.Outcome outcome =
            CommandLine.Run(["site", Study(), "--category", "elder.daycare", "--objective", objective, .. options, "--json"]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
