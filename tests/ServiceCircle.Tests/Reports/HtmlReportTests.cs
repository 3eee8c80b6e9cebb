using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reports.Model;
using static ServiceCircle.Tests.Reports.SampleReport;

namespace ServiceCircle.Tests.Reports;

public class HtmlReportTests
{
    private static XElement Parse(ReportModel model)
    {
        using var reader = XmlReader.Create(new MemoryStream(Html(model)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static XElement Section(XElement html, string id) => html.Descendants("section").Single(s => (string?)s.Attribute("id") == id);

    private static List<List<string>> Rows(XElement section, int table = 0) =>
        [.. section.Descendants("table").ElementAt(table).Element("tbody")!.Elements("tr")
            .Select(r => r.Elements().Select(c => c.Value).ToList())];

    private static double Number(string text) => double.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Language.En, "en", "What is missing")]
    [InlineData(Language.Zh, "zh-CN", "缺什么补什么")]
    public void A_report_is_well_formed_and_in_its_language(Language language, string tag, string heading)
    {
        ReportModel model = City(language);
        XElement html = Parse(model);
        Assert.Equal(tag, (string?)html.Attribute("lang"));
        Assert.Contains(html.Descendants("h2"), h => h.Value == heading);
        Assert.Contains(
            html.Descendants("p"), p =>
                p.Value.Replace('\u00a0', ' ') == HeadlineSentence.Text(model.Coverage, model.CategoryNames, language));
        Assert.All(html.Descendants("section"), s => Assert.True(s.Elements().Count() > 1, s.ToString()));
        Assert.Equal(html.Descendants("section").Select(s => "#" + (string?)s.Attribute("id")),
            html.Descendants("nav").Single().Descendants("a").Select(a => (string?)a.Attribute("href")));
        string foreign = language == Language.En ? "[\u4e00-\u9fff]" : "\\b(the|of|and|people|not|is)\\b";
        XElement text = new(html);
        text.Descendants().Where(e => e.Name.LocalName is "style" or "script").Remove();
        string words = Regex.Replace(text.Value, "© OpenStreetMap contributors|Source of|Bohannon & Andrews|Fujiyama & Tyler", "");
        Assert.DoesNotMatch(foreign, words);
    }

    [Fact]
    public void Nothing_is_loaded_and_only_our_own_script_and_style_may_act()
    {
        XElement html = Parse(City(Language.En));
        string policy = (string)html.Descendants("meta").Single(m => (string?)m.Attribute("http-equiv") == "Content-Security-Policy")
            .Attribute("content")!;
        string style = Hash(html.Descendants("style").Single().Value), script = Hash(html.Descendants("script").Single().Value);
        Assert.Equal($"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain(html.Descendants(), e => e.Name.LocalName is "link" or "img" or "iframe" or "object" or "image" or "use");
        Assert.DoesNotContain(
            html.Descendants().Attributes(), a =>
                a.Name.LocalName is "src" or "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(html.Descendants("a"), a => Assert.StartsWith("#", (string)a.Attribute("href")!, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"url\(|@import", EmbeddedText.Read("report.css"));

        static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Elements_are_closed_as_browsers_read_them()
    {
        string html = Encoding.UTF8.GetString(Html(City(Language.En)));
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"", html, StringComparison.Ordinal);
        string page = Regex.Replace(html, "<svg.*?</svg>", "", RegexOptions.Singleline);
        Assert.All(Regex.Matches(page, @"<(\w+)[^>]*/>"), m => Assert.Equal("meta", m.Groups[1].Value));
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes_and_no_day_is_in_it_unless_given()
    {
        byte[] first = Html(City(Language.Zh));
        Assert.Equal(first, Html(City(Language.Zh)));
        ReportModel model = City(Language.En);
        string dated = Encoding.UTF8.GetString(Html(model with { Data = model.Data with { RunDate = new DateOnly(2031, 2, 3) } }));
        Assert.Contains("2031-02-03", dated, StringComparison.Ordinal);
        Assert.DoesNotContain(
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Encoding.UTF8.GetString(Html(model)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Key_figures_are_those_of_the_result()
    {
        ReportModel model = City(Language.En);
        List<List<string>> rows = Rows(Section(Parse(model), "figures"));
        Assert.Equal(model.Coverage.Summaries.Count + 1, rows.Count);
        foreach ((List<string> row, ServiceSummary s) in rows.Zip(model.Coverage.Summaries))
        {
            Assert.Equal(model.CategoryNames[s.Service.Category], row[0]);
            Assert.Equal($"{s.CommunitiesCovered} of {s.Communities}", row[3]);
            Assert.Equal(s.PopulationCovered, Number(row[5]));
            double walked = Number(row[6][..^2]), straight = Number(row[10][..^2]), over = Number(row[11].TrimStart('+'));
            Assert.Equal(100 * s.PopulationCovered / s.Population, walked, 0.0501);
            Assert.Equal(straight - walked, over, 0.1001);
        }

        Assert.StartsWith($"{model.Coverage.CompleteCircles} of ", rows[^1][3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    public void Everybody_is_in_exactly_one_line(double fraction)
    {
        CoverageResult coverage = Result([Service(Categories[0])],
            Walks(Community("a", 1000 + fraction), 3), Walks(Community("b", 10 + fraction), [null]), Walks(Community("c", null), 4),
            NotSnapped(Community("d", 200 + fraction), 1), NotSnapped(Community("e", null), 1));
        XElement counted = Section(Parse(City(Language.En) with { Coverage = coverage }), "counted");
        List<List<string>> rows = Rows(counted);
        Assert.Equal(["Counted", "Not on the walking network", "Population not given", "All"], rows.Select(r => r[0]));
        Assert.Equal(["2", "2", "1", "5"], rows.Select(r => r[1]));
        Assert.Equal(Number(rows[3][2]), Number(rows[0][2]) + Number(rows[1][2]));
        Assert.Equal(Math.Round(1210 + 3 * fraction), Number(rows[3][2]));
        Assert.Contains("d (200), e", counted.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_services_are_ranked_by_people_and_name_where()
    {
        Service[] services = [Service(Categories[0]), Service(Categories[1]), Service(Categories[2])];
        CommunityCoverage[] communities =
            [Walks(Community("a", 64), null, 3, 1), Walks(Community("b", 32), null, null, 1), Walks(Community("c", 128), 1, null, 1)];
        List<List<string>> rows = Rows(Section(Parse(City(Language.En) with { Coverage = Result(services, communities) }), "missing"));
        Assert.Equal(2, rows.Count);
        Assert.Equal(["1", "childcare", "160", "71.4\u00a0%", "2", "c (128), b (32)"], rows[0]);
        Assert.Equal(["2", "day care for the elderly", "96", "42.9\u00a0%", "2", "a (64), b (32)"], rows[1]);
    }

    [Fact]
    public void Communities_show_their_walk_and_what_they_lack()
    {
        Service[] services = [Service(Categories[0]), Service(Categories[1])];
        CoverageResult coverage = Result(services, Walks(Community("a", 64, unit: "u"), 7.25, null),
            Walks(Community("b", null), 15, 0) with { Status = CommunityStatus.EdgeOfMap }, NotSnapped(Community("c", 8), 2));
        List<List<string>> rows = Rows(Section(Parse(City(Language.En) with { Coverage = coverage }), "communities"));
        Assert.Equal(["a", "u", "64", "7.3", "missing", "1/2", "childcare"], rows[0]);
        Assert.Equal(["bedge of the map", "", "not given", "15.0", "0.0", "2/2", ""], rows[1]);
        Assert.Equal(["c", "", "8", "–", "–", "–", "not on the walking network, not counted"], rows[2]);
    }

    [Fact]
    public void A_very_long_table_shows_where_most_is_missing_and_says_so()
    {
        CommunityCoverage[] communities =
            [.. Enumerable.Range(0, 2005).Select(i => Walks(Community($"c{i:0000}", i), i % 2 == 0 ? 3 : null))];
        XElement section =
            Section(Parse(City(Language.En) with { Coverage = Result([Service(Categories[0])], communities) }), "communities");
        List<List<string>> rows = Rows(section);
        Assert.Equal(2000, rows.Count);
        Assert.Equal("c2003", rows[0][0]);
        Assert.Contains("2,000 communities", section.Value, StringComparison.Ordinal);
        Assert.Contains("of 2,005", section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Facilities_are_counted_by_category_and_source()
    {
        ReportModel model = City(Language.En);
        List<List<string>> rows = Rows(Section(Parse(model), "facilities"));
        Assert.Equal(model.Facilities.Sum(f => f.Facility.Categories.Count), rows.Sum(r => Number(r[2])));
        Assert.Equal(model.Facilities.Where(f => f.SnapDistanceMetres is not null).Sum(f => f.Facility.Categories.Count),
            rows.Sum(r => Number(r[3])));
        Assert.Contains(rows, r => r[0] == "childcare" && r[1] == "OpenStreetMap");
    }

    [Fact]
    public void Facilities_that_nobody_asked_for_are_only_counted()
    {
        ReportModel model = City(Language.En);
        FacilityUsed library = model.Facilities[0]
            with
        { Facility = model.Facilities[0].Facility with { Categories = ["culture.library"] } };
        FacilityUsed both = library with { Facility = library.Facility with { Categories = ["child.nursery", "culture.library"] } };
        XElement section = Section(Parse(model with { Facilities = [library, both] }), "facilities");
        Assert.Equal("childcare", Assert.Single(Rows(section))[0]);
        Assert.Contains("1 site in all", section.Value, StringComparison.Ordinal);
        Assert.Contains("1 site of other categories was read", section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_standards_that_were_read_go_without_a_mark()
    {
        ReportModel model = City(Language.En);
        Service[] services =
            [Service(Categories[0], 5, "read"), Service(Categories[1], 5, "unread"), Service(Categories[2], 5, "nowhere"),
                Service(Categories[3])];
        MethodFacts method = model.Method with
        {
            Standards = new Dictionary<string, StandardFact> { ["read"] = new("A", true), ["unread"] = new("B", false) },
        };
        List<List<string>> rows =
            Rows(Section(Parse(model with { Coverage = Result(services, Walks(Community("a", 1), 1, 1, 1, 1)), Method = method }),
                "method"), table: 1);
        Assert.Equal(["A", "Btext not verified", "nowheretext not verified", "set by the study"], rows.Select(r => r[2]));
    }

    [Fact]
    public void Hostile_texts_stay_text_wherever_they_appear()
    {
        const string hostile =
            "</bdi></title></script><script>alert(1)</script><img src=x onerror=alert(1)>\u0000\u0008\udc00\"'&lt;]]>{people}";
        const string shown =
            "</bdi></title></script><script>alert(1)</script><img src=x onerror=alert(1)>\ufffd\ufffd\ufffd\"'&lt;]]>{people}";
        ReportModel model = City(Language.En);
        CoverageResult coverage = Result([Service(hostile, 15, hostile)],
            Walks(Community("a", 5, hostile, hostile), [null]), NotSnapped(Community("b", 5, hostile, hostile), 1));
        model = model with
        {
            StudyName = hostile,
            Coverage = coverage,
            Facilities = [.. model.Facilities.Select(
                f => f with { Origin = hostile, Facility = f.Facility with { Name = hostile, Categories = [hostile] } })],
            Method = new MethodFacts(
                hostile, 4.8, hostile, 100, new Dictionary<string, StandardFact> { [hostile] = new(hostile, false) }, [hostile], [hostile]),
            Data = new DataFacts(hostile, [new InputFile(hostile, hostile)], hostile),
            Warnings = [hostile],
        };
        XElement html = Parse(model);
        Assert.Single(html.Descendants("script"));
        Assert.Empty(html.Descendants("img"));
        Assert.Equal(shown, html.Descendants("h1").Single().Value);
        Assert.All(["figures", "missing", "communities", "facilities", "counted", "method", "data"],
            id => Assert.Contains(shown, Section(html, id).Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Empty_studies_still_give_a_report()
    {
        ReportModel model = City(Language.Zh);
        foreach (CoverageResult coverage in new[] { Result([]), Result([Service("x")]),
            Result([Service("x")], NotSnapped(Community("a", null), 1)) })
            Assert.NotEmpty(Parse(model with { Coverage = coverage, Facilities = [], Maps = [], Warnings = [] }).Descendants("section"));
    }

    [Fact]
    public void Only_circles_of_fifteen_minutes_are_called_so()
    {
        ReportModel model = City(Language.Zh);
        Assert.Contains("一刻钟便民生活圈服务覆盖评估报告", Parse(model).Descendants("p").Select(p => p.Value));
        CoverageResult ten = Result([Service(Categories[0], 10)], Walks(Community("a", 1), 3));
        Assert.Contains("便民生活圈服务覆盖评估报告", Parse(model with { Coverage = ten }).Descendants("p").Select(p => p.Value));
    }
}
