using System.Text.Json;
using System.Xml.Linq;
using ServiceCircle.Output;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>Several <c>--as-of</c> in one run, the way a script uses them.</summary>
public sealed class TrendCommandTests : IDisposable
{
    private static readonly string Study = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(_folder.File(name))).RootElement;

    [Fact]
    public void The_last_day_has_every_file_and_the_trend_stands_beside_it()
    {
        CommandLine.Outcome trend =
            CommandLine.Run("coverage", Study, "-o", _folder.File("trend"), "--as-of", "2023,2025", "--as-of", "2021");
        CommandLine.Outcome last = CommandLine.Run("coverage", Study, "-o", _folder.File("last"), "--as-of", "2025");
        Assert.Equal((0, 0), (trend.ExitCode, last.ExitCode));
        string[] Names(string below) =>
            [.. Directory.GetFiles(_folder.File(below)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["trend.csv", "trend.json", "trend.svg"], Names("trend").Except(Names("last")));
        Assert.Equal(StudyFiles.Names.Order(StringComparer.Ordinal), Names("trend"));
        foreach (string name in Names("last").Where(n => n != "report.html"))
            Assert.True(File.ReadAllBytes(_folder.File("last/" + name)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(_folder.File("trend/" + name))), name);
        Assert.Contains("<section id=\"trend\">", File.ReadAllText(_folder.File("trend/report.html")));
        Assert.DoesNotContain("\"trend\"", File.ReadAllText(_folder.File("last/report.html")));

        // One line for each year, the earliest first, after what a single day says.
        string[] lines = trend.Error.Replace(_folder.File("trend"), _folder.File("last")).TrimEnd().Split('\n');
        Assert.StartsWith(last.Error.TrimEnd(), string.Join('\n', lines));
        Assert.Equal(["2021: day care 54.2 %", "2023: day care 79.0 %", "2025: day care 79.0 %"], lines[^3..].Select(l => l[..21]));
    }

    [Fact]
    public void Table_and_json_hold_the_same()
    {
        Assert.Equal(0, CommandLine.Run("coverage", Study, "-o", _folder.File("out"), "--as-of", "2021,2023,2025").ExitCode);
        string[] text = File.ReadAllLines(_folder.File("out/trend.csv"));
        string[] head = text[0].TrimStart('\uFEFF').Split(',');
        string[][] services = [.. text.Skip(1).Select(l => l.Split(',')).Where(r => r[2] == "service")];
        JsonElement[] years = [.. Json("out/trend.json").EnumerateArray()];
        Assert.Equal([2021, 2023, 2025], years.Select(y => y.GetProperty("year").GetInt32()));
        Assert.Equal(3 * 4, services.Length);
        Assert.Equal(text.Length - 1 - services.Length, years.Sum(y => y.GetProperty("clauses").GetArrayLength()));
        string Cell(int row, string column) => services[row][Array.IndexOf(head, column)];
        for (int i = 0; i < services.Length; i++)
        {
            JsonElement year = years[i / 4], service = year.GetProperty("services")[i % 4];
            Assert.Equal((year.GetProperty("year").GetRawText(), year.GetProperty("as_of").GetString()),
                (Cell(i, "year"), Cell(i, "as_of")));
            Assert.Equal(service.GetProperty("category").GetString(), Cell(i, "category"));
            foreach (string figure in (string[])["population_covered", "share_population", "communities_covered", "share_communities"])
                Assert.Equal(service.GetProperty(figure).GetRawText(), Cell(i, figure));
            Assert.Equal(year.GetProperty("complete_circles").GetRawText(), Cell(i, "complete_circles"));
        }
        // Dongcheng day care opened in 2023, Cuihu nursery in 2024.
        Assert.Equal([10, 13, 15], years.Select(y => y.GetProperty("complete_circles").GetInt32()));
    }

    [Fact]
    public void Json_holds_the_trend_and_a_study_may_name_the_days()
    {
        string study = SampleStudy.Write(_folder, s => s["as_of"] = new System.Text.Json.Nodes.JsonArray("2021", "2025"));
        JsonElement answer = JsonDocument.Parse(CommandLine.Run("coverage", study, "-o", _folder.File("out"), "--json").Output).RootElement;
        Assert.Equal([2021, 2025], answer.GetProperty("trend").EnumerateArray().Select(y => y.GetProperty("year").GetInt32()));
        Assert.True(JsonElement.DeepEquals(Json("out/trend.json"), answer.GetProperty("trend")));
        Assert.False(Json("out/summary.json").TryGetProperty("trend", out _));
        JsonElement single =
            JsonDocument.Parse(
                CommandLine.Run("coverage", study, "-o", _folder.File("single"), "--json", "--as-of", "2021").Output).RootElement;
        Assert.False(single.TryGetProperty("trend", out _));
        Assert.False(File.Exists(_folder.File("single/trend.csv")));
    }

    [Fact]
    public void Required_targets_are_those_of_the_last_day()
    {
        _folder.Write("plan.json", """
            { "schema": "servicecircle-plan-1", "id": "own", "title": "Own", "year": 2020, "clauses": [
              { "id": "own-1", "clause": "1", "quote": "q", "indicator": "share_of_people", "categories": ["elder.daycare"], "operator": ">=", "value": 78, "unit": "%", "strength": "firm" } ] }
            """);
        string study = SampleStudy.Write(_folder, s => s["plans"] = new System.Text.Json.Nodes.JsonArray("plan.json"));
        int Code(string days) =>
            CommandLine.Run("coverage", study, "-o", _folder.File("out"), "--require-targets", "--as-of", days).ExitCode;
        Assert.Equal((1, 1, 0), (Code("2021"), Code("2020,2021"), Code("2023,2021")));
    }

    [Theory]
    [InlineData("en", "Share of people")]
    [InlineData("zh", "人口覆盖率")]
    public void The_picture_is_one_file_with_its_title_and_what_it_shows_in_words(string language, string title)
    {
        CommandLine.Run("coverage", Study, "-o", _folder.File("out"), "--as-of", "2021,2023,2025", "--lang", language);
        string text = File.ReadAllText(_folder.File("out/trend.svg"));
        XNamespace svg = "http://www.w3.org/2000/svg";
        XElement root = XDocument.Parse(text).Root!;
        Assert.Contains(title, root.Element(svg + "title")!.Value);
        Assert.Contains("54.2", root.Element(svg + "desc")!.Value);
        Assert.DoesNotContain("href", text);
        Assert.DoesNotContain("url(", text);
        // Four services and all together: each its own mark at every year and once more beside its name, its own dashes.
        XElement[] lines = [.. root.Elements(svg + "path").Where(p => p.Attribute("stroke-linejoin") is not null)];
        Assert.Equal(5, lines.Length);
        Assert.Equal(5, lines.Select(l => (string?)l.Attribute("stroke-dasharray") + l.Attribute("stroke-width")!.Value).Distinct()
            .Count());
        Assert.Equal(5 * 4, root.Elements(svg + "g").Count());
        // The report shows the same picture under the same words.
        XElement section = XDocument.Parse(File.ReadAllText(_folder.File("out/report.html"))).Descendants("section")
            .Single(s => (string?)s.Attribute("id") == "trend");
        Assert.Contains(title, section.Descendants(svg + "svg").Single().Attribute("aria-label")!.Value);
        Assert.Equal(["2021", "2023", "2025"],
            section.Descendants("table").First().Element("tbody")!.Elements("tr").Select(r => r.Elements().First().Value));
    }
}
