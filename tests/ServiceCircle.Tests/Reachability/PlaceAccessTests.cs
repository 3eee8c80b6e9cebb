using NetTopologySuite.Geometries;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

/// <summary>Where polygons are entered and compounds are left.</summary>
public sealed class PlaceAccessTests
{
    // A park or compound P-Q-R-S with a street round it, 100 m away.
    private const string Block = """
        A-------B
        | P-E-Q |
        | | M | |
        | S-G-R |
        D-------C
        """;

    /// <summary>The same block with a way that leads from F on the street to its border at E, or in.</summary>
    private static Town WithLane(string lane, string tags) => new Town("""
        A---F---B
        | P-E-Q |
        | | M | |
        | S-G-R |
        D-------C
        """).Way("AFBCDA", "highway=residential").Way(lane, tags);

    private static Polygon Polygon(Town town, string letters) =>
        new(new LinearRing([.. letters.Append(letters[0]).Select(c => new Coordinate(town.At(c).Lon, town.At(c).Lat))]));

    private static PlaceLocator Locator(Town town, double maxSnap = 250)
    {
        WalkGraph graph = town.Graph;
        return new PlaceLocator(graph, WalkGraph.Of(town.Network, graph.Walker, asResident: true), maxSnap);
    }

    [Fact]
    public void Between_places_at_the_same_coordinates_there_is_no_walk()
    {
        using Town town = new Town("A-------B").Way("AB");
        PlaceLocator locator = Locator(town);
        PlaceAccess Home(double east) => locator.Home(Point.Empty, town.At('A', east, 60));
        PlaceAccess Clinic(double east, double seconds = 0) => locator.Facility(Point.Empty, town.At('A', east, 60), seconds);
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            new(town.Graph, [Clinic(200).Accesses, Clinic(200, seconds: 30).Accesses], [Home(200).Accesses, Home(300).Accesses]),
            WalkTime.FromMinutes(60), Direction.To, withMetres: true);
        Assert.Equal([(WalkTime.Zero, 0f), (Town.Seconds(220), 220f)], times.Row(0).Select(w => (w.Time, MathF.Round(w.Metres))));
        // The stairs inside are still climbed, and are no part of the way from the street and back.
        Assert.Equal(Town.Seconds(150), times.Row(1)[0].Time);
    }

    [Fact]
    public void Who_stands_on_a_square_walks_straight_to_its_corners()
    {
        using Town town = new Town("""
            A---B
            | M |
            D---C---E
            """).Way("ABCDA", "highway=pedestrian area=yes").Way("CE");
        PlaceLocator locator = Locator(town);
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            new(town.Graph, [locator.Facility(Point.Empty, town.At('E')).Accesses], [locator.Home(Point.Empty, town.At('M')).Accesses]),
            WalkTime.FromMinutes(60), Direction.To);
        // M to C is the root of 200² + 100² metres, C to E 400.
        Assert.Equal(400 + 223.6, times.Row(0)[0].Time.Seconds!.Value, 0.2);
    }

    /// <summary>
    /// M stands on the western of two squares that share the side BC; the way to F begins at the far corner E of the eastern. Straight it
    /// is the root of 600² + 100² metres.
    /// </summary>
    [Theory]
    [InlineData("highway=pedestrian area=yes", "highway=pedestrian area=yes", true)]
    [InlineData("highway=pedestrian area=yes level=-1", "highway=pedestrian area=yes level=-1", false)]
    [InlineData("highway=pedestrian area=yes location=underground", "highway=pedestrian area=yes location=underground", false)]
    [InlineData("highway=pedestrian area=yes indoor=yes", "highway=pedestrian area=yes indoor=yes", false)]
    public void Squares_that_share_a_side_are_one_and_those_below_the_street_are_for_nobody_in_it(
        string west, string east, bool isStraight)
    {
        using Town town = new Town("""
            A---B---E---F
            | M |   |
            D---C---G
            """).Way("ABCDA", west).Way("BEGCB", east).Way("EF");
        PlaceAccess home = Locator(town).Home(Point.Empty, town.At('M'));
        Assert.Equal(isStraight, home.Snap.IsSnapped);
        if (!isStraight) return;
        TravelTimeMatrix times = TravelTimeMatrix.Compute(
            new(town.Graph, [[town.AccessAt('F')]], [home.Accesses]), WalkTime.FromMinutes(60), Direction.To);
        Assert.Equal(400 + Math.Sqrt(600 * 600 + 100 * 100), times.Row(0)[0].Time.Seconds!.Value, 0.2);
    }

    [Fact]
    public void A_tagged_entrance_is_the_only_way_in()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential").Node('E', "entrance=main");
        PlaceAccess park = Locator(town).Facility(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal(AccessKind.Entrance, park.Kind);
        Assert.Equal(100, Assert.Single(park.Accesses).LegMetres, 0.1);
    }

    /// <summary>Looking for its entrances cell by cell, of 200 metres each, would take minutes.</summary>
    [Fact]
    public void A_park_with_corners_across_half_the_world_has_the_entrances_on_its_border()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential").Node('E', "entrance=main").Node('G', "entrance=main");
        Coordinate[] corners = [.. "PQ".Select(c => new Coordinate(town.At(c).Lon, town.At(c).Lat)), new(-60, -80), new(-170, -80)];
        PlaceAccess park = Locator(town).Facility(new Polygon(new LinearRing([.. corners, corners[0]])), town.At('M'));
        Assert.Equal(AccessKind.Entrance, park.Kind);
        Assert.Equal(100, Assert.Single(park.Accesses).LegMetres, 0.1);
    }

    /// <summary>Its rim has doors every 50 metres, nearly all of them far from everything.</summary>
    [Fact]
    public void A_park_with_a_rim_of_thousands_of_kilometres_has_the_doors_of_its_near_side()
    {
        using Town town = new Town(Block).Way("DC", "highway=residential");
        Coordinate[] near = [.. "SR".Select(c => new Coordinate(town.At(c).Lon, town.At(c).Lat))];
        PlaceAccess Park(double degrees) => Locator(town).Facility(
            new Polygon(new LinearRing([.. near, new(near[1].X, near[1].Y + degrees), new(near[0].X, near[0].Y + degrees), near[0]])),
            town.At('M'));
        (PlaceAccess large, PlaceAccess small) = (Park(20), Park(0.1));
        Assert.Equal(AccessKind.RimAssumed, large.Kind);
        Assert.Equal(AccessKind.RimAssumed, small.Kind);
        // Those along the street; on the way back the long rim is out of step with the short one.
        Assert.InRange(large.Accesses.Count, small.Accesses.Count - 4, small.Accesses.Count + 4);
        Assert.InRange(large.Accesses.Count, 5, 30);
    }

    [Theory]
    [InlineData("entrance=emergency")]
    [InlineData("entrance=main access=private")]
    [InlineData("amenity=bench")]
    public void An_entrance_that_is_not_for_visitors_is_none(string tags)
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential").Node('E', tags);
        Assert.Equal(AccessKind.RimAssumed, Locator(town).Facility(Polygon(town, "PQRS"), town.At('M')).Kind);
    }

    [Fact]
    public void Without_entrances_paths_that_cross_the_border_lead_in()
    {
        using Town town = WithLane("FEM", "highway=footway");
        PlaceAccess park = Locator(town).Facility(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal(AccessKind.PathCrossing, park.Kind);
        Access door = Assert.Single(park.Accesses);
        Assert.Equal(0, door.LegMetres);
        Assert.Equal(town.At('E'), town.Network.PositionAt(door.Edge, door.AlongMetres));
    }

    [Fact]
    public void A_bridge_over_a_park_does_not_lead_in()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential").Way("PMR", "highway=footway bridge=yes");
        Assert.NotEqual(AccessKind.PathCrossing, Locator(town).Facility(Polygon(town, "EQRG"), town.At('M')).Kind);
    }

    [Fact]
    public void Without_either_the_rim_is_assumed_and_says_so()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential");
        PlaceAccess park = Locator(town).Facility(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal(AccessKind.RimAssumed, park.Kind);
        Assert.True(park.Accesses.Count >= 16); // 1,200 m round, a street 100 to 150 m away on every side
        Assert.All(park.Accesses, a => Assert.InRange(a.LegMetres, 99, 151));
    }

    [Fact]
    public void A_point_is_snapped_and_a_place_too_far_is_said_to_be()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential");
        var middle = new Point(town.At('M').Lon, town.At('M').Lat);
        Assert.Equal(AccessKind.Point, Locator(town).Facility(middle, town.At('M')).Kind);
        PlaceAccess far = Locator(town, 50).Facility(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal((AccessKind.None, false, 0), (far.Kind, far.Snap.IsSnapped, far.Accesses.Count));
    }

    [Fact]
    public void Residents_leave_an_unmapped_compound_by_its_private_gate_and_visitors_do_not_come_in_by_it()
    {
        // No way inside is mapped; the street A-B passes the compound's wall, its gate E is on the lane F-E.
        using Town town = WithLane("FE", "highway=service").Node('E', "entrance=yes access=private");
        PlaceLocator locator = Locator(town);
        PlaceAccess home = locator.Home(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal(AccessKind.Entrance, home.Kind);
        Access gate = Assert.Single(home.Accesses);
        Assert.Equal(100, gate.LegMetres, 0.1); // from the middle to the gate
        Assert.Equal(town.At('E'), town.Network.PositionAt(gate.Edge, gate.AlongMetres));
        // For visitors the lane that ends at the border is what leads in.
        Assert.Equal(AccessKind.PathCrossing, locator.Facility(Polygon(town, "PQRS"), town.At('M')).Kind);
    }

    [Fact]
    public void Residents_use_the_ways_inside()
    {
        using Town town = WithLane("FEM", "highway=service access=private").Node('E', "barrier=gate access=private");
        PlaceAccess home = Locator(town).Home(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal(AccessKind.InnerWay, home.Kind);
        Assert.Equal(200, Assert.Single(home.Accesses).LegMetres, 0.1); // M-E-F, where the public street begins
    }

    [Fact]
    public void Gates_that_the_planner_names_outrank_all_others()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential").Node('E', "entrance=main");
        PlaceAccess home = Locator(town).Home(Polygon(town, "PQRS"), town.At('M'), [town.At('G'), town.At('S')]);
        Assert.Equal(AccessKind.Entrance, home.Kind);
        Assert.Equal(2, home.Accesses.Count);
        Assert.Equal(200, home.Accesses.Min(a => a.LegMetres), 0.1); // M-G and on to the street
    }

    [Fact]
    public void What_else_is_asked_changes_nothing()
    {
        using Town town = new Town(Block).Way("ABCDA", "highway=residential").Node('E', "entrance=main");
        PlaceLocator locator = Locator(town);
        PlaceAccess first = locator.Facility(Polygon(town, "PQRS"), town.At('M'));
        locator.Home(Polygon(town, "PQRS"), town.At('P'));
        PlaceAccess second = locator.Facility(Polygon(town, "PQRS"), town.At('M'));
        Assert.Equal(first.Accesses, second.Accesses);
    }
}
