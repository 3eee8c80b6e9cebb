using System.Text;
using System.Xml.Linq;
using ServiceCircle.Output;
using ServiceCircle.Reports;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Reports;

/// <summary>A map for each service of the sample town, over the streets of the first map.</summary>
public class ServiceMapsTests
{
    private static readonly Lazy<(StudyResult Result, ServiceAreas Areas)> Town =
        new(() => Study.RunAndDraw(StudyFile.Load(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json"))));

    [Fact]
    public void Each_shows_who_reaches_its_service_and_where_it_is_offered()
    {
        (StudyResult result, ServiceAreas areas) = Town.Value;
        ReportModel model = StudyReport.ModelOf(result, areas, Language.En);
        MapDrawing[] maps = [.. model.Maps.Where(m => m.IsOverlay)];
        Assert.Equal(result.Coverage.Services.Count, maps.Length);
        for (int s = 0; s < maps.Length; s++)
        {
            MapPoint[] points = [.. maps[s].Layers.OfType<PointLayer>().SelectMany(l => l.Points)];
            int Count(MapClass kind) => points.Count(p => p.Class == kind);
            var summary = result.Coverage.Summaries[s];
            Assert.Equal((summary.CommunitiesCovered, summary.Communities - summary.CommunitiesCovered,
                result.Coverage.NotSnapped.Communities),
                (Count(MapClass.InReach), Count(MapClass.OutOfReach), Count(MapClass.CircleNotCounted)));
            Assert.Equal(result.Facilities.Facilities.Count(f => f.Offers(summary.Service.Category)),
                points.Count(p => p.Class >= MapClass.Elder));
            Assert.Contains("15 min", maps[s].Title);
            Assert.Equal(areas[s].Geometry!.NumGeometries,
                maps[s].Layers.OfType<AreaLayer>().Single(l => l.Class == MapClass.ServiceArea).Areas.Count);
        }
    }

    [Fact]
    public void The_streets_are_written_once_and_shown_below_every_map()
    {
        ReportModel model = StudyReport.ModelOf(Town.Value.Result, Town.Value.Areas, Language.Zh);
        string html = Html(model), alone = Html(model with { Maps = [model.Maps[0]] });
        XDocument page = XDocument.Parse(html.Replace("<!DOCTYPE html>", ""));
        string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] used = [.. page.Descendants().Where(e => e.Name.LocalName == "use").Select(e => e.Attribute("href")!.Value)];
        Assert.Equal(model.Maps.Count - 1, used.Length);
        Assert.All(used, href => Assert.Contains(href.TrimStart('#'), ids));
        Assert.DoesNotContain("<use", alone);
        Assert.All(model.Maps[0].Paths.Where(p => p is { Length: > 0 }), path => Assert.Equal(2, html.Split(path!).Length));
    }

    [Fact]
    public void With_one_service_the_first_map_shows_its_area()
    {
        StudyFile one = StudyFile.Load(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json"));
        StudyResult result = Study.Run(one with { Services = [one.Services[0]], Plans = [] });
        ReportModel model = StudyReport.ModelOf(result, new ServiceAreas(result), Language.En);
        Assert.Contains(MapClass.ServiceArea, Assert.Single(model.Maps).Classes());
        Assert.DoesNotContain(
            MapClass.ServiceArea, StudyReport.ModelOf(Town.Value.Result, Town.Value.Areas, Language.En).Maps[0].Classes());
    }

    private static string Html(ReportModel model)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, model);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
