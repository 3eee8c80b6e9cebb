using System.Text;
using System.Xml.Linq;
using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using static ServiceCircle.Tests.Reports.SampleReport;

namespace ServiceCircle.Tests.Reports;

/// <summary>When circles give way to outlines or squares.</summary>
public class PlaceCrowdTests
{
    /// <summary>A degree wide, so that of communities 0.06 degree apart no circle reaches another's middle.</summary>
    private static readonly Box Extent = Box.Empty.Extend(Position.FromDegrees(114, 38)).Extend(Position.FromDegrees(115, 38.8));

    /// <summary>Communities in rows of fifteen with equal people; the last ones lie where the first ones are.</summary>
    private static CommunityCoverage[] Town(int count, int doubled, bool haveOutlines = false)
    {
        return [.. Enumerable.Range(0, count).Select(i => Walks(At(i, i < count - doubled ? i : i - (count - doubled)), 5.0, 7.0))];

        Community At(int id, int place)
        {
            double lon = 114.05 + place % 15 * 0.06, lat = 38.05 + place / 15 * 0.05;
            Geometry shape = haveOutlines
                ? GeometryFactory.Default.ToGeometry(new Envelope(lon - 0.03, lon + 0.03, lat - 0.02, lat + 0.02)) : new Point(lon, lat);
            return new Community($"{id:000}", $"Mill {id}", null, null, Position.FromDegrees(lon, lat), shape, new People(100));
        }
    }

    private static CoverageResult Coverage(CommunityCoverage[] communities) =>
        Result([Service(Categories[0]), Service(Categories[2])], communities);

    [Theory]
    [InlineData(200, 20, false, "Circles")]
    [InlineData(200, 21, false, "Squares")]
    [InlineData(200, 20, true, "Circles")]
    [InlineData(200, 21, true, "Outlines")]
    [InlineData(100, 50, true, "Circles")]
    [InlineData(101, 50, true, "Outlines")]
    public void Circles_are_drawn_until_more_than_a_tenth_of_more_than_a_hundred_are_hidden(
        int communities, int doubled, bool haveOutlines, string form)
    {
        CommunityCoverage[] town = Town(communities, doubled, haveOutlines);
        Assert.Equal(doubled, PlaceCrowd.Hidden([.. town.Select(c => c.Community)], Extent));
        Assert.Equal(form, PlaceCrowd.FormOf(Coverage(town), Extent).ToString());
    }

    /// <summary>Asked of every pair: the definition.</summary>
    [Fact]
    public void Hidden_is_what_lies_with_its_middle_below_a_circle_of_fewer_people()
    {
        var random = new Random(11);
        Community[] town = [.. Enumerable.Range(0, 300).Select(i => new Community(
            $"{i:000}", "", null, null, Position.FromDegrees(114 + random.NextDouble(), 38 + random.NextDouble() * 0.8), Point.Empty,
            new People(random.Next(3_000))))];
        var frame = new MapFrame(Extent);
        double most = town.Max(c => c.People.Total!.Value);
        int hidden = town.Count(c => town.Any(d =>
            (d.People.Total, c.Id).CompareTo((c.People.Total, d.Id)) < 0 && Distance(c, d) < CoverageLayers.Radius(d.People.Total, most)));
        Assert.InRange(hidden, 20, 280);
        Assert.Equal(hidden, PlaceCrowd.Hidden(town, Extent));

        double Distance(Community c, Community d)
        {
            Pixel a = frame.Project(c.Position), b = frame.Project(d.Position);
            return Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
        }
    }

    [Fact]
    public void Outlines_are_coloured_above_the_streets_and_below_the_facilities_and_the_legend_shows_areas()
    {
        CoverageResult coverage = Coverage(Town(200, 21, haveOutlines: true));
        Facility[] facilities =
            [new("f", "f", [Categories[0]], Position.FromDegrees(114.3, 38.3), new Point(114.3, 38.3), "f.csv")];
        var streets = new LineLayer(MapClass.Street, [[Position.FromDegrees(114.1, 38.1), Position.FromDegrees(114.8, 38.6)]]);
        MapDrawing Map(int? service)
        {
            var places = new PlaceLayers(coverage, service, facilities, Extent, Names(Language.En), Language.En);
            Assert.False(places.ShowServiceArea);
            MapLayer[] ground = service is null ? [streets] : [];
            return new MapDrawing($"map {service}", Language.En, Extent, [.. ground, .. places.Layers()], places.PathBudget)
            { IsOverlay = service is not null, Notes = places.Notes() };
        }
        ReportModel model = City(Language.En) with { Coverage = coverage, Maps = [Map(null), Map(0)] };
        XDocument page = XDocument.Parse(Encoding.UTF8.GetString(Html(model)).Replace("<!DOCTYPE html>", ""));
        XElement[] maps = [.. page.Descendants().Where(e => (string?)e.Attribute("role") == "img")];
        Assert.Equal(2, maps.Length);
        foreach ((XElement map, MapClass of) in maps.Zip([MapClass.CircleComplete, MapClass.InReach]))
        {
            XElement[] drawn = [.. map.Descendants()];
            int outlines = Array.FindIndex(drawn, e => (string?)e.Attribute("fill-opacity") == "0.8"
                && (string?)e.Attribute("fill") == MapStyle.Of(of).Fill && e.Name.LocalName == "path");
            int facility = Array.FindIndex(drawn, e => (string?)e.Attribute("fill") == MapStyle.Of(MapClass.Elder).Fill);
            Assert.InRange(outlines, 0, facility - 1);
            Assert.DoesNotContain(drawn[outlines].Ancestors(), e => (string?)e.Attribute("id") == "map-ground");
            // Each of 200 communities has its ring.
            Assert.Equal(200, drawn[outlines].Attribute("d")!.Value.Count(c => c == 'z'));
            Assert.DoesNotContain(drawn, e => e.Name.LocalName == "circle");
        }
        Assert.All(page.Descendants().Where(e => (string?)e.Attribute("class") == "legend"),
            legend => Assert.DoesNotContain(legend.Descendants(), e => e.Name.LocalName == "circle"));
        Assert.Contains(Messages.In(Language.En)["map/outlines"], page.Root!.Value);
    }

    [Fact]
    public void Facilities_are_drawn_above_squares_and_the_numbers_of_people_above_them()
    {
        CoverageResult coverage = Coverage(Town(200, 21));
        Facility[] facilities =
            [new("f", "f", [Categories[0]], Position.FromDegrees(114.3, 38.3), new Point(114.3, 38.3), "f.csv")];
        var places = new PlaceLayers(coverage, null, facilities, Extent, Names(Language.En), Language.En);
        using var stream = new MemoryStream();
        SvgMap.Write(stream, new MapDrawing("", Language.En, Extent, places.Layers()));
        string svg = Encoding.UTF8.GetString(stream.ToArray());
        int stripe = svg.IndexOf($"fill=\"{MapStyle.Of(MapClass.CircleComplete).Fill}\"", StringComparison.Ordinal),
            facility = svg.IndexOf(MapStyle.Of(MapClass.Elder).Fill, StringComparison.Ordinal),
            number = svg.IndexOf(">100</text>", StringComparison.Ordinal);
        Assert.True(0 < stripe && stripe < facility && facility < number, $"{stripe} {facility} {number}");
        Assert.DoesNotContain(places.Notes(), n => n.Contains("facilities.geojson", StringComparison.Ordinal));
    }
}
