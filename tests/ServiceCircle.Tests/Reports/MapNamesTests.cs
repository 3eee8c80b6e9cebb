using System.Globalization;
using System.Xml.Linq;
using ServiceCircle.Coverage;
using ServiceCircle.Output;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Word;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;
using SkiaSharp;
using static ServiceCircle.Tests.Reports.SampleReport;

namespace ServiceCircle.Tests.Reports;

/// <summary>The names of communities on maps.</summary>
public class MapNamesTests
{
    /// <summary>Points (1/72 inch) for each map unit: of a map 170 mm wide in Word, and of one of two side by side on A4.</summary>
    private const double WholeMap = 170 / 25.4 * 72 / 2000, HalfMap = 87 / 25.4 * 72 / 2000;

    private static readonly Lazy<ReportModel> Town = new(() =>
    {
        (StudyResult result, ServiceAreas areas) =
            Study.RunAndDraw(StudyFile.Load(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json")));
        return StudyReport.ModelOf(result, areas, Language.Zh);
    });

    private sealed record Written(string Text, double Left, double Top, double Right, double Bottom);

    private static XElement Draw(MapDrawing drawing)
    {
        using var stream = new MemoryStream();
        SvgMap.Write(stream, drawing);
        stream.Position = 0;
        return XDocument.Load(stream).Root!;
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static XElement? Group(XElement map) => map.Descendants().FirstOrDefault(
        e => e.Name.LocalName == "g" && e.Attribute("paint-order") is not null && e.Elements().Any(t => t.Name.LocalName == "text"));

    private static string[] NamesOn(XElement map) => [.. Group(map)?.Elements().Select(e => e.Value) ?? []];

    /// <summary>The names with the ground that a font of this machine gives them: what is drawn, not what was reckoned with.</summary>
    private static Written[] Drawn(XElement map)
    {
        XElement group = Group(map)!;
        double letters = Number(group, "font-size");
        return [.. group.Elements().Select(text =>
        {
            using var font = new SKFont(PictureFonts.For(text.Value), (float)letters);
            font.MeasureText(text.Value, out SKRect ink);
            double x = Number(text, "x"), y = Number(text, "y"), along = font.MeasureText(text.Value);
            double left = text.Attribute("text-anchor")!.Value switch { "start" => x, "end" => x - along, _ => x - along / 2 };
            return new Written(text.Value, left, y + ink.Top, left + along, y + ink.Bottom);
        })];
    }

    public static TheoryData<Language, int> Cities => new()
    {
        { Language.En, 54 }, { Language.Zh, 54 }, { Language.En, 400 }, { Language.Zh, 2_000 },
    };

    [Theory]
    [MemberData(nameof(Cities))]
    public void No_name_lies_on_another_or_on_a_symbol(Language language, int communities)
    {
        Assert.SkipUnless(PictureFonts.HasChinese, "no font with Chinese characters");
        MapDrawing drawing = City(language, communities: communities).Maps[0];
        Written[] names = Drawn(Draw(drawing));
        Assert.InRange(names.Length, 20, communities);
        var frame = new MapFrame(drawing.Extent);
        (Pixel At, double R)[] symbols =
            [.. drawing.Layers.OfType<PointLayer>().SelectMany(l => l.Points).Select(p => (frame.Project(p.Position), p.Radius))];
        Assert.True(symbols.Length > communities);
        for (int i = 0; i < names.Length; i++)
        {
            Written a = names[i];
            Assert.DoesNotContain(names.Skip(i + 1), b => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom);
            Assert.DoesNotContain(symbols, c => Math.Pow(c.At.X - Math.Clamp(c.At.X, a.Left, a.Right), 2)
                + Math.Pow(c.At.Y - Math.Clamp(c.At.Y, a.Top, a.Bottom), 2) < c.R * c.R);
        }
    }

    [Fact]
    public void Every_community_of_the_sample_town_has_its_name_and_each_map_of_a_service_most_of_them()
    {
        string[] all = [.. Town.Value.Coverage.Communities.Select(c => c.Community.Name)];
        string[] onMap = NamesOn(Draw(Town.Value.Maps[0]));
        Assert.Empty(onMap.Except(all));
        Assert.InRange(onMap.Length, all.Length - 2, all.Length);
        Assert.All(Town.Value.Maps.Skip(1), map => Assert.InRange(NamesOn(Draw(map)).Length, all.Length / 2, all.Length));
    }

    [Fact]
    public void Names_are_seven_points_high_on_paper()
    {
        foreach (MapDrawing map in Town.Value.Maps)
            Assert.InRange(Number(Group(Draw(map))!, "font-size") * (map.IsOverlay ? HalfMap : WholeMap), 7, 8);
    }

    [Fact]
    public void Whoever_comes_first_has_the_choice_and_who_has_no_room_is_left_out()
    {
        // Ground for one line of letters, to the right of two symbols at one place.
        var placement = new NamePlacement(1000, 1000, 30);
        placement.TakeBox(0, 0, 1000, 470);
        placement.TakeBox(0, 530, 1000, 1000);
        placement.TakeBox(0, 470, 500, 530);
        Assert.Equal("start", placement.Place("多", new Pixel(480, 500), 25)?.Anchor);
        Assert.Null(placement.Place("少", new Pixel(480, 500), 25));
    }

    [Fact]
    public void The_name_of_the_community_with_most_people_is_placed_before_all_others()
    {
        // So many at one place that there is room for eight names at most.
        var coverage = Result([Service(Categories[0])],
            [.. Enumerable.Range(0, 60).Select(i => Walks(Community($"{i:00}", i, $"第{i}社区"), 5.0))]);
        PointLayer circles = CoverageLayers.Communities(coverage, Names(Language.Zh), Language.Zh);
        string[] names = NamesOn(Draw(new MapDrawing("", Language.Zh, Geo.Box.Empty.Extend(circles.Points[0].Position), [circles])));
        Assert.InRange(names.Length, 3, 8);
        Assert.Equal(Enumerable.Range(60 - names.Length, names.Length).Reverse().Select(i => $"第{i}社区"), names);
    }

    [Fact]
    public void An_id_that_stands_for_a_name_is_not_written_nor_any_name_where_communities_are_gathered()
    {
        var nameless = Result([Service(Categories[0])], Walks(Community("5101", 10), 5.0));
        PointLayer circles = CoverageLayers.Communities(nameless, Names(Language.En), Language.En);
        Geo.Box extent = Geo.Box.Empty.Extend(circles.Points[0].Position);
        Assert.Empty(NamesOn(Draw(new MapDrawing("", Language.En, extent, [circles]))));
        CommunityCoverage[] many =
            [.. Enumerable.Range(0, 200).Select(i => Walks(Community($"{i}", 1, $"Mill {i}", east: i), 5.0))];
        var places = new PlaceLayers(Result([Service(Categories[0])], many), null, [], extent, Names(Language.En), Language.En);
        Assert.Empty(NamesOn(Draw(new MapDrawing("", Language.En, extent, places.Layers()))));
    }
}
