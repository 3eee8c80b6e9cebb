using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>Studies whose communities give no people: figures of people say nothing there, and the reports say that.</summary>
public sealed class NobodyGivenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en", "no number of people above 0 is given (All residents)", "nobody has a value")]
    [InlineData("zh", "未提供人口数（全部常住人口）或人口数为零", "没有人有数值")]
    public void Access_says_that_there_is_no_mean_and_gives_the_range_of_the_communities(string language, string said, string unsaid)
    {
        (XElement report, _) = Run("access", language, "--measure", "cumulative", "--cutoff", "15");
        string lead = Lead(report);
        Assert.Contains(said, lead, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, lead, StringComparison.Ordinal);
        JsonNode json = Json("access.json");
        // As many communities as the figures below it name, from the least to the most that they reach.
        foreach (JsonNode number in (JsonNode[])[
            json["origins_with_access"]!, json["origins"]!, json["access"]!["min"]!, json["access"]!["max"]!])
            Assert.Contains(number.ToString(), lead, StringComparison.Ordinal);
        Assert.Null(json["access"]!["mean_per_person"]);
    }

    [Theory]
    [InlineData("lscp", "en", "Nobody to find sites for", "There is nobody to serve")]
    [InlineData("pcenter", "en", "Nobody to find sites for", "There is nobody to serve")]
    [InlineData("lscp", "zh", "没有需要选址服务的人口", "没有需要服务的人口")]
    public void Site_says_that_there_is_nobody_to_find_sites_for(string objective, string language, string said, string inSections)
    {
        (XElement report, CommandLine.Outcome outcome) = Run("site", language, ["--objective", objective, .. More(objective)]);
        Assert.Contains(said, Lead(report), StringComparison.Ordinal);
        Assert.Contains(said, outcome.Output + outcome.Error, StringComparison.Ordinal);
        foreach (string section in (string[])["unserved", "proof"])
            Assert.Contains(
                inSections, report.Descendants("section").Single(s => (string?)s.Attribute("id") == section).Value, StringComparison.Ordinal);
        Messages m = Messages.In(Locale.LanguageOf(language));
        Assert.DoesNotContain(m["siting-report/all-served"], report.Value, StringComparison.Ordinal);
        foreach (string proven in (string[])["Proven optimal", "已证明最优"])
            Assert.DoesNotContain(proven, Lead(report) + outcome.Output + outcome.Error, StringComparison.Ordinal);
        JsonNode solution = Json("solution.json");
        Assert.Contains(solution["warnings"]!.AsArray(), w => ((string)w!).Contains("there is nobody to find sites for"));
        Assert.Equal(("optimal", 0d), ((string)solution["status"]!, (double)solution["weight_total"]!));

        static string[] More(string objective) => objective == "pcenter" ? ["--p", "1"] : [];
    }

    /// <summary>A question on the sample town without any number of people.</summary>
    private (XElement Report, CommandLine.Outcome Outcome) Run(string verb, string language, params string[] options)
    {
        string communities = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson");
        JsonNode town = JsonNode.Parse(File.ReadAllText(communities))!;
        foreach (JsonNode? feature in town["features"]!.AsArray())
            foreach (string key in (string[])["population", "population_60plus", "population_0_2", "population_3_6"])
                feature!["properties"]![key] = null;
        string file = _folder.Write("communities.geojson", town.ToJsonString());
        string study = SampleStudy.Write(_folder, s =>
        {
            s["communities"]!["file"] = file;
            foreach (string key in (string[])["plans", "values", "baselines", "bases"]) s.Remove(key);
        });
        CommandLine.Outcome outcome = CommandLine.Run(
            [verb, study, "--category", "elder.daycare", .. options, "-o", _folder.File("out"), "--lang", language]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var reader = XmlReader.Create(_folder.File("out/report.html"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return (XDocument.Load(reader).Root!, outcome);
    }

    private static string Lead(XElement report) =>
        string.Concat(report.Descendants().Where(e => (string?)e.Attribute("class") == "lead").Select(e => e.Value));

    private JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(_folder.File("out/" + name)))!;
}
