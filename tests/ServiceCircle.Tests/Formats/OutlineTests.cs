using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Formats;

/// <summary>Ground that is cut, shared and put together, where outlines nearly coincide or cross themselves.</summary>
public sealed class OutlineTests
{
    private static readonly Geometry Zone = Read("POLYGON ((110.0043 30, 110.006 30, 110.006 30.0006, 110.0043 30.0006, 110.0043 30))");

    [Fact]
    public void Lines_that_nearly_coincide_are_cut_where_the_older_overlay_gives_up()
    {
        Geometry parcel = Read("POLYGON ((110.004 30.0001, 110.0045 30.0001, 110.0045 30.0004, 110.004 -17.7, 110.004 30.0001))");
        Assert.Throws<TopologyException>(() => parcel.Difference(Zone));
        Assert.Equal(parcel.Area, Outline.Without(parcel, Zone).Area + Outline.Shared(parcel, Zone).Area, 1e-9);
    }

    [Fact]
    public void An_outline_that_crosses_itself_is_mended_before_it_is_put_to_others()
    {
        // Two triangles of a quarter each, tip to tip, and a square beside them.
        Geometry bow = Read("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"), square = Read("POLYGON ((2 0, 3 0, 3 1, 2 1, 2 0))");
        Assert.Equal(1.5, Outline.Together([bow, square]).Area, 1e-12);
        Assert.Equal(0.5, Outline.Without(bow, square).Area, 1e-12);
    }

    [Fact]
    public void A_point_is_in_an_outline_that_crosses_itself_where_its_ground_is()
    {
        Geometry bow = Read("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))");
        Assert.True(Outline.Holds(bow, new Coordinate(0.25, 1)));
        Assert.True(Outline.Holds(bow, new Coordinate(2, 1)));
        Assert.False(Outline.Holds(bow, new Coordinate(1, 0.5)));
        Assert.True(Outline.Holds(Read("POINT (1 1)"), new Coordinate(1, 1)));
    }

    private static Geometry Read(string text) => new WKTReader().Read(text);
}
