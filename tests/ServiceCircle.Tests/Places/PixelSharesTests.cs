using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Tests.Places;

/// <summary>Shares of pixels against the areas that the geometry library intersects one by one.</summary>
public sealed class PixelSharesTests
{
    private static Dictionary<(int, int), double> Shares(Geometry area) =>
        PixelShares.Of(area, c => (c.X, c.Y)).ToDictionary(s => (s.Column, s.Row), s => s.Share);

    [Theory]
    [InlineData("POLYGON ((0.25 0.5, 1.25 0.5, 1.25 1, 0.25 1, 0.25 0.5))", "0,0 0.375; 1,0 0.125")]
    [InlineData("POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))", "0,0 1; 1,0 1; 0,1 1; 1,1 1")]
    [InlineData("POLYGON ((0 0, 2 0, 0 2, 0 0))", "0,0 1; 1,0 0.5; 0,1 0.5")]
    [InlineData("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (0.25 0.25, 0.25 0.75, 0.75 0.75, 0.75 0.25, 0.25 0.25))", "0,0 0.75")]
    [InlineData("MULTIPOLYGON (((-1 -1, 0 -1, 0 0, -1 0, -1 -1)), ((1.5 0, 2 0, 2 1, 1.5 1, 1.5 0)))", "-1,-1 1; 1,0 0.5")]
    [InlineData("POINT (1 1)", "")]
    public void Shares_are_arithmetic(string text, string expected)
    {
        Geometry area = new NetTopologySuite.IO.WKTReader().Read(text);
        Assert.Equal(
            expected,
            string.Join("; ", Shares(area).Select(s => FormattableString.Invariant($"{s.Key.Item1},{s.Key.Item2} {s.Value:0.######}"))));
    }

    [Fact]
    public void Of_any_area_they_are_what_the_intersections_with_the_pixels_are()
    {
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            double size = round % 4 == 0 ? 0.4 : 12;
            Geometry area = new Polygon(new LinearRing(Star(random, size, 3 + random.Next(30))));
            if (round % 3 == 0) area = area.Difference(new Point(0, 0).Buffer(size / 3, random.Next(1, 9)));
            if (round % 5 == 0) area = area.Union(new Point(3 * size, -size).Buffer(size / 2));
            Dictionary<(int, int), double> shares = Shares(area);
            Assert.Equal(area.Area, shares.Values.Sum(), 1e-9);
            Envelope box = area.EnvelopeInternal;
            for (int row = (int)Math.Floor(box.MinY); row <= box.MaxY; row++)
                for (int column = (int)Math.Floor(box.MinX); column <= box.MaxX; column++)
                {
                    var pixel = GeometryFactory.Default.ToGeometry(new Envelope(column, column + 1, row, row + 1));
                    Assert.Equal(area.Intersection(pixel).Area, shares.GetValueOrDefault((column, row)), 1e-9);
                }
        }
    }

    /// <summary>A province at once is added up in strips.</summary>
    [Fact]
    public void Wide_areas_are_added_up_in_strips()
    {
        Geometry area = new Polygon(new LinearRing(Star(new Random(3), 2_500, 40)));
        Assert.Equal(area.Area, PixelShares.Of(area, c => (c.X, c.Y)).Sum(s => s.Share), 1e-3);
        Assert.Equal(Shares(area).Count, PixelShares.Of(area, c => (c.X, c.Y)).Count());
    }

    private static Coordinate[] Star(Random random, double size, int corners)
    {
        Coordinate[] ring = [.. Enumerable.Range(0, corners).Select(i =>
        {
            double angle = 2 * Math.PI * i / corners, radius = size * (0.4 + 0.6 * random.NextDouble());
            return new Coordinate(radius * Math.Cos(angle), radius * Math.Sin(angle));
        })];
        return [.. corners % 2 == 0 ? ring : ring.Reverse(), (corners % 2 == 0 ? ring[0] : ring[^1]).Copy()];
    }
}
