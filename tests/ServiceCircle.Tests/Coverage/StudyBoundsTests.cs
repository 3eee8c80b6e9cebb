using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;

namespace ServiceCircle.Tests.Coverage;

/// <summary>The ground that a study is about, and the middle of a building, in whole numbers.</summary>
public sealed class StudyBoundsTests
{
    private static Geometry Wkt(string text) => new WKTReader().Read(text);

    private static Community At(string wkt) => new("c", "c", null, null, default, Wkt(wkt), default);

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(0, 0.5, true)]
    [InlineData(1.5, 1.5, false)]
    [InlineData(2.5, 0.5, true)]
    [InlineData(3.5, 0.5, false)]
    public void Communities_with_outlines_are_the_ground_themselves(double lon, double lat, bool holds)
    {
        StudyBounds bounds = StudyBounds.Find(
            null, [At("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"), At("POLYGON ((2 0, 3 0, 3 2, 2 2, 2 0))")]);
        Assert.Equal("communities", bounds.Kind);
        Assert.Equal(holds, bounds.Holds(new Coordinate(lon, lat)));
        Assert.Equal(new Envelope(0, 3, 0, 2), bounds.Envelope);
    }

    [Fact]
    public void The_area_of_a_study_goes_before_its_communities()
    {
        StudyBounds bounds = StudyBounds.Find(Wkt("POLYGON ((5 5, 6 5, 6 6, 5 5))"), [At("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))")]);
        Assert.Equal("area", bounds.Kind);
        Assert.True(bounds.Holds(new Coordinate(5.75, 5.5)));
        // In the box around the area, and outside of it.
        Assert.False(bounds.Holds(new Coordinate(5.25, 5.75)));
        Assert.False(bounds.Holds(new Coordinate(0.5, 0.5)));
    }

    [Fact]
    public void Where_one_community_is_a_point_the_ground_is_a_box_with_a_rim_of_500_metres()
    {
        StudyBounds bounds = StudyBounds.Find(null, [At("POINT (10 0)"), At("POLYGON ((10.1 0, 10.2 0, 10.2 0.1, 10.1 0))")]);
        Assert.Equal("box", bounds.Kind);
        // At the equator a degree of longitude is 111,319.5 m, and one of latitude 110,574.3 m.
        double east = 500 / 111_319.490793, north = 500 / 110_574.275822;
        Assert.Equal(10 - east, bounds.Envelope.MinX, 7);
        Assert.Equal(10.2 + east, bounds.Envelope.MaxX, 7);
        Assert.Equal(-north, bounds.Envelope.MinY, 7);
        Assert.Equal(0.1 + north, bounds.Envelope.MaxY, 7);
        Assert.True(bounds.Holds(new Coordinate(10 - 0.99 * east, 0.05)));
        Assert.False(bounds.Holds(new Coordinate(10 - 1.01 * east, 0.05)));
    }

    [Theory]
    [InlineData("0,0 4,0 4,2 0,2", 2, 1)]
    [InlineData("0,0 4,0 4,2 0,2 0,0", 2, 1)]
    [InlineData("0,0 0,2 4,2 4,0", 2, 1)]
    [InlineData("0,0 6,0 0,3", 2, 1)]
    [InlineData("0,0 6,0 6,2 2,2 2,6 0,6", 2.2, 2.2)]
    [InlineData("1,5 1,5 4,5", 2, 5)]
    public void The_middle_of_a_building_is_the_centroid_of_its_outline(string corners, double x, double y)
    {
        const int Unit = 1_000, Lon = 1_131_234_567, Lat = 229_876_543;
        Position[] outline = [.. corners.Split(' ').Select(c => c.Split(',').Select(int.Parse).ToArray())
            .Select(c => new Position(Lon + c[0] * Unit, Lat + c[1] * Unit))];
        Assert.Equal(new Position(Lon + (int)(x * Unit), Lat + (int)(y * Unit)), OsmBuildings.Middle(outline));
    }

    /// <summary>Three buildings: a line of two points is none, an open triangle is one, and a square is.</summary>
    [Fact]
    public void A_building_has_three_corners_at_least()
    {
        using var folder = new Formats.TemporaryFolder();
        string osm = folder.Write("b.osm", """
            <osm version="0.6">
            <node id="1" lon="10" lat="0"/><node id="2" lon="10.0003" lat="0"/><node id="3" lon="10.0003" lat="0.0003"/><node id="4" lon="10" lat="0.0003"/>
            <way id="1"><nd ref="1"/><nd ref="2"/><tag k="building" v="house"/></way>
            <way id="2"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="building" v="house"/></way>
            <way id="3"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="house"/></way></osm>
            """);
        CoverageBasis basis = OsmBuildings.Read(osm, StudyBounds.Find(null, [At("POINT (10 0)")]));
        Assert.Equal([Position.FromDegrees(10.0002, 0.0001), Position.FromDegrees(10.00015, 0.00015)], basis.Points);
    }
}
