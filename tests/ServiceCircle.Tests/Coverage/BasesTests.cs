using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Output;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Plans;

namespace ServiceCircle.Tests.Coverage;

/// <summary>
/// Buildings and residential land as bases of coverage, on a straight street where a walk is a difference of two numbers.
/// </summary>
public sealed class BasesTests
{
    /// <summary>
    /// A day care at the start of the street; 15 minutes are 1,000 m. The box of the study reaches from -500 m to 12,500 m.
    /// </summary>
    private static AnalyticTown Town() =>
        new AnalyticTown().Community("c0", 0).Community("off", 12000).Facility("elder.daycare", 0, community: "c0");

    private static StudyResult Run(AnalyticTown town, string bases) =>
        town.Run(""" "indicator": "rule" """, study: $$""" "bases": {{bases}}, """);

    private static string Point(double metres, double north = 0) => $"{AnalyticTown.LonAt(metres)},{AnalyticTown.LatAt(north)}\n";

    [Fact]
    public void Buildings_of_a_file_walk_each_for_themselves()
    {
        AnalyticTown town = Town();
        // On the limit; beyond it; 950 m away and 100 m off the street, so 1,050 m to walk and 955 m as the crow flies; off the network;
        // outside.
        town.MoreFiles.Add(
            ("houses.csv", "lon,lat\n" + Point(900) + Point(1000) + Point(1100) + Point(950, 100) + Point(11500) + Point(13000)));
        BasisCoverage basis = Assert.Single(Run(town, """[ { "basis": "buildings", "file": "houses.csv" } ]""").Bases);
        Assert.Equal((5.0, 4.0, 1.0, "box"), (basis.Total, basis.Counted, basis.NotSnapped, basis.Basis.Within));
        Assert.Equal("buildings", basis.Basis.Unit);
        BasisServiceCoverage daycare = Assert.Single(basis.Services);
        Assert.Equal((2.0, 3.0), (daycare.Covered, daycare.StraightLineCovered));
        Assert.Equal((0.5, 0.25), (daycare.Share, daycare.Overstatement));
    }

    [Theory]
    [InlineData("house", "", 1, 0)]
    [InlineData("apartments", """<tag k="shop" v="bakery"/>""", 1, 0)]
    [InlineData("yes", "", 1, 1)]
    [InlineData("yes", """<tag k="amenity" v="school"/>""", 0, 0)]
    [InlineData("yes", """<tag k="shop" v="no"/>""", 1, 1)]
    [InlineData("school", "", 0, 0)]
    [InlineData("no", "", 0, 0)]
    public void Of_the_map_dwellings_count_and_what_may_be_one(string building, string tags, int counted, int notStated)
    {
        using var folder = new TemporaryFolder();
        string osm = folder.Write("b.osm", $"""
            <osm version="0.6">{Square(1, 0)}
            <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="{building}"/>{tags}</way></osm>
            """);
        CoverageBasis basis = OsmBuildings.Read(osm, Bounds());
        Assert.Equal((counted, notStated), (basis.Points.Count, basis.UseNotStated!.Value));
        // The square's middle, 50 m along and 50 m north.
        if (counted > 0)
            Assert.InRange(ServiceCircle.Geo.LocalMetres.Between(
                Position.FromDegrees(double.Parse(AnalyticTown.LonAt(50)), double.Parse(AnalyticTown.LatAt(50))), basis.Points[0]), 0,
                    0.05);
    }

    [Fact]
    public void A_building_drawn_as_a_relation_counts_once_and_its_lines_not_again()
    {
        using var folder = new TemporaryFolder();
        string osm = folder.Write("b.osm", $"""
            <osm version="0.6">{Square(1, 0)}{Square(5, 300)}
            <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>
            <way id="2"><nd ref="5"/><nd ref="6"/><nd ref="7"/></way>
            <relation id="9"><member type="way" ref="1" role="outer"/><tag k="type" v="multipolygon"/><tag k="building" v="residential"/></relation>
            <relation id="10"><member type="way" ref="77" role="outer"/><tag k="type" v="multipolygon"/><tag k="building" v="residential"/></relation></osm>
            """);
        Assert.Single(OsmBuildings.Read(osm, Bounds()).Points);
    }

    [Fact]
    public void A_building_whose_positions_stand_on_its_line_counts_without_nodes()
    {
        using var folder = new TemporaryFolder();
        (double East, double North)[] corners = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)];
        string line = string.Concat(corners.Select((c, i) =>
            $"<nd ref=\"{i % 4 + 1}\" lat=\"{AnalyticTown.LatAt(c.North)}\" lon=\"{AnalyticTown.LonAt(c.East)}\"/>"));
        string osm = folder.Write("b.osm", $"""
            <osm version="0.6"><way id="1">{line}<tag k="building" v="house"/></way></osm>
            """);
        Position middle = Position.FromDegrees(double.Parse(AnalyticTown.LonAt(50)), double.Parse(AnalyticTown.LatAt(50)));
        Assert.InRange(ServiceCircle.Geo.LocalMetres.Between(middle, Assert.Single(OsmBuildings.Read(osm, Bounds()).Points)), 0, 0.05);
    }

    [Theory]
    [InlineData(200, 100, 25)]
    [InlineData(400, 60, 10)]
    public void Sampled_land_has_its_area_to_within_half_a_cell_along_its_rim(double length, double width, double spacing)
    {
        CoverageBasis land = Sample(spacing, (100, 100 + length, width));
        double area = land.Points.Count * land.WeightEach;
        Assert.InRange(area, length * width - (length + width) * spacing, length * width + (length + width) * spacing);
        Assert.InRange(land.WeightEach, 0.97 * spacing * spacing, 1.03 * spacing * spacing);
    }

    [Fact]
    public void Land_under_two_polygons_counts_once_and_apart_they_add_up()
    {
        int once = Sample(25, (100, 300, 100)).Points.Count, other = Sample(25, (600, 700, 100)).Points.Count;
        Assert.Equal(once, Sample(25, (100, 300, 100), (150, 250, 100)).Points.Count);
        Assert.Equal(once + other, Sample(25, (100, 300, 100), (600, 700, 100)).Points.Count);
    }

    [Fact]
    public void Land_of_a_file_is_covered_as_far_as_people_walk()
    {
        AnalyticTown town = Town();
        // 400 m of land along the street, 10 m on either side: half of it within 1,000 m, less what it takes to reach the street.
        town.MoreFiles.Add(
            ("land.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(800, 1200, 20)}} } } ] }"""));
        BasisCoverage land =
            Assert.Single(Run(town, """[ { "basis": "residential_land", "file": "land.geojson", "spacing_m": 5 } ]""").Bases);
        BasisServiceCoverage daycare = Assert.Single(land.Services);
        Assert.Equal(land.Total, land.Counted + land.NotSnapped);
        Assert.Equal("m2", land.Basis.Unit);
        Assert.InRange(daycare.Share!.Value, 0.46, 0.5);
    }

    /// <summary>Two cells of 9 square metres, both off the network: they have square metres, and no share.</summary>
    [Fact]
    public void Land_that_cannot_be_counted_has_its_size_and_no_share()
    {
        var land = new CoverageBasis(CoverageBasis.Land, [default, default], 9) { Within = "box" };
        var coverage = new BasisCoverage(land, 0, [new BasisServiceCoverage(null!, 0, 0, 0)]);
        Assert.Equal((18.0, 0.0, 18.0), (coverage.Total, coverage.Counted, coverage.NotSnapped));
        Assert.Equal((null, null), (coverage.Services[0].Share, coverage.Services[0].Overstatement));
    }

    [Fact]
    public void Nothing_is_gathered_unless_asked_and_the_summary_says_how_it_was()
    {
        AnalyticTown town = Town();
        Assert.False(StudyFiles.Summary(town.Run(""" "indicator": "rule" """)).ContainsKey("bases"));
        town.MoreFiles.Add(("houses.csv", "lon,lat\n" + Point(900)));
        JsonObject summary = StudyFiles.Summary(Run(town, """[ { "basis": "buildings", "file": "houses.csv" }, "residential_land" ]"""));
        Assert.Equal(["buildings", "residential_land"], summary["bases"]!.AsArray().Select(b => b!["basis"]!.GetValue<string>()));
        Assert.Equal("houses.csv", summary["bases"]![0]!["source"]!.GetValue<string>());
        Assert.Equal(1, summary["services"]![0]!["bases"]!["buildings"]!["share"]!.GetValue<double>());
        // The street's map has no residential land: nothing to divide by.
        Assert.Null(summary["services"]![0]!["bases"]!["residential_land"]!["share"]);
    }

    [Theory]
    [InlineData("""["parks"]""", "bases[0]", "parks")]
    [InlineData("""["buildings", "buildings"]""", "bases[1]", "a second time")]
    [InlineData("""[ { "basis": "residential_land", "spacing_m": 1 } ]""", "bases[0].spacing_m", "1")]
    [InlineData("""[ { "basis": "residential_land", "colour": "red" } ]""", "bases[0].colour", "the key \"colour\"")]
    [InlineData("""[ { "basis": "residential_land", "file": "facilities.csv" } ]""", "line 2", "a Point")]
    public void Mistakes_are_named(string bases, string where, string found)
    {
        InputException mistake = Assert.Throws<InputException>(() => Run(Town(), bases));
        Assert.Contains(where, mistake.Where);
        Assert.Contains(found, mistake.Found);
    }

    [Fact]
    public void From_a_network_cache_buildings_are_not_given_unless_their_file_is_named()
    {
        using var folder = new TemporaryFolder();
        string study = Town().Write(folder, """ "indicator": "rule" """, study: """ "bases": ["buildings"], """);
        using (FileStream cache = File.Create(folder["street.scnet"]))
            ServiceCircle.Walking.Cache.NetworkFile.Write(ServiceCircle.Walking.Build.NetworkBuilder.FromOsm(folder["street.osm"]), cache);
        File.WriteAllText(study, File.ReadAllText(study).Replace("street.osm", "street.scnet"));
        StudyResult result = Study.Run(StudyFile.Load(study));
        JsonObject summary = StudyFiles.Summary(result);
        Assert.Equal("bases[0].file", summary["bases"]![0]!["needs"]!.GetValue<string>());
        // Not known is not none.
        Assert.All(new[] { "total", "counted", "not_snapped", "points" }, key => Assert.Null(summary["bases"]![0]![key]));
        Assert.Null(summary["services"]![0]!["bases"]!["buildings"]!["covered"]);
        Assert.DoesNotContain(result.Warnings, w => w.Key.Contains("building", StringComparison.Ordinal));
        File.WriteAllText(
            study, File.ReadAllText(study)
            .Replace("\"bases\": [\"buildings\"]", "\"bases\": [ { \"basis\": \"buildings\", \"file\": \"street.osm\" } ]"));
        BasisCoverage given = Assert.Single(Study.Run(StudyFile.Load(study)).Bases);
        Assert.Equal((null, 0.0), (given.Basis.Needs, given.Total));
    }

    private static CoverageBasis Sample(double spacing, params (double From, double To, double Width)[] rectangles)
    {
        var reader = new NetTopologySuite.IO.WKTReader();
        return ResidentialLand.Sample(rectangles.Select(r => reader.Read("POLYGON ((" + string.Join(", ",
            new[] { (r.From, -r.Width / 2), (r.To, -r.Width / 2), (r.To, r.Width / 2), (r.From, r.Width / 2), (r.From, -r.Width / 2) }
                .Select(p => $"{AnalyticTown.LonAt(p.Item1)} {AnalyticTown.LatAt(p.Item2)}")) + "))")), Bounds(), spacing, "osm");
    }

    private static StudyBounds Bounds()
    {
        ServiceCircle.Places.Community At(double metres) => new("c", "c", null, null, default,
            new NetTopologySuite.Geometries.Point(double.Parse(AnalyticTown.LonAt(metres)), double.Parse(AnalyticTown.LatAt(0))), default);
        return StudyBounds.Find(null, [At(0), At(2000)]);
    }

    /// <summary>Four nodes of a square of 100 m, north of the street.</summary>
    private static string Square(int first, double from) => string.Concat(new[] { (0, 0), (100, 0), (100, 100), (0, 100) }.Select((p, i) =>
        $"""<node id="{first + i}" lon="{AnalyticTown.LonAt(from + p.Item1)}" lat="{AnalyticTown.LatAt(p.Item2)}"/>"""));
}
