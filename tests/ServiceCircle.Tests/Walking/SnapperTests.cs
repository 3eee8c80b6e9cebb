using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Walking;

/// <summary>Where places come onto the network: arithmetic in drawn towns, brute force on random ones.</summary>
public sealed class SnapperTests
{
    [Fact]
    public void A_place_beside_an_edge_snaps_to_its_inside()
    {
        using var town = new Town("A---B").Way("AB");
        Snap snap = town.Snap('A', east: 150, north: 30);
        Assert.Equal("ok", snap.Reason);
        Assert.Equal(30, snap.DistanceMetres, 0.02);
        Assert.Equal(town.Network.NodePositions[town.Network.Tail[snap.Edge]] == town.At('A') ? 150 : 250, snap.AlongMetres, 0.02);
        Assert.InRange(Math.Abs(snap.Position.LonE7 - town.At('A', 150).LonE7), 0, 2);
        Assert.InRange(Math.Abs(snap.Position.LatE7), 0, 2);
    }

    [Fact]
    public void Beyond_an_end_it_snaps_to_the_end()
    {
        using var town = new Town("A---B").Way("AB");
        Snap west = town.Snap('A', east: -40), east = town.Snap('B', east: 30, north: 40);
        Assert.Equal((town.At('A'), town.At('B')), (west.Position, east.Position));
        Assert.Equal(40, west.DistanceMetres, 0.02);
        Assert.Equal(50, east.DistanceMetres, 0.02);
        Assert.Equal(400, Math.Abs(west.AlongMetres - east.AlongMetres), 0.02);
    }

    /// <summary>The home stands 80 m north of one street and 120 m south of another; before the near one runs something.</summary>
    [Theory]
    [InlineData("barrier=wall", 120)]
    [InlineData("barrier=fence", 120)]
    [InlineData("waterway=river", 120)]
    [InlineData("railway=rail", 120)]
    [InlineData("highway=motorway", 120)]
    [InlineData("natural=cliff", 120)]
    [InlineData("barrier=wall tunnel=yes", 80)]
    [InlineData("power=line", 80)]
    public void A_way_on_this_side_of_a_barrier_wins_over_a_nearer_one_behind_it(string tags, double metres)
    {
        using Town town = new Town("""
            C-------D


            H
            W-------X
            A-------B
            """, metresPerCharacter: 40).Way("CD").Way("AB").Way("CA", "highway=service").Way("WX", tags);
        Snap snap = town.Snap('H', east: 200);
        Assert.Equal((metres, false), (Math.Round(snap.DistanceMetres), snap.CrossesBarrier));
    }

    [Fact]
    public void Where_there_is_no_way_on_this_side_the_line_crosses_and_says_so()
    {
        using Town walled = new Town("""
            W-------X
            A-------B
            """, metresPerCharacter: 50).Way("AB").Way("WX", "barrier=wall");
        Snap snap = walled.Snap('A', east: 200, north: 60);
        Assert.Equal((SnapStatus.Ok, true), (snap.Status, snap.CrossesBarrier));
        // A way along the wall is reached at the wall, not through it.
        Assert.False(walled.Snap('A', east: 200, north: 50).CrossesBarrier);
    }

    [Fact]
    public void On_a_node_it_is_no_metres_away()
    {
        using var town = new Town("A--B--C").Way("ABC").Way("BD");
        Snap snap = town.Snap('B');
        Assert.Equal((SnapStatus.Ok, 0.0, town.At('B')), (snap.Status, snap.DistanceMetres, snap.Position));
    }

    [Fact]
    public void The_largest_distance_counts_in()
    {
        using var town = new Town("A---B").Way("AB");
        double exact = town.Snap('A', east: 200, north: 100).DistanceMetres;
        Assert.True(town.Snap('A', east: 200, north: 100, maxMetres: exact).IsSnapped);
        Snap tooFar = town.Snap('A', east: 200, north: 100, maxMetres: Math.BitDecrement(exact));
        Assert.Equal(("too_far", -1, exact), (tooFar.Reason, tooFar.Edge, tooFar.DistanceMetres));
        Assert.Equal(double.PositiveInfinity, town.Snap('A', north: 30_000).DistanceMetres);
    }

    [Fact]
    public void An_island_is_passed_over_while_the_mainland_is_near_enough()
    {
        using var town = new Town("""
            A----------------------------------------------------------------------------------------------------B
            CD
            """, metresPerCharacter: 100).Way("AB").Way("CD");
        Assert.True(town.Graph.Components.IsIsland(1));
        Snap snap = town.Snap('C', east: 50, north: 20);
        Assert.Equal((SnapStatus.Ok, town.AccessAt('A').Edge), (snap.Status, snap.Edge));
        Assert.Equal(80, snap.DistanceMetres, 0.02);
        Assert.Equal(20, snap.NearerIslandMetres!.Value, 0.02);

        Snap near = town.Snap('C', east: 50, north: 20, maxMetres: 50);
        Assert.Equal((SnapStatus.OnIsland, "island", town.AccessAt('C').Edge), (near.Status, near.Reason, near.Edge));
        Assert.Equal(20, near.DistanceMetres, 0.02);
        Assert.Null(town.Snap('A', north: 5).NearerIslandMetres);
    }

    [Theory]
    [InlineData("bridge=yes", 36, true)]
    [InlineData("bridge=yes", 34, false)]
    [InlineData("layer=-1", 36, true)]
    [InlineData("layer=-1", 34, false)]
    [InlineData("layer=1", 49, false)]
    public void The_ground_wins_over_what_is_above_or_below_it_and_up_to_thirty_metres_nearer(
        string tags, double metresToBridge, bool onGround)
    {
        using var town = new Town("""
            A---B
            C---D
            """).Way("AB", "highway=footway " + tags).Way("CD").Way("AC").Way("BD");
        Snap snap = town.Snap('A', east: 200, north: -metresToBridge);
        Assert.Equal(onGround ? 100 - metresToBridge : metresToBridge, snap.DistanceMetres, 0.02);
    }

    [Theory]
    [InlineData("highway=footway tunnel=yes", false)]
    [InlineData("route=ferry", false)]
    [InlineData("highway=elevator", false)]
    [InlineData("highway=service access=private", false)]
    [InlineData("highway=footway tunnel=building_passage", true)]
    [InlineData("highway=footway bridge=yes", true)]
    [InlineData("highway=steps", true)]
    [InlineData("highway=footway oneway:foot=yes", true)]
    public void Nobody_steps_onto_a_way_in_a_tunnel_a_boat_a_lift_or_behind_a_sign(string tags, bool canSnap)
    {
        using var town = new Town("""
            A---B
            |   |
            C---D
            """).Way("AB").Way("CD", tags).Way("AC").Way("BD");
        Snap snap = town.Snap('C', east: 200, north: 20);
        Assert.Equal(canSnap ? 20 : 180, snap.DistanceMetres, 0.05);
    }

    /// <summary>A slip of the pen in a map: its box has a hundred million cells.</summary>
    [Fact]
    public void A_way_across_a_continent_is_found_and_takes_no_room()
    {
        using var osm = new OsmText();
        osm.Node(1, OsmText.At(0, 0));
        osm.Node(2, OsmText.At(6_000_000, 3_000_000));
        osm.Node(3, OsmText.At(0, 100));
        osm.Way(1, [1, 2], "highway=residential");
        osm.Way(2, [1, 3], "highway=residential");
        WalkNetwork network = osm.Network();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var grid = new EdgeGrid(network, _ => true);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        // 20 m off the line, 5 km from its beginning.
        double length = Math.Sqrt(5);
        Position near = OsmText.At((10_000 + 20) / length, (5_000 - 40) / length);
        Assert.Equal(20, grid.Nearest(near, 150, _ => true).DistanceMetres, 0.5);
        var visits = new List<int>();
        grid.ForEachIn(new Box(-1_800_000_000, -900_000_000, 1_800_000_000, 900_000_000), (edge, _) => visits.Add(edge));
        Assert.Equal([0, 1], visits.Distinct().Order());
        Assert.InRange(visits.Count, 2, 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_grid_finds_what_a_look_at_every_piece_finds(int seed)
    {
        using var town = new RandomTown(seed, nodes: 80, ways: 40);
        WalkNetwork network = town.Network;
        var random = new Random(seed);
        bool[] wanted = [.. Enumerable.Range(0, network.EdgeCount).Select(_ => random.Next(3) > 0)];
        var grid = new EdgeGrid(network, e => wanted[e]);
        for (int i = 0; i < 300; i++)
        {
            double east = random.Next(-600, 2_600), north = random.Next(-600, 2_600), max = random.Next(5, 700);
            double best = double.PositiveInfinity;
            for (int e = 0; e < network.EdgeCount; e++)
            {
                if (!wanted[e] || e % 5 == 0) continue;
                for (int p = 1; p < network.ShapeLength(e); p++)
                    best = Math.Min(best, ToPiece(OsmText.At(east, north), network.ShapePosition(e, p - 1), network.ShapePosition(e, p)));
            }
            EdgeGrid.Hit hit = grid.Nearest(OsmText.At(east, north), max, way => way.Edge % 5 != 0);
            if (best > max + 0.01) Assert.Equal(-1, hit.Edge);
            if (best < max - 0.01)
            {
                Assert.Equal(best, hit.DistanceMetres, 0.01);
                Position there = network.PositionAt(hit.Edge, hit.AlongMetres);
                Assert.InRange(Math.Abs(there.LonE7 - hit.Position.LonE7) + Math.Abs(there.LatE7 - hit.Position.LatE7), 0, 3);
            }
        }

        // Ternary search along the piece: the distance to a straight line has one valley.
        static double ToPiece(Position from, Position a, Position b)
        {
            (double ax, double ay) = Metres(a, from);
            (double bx, double by) = Metres(b, from);
            double low = 0, high = 1;
            for (int i = 0; i < 60; i++)
            {
                double third = (high - low) / 3;
                if (Distance(low + third) < Distance(high - third)) high -= third;
                else low += third;
            }
            return Distance(low);

            double Distance(double share) => Math.Sqrt(Square(ax + share * (bx - ax)) + Square(ay + share * (by - ay)));
        }

        static double Square(double x) => x * x;
        static (double X, double Y) Metres(Position p, Position from) =>
            ((p.Lon - from.Lon) * 111_319.490793, (p.Lat - from.Lat) * 110_574.275822);
    }
}
