using System.Text;
using System.Xml.Linq;
using ServiceCircle.Output;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Model;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Reports;

/// <summary>What the tables of a comparison call its scenarios.</summary>
public class ComparisonReportTests
{
    private const string Long = "站北日照中心和东方花城东门";

    private static readonly Lazy<(ScenarioStudy Study, Scenario Sample)> Town = new(() =>
    {
        string folder = QuickstartFilesTests.QuickstartFolder();
        var study = new ScenarioStudy(Study.Run(StudyFile.Load(Path.Combine(folder, "study.json"))));
        return (study, study.Read([Path.Combine(folder, "scenario.json")])[0]);
    });

    private static XElement Page(params string[] names)
    {
        (ScenarioStudy study, Scenario sample) = Town.Value;
        ScenarioResult[] results = [.. names.Select(name => study.Compare(sample with { Name = name }))];
        using var stream = new MemoryStream();
        ComparisonReport.Write(stream, WhatIfFiles.ModelOf(study, results, null, Language.Zh));
        return XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()).Replace("<!DOCTYPE html>", "")).Root!.Element("body")!;
    }

    private static XElement Section(XElement page, string id) => page.Descendants("section").Single(s => (string?)s.Attribute("id") == id);

    [Theory]
    [InlineData(new[] { "站北日照中心", "打开东门" }, new[] { "站北日照中心", "打开东门" })]
    [InlineData(new[] { Long, "打开东门" }, new[] { "方案1", "方案2" })]
    [InlineData(new[] { "同名", "同名" }, new[] { "方案1", "方案2" })]
    [InlineData(new[] { "day care, gate A!" }, new[] { "方案1" })]
    [InlineData(new[] { "day care, gate A" }, new[] { "day care, gate A" })]
    public void Short_and_distinct_names_stand_for_themselves_others_are_numbered(string[] names, string[] called) =>
        Assert.Equal(called, ComparedScenario.ShortNames(names, Messages.In(Language.Zh)));

    [Fact]
    public void Rows_and_captions_have_the_short_name_and_the_changes_say_once_what_it_stands_for()
    {
        XElement page = Page(Long, "打开东门");
        XElement changes = Section(page, "changes");
        Assert.Equal(["方案1", "方案2"], changes.Elements("h3").Select(e => e.Value));
        Assert.Equal([Long, "打开东门"], changes.Elements("p").Select(e => e.Value));
        string[] cells = [.. page.Descendants().Where(e => e.Name.LocalName is "td" or "th" or "caption").Select(e => e.Value)];
        Assert.DoesNotContain(cells, c => c.Contains(Long, StringComparison.Ordinal));
        Assert.Equal(5, Section(page, "figures").Descendants("td").Count(c => c.Value == "方案1"));
        Assert.Contains(cells, c => c.StartsWith("方案2", StringComparison.Ordinal) && c.Contains("新增覆盖", StringComparison.Ordinal));
    }

    [Fact]
    public void With_one_scenario_no_column_says_which()
    {
        int Columns(XElement page) => Section(page, "figures").Descendants("thead").Single().Descendants("th").Count();
        XElement one = Page(Long), two = Page(Long, "打开东门");
        Assert.Equal(Columns(two) - 1, Columns(one));
        foreach (XElement page in new[] { one, two })
        {
            Assert.All(Section(page, "figures").Descendants("tbody").Single().Elements("tr"),
                row => Assert.Equal(Columns(page), row.Elements().Count()));
        }
    }
}
