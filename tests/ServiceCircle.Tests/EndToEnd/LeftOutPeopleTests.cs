using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// The sample town where two communities give no number of people, one of them of nobody, and one lies off the network; and a service that
/// nobody knows anything of. Beside every figure of people the report says whom it leaves out.
/// </summary>
public sealed class LeftOutPeopleTests : IDisposable
{
    private const string Unknown = "muni.fire";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private XElement Report(string language)
    {
        string communities = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson");
        JsonNode town = JsonNode.Parse(File.ReadAllText(communities))!;
        JsonObject Properties(int i) => town["features"]![i]!["properties"]!.AsObject();
        Properties(1)["population"] = null;
        Properties(2)["population"] = null;
        Properties(2)["population_60plus"] = null;
        // Ten kilometres north of everything.
        town["features"]![3]!["geometry"] = JsonNode.Parse("""{ "type": "Point", "coordinates": [110.315, 35.0] }""");
        string file = _folder.Write("communities.geojson", town.ToJsonString());
        string study = SampleStudy.Write(_folder, s =>
        {
            s["communities"]!["file"] = file;
            // A table with a category in each row might speak of any; a map that is silent knows nothing.
            s["facilities"] = new JsonArray(new JsonObject { ["osm"] = true });
            s["services"]!.AsArray().Add(new JsonObject { ["category"] = Unknown, ["minutes"] = 15 });
        });
        CommandLine.Outcome outcome = CommandLine.Run(
            "coverage", study, "-o", _folder.File("out"), "--lang", language, "--as-of", "2021,2025");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var reader = XmlReader.Create(
            _folder.File("out/report.html"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    [Theory]
    [InlineData("en", "2 communities give no number of people", "2 communities off the network", "no data", "Communities without a number")]
    [InlineData("zh", "2个社区未填人数", "2个社区（", "无数据", "未填人数的社区")]
    public void Every_figure_of_people_says_whom_it_leaves_out(string language, string blank, string off, string noData, string column)
    {
        XElement report = Report(language);
        XElement Section(string id) => report.Descendants("section").Single(s => (string?)s.Attribute("id") == id);
        foreach (string id in (string[])["figures", "missing", "access", "trend"])
        {
            Assert.True(Section(id).Value.Contains(blank, StringComparison.Ordinal), $"{id}: no word of blanks");
            Assert.True(Section(id).Value.Contains(off, StringComparison.Ordinal), $"{id}: no word of who is off the network");
        }
        // Tables of several groups, or of units, count the blanks of each.
        foreach (string id in (string[])["bases", "units"])
        {
            Assert.True(Section(id).Value.Contains(off, StringComparison.Ordinal), $"{id}: no word of who is off the network");
            Assert.Contains(column, Section(id).Descendants("th").Select(th => th.Value));
        }
        string[][] bases = [.. Section("bases").Descendants("tbody").First().Elements("tr")
            .Select(r => r.Elements().Select(c => c.Value).ToArray())];
        Assert.Equal(["2", "1"], bases.Take(2).Select(row => row[3]));
        Assert.All(bases, row => Assert.Equal(noData, row[^1]));
        // What nobody knows keeps no circle from being complete, in any file.
        JsonNode summary = JsonNode.Parse(File.ReadAllText(_folder.File("out/summary.json")))!;
        string[] known = [.. summary["services"]!.AsArray().Where(s => !(bool)s!["no_data"]!).Select(s => (string)s!["category"]!)];
        int complete = JsonNode.Parse(File.ReadAllText(_folder.File("out/coverage.geojson")))!["features"]!.AsArray()
            .Count(f => known.All(s => (bool?)f!["properties"]![s + ".covered"] == true));
        Assert.DoesNotContain(Unknown, known);
        Assert.Equal(complete, (int)summary["complete_circles"]!);
        Assert.True(complete > 0);
        foreach (string id in (string[])["figures", "units", "trend"])
            Assert.Contains(noData, Section(id).Descendants("td").Select(td => td.Value));
    }
}
