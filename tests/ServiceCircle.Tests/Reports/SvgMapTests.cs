using System.Text;
using System.Xml.Linq;
using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;
using static ServiceCircle.Tests.Reports.SampleReport;

namespace ServiceCircle.Tests.Reports;

public class SvgMapTests
{
    [Theory]
    [InlineData("short", 1)]
    [InlineData("each striped square stands for all communities here ", 4)]
    [InlineData("每个方块代表范围内的全部社区所标数字为其中人口", 4)]
    public void A_note_that_is_wider_than_the_map_takes_several_rows_and_loses_nothing(string piece, int rows)
    {
        string note = string.Concat(Enumerable.Repeat(piece, rows == 1 ? 1 : 10)).Trim();
        string[] broken = [.. SvgMap.Rows(note)];
        Assert.Equal(note, string.Join(piece.Contains(' ') ? " " : "", broken));
        Assert.InRange(broken.Length, rows == 1 ? 1 : 2, rows);
        Assert.All(broken, row => Assert.InRange(row.Sum(c => c < 0x2E80 ? 13 : 24), 1, 1_960));
    }

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static string Draw(MapDrawing drawing)
    {
        using var stream = new MemoryStream();
        SvgMap.Write(stream, drawing);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Box Around(IEnumerable<IReadOnlyList<Position>> lines) =>
        lines.SelectMany(l => l).Aggregate(Box.Empty, (b, p) => b.Extend(p));

    [Theory]
    [InlineData(Language.En, "Community: all services")]
    [InlineData(Language.Zh, "社区：服务齐全")]
    public void A_map_is_one_well_formed_file_with_legend_scale_and_credit(Language language, string legend)
    {
        string svg = Draw(City(language).Maps[0]);
        XElement root = XDocument.Parse(svg).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        string[] texts = [.. root.Descendants(Svg + "text").Select(t => t.Value)];
        Assert.Contains(legend, texts);
        Assert.Contains("500 m", texts);
        Assert.Contains("N", texts);
        Assert.Contains(MapOrnaments.Attribution, texts);
        Assert.DoesNotContain("href", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", svg, StringComparison.Ordinal);
        Assert.Equal("http://www.w3.org/2000/svg", Assert.Single(svg.Split('"'), s => s.StartsWith("http", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_hundred_thousand_edges_fit_in_one_and_a_half_megabytes()
    {
        // Every corner is moved and every edge bent, so that there is nothing to leave out.
        var moved = new Dictionary<Position, Position>();
        var random = new Random(7);
        int Off() => random.Next(-2500, 2500);
        Position Moved(Position p) =>
            moved.TryGetValue(p, out Position to) ? to : moved[p] = new Position(p.LonE7 + Off(), p.LatE7 + Off());
        Position Middle(Position a, Position b) =>
            new(a.LonE7 + (b.LonE7 - a.LonE7 + Off()) / 2, a.LatE7 + (b.LatE7 - a.LatE7 + Off()) / 2);
        IReadOnlyList<Position>[] streets = [.. Streets(223).Select(l => new[] { Moved(l[0]), Middle(l[0], l[1]), Moved(l[1]) })];
        Assert.InRange(streets.Length, 99_000, 101_000);
        var drawing = new MapDrawing("", Language.En, Around(streets), [new LineLayer(MapClass.Street, streets)]);
        string svg = Draw(drawing);
        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 100_000, 1_500_000);
        Assert.Equal(svg, Draw(drawing));
    }

    [Fact]
    public void Noise_of_any_kind_is_bounded()
    {
        var random = new Random(3);
        Position[] places =
            [.. Enumerable.Range(0, 40_000).Select(_ => Position.FromDegrees(114 + random.NextDouble(), 38 + random.NextDouble()))];
        IReadOnlyList<Position>[] lines =
            [.. Enumerable.Range(0, 100_000).Select(_ => new[] { places[random.Next(places.Length)], places[random.Next(places.Length)] })];
        PointLayer points =
            new([.. Enumerable.Range(0, 5_000).Select(i => new MapPoint(MapClass.Elder, places[i], 9, new string('x', 200)))]);
        string svg = Draw(new MapDrawing("", Language.En, Around(lines), [new LineLayer(MapClass.Street, lines), points]));
        Assert.InRange(svg.Length, 300_000, 2_500_000);
    }

    [Fact]
    public void Circles_carry_share_population_and_number()
    {
        Service[] services = [Service(Categories[0]), Service(Categories[1]), Service(Categories[2])];
        CoverageResult coverage = Result(services,
            Walks(Community("all", 100), 1, 2, 3), Walks(Community("few", 400), 1, null, null), Walks(Community("most", 25), 1, 2, null),
            Walks(Community("none", 1600), null, null, null), NotSnapped(Community("off", 9), 3));
        IReadOnlyList<MapPoint> points = CoverageLayers.Communities(coverage, Names(Language.En), Language.En).Points;
        Assert.Equal(["none", "few", "all", "most", "off"], points.Select(p => p.Title.Split(':')[0]));
        Assert.Equal([MapClass.CircleNone, MapClass.CircleFew, MapClass.CircleComplete, MapClass.CircleMost, MapClass.CircleNotCounted],
            points.Select(p => p.Class));
        Assert.Equal(["0", "1", "3", "2", "?"], points.Select(p => p.Label));
        Assert.Equal(2, points[0].Radius / points[1].Radius, 1e-9);
        Assert.Equal(4, points[0].Radius / points[2].Radius, 1e-9);
        Assert.Equal("few: 400 people; missing: childcare, community health station", points[1].Title);
        Assert.Equal("off: 9 people; not on the walking network, not counted", points[4].Title);
    }

    [Fact]
    public void Facilities_show_by_the_service_they_offer()
    {
        Facility Offering(params string[] categories) =>
            new("f", "", categories, new Position(1, 1), NetTopologySuite.Geometries.Point.Empty, "osm");
        Facility[] facilities = [Offering("child.nursery", "health.station"), Offering("culture.library"), Offering("sport.outdoor")];
        IReadOnlyList<MapPoint> points =
            CoverageLayers.Facilities(facilities, [Service("health"), Service("sport")], Names(Language.En), Language.En).Points;
        Assert.Equal([MapClass.Health, MapClass.Sport], points.Select(p => p.Class));
        Assert.Equal(["childcare, community health station", "outdoor fitness"], points.Select(p => p.Title));
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        const string hostile = "</title><script>alert(1)</script>\u0001\ud800]]>&amp;\"'<!--";
        var at = new Position(1_144_780_000, 380_410_000);
        string svg = Draw(new MapDrawing(hostile, Language.En, Box.Empty.Extend(at),
            [new PointLayer([new MapPoint(MapClass.Child, at, 9, hostile), new MapPoint(MapClass.CircleNone, at, 30, hostile, "<b>")])]));
        XDocument xml = XDocument.Parse(svg);
        Assert.DoesNotContain(xml.Descendants(), e => e.Name.LocalName is "script" or "b");
        Assert.Equal(2, xml.Descendants(Svg + "title")
            .Count(t => t.Value == "</title><script>alert(1)</script>\ufffd\ufffd]]>&amp;\"'<!--"));
    }

    [Fact]
    public void What_lies_outside_is_not_drawn()
    {
        Position inside = Position.FromDegrees(114, 38), far = Position.FromDegrees(115, 39);
        Box extent = Box.Empty.Extend(inside).Extend(Position.FromDegrees(114.01, 38.01));
        string svg = Draw(new MapDrawing("", Language.En, extent,
        [
            new LineLayer(MapClass.Street, [[far, Position.FromDegrees(115.1, 39)]]),
            new PointLayer([new MapPoint(MapClass.Elder, far, 9, "far"), new MapPoint(MapClass.Elder, inside, 9, "near")]),
        ]));
        Assert.Contains("near", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("far", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_class_has_a_style_and_a_name_in_both_languages()
    {
        foreach (MapClass mapClass in Enum.GetValues<MapClass>())
            Assert.NotEqual(MapLegend.Label(mapClass, Language.En), MapLegend.Label(mapClass, Language.Zh));
    }
}
