using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// The reports of <c>site</c> and <c>access</c>: what they say is what the data files of the same run say, and who is left out is said.
/// </summary>
public sealed class QuestionReportTests : IDisposable
{
    private const string DayCare = "elder.daycare";

    private static readonly string[] OneSite =
        ["--category", DayCare, "--objective", "mclp", "--p", "2", "--candidates", "network", "--pareto"];
    private static readonly string[] WholePlan = ["--plan", "tj", "--by", "2025", "--shared-sites"];
    private static readonly string[] Beds =
        ["--category", DayCare, "--measure", "2sfca", "--cutoff", "15", "--opportunities", "capacity", "--equity", "gini,theil"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_plan_is_listed_site_by_site_with_the_numbers_of_its_files(string language)
    {
        Messages m = Messages.In(Locale.LanguageOf(language));
        XElement report = Run("site", language, WholePlan);
        JsonNode solution = Json("solution.json");
        JsonArray places = solution["by_place"]!.AsArray();
        Dictionary<string, JsonNode> facilities = solution["facilities"]!.AsArray().ToDictionary(f => (string)f!["id"]!, f => f!);
        Assert.True(facilities.Count > places.Count);

        XElement[] rows = [.. Rows(Section(report, "sites"))];
        XElement[] sites = [.. rows.Where(r => (string?)r.Attribute("class") == "total")];
        Assert.Equal(places.Count, sites.Length);
        for (int k = 0; k < sites.Length; k++)
        {
            Assert.Equal([m.Number(k + 1), m.Number((double)places[k]!["population_gained"]!)], [Cell(sites[k], 0), Cell(sites[k], 2)]);
            Assert.Contains((string)places[k]!["id"]! is var id && id.StartsWith("area ", StringComparison.Ordinal) ? id[5..] : id,
                Cell(sites[k], 1), StringComparison.Ordinal);
            // Its own facilities, and all of them, stand below it.
            XElement[] below = [.. sites[k].ElementsAfterSelf().TakeWhile(r => (string?)r.Attribute("class") != "total")];
            Assert.Equal(places[k]!["categories"]!.AsArray().Count, below.Length);
            foreach (XElement row in below)
            {
                JsonNode facility = facilities[row.Descendants("bdi").Last().Value];
                Assert.Equal((string)places[k]!["id"]!, (string)facility["place"]!);
                Assert.Equal((double?)facility["population_gained"] is { } people ? m.Number(people) : "–", Cell(row, 2));
                Assert.Equal((double?)facility["minutes"] is { } minutes ? m.Minutes(minutes) : "–", Cell(row, 3));
                facilities.Remove((string)facility["id"]!);
            }
        }
        Assert.Empty(facilities);

        XElement[] reached = [.. Rows(Section(report, "reach"))];
        foreach ((JsonNode? kind, XElement row) in solution["reach"]!.AsArray().Zip(reached))
            Assert.Equal(
                [m.Number((double)kind!["facilities"]!), m.Number((double)kind["population_before"]!),
                    m.Number((double)kind["population_after"]!)], [Cell(row, 2), Cell(row, 3), Cell(row, 5)]);
        JsonObject steps = solution["steps"]!.AsObject();
        Assert.Equal(steps.Select(s => m.Number((double)s.Value!)), Rows(Section(report, "met"), 1).Select(r => Cell(r, 1)));
        Assert.Contains(m.Text("asked/sites", ("count", (double)solution["bound"]!)), Section(report, "proof").Value);
        AssertTellsWhoIsLeftOut(report, m, "sites", "reach");
    }

    /// <summary>The sample's study names another plan too and gives values for its clauses, which this question leaves out.</summary>
    [Theory]
    [InlineData("en", "target 1")]
    [InlineData("zh", "目标1")]
    public void A_plan_is_called_by_its_title_and_what_is_said_for_other_plans_is_no_slip(string language, string firstTarget)
    {
        XElement report = Run("site", language, WholePlan);
        string lead = report.Descendants().First(e => (string?)e.Attribute("class") == "lead").Value;
        Assert.Contains(firstTarget, lead, StringComparison.Ordinal);
        Assert.DoesNotContain("tj", lead, StringComparison.Ordinal);
        Assert.Contains("《", lead, StringComparison.Ordinal);
        Assert.DoesNotContain("values.hebei", report.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("values.", Run("access", language, Beds).Value, StringComparison.Ordinal);
    }

    /// <summary>The command that judges a study is the oracle: it counts who walks to a category, before and with the table.</summary>
    [Fact]
    public void People_newly_served_are_those_whom_coverage_counts_with_the_new_facilities()
    {
        Assert.Equal(0, CommandLine.Run(["site", Study(null), .. WholePlan, "-o", _folder.File("out")]).ExitCode);
        JsonNode solution = Json("solution.json");
        JsonArray kinds = solution["reach"]!.AsArray();
        string[] table = File.ReadAllLines(_folder.File("out/proposed.csv"));
        double[] before = Covered(null), after = Covered(table);
        Assert.Equal(before, kinds.Select(k => (double)k!["population_before"]!));
        Assert.Equal(after, kinds.Select(k => (double)k!["population_after"]!));
        Assert.True(after.Sum() > before.Sum());
        // Of the category that most people reach already, each facility by itself: not all who live near them are newly served.
        JsonNode many = kinds.Where(k => (int)k!["facilities"]! > 5).MaxBy(k => (double)k!["population_before"]!)!;
        int several = kinds.IndexOf(many);
        foreach (JsonNode? facility in solution["facilities"]!.AsArray().Where(f => (string)f!["category"]! == (string)many["category"]!))
        {
            string row = table.Single(l => l.StartsWith((string)facility!["id"]! + ",", StringComparison.Ordinal));
            Assert.Equal(Covered([table[0], row])[several] - before[several], (double)facility!["population_gained"]!);
        }

        double[] Covered(string[]? more)
        {
            string study = Study(more is null ? null : _folder.Write("more.csv", string.Join('\n', more) + "\n"), s => s["services"] =
                new JsonArray([.. kinds.Select(k => new JsonObject { ["category"] = (string)k!["category"]!, ["minutes"] = (double)k["minutes"]! })]));
            CommandLine.Outcome outcome = CommandLine.Run("coverage", study, "-o", _folder.File("covered"));
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            return [.. JsonNode.Parse(File.ReadAllText(_folder.File("covered/summary.json")))!["services"]!.AsArray()
                .Select(s => (double)s!["population_covered"]!)];
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void New_sites_are_told_with_the_numbers_of_their_files(string language)
    {
        Messages m = Messages.In(Locale.LanguageOf(language));
        XElement report = Run("site", language, OneSite);
        JsonNode solution = Json("solution.json");
        double all = (double)solution["weight_total"]!, then = (double)solution["weight_covered_after"]!;
        Assert.Equal(
            new[] { (double)solution["weight_covered_before"]!, then, all - then, all }.Select(p => m.Number(p)),
            Rows(Section(report, "figures")).Select(r => Cell(r, 1)));
        JsonNode[] sites = [.. Json("sites.geojson")["features"]!.AsArray().Select(f => f!["properties"]!)];
        XElement[] rows = [.. Rows(Section(report, "sites"))];
        Assert.Equal(sites.Length + 1, rows.Length);
        string[][] assigned = [.. File.ReadAllLines(_folder.File("out/assignments.csv")).Skip(1).Select(l => l.Split(','))];
        foreach ((JsonNode site, XElement row) in sites.Zip(rows))
        {
            string id = (string)site["id"]!;
            double served = assigned.Where(a => string.Join(',', a).Contains($",\"{id}\",", StringComparison.Ordinal))
                .Sum(a => double.Parse(a[4], CultureInfo.InvariantCulture));
            Assert.Contains(id, Cell(row, 1), StringComparison.Ordinal);
            Assert.Equal(
                [m.Number((double)site["population_gained"]!), m.Percent((double)site["share_after"]!), m.Number(served)],
                [Cell(row, 2), Cell(row, 3).Replace('\u00a0', ' '), Cell(row, 4)]);
        }
        Assert.Equal(m.Number(all - then), Cell(Rows(Section(report, "unserved")).Last(), 1));
        Assert.Equal(
            Json("pareto.json").AsArray().Select(p => m.Number((double)p!["weight_covered"]!)),
            Rows(Section(report, "curve")).Select(r => Cell(r, 1)));
        Assert.Contains(m["asked/optimal"], Section(report, "proof").Value);
        AssertTellsWhoIsLeftOut(report, m, "figures", "sites", "unserved", "curve");
    }

    [Fact]
    public void With_capacities_the_people_without_a_place_are_those_left_over()
    {
        XElement report =
            Run("site", "en", ["--category", DayCare, "--objective", "mclp", "--p", "2", "--capacity", "--demand", "population_60plus"]);
        JsonNode solution = Json("solution.json");
        double left = (double)solution["weight_total"]! - (double)solution["weight_covered_after"]!;
        Messages m = Messages.In(Language.En);
        Assert.Equal(m.Number(left), Cell(Rows(Section(report, "unserved")).Last(), 1));
        Assert.Contains(Rows(Section(report, "unserved")), r => Cell(r, 3) == m["siting-report/why-full"]);
        Assert.Contains(m["group/60plus"], Section(report, "asked").Value);
    }

    [Theory]
    [InlineData("en", "reason", "3 more sites (--p 4)")]
    [InlineData("zh", "reason_zh", "再增加3处（--p 4）")]
    public void A_question_without_an_answer_says_why_and_what_would_help(string language, string key, string remedy)
    {
        XElement report = Run("site", language, ["--category", DayCare, "--objective", "lscp", "--p", "1", "--candidates", "network"]);
        XElement sites = Section(report, "sites");
        Assert.Contains((string)Json("solution.json")[key]!, sites.Value);
        Assert.Equal(remedy, sites.Descendants("li").Single().Value);
        Assert.Empty(sites.Descendants("table"));
        Assert.Contains(Messages.In(Locale.LanguageOf(language))["asked/infeasible"], Section(report, "proof").Value);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void An_access_measure_is_told_with_the_numbers_of_its_files(string language)
    {
        Messages m = Messages.In(Locale.LanguageOf(language));
        XElement report = Run("access", language, Beds);
        JsonNode json = Json("access.json");
        double[] exact = [.. Rows(Section(report, "figures")).Select(ValueOf)];
        Assert.Equal(
        [
            .. ((string[])["mean_per_person", "min", "max"]).Select(k => (double)json["access"]![k]!), (double)json["people_counted"]!,
            (double)json["people_not_counted"]!, (double)json["origins_with_access"]!,
            (double)json["origins"]! - (double)json["origins_with_access"]!, (double)json["destinations"]!, (double)json["supply"]!,
            (double)json["supply_claimed"]!, (double)json["supply_out_of_reach"]!,
        ], exact);
        XElement whole = Rows(Section(report, "equity")).First();
        Assert.Equal(
            [(double)json["equity"]!["gini_index"]!, (double)json["equity"]!["theil_t"]!],
            whole.Elements().TakeLast(2).Select(c => double.Parse((string)c.Attribute("data-v")!, CultureInfo.InvariantCulture)));

        // Quarters of the people, counted again from the table: whoever is better off than a place comes before it.
        string[][] table = [.. File.ReadAllLines(_folder.File("out/access.csv")).Skip(1).Select(l => l.Split(','))];
        (double Value, double People)[] known = [.. table.Where(r => r[5] is not ("" or "0")).Select(r => (Number(r[5]), Number(r[3])))];
        double all = known.Sum(k => k.People);
        ILookup<int, double> quarters = known.ToLookup(
            k => (int)(4 * known.Where(o => o.Value > k.Value).Sum(o => o.People) / all), k => k.People);
        XElement[] classes = [.. Rows(Section(report, "classes"))];
        Assert.Equal(
            [
                .. quarters.OrderBy(q => q.Key).Select(q => (m.Number(q.Count()), m.Number(q.Sum()))),
                (m.Number(table.Count(r => r[5] == "0")), m.Number(table.Where(r => r[5] == "0").Sum(r => Number(r[3])))),
                (m.Number(table.Count(r => r[5] == "")), m.Number(table.Where(r => r[5] == "").Sum(r => Number(r[3])))),
            ], classes.Select(r => (Cell(r, 3), Cell(r, 4))));
        // Those with least first, of equal ones those with most people.
        string[] lowest = [.. Rows(Section(report, "lowest")).Select(r => Cell(r, 0))];
        Assert.Equal(
            table.Where(r => r[5] != "").OrderBy(r => Number(r[5])).ThenByDescending(r => Number(r[3])).Select(r => r[1]).Take(10), lowest[..10]);
        AssertTellsWhoIsLeftOut(report, m, "figures", "classes", "lowest", "equity");

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Of_walks_the_shortest_are_the_best()
    {
        XElement report = Run("access", "en", ["--category", DayCare, "--measure", "cost_to_closest", "--cutoff", "15"]);
        double[] highest = [.. Rows(Section(report, "classes")).SkipLast(2)
            .Select(r => double.Parse((string)r.Elements().ElementAt(2).Attribute("data-v")!, CultureInfo.InvariantCulture))];
        Assert.True(highest.Length > 2);
        Assert.Equal(highest.Order(), highest);
    }

    [Theory]
    [InlineData("site", "--plan")]
    [InlineData("site", "--category")]
    [InlineData("access", "--measure")]
    public void The_same_question_gives_the_same_report_and_a_name_cannot_break_out_of_it(string verb, string question)
    {
        const string hostile = "</bdi></title><script>alert(1)</script>\"'&lt;{people}";
        string communities = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "communities.geojson");
        JsonNode town = JsonNode.Parse(File.ReadAllText(communities))!;
        foreach (JsonNode? feature in town["features"]!.AsArray()) feature!["properties"]!["name"] = hostile;
        string file = _folder.Write("communities.geojson", town.ToJsonString());
        string study = Study(null, s =>
        {
            s["communities"]!["file"] = file;
            s["name"] = hostile;
        });
        string[] options = question switch { "--plan" => WholePlan, "--category" => OneSite, _ => Beds };
        foreach (string output in (string[])["out", "again"])
        {
            CommandLine.Outcome outcome = CommandLine.Run([verb, study, .. options, "-o", _folder.File(output), "--formats", "docx"]);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
        }
        foreach (string name in (string[])["report.html", "report.docx"])
            Assert.Equal(File.ReadAllBytes(_folder.File("out/" + name)), File.ReadAllBytes(_folder.File("again/" + name)));
        XElement report = Load(_folder.File("out/report.html"));
        Assert.Single(report.Descendants("script"));
        Assert.Contains(report.Descendants("bdi"), b => b.Value.Contains(hostile, StringComparison.Ordinal));
        using WordprocessingDocument document = WordprocessingDocument.Open(_folder.File("out/report.docx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(5));
    }

    [Fact]
    public void A_table_of_costs_has_no_report_and_leaves_none_of_an_earlier_answer()
    {
        Run("site", "en", OneSite);
        string costs = _folder.Write("costs.csv", "id,a,b\nx,1,5\ny,4,2\n");
        CommandLine.Outcome outcome = CommandLine.Run(
            "site", "--matrix", costs, "--objective", "pmedian", "--p", "1", "-o", _folder.File("out"), "--formats", "docx");
        Assert.Equal(0, outcome.ExitCode);
        Assert.False(File.Exists(_folder.File("out/report.html")));
        Assert.Contains("writes no report", outcome.Error);
    }

    /// <summary>The answer on the sample town in a language, with its report.</summary>
    private XElement Run(string verb, string language, string[] options)
    {
        CommandLine.Outcome outcome = CommandLine.Run([verb, Study(null), .. options, "-o", _folder.File("out"), "--lang", language]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return Load(_folder.File("out/report.html"));
    }

    /// <summary>The sample town in 2025, judged by one plan, perhaps with one more table of facilities.</summary>
    private string Study(string? more, Action<JsonObject>? change = null) => SampleStudy.Write(_folder, s =>
    {
        s["plans"] = new JsonArray("tj");
        s["as_of"] = "2025";
        if (more is not null) s["facilities"]!.AsArray().Add(new JsonObject { ["file"] = more });
        change?.Invoke(s);
    });

    private static void AssertTellsWhoIsLeftOut(XElement report, Messages m, params string[] sections)
    {
        // One community of the sample town is off the network and one at the edge of the map.
        string off = m.Text("left-out/off-network", ("communities", 1), ("people", m.People(60))).Trim();
        Assert.Contains(off, report.Descendants("header").Single().Value);
        foreach (string section in sections) Assert.Contains(off, Section(report, section).Value);
        Assert.Contains(m.Text("left-out/at-edge", ("communities", 1), ("people", m.People(320))).Trim(), report.Descendants("header").Single().Value);
    }

    private JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(_folder.File("out/" + name)))!;

    private static XElement Load(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static XElement Section(XElement report, string id) => report.Descendants("section").Single(s => (string?)s.Attribute("id") == id);

    private static IEnumerable<XElement> Rows(XElement section, int table = 0) =>
        section.Descendants("tbody").ElementAt(table).Elements("tr");

    private static string Cell(XElement row, int column) => row.Elements().ElementAt(column).Value;

    private static double ValueOf(XElement row) =>
        double.Parse((string)row.Elements().ElementAt(1).Attribute("data-v")!, CultureInfo.InvariantCulture);
}
