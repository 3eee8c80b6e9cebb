using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

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

    [Fact]
    public void A_circle_smaller_than_the_leg_holds_its_origin_on_a_square()
    {
        for (int round = 0; round < 60; round++)
        {
            var town = new Town();
            double shift = round * 0.21;
            int line = town.Edge(town.Node(shift, 0), town.Node(100 + shift, 100 + 2 * shift), flags: WayFlags.Assumed);
            // Others beside it and across it, which nobody reaches in time.
            for (int i = -3; i <= 3; i++)
                town.Edge(town.Node(i * 0.4, 300), town.Node(100 + i * 0.4, -200 + round), flags: WayFlags.Assumed);
            for (int i = -3; i <= 3; i++)
                town.Edge(town.Node(-100 + i * 0.4, -100), town.Node(200 + i * 0.4, 200), flags: WayFlags.Assumed);
            WalkNetwork network = town.Build();
            WalkGraph graph = WalkGraph.Of(network, Town.OneMetreASecond);
            var drawer = new CircleDrawer(graph, new OpenGround(network, Barriers.Among(network.Features), Lattice.DefaultCellMetres, 25));
            var place = new Access(line, 40 + shift, 0, 0);
            WalkTime limit = WalkTime.FromSeconds(5 + round % 20);
            Geometry circle = drawer.Draw(ReachedEdges.Find(graph, [place], limit, Direction.From), [limit])[0].Geometry;
            Position p = network.PositionAt(line, place.AlongMetres);
            Assert.True(new IndexedPointInAreaLocator(circle).Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior, $"round {round}");
        }
    }

    /// <summary>
    /// Metres of the line not reached that are inside, and of the reached one that are outside, over crossings in all directions.
    /// </summary>
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
            var drawer = new CircleDrawer(graph, new OpenGround(network, Barriers.Among(network.Features), Lattice.DefaultCellMetres, 25));
            IReadOnlyList<ReachedEdge> reached = ReachedEdges.Find(graph, [new Access(reachedLine, 0, 0, 0)], limit, Direction.From);
            var locator = new IndexedPointInAreaLocator(drawer.Draw(reached, [limit])[0].Geometry);
            // Its last metres, where it crosses, and none at its very end.
            for (double at = 45.5; at < 67; at += Step)
            {
                if (Holds(lateLine, 100 - at)) inside += Step;
                if (!Holds(reachedLine, at)) outside += Step;
            }

            int At(double along, double across) =>
                town.Node(along * cos - across * sin + round * 0.37, along * sin + across * cos + round * 0.23);

            bool Holds(int edge, double at)
            {
                Position p = network.PositionAt(edge, at);
                return locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior;
            }
        }
        return (inside, outside);
    }
}
