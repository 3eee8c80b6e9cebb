using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ServiceCircle.Reachability;

namespace ServiceCircle.Tests.Reachability;

public class SightLinesTests
{
    /// <summary>A square with a notch, a hole, and corners in one line.</summary>
    private const string Notched =
        "POLYGON ((0 0, 5 0, 5 4, 6 4, 6 0, 10 0, 10 10, 5 10, 0 10, 0 5, 0 0), (2 6, 4 6, 4 8, 2 8, 2 6))";

    [Fact]
    public void Every_corner_is_seen_or_hidden_as_the_geometry_library_says()
    {
        Geometry square = new WKTReader().Read(Notched);
        var lines = new SightLines(square);
        int free = 0, hidden = 0;
        for (double x = 0.5; x < 10; x += 0.5)
        {
            for (double y = 0.5; y < 10; y += 0.5)
            {
                var place = new Coordinate(x, y);
                if (!square.Contains(new Point(place))) continue;
                foreach (Coordinate corner in square.Coordinates.Append(new Coordinate(9, 9.5)))
                {
                    if (place.Equals2D(corner)) continue;
                    bool isFree = square.Covers(new LineString([place, corner]));
                    Assert.True(isFree == lines.IsFree(place, corner), $"{place} {corner}");
                    if (isFree) free++;
                    else hidden++;
                }
            }
        }
        Assert.True(free > 1_000 && hidden > 1_000);
    }
}
