using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Isochrones;

/// <summary>A circle whose time is up on a square, where a line that is reached crosses one that is not at a sharp angle.</summary>
public class SquareCirclesTests
{
    [Fact]
    public void Of_two_lines_that_share_samples_neither_swallows_the_other()
    {
        (double wrongInside, double wrongOutside) = Measure(WayFlags.Assumed);
        (double swallowed, double missing) = Measure(WayFlags.None);

        // Ways that somebody drew keep every sample that they are reached in, so that they hang together.
        Assert.Equal(0, missing);
        Assert.True(wrongInside < 0.75 * swallowed, $"{wrongInside} m of the line that is not reached are inside; {swallowed} m of a way");
        Assert.True(wrongOutside < 0.5 * swallowed, $"{wrongOutside} m of the reached line are outside");
    }

    /// <summary>Metres of the line not reached that are inside, and of the reached one that are outside, over crossings in all directions.</summary>
    private static (double WronglyInside, double WronglyOutside) Measure(WayFlags flags)
    {
        // So that they share samples over as many metres whatever the samples' distance.
        const double Step = 0.25, Aside = 2 * Lattice.DefaultCellMetres;
        double inside = 0, outside = 0;
        for (int round = 0; round < 40; round++)
        {
            (double sin, double cos) = Math.SinCos(round * 0.157);
            var town = new Town();
            int start = At(0, -Aside), other = At(100, -Aside);
            int reachedLine = town.Edge(start, At(100, Aside), flags: flags);
            int lateLine = town.Edge(At(0, Aside), other, flags: flags);
            WalkNetwork network = town.Build();
            WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
            WalkTime limit = WalkTime.FromSeconds(70);
            var drawer = new CircleDrawer(graph, new OpenGround(network, new Barriers(network.Features), Lattice.DefaultCellMetres, 25));
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Of(graph, [new Access(reachedLine, 0, 0, 0)], limit, Direction.From);
            var locator = new IndexedPointInAreaLocator(drawer.Draw(reached, [limit])[0].Geometry);
            // Its last metres, where it crosses, and none at its very end.
            for (double at = 45.5; at < 67; at += Step)
            {
                if (Holds(lateLine, 100 - at)) inside += Step;
                if (!Holds(reachedLine, at)) outside += Step;
            }

            int At(double along, double across) => town.Node(along * cos - across * sin + round * 0.37, along * sin + across * cos + round * 0.23);

            bool Holds(int edge, double at)
            {
                Position p = network.PositionAt(edge, at);
                return locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior;
            }
        }
        return (inside, outside);
    }
}
