using System.Text;
using System.Xml.Linq;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using static ServiceCircle.Tests.Reports.SampleReport;

namespace ServiceCircle.Tests.Reports;

public class PlaceCellsTests
{
    private static readonly Position Corner = Position.FromDegrees(114, 38);
    private static readonly Box Extent = Box.Empty.Extend(Corner).Extend(Position.FromDegrees(114.2, 38.1));

    private static CellPlace Place(MapClass of, double? people, double east = 0) =>
        new(of, new Position(Corner.LonE7 + (int)(east * 1e7), Corner.LatE7), people);

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    public void The_report_of_twenty_thousand_communities_stays_below_five_megabytes_and_says_what_it_leaves_out(Language language)
    {
        ReportModel small = City(language);
        ReportModel city = Gathered(City(language, communities: 20_000));
        byte[] html = Html(city);
        Assert.InRange(html.Length, 100_000, 5_000_000);
        string text = Encoding.UTF8.GetString(html);
        Assert.Contains(Messages.In(language).Text("communities/cut", ("shown", 2_000), ("all", 20_000)), text, StringComparison.Ordinal);
        Assert.Contains(Messages.In(language)["map/cells-stripes"], text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Messages.In(language)["map/cells-stripes"], Encoding.UTF8.GetString(Html(Gathered(small))), StringComparison.Ordinal);
    }

    /// <summary>The report with its maps made as a study makes them: of all services, and of each.</summary>
    private static ReportModel Gathered(ReportModel model)
    {
        Facility[] facilities = [.. model.Facilities.Select(f => f.Facility)];
        MapDrawing Map(int? service)
        {
            var places = new PlaceLayers(model.Coverage, service, facilities, model.Maps[0].Extent, model.CategoryNames, model.Language);
            return new MapDrawing("", model.Language, model.Maps[0].Extent, places.Layers(), places.PathBudget)
            {
                IsOverlay = service is not null,
                Notes = places.Notes(),
            };
        }
        return model with { Maps = [Map(null), .. model.Coverage.Services.Select((_, s) => Map(s))] };
    }

    [Theory]
    [InlineData(2_000, 4, false)]
    [InlineData(2_001, 4, true)]
    [InlineData(1_000, 11, false)]
    [InlineData(1_000, 12, true)]
    public void Where_many_services_have_a_map_fewer_communities_are_drawn_one_by_one(int communities, int services, bool areGathered) =>
        Assert.Equal(areGathered ? PlaceForm.Squares : PlaceForm.Circles, PlaceCrowd.FormOf(Result(
            [.. Enumerable.Range(0, services).Select(s => Service($"sport.{s}"))],
            // One of many people makes the circles of all others small, so that none hides another.
            [.. Enumerable.Range(0, communities).Select(i => Walks(
                Community($"{i:0000}", i == 0 ? 1_000_000 : 1, east: i % 50 * 1_000_000, north: i / 50 * 1_000_000),
                new double?[services]))]),
            Box.Empty.Extend(Community("", 1).Position).Extend(Community("", 1, east: 50_000_000, north: 40_000_000).Position)));

    [Fact]
    public void One_place_without_any_service_keeps_a_stripe_among_a_hundred_thousand_people()
    {
        CellLayer layer = PlaceCells.Of(
            [Place(MapClass.CircleComplete, 100_000), Place(MapClass.CircleNone, 1), Place(MapClass.CircleNone, null)], Extent,
            Language.En);
        MapCell cell = Assert.Single(layer.Cells);
        Assert.Equal([MapClass.CircleNone, MapClass.CircleComplete], cell.Stripes.Select(s => s.Class));
        double[] widths = CellDrawing.Widths(cell.Stripes, 60);
        Assert.Equal(60, widths.Sum(), 1e-9);
        Assert.True(widths[0] >= 4);
        Assert.Equal("100k", cell.Label);
        Assert.Equal(
            [
                "3 communities, 100,001 people", "Community: none: 2 communities, 1 person",
                "Community: all services: 1 community, 100,000 people", "1 of them without a population",
            ],
            cell.Title.Split('\n'));
    }

    [Fact]
    public void Squares_hold_every_place_once_and_everybody()
    {
        var random = new Random(4);
        MapClass[] classes = [MapClass.CircleComplete, MapClass.CircleFew, MapClass.CircleNotCounted];
        CellPlace[] places =
            [.. Enumerable.Range(0, 5_000).Select(i => Place(classes[i % 3], random.Next(900), random.NextDouble() / 5))];
        CellLayer layer = PlaceCells.Of(places, Extent, Language.En);
        Assert.True(layer.Cells.Count > 10);
        int[] told = [.. layer.Cells.Select(c => int.Parse(c.Title.Split(' ')[0], System.Globalization.NumberStyles.AllowThousands, null))];
        Assert.Equal(5_000, told.Sum());
        Assert.Equal(places.Sum(p => p.People), layer.Cells.Sum(c => PeopleIn(c.Title)));
        foreach (MapCell cell in layer.Cells) Assert.Equal(1, cell.Stripes.Sum(s => s.Share), 1e-9);
        MapCell highest = layer.Cells.MaxBy(c => c.Height)!;
        Assert.Equal(1, highest.Height);
        Assert.All(layer.Cells, c => Assert.InRange(c.Height, 0.35, 1));

        static double PeopleIn(string title) => double.Parse(
            title.Split('\n')[0].Split(' ')[2], System.Globalization.NumberStyles.AllowThousands,
            System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Where_no_population_is_known_communities_are_counted_in_brackets()
    {
        MapCell cell = Assert.Single(
            PlaceCells.Of([Place(MapClass.CircleFew, null), Place(MapClass.CircleMost, null)], Extent, Language.En).Cells);
        Assert.Equal("(2)", cell.Label);
        Assert.Equal([0.5, 0.5], cell.Stripes.Select(s => s.Share));
    }

    [Fact]
    public void A_square_counts_the_facilities_in_it_and_draws_their_symbol()
    {
        CellLayer layer = PlaceCells.Of(
            [Place(MapClass.InReach, 10)], Extent, Language.En, isOverlay: true,
            (MapClass.Health, Enumerable.Repeat(Corner, 7_654)));
        Assert.Equal(7_654, Assert.Single(layer.Cells).Facilities);
        using var stream = new MemoryStream();
        var drawing = new MapDrawing("", Language.En, Extent, [layer]);
        SvgMap.Write(stream, drawing);
        stream.Position = 0;
        XElement[] texts = [.. XDocument.Load(stream).Descendants().Where(e => e.Name.LocalName == "text")];
        Assert.Contains(texts, t => t.Value == "7654");
        Assert.Equal([MapClass.InReach, MapClass.Health], drawing.Classes());
    }

    [Theory]
    [InlineData(Language.En, 9_870, "9,870")]
    [InlineData(Language.En, 12_300, "12k")]
    [InlineData(Language.En, 999_499, "999k")]
    [InlineData(Language.En, 999_500, "1.0M")]
    [InlineData(Language.En, 12_345_678, "12M")]
    [InlineData(Language.Zh, 9_999, "9,999")]
    [InlineData(Language.Zh, 12_300, "1.2万")]
    [InlineData(Language.Zh, 1_234_000, "123万")]
    [InlineData(Language.Zh, 123_400_000, "1.2亿")]
    public void Numbers_are_shortened_as_each_language_does(Language language, double number, string text) =>
        Assert.Equal(text, Messages.In(language).Short(number));
}
