using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ServiceCircle.Output;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Model;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Reports;

/// <summary>The reports of the sample town in Chinese hold no English and no ids.</summary>
public partial class ChineseReportTests
{
    private static readonly string Quickstart = QuickstartFilesTests.QuickstartFolder();

    private static readonly Lazy<ScenarioStudy> Town =
        new(() => new ScenarioStudy(Study.Run(StudyFile.Load(Path.Combine(Quickstart, "study.json")))));

    /// <summary>Names of data and programs, units, standards, authors and the signs of a formula.</summary>
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "OpenStreetMap", "contributors", "ODbL", "opendatacommons", "org", "licenses", "odbl", "ServiceCircle", "SHA", "GB", "km", "m", "N",
        "Ingram", "Luo", "Wang", "Kretz", "Tobler", "W", "exp", "S",
        // Tables of a standard, grades of circles.
        "A", "B", "C", "D",
        // The study's own name, and that of its scenario.
        "Qingxi",
    };

    [Fact]
    public void Of_a_study() => Assert.Empty(Strange(Html(stream => HtmlReport.Write(stream, Report()))));

    [Fact]
    public void Of_a_comparison()
    {
        Scenario scenario = Town.Value.Read([Path.Combine(Quickstart, "scenario.json")])[0] with { Name = "站北日照中心" };
        ComparisonModel model = WhatIfFiles.ModelOf(Town.Value, [Town.Value.Compare(scenario)], null, Language.Zh);
        Assert.Empty(Strange(Html(stream => ComparisonReport.Write(stream, model))));
    }

    /// <summary>The needs of every clause, so that each way of saying what is missing is read once.</summary>
    [Fact]
    public void Of_what_clauses_of_all_plans_lack()
    {
        StudyFile study = StudyFile.Load(Path.Combine(Quickstart, "study.json"));
        StudyResult result = Study.Run(study with { Plans = [.. ShippedData.Names("plans")] });
        var words = new VerdictWords(Messages.In(Language.Zh), StudyReport.CategoryNames(result.Catalogue, Language.Zh));
        string[] needs = [.. result.Verdicts.SelectMany(v => v.Needs).Distinct().Select(words.Need)];
        Assert.True(needs.Length > 40, $"{needs.Length}");
        Assert.DoesNotContain(needs, n => Word().IsMatch(n));
    }

    private static ReportModel Report() => StudyReport.ModelOf(Town.Value.Baseline, Town.Value.Areas, Language.Zh);

    private static XElement Html(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()).Replace("<!DOCTYPE html>", "")).Root!.Element("body")!;
    }

    /// <summary>Latin words that are not allowed, each with the text that holds it.</summary>
    private static string[] Strange(XElement body)
    {
        IEnumerable<string> texts = body.DescendantNodes().OfType<XText>()
            .Where(t => t.Parent!.Name.LocalName != "script" && (string?)t.Parent.Attribute("class") != "hash").Select(t => t.Value)
            .Concat(body.DescendantsAndSelf().Attributes()
                .Where(a => a.Name.LocalName is "title" or "aria-label" or "alt").Select(a => a.Value));
        string[] all = [.. texts];
        Assert.True(all.Length > 200, $"{all.Length}");
        return
        [
            .. all.SelectMany(text => Word().Matches(FileOrMoment().Replace(text, "")).Select(m => (Word: m.Value, Text: text)))
                .Where(w => !Allowed.Contains(w.Word)).Select(w => $"{w.Word}: {w.Text}").Distinct(),
        ];
    }

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\w-]+\.(json|geojson|csv|osm)\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex FileOrMoment();
}
